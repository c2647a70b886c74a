"""Fonts: which file holds a character, and a face of it in the weight that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import uharfbuzz as hb

from copdesk.pdf.typography.hyphenation import Hyphenation

if TYPE_CHECKING:
    from copdesk.pdf.typography.pieces import Unit
    from copdesk.pdf.typography.runs import ShapedRun
    from copdesk.pdf.typography.spans import Span
    from copdesk.pdf.typography.system_fonts import SystemFonts

BOLD: Final = 700
REGULAR: Final = 400

_PACKAGES: Final = ("manimgx_fonts", "manimgx_fonts_cjk")
SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc"})
_BASE: Final = "NotoSans"
_FALLBACK: Final = ("NotoSans", "NotoSansSymbols", "NotoEmoji")
_FAMILIES: Final = {
    "Arab": "NotoSansArabic", "Armn": "NotoSansArmenian", "Beng": "NotoSansBengali",
    "Deva": "NotoSansDevanagari", "Ethi": "NotoSansEthiopic", "Geor": "NotoSansGeorgian",
    "Gujr": "NotoSansGujarati", "Guru": "NotoSansGurmukhi", "Hebr": "NotoSansHebrew",
    "Knda": "NotoSansKannada", "Khmr": "NotoSansKhmer", "Laoo": "NotoSansLao",
    "Mlym": "NotoSansMalayalam", "Mymr": "NotoSansMyanmar", "Orya": "NotoSansOriya",
    "Sinh": "NotoSansSinhala", "Taml": "NotoSansTamil", "Telu": "NotoSansTelugu",
    "Thai": "NotoSansThai",
}  # fmt: skip

# What one line of a script needs, in sizes of the type, where marks are stacked high and deep.
_LINE_HEIGHTS: Final = {
    "NotoSansArabic": 1.65, "NotoSansMyanmar": 1.8, "NotoSansKhmer": 1.65, "NotoSansLao": 1.55,
    "NotoSansThai": 1.5, "NotoSansTelugu": 1.55, "NotoSansKannada": 1.55,
    "NotoSansMalayalam": 1.45, "NotoSansSinhala": 1.45,
}  # fmt: skip

# Faces inside the collection of Chinese, Japanese and Korean, in the order of the file.
_HAN_FACES: Final = {"ja": 0, "ko": 1, "zh": 2, "zh_Hant": 3, "zh_TW": 3, "zh_HK": 4}
_USUAL_HAN: Final = 2


class Letter(NamedTuple):
    """A letter's usual glyph, 0 for none, its number as a PDF writes it, and its width."""

    glyph: int
    code: str
    advance: int


class FontFile:
    """One face of a font file, read when the first text needs it."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path = path
        self.index = index
        self.face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.axes = frozenset(axis.tag for axis in self.face.axis_infos)
        self.tables = frozenset(self.face.table_tags)


class Font:
    """A face at one weight; shapes text, and remembers what it has shaped."""

    def __init__(self, file: FontFile, weight: int, slanted: bool = False) -> None:
        self.file = file
        self.weight = weight
        self.harfbuzz = hb.Font(file.face)
        if "wght" in file.axes:
            self.harfbuzz.set_variations({"wght": weight})
        self.units = file.face.upem
        family = re.sub(r"[^A-Za-z0-9-]", "", file.path.name.partition("[")[0].partition(".")[0])
        self.family = family.partition("-")[0]
        style = ("Bold" if weight == BOLD else "") + ("Italic" if slanted else "")
        self.name = f"{self.family}-{style or 'Regular'}"
        extents = self.harfbuzz.get_font_extents("ltr")
        self.ascent = extents.ascender / self.units
        self.descent = extents.descender / self.units
        self.line_height = _LINE_HEIGHTS.get(self.family, 0.0)
        self.shaped: dict[tuple[str, bool, str, str, str, str], ShapedRun] = {}
        self.words: dict[tuple[str, str], dict[tuple[str, str], Unit]] = {}
        self._covered: set[str] = set()
        self._advances = _Advances(self.harfbuzz)
        self._letters = _Letters(self.harfbuzz, self._advances)

    def covers(self, character: str) -> bool:
        """Whether the font has a glyph for the character."""
        return bool(self.letter(character).glyph)

    def covers_all(self, text: str) -> bool:
        """Whether the font has a glyph for every character of the text."""
        if self._covered.issuperset(text):
            return True
        if not all(self._letters[letter].glyph for letter in set(text)):
            return False
        self._covered.update(text)
        return True

    def letter(self, letter: str) -> Letter:
        """Return what the font has for a letter by itself."""
        return self._letters[letter]

    def letters(self, text: str) -> list[Letter]:
        """Return what the font has for each letter of a text by itself."""
        return [self._letters[letter] for letter in text]

    def advance(self, glyph: int) -> int:
        """Return a glyph's own width in font units."""
        return self._advances[glyph]

    def advances(self, glyphs: Iterable[int]) -> list[int]:
        """Return the glyphs' own widths in font units."""
        return [self._advances[glyph] for glyph in glyphs]


