"""The certificate of participation: when somebody was part of the work, and nothing about marks."""

from __future__ import annotations

from collections.abc import Sequence

from copdesk.domain.meetings import Meeting
from copdesk.language import _, date_text, listed, ngettext, number_text
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import MemberPapers
from copdesk.pdf.handouts.styles import (
    AWARD,
    AWARD_ASIDE,
    AWARD_COMMUNITY,
    AWARD_LINE,
    AWARD_NAME,
    CELL,
)
from copdesk.pdf.layout.blocks import paragraph, signatures, space, table
from copdesk.pdf.layout.handout import SMALLER, Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.layout.text import TextBlock


def certificate_pdf(press: Press, papers: MemberPapers) -> Handout:
    """Print a certificate for a member about the meetings that the member took part in."""
    name = _("Certificate of participation: {name}").format(name=papers.member.name)
    footer = shortened(papers.community.name)
    return press.on_one_page(name, footer, certificate_blocks(papers), (*SMALLER, 0.75, 0.7))


def certificate_blocks(papers: MemberPapers) -> list[Block]:
    """Return the certificate: the words, the meetings one by one, room for signatures."""
    community, member = papers.community, papers.member
    ordered = sorted(papers.attended, key=lambda meeting: meeting.held_on)
    blocks: list[Block] = [
        TextBlock(_("Certificate of participation"), AWARD, "H1"),
        paragraph(_("This says with thanks that"), AWARD_LINE),
        TextBlock(member.name, AWARD_NAME, "H2"),
        paragraph(_("took part in the work of"), AWARD_LINE),
        TextBlock(community.name, AWARD_COMMUNITY, "H2"),
    ]
    if community.about:
        blocks.append(paragraph(community.about, AWARD_ASIDE))
    if ordered:
        blocks += [space(12), paragraph(_extent(ordered), AWARD_LINE), _table(ordered)]
    return [*blocks, space(28), signatures([_("Place and date"), _("For the community")])]


def _extent(meetings: Sequence[Meeting]) -> str:
    hours = sum(meeting.minutes for meeting in meetings) / 60
    first, last = date_text(meetings[0].held_on), date_text(meetings[-1].held_on)
    count = ngettext("{number} meeting", "{number} meetings", len(meetings)).format(
        number=len(meetings)
    )
    said = count
    if hours:
        said = _("{meetings}, {hours} hours").format(
            meetings=count, hours=number_text(round(hours * 2) / 2)
        )
    return listed([said, first if first == last else f"{first} – {last}"])


def _table(meetings: Sequence[Meeting]) -> Block:
    rows: list[Sequence[Cell]] = [
        (date_text(meeting.held_on), meeting.title, meeting.place) for meeting in meetings
    ]
    return table(
        rows,
        widths=(0.24, 0.46, 0.3),
        header=(_("Date"), _("Meeting"), _("Place")),
        rules="rows",
        style=CELL,
    )
