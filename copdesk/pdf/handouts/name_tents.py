"""Name tents: a sheet for each member, to be folded so that both sides of the table can read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copdesk.domain.paper import MILLIMETER
from copdesk.language import _
from copdesk.pdf.file.structure import Element
from copdesk.pdf.handouts.parts.fitting import Fit, fitted, too_long_notices
from copdesk.pdf.handouts.parts.papers import MembersPapers
from copdesk.pdf.handouts.styles import (
    TENT_AT_LAST,
    TENT_BELOW,
    TENT_NAMES,
    TENT_NAMES_ON_TWO_LINES,
)
from copdesk.pdf.layout.blocks import page_break, paragraph, title
from copdesk.pdf.layout.handout import Handout, Press, finished
from copdesk.pdf.layout.page import Margins
from copdesk.pdf.layout.pagination import Block, Laid, Setting

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

_FITS: Final = (
    *(Fit(name=size, lines=1, below=TENT_BELOW) for size in TENT_NAMES),
    *(Fit(name=size, lines=2, below=TENT_BELOW) for size in TENT_NAMES_ON_TWO_LINES),
    *(Fit(name=size, lines=99, below=size) for size in TENT_AT_LAST),
)
_MARGIN: Final = 12 * MILLIMETER


def name_tents_pdf(press: Press, papers: MembersPapers) -> Handout:
    """Print a tent for each member on paper lying on its side."""
    lying = replace(press.turned(), large_print=False)
    name = _("Name tents")
    margins = Margins(top=_MARGIN, bottom=_MARGIN, start=_MARGIN, end=_MARGIN)
    document = replace(lying.document(name, "", numbered=False), margins=margins)
    too_long: list[str] = []
    printed = lying.render(document, name_tent_blocks(papers, too_long))
    return finished(name, printed, too_long_notices(too_long))


def name_tent_blocks(papers: MembersPapers, too_long: list[str]) -> list[Block]:
    """Return a page for each member; names that are cut are noted in `too_long`."""
    blocks: list[Block] = []
    for member in papers.members:
        below = member.school or papers.community.name
        blocks += [NameTent(name=member.called, below=below, too_long=too_long), page_break()]
    if not blocks:
        return [title(_("Name tents")), paragraph(_("Nobody is chosen."))]
    return blocks[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTent:
    """A page with a name on both halves, the upper one upside down.

    A name on a page that is too small is noted in `too_long`.
    """

    name: str
    below: str
    too_long: list[str]

    def lay(self, setting: Setting, width: float) -> Laid:
        """Set the name as large as one line, or at last two, can hold it."""
        room = (width, setting.page_height / 2 - 2 * _MARGIN)
        lines = fitted((self.name, self.below), _FITS, room, setting, self.too_long)
        return LaidNameTent(lines, width, setting.page_height)


class LaidNameTent:
    """A tent on a page of its own; only the lower half is read out."""

    keep_with_next = False
    space_before = space_after = 0.0

    def __init__(self, lines: Sequence[Laid], width: float, height: float) -> None:
        self.element = Element("Div")
        self.height = height
        self._lines = lines
        self._width = width

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the lower half, the same turned around, and a mark where to fold."""
        middle = top - self.height / 2
        for line in self._lines:
            self.element.adopt(line.element)
        self._draw_half(sheet, x, middle)
        with sheet.artifact():
            turn_x, turn_y = 2 * x + self._width, 2 * middle
            sheet.write(f"q -1 0 0 -1 {turn_x:.2f} {turn_y:.2f} cm")
            self._draw_half(sheet, x, middle)
            sheet.write("Q")
        for left in (x, x + self._width - 12):
            sheet.rule(left, middle, left + 12, middle)

    def _draw_half(self, sheet: Sheet, x: float, middle: float) -> None:
        y = middle - (self.height / 2 - sum(line.height for line in self._lines)) / 2
        for line in self._lines:
            line.draw(sheet, x, y)
            y -= line.height
