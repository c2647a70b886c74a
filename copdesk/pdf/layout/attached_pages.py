"""Pages of our own that wait for a page of an attached file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copdesk.language import _
from copdesk.pdf.file.structure import Element
from copdesk.pdf.layout.pagination import Laid, Setting
from copdesk.pdf.typography.characters import cleaned

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

Found = dict[int, int]
"""On which page, counted from 0, each file begins."""

_LONGEST: Final = 200
_DRAWING: Final = "q /Attached Do Q"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedPage:
    """A whole page that a page of a file is drawn on; the first is noted in `found`."""

    heading: str
    file: int
    page: int
    found: Found

    def lay(self, setting: Setting, width: float) -> Laid:
        """Take a whole page."""
        return LaidAttachedPage(self, setting.page_height)


class LaidAttachedPage:
    """An empty page with a bookmark, read out by the file's title."""

    keep_with_next = False
    space_before = space_after = 0.0

    def __init__(self, attached: AttachedPage, height: float) -> None:
        name = " ".join(cleaned(attached.heading).split())
        words = _("{title}, page {number}").format(title=name, number=attached.page + 1)
        self.element = Element("Figure", alternative=words)
        self.height = height
        self._attached = attached
        self._bookmark = name[:_LONGEST]

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw what the assembly will put under the name of the attached page."""
        if self._attached.page == 0:
            self._attached.found[self._attached.file] = sheet.page
            sheet.outline(self._bookmark, 0, sheet.height)
        with sheet.tagged(self.element):
            sheet.write(_DRAWING)
