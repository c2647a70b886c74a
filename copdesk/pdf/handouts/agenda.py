"""The agenda: what comes when, who leads it, by which protocol, with which readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from copdesk.domain.meetings import AgendaItem, AgendaKind
from copdesk.language import _, time_text
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers, until, who
from copdesk.pdf.handouts.parts.meeting_title import opening
from copdesk.pdf.handouts.styles import ITEM, ITEM_ASIDE
from copdesk.pdf.layout.blocks import (
    blank_lines,
    bullets,
    heading,
    key_values,
    paragraph,
    table,
    together,
)
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.stacks import Stack
from copdesk.pdf.layout.tables import Cell
from copdesk.pdf.typography.spans import Span


def agenda_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print the agenda of a meeting."""
    name = _("Agenda: {title}").format(title=papers.title)
    return press.handout(name, papers.footer, agenda_blocks(papers))


def agenda_blocks(papers: MeetingPapers) -> list[Block]:
    """Return the agenda for a handout or a packet."""
    meeting = papers.meeting
    blocks = opening(papers, meeting.title or _("Agenda"))
    if meeting.purpose:
        blocks.append(paragraph(meeting.purpose))
    roles = papers.roles()
    if roles:
        blocks.append(key_values(roles, share=0.24))
    if meeting.agenda:
        blocks.append(_timetable(papers))
    else:
        blocks += [paragraph(_("Nothing is on the agenda yet.")), blank_lines(10)]
    general = papers.resource_titles("")
    if general:
        blocks.append(together(heading(_("To read beforehand")), bullets(general)))
    return blocks


def _timetable(papers: MeetingPapers) -> Block:
    rows: list[Sequence[Cell]] = []
    so_far = 0
    for begins, item in papers.meeting.timetable():
        rows.append(_row(papers, item, begins, so_far))
        so_far += item.minutes
    end = papers.meeting.ends_at
    rows.append((_clock(end, so_far), [Span(_("End"), bold=True)], "", "", ""))
    return table(
        rows,
        widths=(0.14, 0.47, 0.2, 0.09, 0.1),
        header=(
            _("Begins") if papers.meeting.starts_at else _("After"),
            _("What"),
            _("Led by"),
            _("Min."),
            _("In all"),
        ),
        aligns=("start", "start", "start", "end", "end"),
        rules="rows",
        style=ITEM,
    )


def _row(
    papers: MeetingPapers, item: AgendaItem, begins: time | None, so_far: int
) -> Sequence[Cell]:
    return (
        _clock(begins, so_far),
        Stack(blocks=_what(papers, item)),
        papers.lead(item),
        str(item.minutes),
        str(so_far + item.minutes),
    )


def _clock(begins: time | None, so_far: int) -> Cell:
    if begins is None:
        return [Span(_("{minutes} min").format(minutes=so_far), bold=True)]
    return [Span(time_text(begins), bold=True)]


def _what(papers: MeetingPapers, item: AgendaItem) -> list[Block]:
    lines: list[Block] = [paragraph([Span(item.title, bold=True)], ITEM)]
    protocol = papers.protocols.get(item.protocol_id)
    if protocol:
        named = _("Protocol: {title}").format(title=protocol.title)
        lines.append(paragraph(named, ITEM_ASIDE))
    if item.notes:
        lines.append(paragraph(item.notes, ITEM_ASIDE))
    if item.kind is AgendaKind.REPORT_BACK:
        lines += _to_report(papers)
    for resource in papers.resource_titles(item.id):
        lines.append(paragraph(_("With: {title}").format(title=resource), ITEM_ASIDE))
    return lines


def _to_report(papers: MeetingPapers) -> list[Block]:
    commitments = [
        [Span(who(one, papers.members), bold=True), Span(f" – {one.text} ({until(one)})")]
        for one in papers.to_report
    ]
    return [bullets(commitments, ITEM_ASIDE)] if commitments else []
