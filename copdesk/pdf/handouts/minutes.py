"""The minutes: who was there, what was said and decided, who will try what."""

from __future__ import annotations

from collections.abc import Callable

from copdesk.domain.meetings import (
    AgendaKind,
    Attendance,
    Decision,
    MeetingState,
    Note,
    NoteKind,
    Presence,
)
from copdesk.domain.run.runs import Run
from copdesk.language import _, date_text, listed, pgettext, time_text
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers, who
from copdesk.pdf.handouts.parts.meeting_title import opening
from copdesk.pdf.handouts.parts.notes_and_commitments import (
    commitments_table,
    note_line,
    notes_by_step,
)
from copdesk.pdf.handouts.styles import CELL, LEAD
from copdesk.pdf.layout.blocks import (
    Text,
    box,
    bullets,
    heading,
    key_values,
    note,
    paragraph,
    signatures,
)
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.typography.spans import Span


def minutes_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print the minutes of a meeting."""
    name = _("Minutes: {title}").format(title=papers.title)
    return press.handout(name, papers.footer, minutes_blocks(papers))


def minutes_blocks(papers: MeetingPapers) -> list[Block]:
    """Return the minutes for a handout or a packet."""
    meeting = papers.meeting
    blocks = opening(papers, pgettext("of a meeting", "Minutes"), meeting_title=True)
    if meeting.state is not MeetingState.FINAL:
        blocks.append(note(_("Draft, until all have had a chance to look at it.")))
    people = [(_("Present"), _present(papers)), (_("Sent word"), _sent_word(papers))]
    blocks.append(key_values([*people, *papers.roles()], share=0.24))
    if meeting.purpose:
        blocks.append(paragraph(meeting.purpose))
    reports = _reported(papers)
    for number, item in enumerate(meeting.agenda, start=1):
        said = _said(papers, lambda key, own=item.id: key == own)
        if item.kind is AgendaKind.REPORT_BACK:
            said, reports = [*reports, *said], []
        if item.kind is AgendaKind.PAUSE and not said:
            continue
        blocks.append(heading(_("{number}. {title}").format(number=number, title=item.title)))
        if papers.lead(item):
            blocks.append(paragraph(_("Led by {name}").format(name=papers.lead(item)), LEAD))
        blocks += said
    known = {item.id for item in meeting.agenda}
    loose = _said(papers, lambda key: key not in known)
    if reports:
        blocks += [heading(_("Report back")), *reports]
    if loose:
        blocks += [heading(_("Also said")), *loose]
    return [*blocks, *_commitments(papers), *_parked(papers), _signed()]


def _reported(papers: MeetingPapers) -> list[Block]:
    """Return what was told about commitments, after what had been promised."""
    told = [
        [
            Span(who(one, papers.members), bold=True),
            Span(f" – {one.text}: ", italic=True),
            Span(report.text),
        ]
        for one, report in papers.reported
    ]
    return [bullets(told)] if told else []


def _said(papers: MeetingPapers, belongs: Callable[[str], bool]) -> list[Block]:
    """Return notes, discussions and decisions that belong to an agenda item, or to none."""
    meeting = papers.meeting
    notes = [
        _note(papers, one)
        for one in meeting.notes
        if belongs(one.item_id) and one.kind is not NoteKind.PARKING
    ]
    blocks: list[Block] = [bullets(notes)] if notes else []
    for run in papers.runs:
        if belongs(run.item_id):
            blocks += _discussion(run)
    blocks += [_decision(one) for one in meeting.decisions if belongs(one.item_id)]
    return blocks


def _note(papers: MeetingPapers, line: Note) -> Text:
    return note_line(line.kind, line.text, papers.name(line.member_id))


def _discussion(run: Run) -> list[Block]:
    blocks = notes_by_step(run.notes)
    if blocks:
        led = _("Discussion: {title}").format(title=run.title)
        blocks.insert(0, paragraph(led, LEAD))
    return blocks


def _decision(decision: Decision) -> Block:
    lines: list[Block] = [
        paragraph([Span(_("Decided:"), bold=True), Span(f" {decision.text}")], CELL)
    ]
    review = decision.review_on
    more = (
        (_("Because:"), decision.reason),
        (_("Other views:"), decision.differing_views),
        (_("We look at it again:"), date_text(review) if review else ""),
    )
    for name, text in more:
        if text:
            lines.append(paragraph([Span(name, bold=True), Span(f" {text}")], CELL))
    return box(lines)


def _present(papers: MeetingPapers) -> str:
    here = [one for one in papers.meeting.attendance if one.presence is not Presence.SENT_WORD]
    return listed(filter(None, (_person(papers, one) for one in here)))


def _sent_word(papers: MeetingPapers) -> str:
    away = [one for one in papers.meeting.attendance if one.presence is Presence.SENT_WORD]
    return listed(filter(None, (_person(papers, one) for one in away)))


def _person(papers: MeetingPapers, attendance: Attendance) -> str:
    name = papers.name(attendance.member_id)
    if not name:
        return _("{name} (visitor)").format(name=attendance.visitor) if attendance.visitor else ""
    if attendance.presence is Presence.REMOTE:
        return _("{name} (from afar)").format(name=name)
    if attendance.arrived_at:
        return _("{name} (from {time})").format(name=name, time=time_text(attendance.arrived_at))
    if attendance.left_at:
        return _("{name} (until {time})").format(name=name, time=time_text(attendance.left_at))
    return name


def _commitments(papers: MeetingPapers) -> list[Block]:
    if not papers.made_here:
        return []
    made = commitments_table(papers.made_here, papers.members)
    return [heading(_("What we will try")), made]


def _parked(papers: MeetingPapers) -> list[Block]:
    parked = [one.text for one in papers.meeting.notes if one.kind is NoteKind.PARKING]
    for run in papers.runs:
        parked += [line.text for line in run.notes if line.kind is NoteKind.PARKING]
    return [heading(_("Parking lot")), bullets(parked)] if parked else []


def _signed() -> Block:
    return signatures([_("Note-taker"), _("Facilitator")])
