"""What members said they would try, with room to write how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from copdesk.domain.commitments import Commitment
from copdesk.domain.members import Member
from copdesk.language import _, date_text
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers, shortened, until, who
from copdesk.pdf.handouts.styles import CELL
from copdesk.pdf.layout.blocks import blank_lines, paragraph, table, title
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span

_ROW: Final = 44.0
_SPARE: Final = 3


def commitments_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print the open commitments for the meeting at which they are told about."""
    meeting = papers.meeting
    below = f"{meeting.title}\n{date_text(meeting.held_on, 'full')}".strip()
    still_open = [one for one in papers.commitments if one.is_open]
    blocks = commitment_blocks(still_open, papers.members, below)
    return press.handout(_("Report back"), shortened(papers.community.name), blocks)


def commitment_blocks(
    commitments: Sequence[Commitment], members: Mapping[str, Member], below: str
) -> list[Block]:
    """Return commitments as rows to write in, for a handout or a packet."""
    blocks = [title(_("Report back"), below)]
    if not commitments:
        return [*blocks, paragraph(_("Nothing is waiting to be told about.")), blank_lines(8)]
    rows: list[Sequence[Cell]] = [
        ([Span(who(one, members), bold=True)], one.text, until(one), "") for one in commitments
    ]
    rows += [("", "", "", "")] * _SPARE
    return [
        *blocks,
        paragraph(_("A sentence or two is enough: what did you try, and what happened?")),
        table(
            rows,
            widths=(0.22, 0.34, 0.14, 0.3),
            header=(_("Who"), _("What"), _("By"), _("How it went")),
            row_height=_ROW,
            style=CELL,
        ),
    ]
