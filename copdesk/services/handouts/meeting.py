"""What handouts about a meeting, or one member at it, are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from copdesk.domain.library import AttachedFile
from copdesk.domain.meetings import Meeting
from copdesk.domain.packet_parts import PacketPart, parts_from_text
from copdesk.domain.plan.run_plan import RunPlan, compile_plan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.run.runs import RunState
from copdesk.errors import NotFound, UserError
from copdesk.language import _
from copdesk.services.handouts.kinds import Choice
from copdesk.services.handouts.sources import Sources
from copdesk.services.meetings import latest_meeting
from copdesk.services.packets import kept_parts
from copdesk.services.protocols import protocols_named
from copdesk.store.files import FileStore

if TYPE_CHECKING:
    from copdesk.pdf.foreign.attachments import Attachment
    from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
    from copdesk.pdf.handouts.parts.papers import MemberAtMeetingPapers


def meeting_papers(sources: Sources) -> MeetingPapers:
    """Collect a meeting and everything that it names; without an id the one that matters now."""
    from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers

    tx, meeting = sources.tx, meeting_of(sources)
    present = tx.members.all()
    everybody = {one.id: one for one in (*tx.members.in_trash(), *present)}
    invited = tuple(one.id for one in present if one.is_active)
    expected = [
        Person(id=one.id, name=one.called)
        for one in everybody.values()
        if one.id in (meeting.present_ids or invited)
    ]
    protocols = protocols_named(tx, {item.protocol_id for item in meeting.agenda})
    commitments = [
        one
        for one in tx.commitments.all()
        if one.is_open
        or one.meeting_id == meeting.id
        or any(report.meeting_id == meeting.id for report in one.reports)
    ]
    runs = tx.runs.of_meeting(meeting.id)
    named = [tie.resource_id for tie in meeting.resources]
    papers = MeetingPapers(
        community=tx.community.the_one(),
        meeting=meeting,
        members=everybody,
        resources={one.id: one for one in tx.resources.many(named)},
        protocols=protocols,
        plans=_plans(meeting, protocols, expected),
        commitments=tuple(commitments),
        runs=tuple(run for run in runs if run.state is not RunState.PUT_AWAY),
        invited=invited,
    )
    return replace(papers, parts=_parts(sources, meeting)) if _has_parts(sources) else papers


def member_at_meeting_papers(sources: Sources) -> MemberAtMeetingPapers:
    """Collect a meeting for one member."""
    from copdesk.pdf.handouts.parts.papers import MemberAtMeetingPapers

    member = sources.member()
    return MemberAtMeetingPapers(meeting=meeting_papers(sources), member=member)


def meeting_of(sources: Sources) -> Meeting:
    """Return the meeting that was asked for, or the one that matters now."""
    meetings, meeting_id = sources.tx.meetings, sources.wanted.meeting_id
    if meeting_id:
        return meetings.get(meeting_id)
    latest = latest_meeting(meetings.heads(), sources.today)
    if latest is None:
        raise NotFound(
            _("There is no meeting to print yet."), _("Plan one on the Meetings page first.")
        )
    return meetings.get(latest.id)


def with_files(papers: MeetingPapers, files: FileStore) -> MeetingPapers:
    """Return the papers with the bytes of what is tied to the meeting, if the packet has them.

    The bytes of a file never change. Reading them takes long, and what is typed meanwhile is
    stored, so the transaction is over by then.
    """
    if PacketPart.ATTACHMENTS not in papers.parts:
        return papers
    from copdesk.pdf.foreign.attachments import Attachment

    attachments: list[Attachment] = []
    for tie in papers.meeting.resources:
        resource = papers.resources.get(tie.resource_id)
        for file in resource.files if resource else ():
            data = _bytes(files, file)
            attachments.append(
                Attachment(
                    name=file.name,
                    title=resource.title if resource else file.name,
                    media_type=file.media_type,
                    data=data or b"",
                    is_missing=data is None,
                )
            )
    return replace(papers, attachments=tuple(attachments))


def _bytes(files: FileStore, file: AttachedFile) -> bytes | None:
    try:
        return files.read(file.sha256)
    except NotFound:
        return None  # the packet names what it could not include


def _has_parts(sources: Sources) -> bool:
    return Choice.PARTS in sources.kind.choices


def _parts(sources: Sources, meeting: Meeting) -> tuple[PacketPart, ...]:
    """Return the parts that were asked for, else those kept for the meeting's series."""
    return parts_from_text(" ".join(sources.wanted.parts or kept_parts(sources.tx, meeting)))


def _plans(
    meeting: Meeting, protocols: Mapping[str, Protocol], people: Sequence[Person]
) -> dict[str, RunPlan]:
    """Return the plan of each agenda item that has a protocol which suits these people."""
    return {
        item.id: plan
        for item in meeting.agenda
        if item.protocol_id in protocols
        and (plan := _plan(protocols[item.protocol_id], people, item.minutes)) is not None
    }


def _plan(protocol: Protocol, people: Sequence[Person], minutes: int) -> RunPlan | None:
    """Return the plan for these people in this time, else at its own length, else none."""
    for seconds in (minutes * 60, None):
        try:
            return compile_plan(protocol, people, seconds=seconds)
        except UserError:  # too little time, or too few people: the card says the usual way
            continue
    return None
