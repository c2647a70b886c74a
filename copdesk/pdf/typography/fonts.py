"""A face of a font file in one weight: what it covers, how wide its letters are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import uharfbuzz as hb

M = TypeVar("M", bound=dict[Any, Any])

BOLD: Final = 700
REGULAR: Final = 400

SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc"})

# What one line of a script needs, in sizes of the type, where marks are stacked high and deep.
_LINE_HEIGHTS: Final = {
    "NotoSansArabic": 1.65, "NotoSansMyanmar": 1.8, "NotoSansKhmer": 1.65, "NotoSansLao": 1.55,
    "NotoSansThai": 1.5, "NotoSansTelugu": 1.55, "NotoSansKannada": 1.55,
    "NotoSansMalayalam": 1.45, "NotoSansSinhala": 1.45,
}  # fmt: skip


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
    """A face at one weight, and what others have made with it and want to find again."""

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
        self._remembered: dict[type[dict[Any, Any]], dict[Any, Any]] = {}
        self._covered: set[str] = set()
        self._advances = _Advances(self.harfbuzz)
        self._letters = _Letters(self.harfbuzz, self._advances)

    def remembered(self, kind: type[M]) -> M:
        """Return what one kind of work remembers about this font, empty at first."""
        found = self._remembered.get(kind)
        if not isinstance(found, kind):
            found = self._remembered[kind] = kind()
        return found

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
