"""Name tags on the label sheets that shops sell: A4 with 14 labels, Letter with 10."""

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
from copdesk.pdf.page import MILLIMETER, Margins, Paper
from copdesk.pdf.structure import Element
from copdesk.pdf.typography.text import LaidText, TextBlock

if TYPE_CHECKING:
    from copdesk.pdf.sheet import Sheet

_INCH: Final = 72.0
_PADDING: Final = 10.0
_SIZES: Final = (26, 22, 18, 15, 12, 10)
_SMALL: Final = replace(BODY, size=9, align="center", space_after=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """Where the labels of a sheet are; lengths in points from its upper left corner."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    def corner(self, number: int) -> tuple[float, float]:
        """Return how far a label is from the left and from the top of the sheet."""
        row, column = divmod(number, self.columns)
        return self.left + column * (self.width + self.gap), self.top + row * self.height


_A4: Final = LabelSheet(
    columns=2,
    rows=7,
    width=99.1 * MILLIMETER,
    height=38.1 * MILLIMETER,
    left=4.65 * MILLIMETER,
    top=15.15 * MILLIMETER,
    gap=2.5 * MILLIMETER,
)
_LETTER: Final = LabelSheet(
    columns=2,
    rows=5,
    width=4 * _INCH,
    height=2 * _INCH,
    left=0.156 * _INCH,
    top=0.5 * _INCH,
    gap=0.188 * _INCH,
)


def label_sheet(paper: Paper) -> LabelSheet:
    """Return the label sheet of a paper."""
    return _LETTER if paper.name == "Letter" else _A4


def name_tags_pdf(press: Press, community: Community, members: Sequence[Member]) -> Handout:
    """Print a tag for each member; nothing else may stand on a sheet of labels."""
    name = _("Name tags")
    plain = replace(press, large_print=False)
    sheet = label_sheet(press.paper)
    blocks: list[Block] = []
    for first in range(0, len(members), sheet.count):
        tags = [(one.called, one.school) for one in members[first : first + sheet.count]]
        blocks += [TagPage(tags=tags, sheet=sheet, community=community.name), page_break()]
    if not blocks:
        nobody = [title(name), paragraph(_("Nobody is chosen."))]
        return plain.handout(name, "", nobody)
    edge = Margins(top=0.0, bottom=0.0, start=0.0, end=0.0)
    document = replace(plain.document(name, "", numbered=False), margins=edge)
    return finished(name, plain.render(document, blocks[:-1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPage:
    """A sheet of labels, each with a name, a school and the community."""

    tags: Sequence[tuple[str, str]]
    sheet: LabelSheet
    community: str

    def lay(self, setting: Setting, width: float) -> Laid:
        """Fit every tag into its label."""
        laid = [
            [self._name(setting, name), *self._below(setting, school)] for name, school in self.tags
        ]
        return LaidTagPage(laid, self.sheet, setting.page_height)

    def _name(self, setting: Setting, name: str) -> Laid:
        room = self.sheet.width - 2 * _PADDING
        for size in _SIZES:
            style = replace(BODY, size=size, leading=1.2, bold=True, align="center", space_after=0)
            laid = TextBlock(name, style).lay(setting, room)
            lines = 1 if size > _SIZES[2] else 2
            if isinstance(laid, LaidText) and len(laid.lines) <= lines:
                return laid
        return self._first_lines(setting, name, 3)

    def _below(self, setting: Setting, school: str) -> list[Laid]:
        texts = [text for text in (school, self.community) if text]
        return [self._first_lines(setting, text, 1) for text in texts]

    def _first_lines(self, setting: Setting, text: str, count: int) -> Laid:
        """Return as much of a text as a label can hold."""
        laid = TextBlock(text, _SMALL).lay(setting, self.sheet.width - 2 * _PADDING)
        if count > 1 and isinstance(laid, LaidText) and len(laid.lines) > count:
            parts = laid.split(laid.height * count / len(laid.lines))
            return parts[0] if parts else laid
        return laid.first_line() if count == 1 and isinstance(laid, LaidText) else laid


class LaidTagPage:
    """Tags at their places on a sheet."""

    keep_with_next = False
    space_before = space_after = 0.0

    def __init__(self, tags: Sequence[Sequence[Laid]], sheet: LabelSheet, height: float) -> None:
        self.element = Element("Div")
        self.height = height
        self._tags = tags
        self._sheet = sheet

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw each tag in the middle of its label."""
        for number, lines in enumerate(self._tags):
            left, down = self._sheet.corner(number)
            spare = self._sheet.height - sum(line.height for line in lines)
            y = top - down - spare / 2
            for line in lines:
                self.element.adopt(line.element)
                line.draw(sheet, x + left + _PADDING, y)
                y -= line.height
