"""A sheet to take notes on by hand, with the agenda's items and lines below each."""

from __future__ import annotations

from typing import Final

from copdesk.domain.meetings import AgendaKind
from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.parts.meeting_title import opening
from copdesk.pdf.layout.blocks import blank_lines, heading, together
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block

_LINES: dict[AgendaKind, int] = {AgendaKind.DISCUSSION: 8, AgendaKind.REPORT_BACK: 6}
_USUAL: Final = 4


def note_sheet_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print the sheet for a meeting."""
    name = _("Notes: {title}").format(title=papers.title)
    return press.handout(name, papers.footer, note_sheet_blocks(papers))


def note_sheet_blocks(papers: MeetingPapers) -> list[Block]:
    """Return the sheet for a handout or a packet; a pause needs no lines."""
    blocks = opening(papers, _("Notes"), meeting_title=True)
    for item in papers.meeting.agenda:
        if item.kind is not AgendaKind.PAUSE:
            lines = blank_lines(_LINES.get(item.kind, _USUAL))
            blocks.append(together(heading(item.title), lines))
    return [
        *blocks,
        together(heading(_("What we decided")), blank_lines(4)),
        together(heading(_("Who will try what")), blank_lines(6)),
    ]
