"""Which font holds a character: ours first, then an optional pack, then the system's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from copdesk.pdf.typography.fonts import BOLD, REGULAR, SUFFIXES, Font, FontFile
from copdesk.pdf.typography.hyphenation import Hyphenation
from copdesk.pdf.typography.pieces import Unit
from copdesk.pdf.typography.spans import Span
from copdesk.pdf.typography.system_fonts import SystemFonts

_PACKAGES: Final = ("manimgx_fonts", "manimgx_fonts_cjk")
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

# Faces inside the collection of Chinese, Japanese and Korean, in the order of the file.
_HAN_FACES: Final = {"ja": 0, "ko": 1, "zh": 2, "zh_Hant": 3, "zh_TW": 3, "zh_HK": 4}
_USUAL_HAN: Final = 2


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
