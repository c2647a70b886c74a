"""The catch-up sheet: what a meeting means for somebody who could not come."""

from __future__ import annotations

from copdesk.domain.meetings import AgendaKind
from copdesk.domain.members import Member
from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers, until, who
from copdesk.pdf.handouts.parts.meeting_title import opening
from copdesk.pdf.handouts.parts.papers import MemberAtMeetingPapers
from copdesk.pdf.handouts.styles import LINE
from copdesk.pdf.layout.blocks import Text, blank_lines, bullets, heading, paragraph
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.typography.spans import Span


def catch_up_pdf(press: Press, papers: MemberAtMeetingPapers) -> Handout:
    """Print what was decided and promised, for one member."""
    meeting, member = papers.meeting, papers.member
    name = _("Catch up: {title}, for {name}").format(title=meeting.title, name=member.name)
    return press.handout(name, meeting.footer, catch_up_blocks(meeting, member))


def catch_up_blocks(papers: MeetingPapers, member: Member) -> list[Block]:
    """Return the sheet: topics, decisions, own and others' commitments, readings, room to ask."""
    meeting = papers.meeting
    missed = _("{name}, we missed you. This is what we talked about.").format(name=member.called)
    blocks = [
        *opening(papers, _("While you were away"), meeting_title=True),
        paragraph(missed),
        bullets([one.title for one in meeting.agenda if one.kind is not AgendaKind.PAUSE], LINE),
    ]
    decided: list[Text] = [_decision(one.text, one.differing_views) for one in meeting.decisions]
    own = [one for one in papers.commitments if one.is_open and one.member_id == member.id]
    others = [one for one in papers.made_here if one.member_id != member.id]
    sections: tuple[tuple[str, list[Text]], ...] = (
        (_("What we decided"), decided),
        (_("What you said you would try"), [f"{one.text} ({until(one)})" for one in own]),
        (
            _("What others will try"),
            [[Span(who(one, papers.members), bold=True), Span(f" – {one.text}")] for one in others],
        ),
        (_("To read"), [*_titles(papers)]),
    )
    for name, lines in sections:
        if lines:
            blocks += [heading(name), bullets(lines, LINE)]
    return [*blocks, heading(_("What I want to ask or add")), blank_lines(4)]


def _decision(text: str, differing_views: str) -> Text:
    if not differing_views:
        return text
    return [Span(text), Span(" " + _("Other views:"), bold=True), Span(f" {differing_views}")]


def _titles(papers: MeetingPapers) -> list[str]:
    ties = dict.fromkeys(tie.resource_id for tie in papers.meeting.resources)
    found = (papers.resources.get(one) for one in ties)
    return [resource.title for resource in found if resource]