class _Advances(dict[int, int]):
    """The widths of glyphs, asked of the font at first use."""

    def __init__(self, font: hb.Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, glyph: int) -> int:
        found = self[glyph] = self._font.get_glyph_h_advance(glyph)
        return found


class _Letters(dict[str, Letter]):
    """The usual glyphs of letters, asked of the font at first use."""

    def __init__(self, font: hb.Font, advances: _Advances) -> None:
        super().__init__()
        self._font = font
        self._advances = advances

    def __missing__(self, letter: str) -> Letter:
        glyph = self._font.get_nominal_glyph(ord(letter)) or 0
        found = self[letter] = Letter(glyph, f"{glyph:04X}", self._advances[glyph])
        return found


class FontLibrary:
    """All fonts within reach: the bundled ones, the optional pack, further files, the system's.

    `paragraphs` remembers what itemizing made of short texts, and the characters no font had, and
    `hyphenation` the patterns that were read.
    """

    def __init__(self, *, further: Sequence[Path] = (), system: SystemFonts | None = None) -> None:
        self._system = system
        self.hyphenation = Hyphenation()
        self.paragraphs: dict[
            tuple[tuple[Span, ...], int, str], tuple[list[Unit], dict[str, int]]
        ] = {}
        self._paths = {
            path.name.partition("[")[0].partition(".")[0]: path
            for path in [*_installed(), *further]
        }
        self._files: dict[tuple[Path, int], FontFile] = {}
        self._fonts: dict[tuple[str, int, bool, int], Font] = {}
        self._chosen: dict[tuple[str, str, int, bool, int], Font | None] = {}

    def base(self, *, bold: bool = False, italic: bool = False) -> Font:
        """Return the font of Latin, Greek and Cyrillic text."""
        return self._font(_BASE, BOLD if bold else REGULAR, italic, 0)

    def pick(
        self, character: str, script: str, *, bold: bool, italic: bool, language: str = ""
    ) -> Font | None:
        """Return the font for a character of a script; None when no font has it.

        The language decides between Chinese, Japanese and Korean shapes of the same character.
        """
        face = _HAN_FACES.get(language, _HAN_FACES.get(language.partition("_")[0], _USUAL_HAN))
        key = (character, script, BOLD if bold else REGULAR, italic, face)
        if key not in self._chosen:
            self._chosen[key] = self._find(*key)
        return self._chosen[key]

    def _find(
        self, character: str, script: str, weight: int, italic: bool, face: int
    ) -> Font | None:
        for family in self._candidates(script):
            font = self._font(family, weight, italic, face)
            if font.covers(character):
                return font
        if self._system is None:
            return None
        return self._system.font_with(character, weight=weight, face=face)

    def _candidates(self, script: str) -> Iterable[str]:
        own = _FAMILIES.get(script)
        first = (own, *_FALLBACK) if own else _FALLBACK
        yield from (family for family in first if family in self._paths)
        yield from (
            family for family in self._paths if family not in first and "-Italic" not in family
        )

    def _font(self, family: str, weight: int, italic: bool, face: int) -> Font:
        key = (family, weight, italic, face)
        font = self._fonts.get(key)
        if font is None:
            slanted = italic and f"{family}-Italic" in self._paths
            path = self._paths[f"{family}-Italic" if slanted else family]
            index = face if path.suffix.lower() == ".ttc" else 0
            own = (family, weight, slanted, index)
            font = self._fonts.get(own) or Font(self._file(path, index), weight, slanted)
            self._fonts[own] = self._fonts[key] = font
        return font

    def _file(self, path: Path, index: int) -> FontFile:
        found = self._files.get((path, index))
        if found is None:
            found = self._files[path, index] = FontFile(path, index)
        return found


def _installed() -> list[Path]:
    folders: list[Path] = []
    for package in _PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            folders += [Path(folder) for folder in spec.submodule_search_locations]
    return sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES
    )
