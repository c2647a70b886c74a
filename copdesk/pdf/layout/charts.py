"""Bars that compare numbers, drawn so that any printer shows them and any reader hears them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copdesk.pdf.file.structure import Element
from copdesk.pdf.layout.pagination import Laid, Setting

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

_THICKNESS: Final = 9.0
_GREY: Final = 0.45


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as long as its share, 0 to 1, of the room; the number itself stands beside it."""

    share: float

    def lay(self, setting: Setting, width: float) -> Laid:
        """Return the bar at its length, from the side where the document begins."""
        length = width * min(max(self.share, 0.0), 1.0)
        indent = width - length if setting.right_to_left else 0.0
        return LaidBar(length, indent, _THICKNESS * setting.scale)


class LaidBar:
    """A bar at its length; decoration, as its number is text."""

    keep_with_next = False
    space_before = space_after = 0.0

    def __init__(self, length: float, indent: float, thickness: float) -> None:
        self.element = Element("Artifact")
        self.height = thickness * 1.3
        self._length = length
        self._indent = indent
        self._thickness = thickness

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the bar."""
        if self._length:
            bottom = top - self.height
            sheet.box(x + self._indent, bottom, self._length, self._thickness, fill=_GREY)
