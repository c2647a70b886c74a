"""Name tents: a sheet for each member, to be folded so that both sides of the table can read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copdesk.domain.community import Community
from copdesk.domain.members import Member
from copdesk.language import _
from copdesk.pdf.blocks import BODY, Block, page_break, paragraph, title
from copdesk.pdf.handout import Handout, Press, finished
from copdesk.pdf.layout import Laid, Setting
from copdesk.pdf.page import MILLIMETER, Margins
from copdesk.pdf.structure import Element
from copdesk.pdf.typography.text import LaidText, TextBlock, TextStyle

if TYPE_CHECKING:
    from copdesk.pdf.sheet import Sheet

_SIZES: Final = (96, 84, 72, 62, 54, 46, 40, 34, 28)
_TWO_LINES_FROM: Final = 54
_SMALL: Final = 18.0
_MARGIN: Final = 12 * MILLIMETER


def name_tents_pdf(press: Press, community: Community, members: Sequence[Member]) -> Handout:
    """Print a tent for each member on paper lying on its side."""
    lying = replace(press.turned(), large_print=False)
    name = _("Name tents")
    margins = Margins(top=_MARGIN, bottom=_MARGIN, start=_MARGIN, end=_MARGIN)
    document = replace(lying.document(name, "", numbered=False), margins=margins)
    return finished(name, lying.render(document, name_tent_blocks(community, members)))


def name_tent_blocks(community: Community, members: Sequence[Member]) -> list[Block]:
    """Return a page for each member."""
    blocks: list[Block] = []
    for member in members:
        below = member.school or community.name
        blocks += [NameTent(name=member.called, below=below), page_break()]
    if not blocks:
        return [title(_("Name tents")), paragraph(_("Nobody is chosen."))]
    return blocks[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTent:
    """A page with a name on both halves, the upper one upside down."""

    name: str
    below: str

    def lay(self, setting: Setting, width: float) -> Laid:
        """Set the name as large as one line, or at last two, can hold it."""
        half = setting.page_height / 2 - 2 * _MARGIN
        below = TextBlock(self.below, _style(_SMALL, bold=False)).lay(setting, width)
        name = self._largest(setting, width, half - below.height)
        return LaidNameTent(name, below, width, setting.page_height)

    def _largest(self, setting: Setting, width: float, height: float) -> Laid:
        for size in _SIZES:
            laid = TextBlock(self.name, _style(size)).lay(setting, width)
            lines = 1 if size > _TWO_LINES_FROM else 2
            if isinstance(laid, LaidText) and (
                len(laid.lines) <= lines and laid.widest() <= width and laid.height <= height
            ):
                return laid
        return TextBlock(self.name, _style(_SMALL)).lay(setting, width)


def _style(size: float, *, bold: bool = True) -> TextStyle:
    return replace(BODY, size=size, leading=1.2, bold=bold, align="center", space_after=0)


class LaidNameTent:
    """A tent on a page of its own; only the lower half is read out."""

    keep_with_next = False
    space_before = space_after = 0.0

    def __init__(self, name: Laid, below: Laid, width: float, height: float) -> None:
        self.element = Element("Div")
        self.height = height
        self._name = name
        self._below = below
        self._width = width

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the lower half, the same turned around, and a mark where to fold."""
        middle = top - self.height / 2
        for part in (self._name, self._below):
            self.element.adopt(part.element)
        self._draw_half(sheet, x, middle)
        with sheet.artifact():
            turn_x, turn_y = 2 * x + self._width, 2 * middle
            sheet.write(f"q -1 0 0 -1 {turn_x:.2f} {turn_y:.2f} cm")
            self._draw_half(sheet, x, middle)
            sheet.write("Q")
        for left in (x, x + self._width - 12):
            sheet.rule(left, middle, left + 12, middle)

    def _draw_half(self, sheet: Sheet, x: float, middle: float) -> None:
        room = self.height / 2
        top = middle - (room - self._name.height - self._below.height) / 2
        self._name.draw(sheet, x, top)
        self._below.draw(sheet, x, top - self._name.height)
