"""Name tags on the label sheets that shops sell: A4 with 14 labels, Letter with 10."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from copdesk.domain.paper import A4, LETTER, MILLIMETER, Paper
from copdesk.language import _
from copdesk.pdf.file.structure import Element
from copdesk.pdf.handouts.parts.fitting import Fit, fitted, too_long_notices
from copdesk.pdf.handouts.parts.papers import MembersPapers
from copdesk.pdf.handouts.styles import TAG_AT_LAST, TAG_BELOW, TAG_NAMES, TAG_NAMES_ON_TWO_LINES
from copdesk.pdf.layout.blocks import page_break, paragraph, title
from copdesk.pdf.layout.handout import Handout, Press, finished
from copdesk.pdf.layout.page import Margins
from copdesk.pdf.layout.pagination import Block, Laid, Setting

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

_INCH: Final = 72.0
_PADDING: Final = 10.0
_FITS: Final = (
    *(Fit(name=size, lines=1, below=TAG_BELOW) for size in TAG_NAMES),
    *(Fit(name=size, lines=2, below=TAG_BELOW) for size in TAG_NAMES_ON_TWO_LINES),
    *(Fit(name=size, lines=99, below=size) for size in TAG_AT_LAST),
)


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


_SHEETS: Final = {
    A4.key: LabelSheet(
        columns=2,
        rows=7,
        width=99.1 * MILLIMETER,
        height=38.1 * MILLIMETER,
        left=4.65 * MILLIMETER,
        top=15.15 * MILLIMETER,
        gap=2.5 * MILLIMETER,
    ),
    LETTER.key: LabelSheet(
        columns=2,
        rows=5,
        width=4 * _INCH,
        height=2 * _INCH,
        left=0.156 * _INCH,
        top=0.5 * _INCH,
        gap=0.188 * _INCH,
    ),
}


def label_sheet(paper: Paper) -> LabelSheet:
    """Return the label sheet of a paper."""
    return _SHEETS[paper.key]


def name_tags_pdf(press: Press, papers: MembersPapers) -> Handout:
    """Print a tag for each member; nothing else may stand on a sheet of labels."""
    community, members = papers.community, papers.members
    name = _("Name tags")
    plain = replace(press, large_print=False)
    sheet = label_sheet(press.paper)
    blocks: list[Block] = []
    too_long: list[str] = []
    for first in range(0, len(members), sheet.count):
        tags = [(one.called, one.school) for one in members[first : first + sheet.count]]
        page = TagPage(tags=tags, sheet=sheet, community=community.name, too_long=too_long)
        blocks += [page, page_break()]
    if not blocks:
        nobody = [title(name), paragraph(_("Nobody is chosen."))]
        return plain.handout(name, "", nobody)
    edge = Margins(top=0.0, bottom=0.0, start=0.0, end=0.0)
    document = replace(plain.document(name, "", numbered=False), margins=edge)
    printed = plain.render(document, blocks[:-1])
    return finished(name, printed, too_long_notices(too_long))


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPage:
    """A sheet of labels, each with a name, a school and the community.

    The names on labels that are too small are noted in `too_long`.
    """

    tags: Sequence[tuple[str, str]]
    sheet: LabelSheet
    community: str
    too_long: list[str]

    def lay(self, setting: Setting, width: float) -> Laid:
        """Fit every tag into its label."""
        room = (self.sheet.width - 2 * _PADDING, self.sheet.height - _PADDING)
        laid = [
            fitted((name, school, self.community), _FITS, room, setting, self.too_long)
            for name, school in self.tags
        ]
        return LaidTagPage(laid, self.sheet, setting.page_height)


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
