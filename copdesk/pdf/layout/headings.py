"""Headings: larger type, a place in the structure, a bookmark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copdesk.pdf.file.structure import Role
from copdesk.pdf.layout.pagination import Laid, Setting, baseline_of
from copdesk.pdf.layout.text import TextBlock, TextStyle
from copdesk.pdf.typography.characters import cleaned
from copdesk.pdf.typography.spans import Span

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

_STYLES: Final = {
    1: TextStyle(size=19, leading=1.25, bold=True, align="start", space_after=8),
    2: TextStyle(size=13.5, leading=1.3, bold=True, align="start", space_before=14, space_after=4),
    3: TextStyle(size=11, leading=1.3, bold=True, align="start", space_before=9, space_after=2),
}
_LONGEST: Final = 200
_ROLES: Final[dict[int, Role]] = {1: "H1", 2: "H2", 3: "H3"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the bookmark that leads to it."""

    text: str | Sequence[Span]
    level: int

    def lay(self, setting: Setting, width: float) -> Laid:
        """Lay out the text of the heading."""
        level = min(max(self.level, 1), 3)
        laid = TextBlock(self.text, _STYLES[level], _ROLES[level]).lay(setting, width)
        plain = self.text if isinstance(self.text, str) else "".join(s.text for s in self.text)
        return LaidHeading(laid, " ".join(cleaned(plain).split()), level - 1)


class LaidHeading:
    """A heading at a width; it stays whole and with what follows."""

    keep_with_next = True

    def __init__(self, laid: Laid, bookmark: str, level: int) -> None:
        self.element = laid.element
        self.height = laid.height
        self.space_before, self.space_after = laid.space_before, laid.space_after
        self._laid = laid
        self._bookmark = bookmark
        self._level = level

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Part only a heading that was pasted by mistake and fills pages."""
        return self._laid.split(room) if len(self._bookmark) > _LONGEST else None

    def baseline(self) -> float | None:
        """Return where the first line stands."""
        return baseline_of(self._laid)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Set the bookmark and draw the text."""
        if self._bookmark:
            sheet.outline(self._bookmark[:_LONGEST], self._level, top)
        self._laid.draw(sheet, x, top)
