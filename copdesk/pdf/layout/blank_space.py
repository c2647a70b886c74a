"""Empty paper: lines to write on, white space, the end of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copdesk.pdf.file.structure import Element
from copdesk.pdf.layout.pagination import BreakHere, Laid, Setting

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet


@dataclass(frozen=True, slots=True)
class BlankLines:
    """Lines to write on, farther apart in large print."""

    count: int
    spacing: float

    def lay(self, setting: Setting, width: float) -> Laid:
        """Take the height that the lines need."""
        return LaidLines(self.count, self.spacing * setting.scale, width)


class LaidLines:
    """Ruled lines at a width."""

    keep_with_next = False
    space_before = 2.0
    space_after = 8.0

    def __init__(self, count: int, spacing: float, width: float) -> None:
        self.element = Element("Artifact")
        self.height = count * spacing
        self._count = count
        self._spacing = spacing
        self._width = width

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Part between lines."""
        fitting = int(room // self._spacing)
        if not 0 < fitting < self._count:
            return None
        head, rest = (
            LaidLines(count, self._spacing, self._width)
            for count in (fitting, self._count - fitting)
        )
        return head, rest

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw each line at the foot of its space."""
        for number in range(1, self._count + 1):
            y = top - number * self._spacing
            sheet.rule(x, y, x + self._width, y)


@dataclass(frozen=True, slots=True)
class Space:
    """White space of a height in points."""

    height: float

    def lay(self, setting: Setting, width: float) -> Laid:
        """Take the height."""
        return LaidSpace(self.height * setting.scale)


class LaidSpace:
    """White space on a page; what does not fit on it is left out."""

    keep_with_next = False
    space_before = space_after = 0.0

    def __init__(self, height: float) -> None:
        self.element = Element("Artifact")
        self.height = height

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Let the page end inside the space."""
        return LaidSpace(max(room, 0.0)), LaidSpace(0.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The end of a page."""

    def lay(self, setting: Setting, width: float) -> Laid:
        """Return the mark that pagination looks for."""
        return BreakHere()
