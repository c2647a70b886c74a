"""Fonts that the system has, for a character that none of ours shows; needs no window."""

from __future__ import annotations

import logging
import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from copdesk.pdf.typography.fonts import BOLD, SUFFIXES, Font, FontFile

_LOG: Final = logging.getLogger(__name__)
_MOST_FILES: Final = 4_000
_OUTLINES: Final = frozenset({"glyf", "CFF ", "CFF2"})
_COLLECTION_BY_LANGUAGE: Final = re.compile(r"(?:Noto|Source).*(?:CJK|Han)")
_STYLES: Final = re.compile(
    r"bold|black|heavy|light|thin|medium|semi|extra|italic|oblique|condensed|mono", re.IGNORECASE
)
_SANS: Final = re.compile(r"sans|gothic|arial|segoe|tahoma|helvet|yahei", re.IGNORECASE)

_RESTRICTED: Final = 0x2
_MAY_BE_EMBEDDED: Final = 0xC
_NO_SUBSET: Final = 0x100
_BITMAPS_ONLY: Final = 0x200
_PERMISSION: Final = slice(8, 10)  # of the table OS/2


def system_folders(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> list[Path]:
    """Return where this system keeps fonts, the user's own first; they need not exist."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or os.sep)
    if platform == "win32":
        local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
        windows = Path(environment.get("WINDIR") or "C:/Windows")
        return [local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts"]
    if platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    data = [own, *map(Path, shared.split(":"))]
    return [home / ".fonts", *(folder / "fonts" for folder in data)]


@dataclass(frozen=True, slots=True)
class _Found:
    """A font file with outlines that may be embedded, and what it can show."""

    path: Path
    faces: int
    coverage: hb.Font


class SystemFonts:
    """The fonts in some folders, looked through when the first character is missing."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._fonts: dict[tuple[Path, int, int], Font] = {}

    def font_with(self, character: str, *, weight: int, face: int) -> Font | None:
        """Return the plainest font with a character; None when no file that we may embed has it.

        `face` chooses the shapes of a language in collections that hold the same for several.
        """
        if unicodedata.category(character)[0] == "C" or _only_varies(character):
            return None
        for found in self._bold if weight == BOLD else self._regular:
            if found.coverage.get_nominal_glyph(ord(character)):
                by_language = face < found.faces and _COLLECTION_BY_LANGUAGE.match(found.path.name)
                return self._font(found.path, face if by_language else 0, weight)
        return None

    def _font(self, path: Path, index: int, weight: int) -> Font:
        key = (path, index, weight)
        if key not in self._fonts:
            font = self._fonts[key] = Font(FontFile(path, index), weight)
            font.line_height = min(font.ascent - font.descent, 1.8)
            _LOG.info("a character that no bundled font has is taken from %s", path)
        return self._fonts[key]

    @cached_property
    def _files(self) -> list[_Found]:
        return [found for path in _paths(self._folders) for found in _opened(path)]

    @cached_property
    def _regular(self) -> list[_Found]:
        return sorted(self._files, key=lambda found: _plainness(found.path, bold=False))

    @cached_property
    def _bold(self) -> list[_Found]:
        return sorted(self._files, key=lambda found: _plainness(found.path, bold=True))


def may_be_embedded(face: hb.Face) -> bool:
    """Whether a font's maker lets parts of it be put into documents; silence is consent."""
    if "OS/2" not in face.table_tags:
        return True
    permission = int.from_bytes(face.reference_table("OS/2").data[_PERMISSION], "big")
    if permission & _RESTRICTED and not permission & _MAY_BE_EMBEDDED:
        return False
    return not permission & (_NO_SUBSET | _BITMAPS_ONLY)


def _paths(folders: Sequence[Path]) -> Iterator[Path]:
    """Return font files in an order that is the same at each start."""
    for folder in folders:
        files = (Path(place, name) for place, _, names in sorted(os.walk(folder)) for name in names)
        known = sorted(path for path in files if path.suffix.lower() in SUFFIXES)
        yield from islice(known, _MOST_FILES)


def _opened(path: Path) -> Iterator[_Found]:
    """Return a file if it is a font to be used, else nothing: a broken one only is passed over."""
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
    except hb.HarfBuzzError:
        _LOG.info("the font %s cannot be read", path)
        return
    if face.count and not _OUTLINES.isdisjoint(face.table_tags) and may_be_embedded(face):
        yield _Found(path, face.count, hb.Font(face))


def _plainness(path: Path, *, bold: bool) -> tuple[int, bool, str, str]:
    """Return what sorts plain upright faces first, the ones without serifs before others."""
    styles = [style.lower() for style in _STYLES.findall(path.stem)]
    unwanted = len([style for style in styles if not (bold and style == "bold")])
    lacking = int(bold and "bold" not in styles)
    return unwanted + lacking, not _SANS.search(path.stem), path.stem.lower(), str(path)


def _only_varies(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
