"""Handouts: collect what they say, have them laid out, show them, write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copdesk.clock import today
from copdesk.domain.library import AttachedFile
from copdesk.domain.meetings import Meeting
from copdesk.domain.members import Member
from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.run.runs import RunState
from copdesk.errors import NotFound, UserError
from copdesk.language import _, speaking
from copdesk.services.handout_sources import run_papers, wall_papers
from copdesk.services.packets import kept_parts
from copdesk.services.protocols import ProtocolService
from copdesk.store.transaction import Database, Transaction

if TYPE_CHECKING:
    from copdesk.pdf.foreign.attachments import Attachment
    from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
    from copdesk.pdf.layout.handout import Handout, Press

Report = Callable[[int, int], None]
LATEST: Final = "latest"
KINDS_OF_MEETING: Final = frozenset(
    {
        "agenda",
        "packet",
        "minutes",
        "sign-in",
        "note-sheet",
        "bring-slips",
        "catch-up",
        "commitments",
        "commitment-slips",
    }
)
KINDS_OF_PROTOCOL: Final = frozenset({"protocol-card", "role-cards", "script"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A handout that somebody asked for; empty paper and language are the community's.

    `parts` are the parts of a packet by name, empty for those kept for its series. `sheets` puts
    two pages on a side: `two-up`, or `booklet` to fold. `people` plans a protocol for so many, in
    `minutes`.
    """

    kind: str
    meeting: str = LATEST
    protocol: str = ""
    member: str = ""
    paper: str = ""
    language: str = ""
    parts: tuple[str, ...] = ()
    large_print: bool = False
    sheets: str = ""
    run: str = ""
    people: int = 0
    minutes: int = 0


class HandoutService:
    """Everything that is printed; nothing here changes the community."""

    def __init__(self, database: Database, protocols: ProtocolService) -> None:
        self._database = database
        self._protocols = protocols

    def make(self, wanted: Wanted, report: Report | None = None) -> Handout:
        """Lay a handout out; may run in a worker, and `report` may raise Cancelled."""
        from copdesk.pdf.layout.handout import Press

        with self._database.reading() as tx:
            community = tx.community.the_one()
        with speaking(wanted.language or community.language):
            press = Press.on(wanted.paper or community.paper, large_print=wanted.large_print)
            if wanted.kind in KINDS_OF_PROTOCOL:
                handout = self._of_protocol(wanted, press)
            elif wanted.kind in KINDS_OF_MEETING:
                handout = self._of_meeting(wanted, press, report)
            else:
                handout = self._of_community(wanted, press)
            return _on_sheets(handout, press, wanted.sheets)

    def save(self, handout: Handout, path: Path) -> None:
        """Write a handout; an older file stays as it is when that fails."""
        from copdesk.store.atomic import write_file

        write_file(path, handout.pdf)

    def pictures(self, pdf: bytes, width: int, pages: Sequence[int]) -> list[bytes]:
        """Return pages of a PDF as PNG pictures of a width in pixels; may run in a worker."""
        from copdesk.pdf.foreign.preview import render_pages

        return render_pages(pdf, width, pages)

    def _of_meeting(self, wanted: Wanted, press: Press, report: Report | None) -> Handout:
        from copdesk.pdf.handouts.agenda import agenda_pdf
        from copdesk.pdf.handouts.bring_slips import bring_slips_pdf
        from copdesk.pdf.handouts.minutes import minutes_pdf
        from copdesk.pdf.handouts.note_sheet import note_sheet_pdf
        from copdesk.pdf.handouts.sign_in import sign_in_pdf

        papers = self._papers(wanted.meeting)
        match wanted.kind:
            case "agenda":
                return agenda_pdf(press, papers)
            case "minutes":
                return minutes_pdf(press, papers)
            case "sign-in":
                return sign_in_pdf(press, papers)
            case "note-sheet":
                return note_sheet_pdf(press, papers)
            case "bring-slips":
                return bring_slips_pdf(press, papers)
            case "catch-up":
                return _catch_up(wanted, press, papers)
            case "packet":
                return self._packet(wanted, press, papers, report)
            case _:
                return self._commitments(wanted, press, papers)

    def _packet(
        self, wanted: Wanted, press: Press, papers: MeetingPapers, report: Report | None
    ) -> Handout:
        from copdesk.pdf.handouts.packet import (
            PACKET_PARTS,
            PacketPart,
            packet_pdf,
            parts_from_text,
        )

        chosen = wanted.parts or self._kept_parts(papers.meeting)
        parts = parts_from_text(" ".join(chosen)) if chosen else PACKET_PARTS
        attachments = self._attachments(papers) if PacketPart.ATTACHMENTS in parts else ()
        return packet_pdf(press, papers, parts=parts, attachments=attachments, report=report)

    def _kept_parts(self, meeting: Meeting) -> tuple[str, ...]:
        with self._database.reading() as tx:
            return kept_parts(tx, meeting)

    def _of_protocol(self, wanted: Wanted, press: Press) -> Handout:
        from copdesk.pdf.handouts.facilitator_script import facilitator_script_pdf
        from copdesk.pdf.handouts.protocol_card import protocol_card_pdf
        from copdesk.pdf.handouts.role_cards import role_cards_pdf

        protocol, plan, starts_at = self._led(wanted)
        match wanted.kind:
            case "role-cards":
                return role_cards_pdf(press, protocol)
            case "script":
                if plan is None:
                    plan = compile_plan(protocol, invented(protocol.size.ideal))
                return facilitator_script_pdf(press, plan, starts_at=starts_at)
            case _:
                return protocol_card_pdf(press, protocol, plan, starts_at=starts_at)

    def _led(self, wanted: Wanted) -> tuple[Protocol, RunPlan | None, time | None]:
        """Return the protocol that is meant, and its plan and start if they are known."""
        if wanted.protocol and wanted.people:
            protocol = self._protocols.get(wanted.protocol)
            seconds = wanted.minutes * 60 or None
            return protocol, compile_plan(protocol, invented(wanted.people), seconds=seconds), None
        if wanted.protocol and wanted.meeting == LATEST and not self._has_meetings():
            return self._protocols.get(wanted.protocol), None, None
        papers = self._papers(wanted.meeting)
        for starts_at, item in papers.meeting.timetable():
            if item.protocol_id and wanted.protocol in ("", item.protocol_id):
                return self._protocols.get(item.protocol_id), papers.plans.get(item.id), starts_at
        if not wanted.protocol:
            raise UserError(
                _("No agenda item of “{title}” is led by a protocol.").format(
                    title=papers.meeting.title
                ),
                _("Choose one on the agenda, or name a protocol."),
            )
        return self._protocols.get(wanted.protocol), None, None

    def _has_meetings(self) -> bool:
        with self._database.reading() as tx:
            return bool(tx.meetings.all())

    def _commitments(self, wanted: Wanted, press: Press, papers: MeetingPapers) -> Handout:
        from copdesk.pdf.handouts.commitment_list import commitments_pdf
        from copdesk.pdf.handouts.commitment_slips import commitment_slips_pdf

        if wanted.kind == "commitment-slips":
            return commitment_slips_pdf(press, papers.community, papers.commitments, papers.members)
        return commitments_pdf(
            press,
            papers.community,
            [one for one in papers.commitments if one.is_open],
            papers.members,
            meeting=papers.meeting,
        )

    def _of_community(self, wanted: Wanted, press: Press) -> Handout:
        from copdesk.pdf.handouts.directory import directory_pdf
        from copdesk.pdf.handouts.name_tags import name_tags_pdf
        from copdesk.pdf.handouts.name_tents import name_tents_pdf
        from copdesk.pdf.handouts.norms_poster import norms_pdf
        from copdesk.pdf.handouts.quick_guide import quick_guide_pdf
        from copdesk.pdf.handouts.reading_list import reading_list_pdf
        from copdesk.pdf.handouts.run_report import run_report_pdf
        from copdesk.pdf.handouts.self_assessment import self_assessment_pdf
        from copdesk.pdf.handouts.wall_sheet import wall_sheet_pdf

        with self._database.reading() as tx:
            community = tx.community.the_one()
            members = [one for one in tx.members.all() if one.is_active]
            match wanted.kind:
                case "norms":
                    return norms_pdf(press, community)
                case "directory":
                    return directory_pdf(press, community, members)
                case "name-tags":
                    return name_tags_pdf(press, community, members)
                case "name-tents":
                    return name_tents_pdf(press, community, members)
                case "reading-list":
                    return reading_list_pdf(press, community, tx.resources.heads())
                case "run-report":
                    meeting = "" if wanted.meeting == LATEST else wanted.meeting
                    return run_report_pdf(press, run_papers(tx, wanted.run, meeting))
                case "wall-sheet":
                    return wall_sheet_pdf(press, wall_papers(tx, today(self._database.clock)))
                case "quick-guide":
                    return quick_guide_pdf(press)
                case "self-assessment":
                    return self_assessment_pdf(press, community)
                case _:
                    return self._certificate(tx, wanted, press)

    def _certificate(self, tx: Transaction, wanted: Wanted, press: Press) -> Handout:
        from copdesk.pdf.handouts.certificate import certificate_pdf

        member = _member(wanted, {one.id: one for one in tx.members.all()})
        if member is None:
            raise NotFound(
                _("A certificate is for one member, and none was named."),
                _("Name the member by id or choose one on the members page."),
            )
        attended = [one for one in tx.meetings.all() if member.id in one.present_ids]
        return certificate_pdf(press, tx.community.the_one(), member, attended)

    def _papers(self, meeting_id: str) -> MeetingPapers:
        from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers

        with self._database.reading() as tx:
            meeting = self._meeting(tx, meeting_id)
            named = [tie.resource_id for tie in meeting.resources]
            present = tx.members.all()
            everybody = {one.id: one for one in (*tx.members.in_trash(), *present)}
            commitments = [
                one
                for one in tx.commitments.all()
                if one.is_open
                or one.meeting_id == meeting.id
                or any(report.meeting_id == meeting.id for report in one.reports)
            ]
            runs = tx.runs.of_meeting(meeting.id)
            community = tx.community.the_one()
            resources = {one.id: one for one in tx.resources.many(named)}
        found = {
            item.protocol_id: protocol
            for item in meeting.agenda
            if (protocol := self._protocols.find(item.protocol_id)) is not None
        }
        invited = tuple(one.id for one in present if one.is_active)
        expected = [
            Person(id=one.id, name=one.called)
            for one in everybody.values()
            if one.id in (meeting.present_ids or invited)
        ]
        plans = {
            item.id: plan
            for item in meeting.agenda
            if item.protocol_id in found
            and (plan := _plan(found[item.protocol_id], expected, item.minutes)) is not None
        }
        return MeetingPapers(
            community=community,
            meeting=meeting,
            members=everybody,
            resources=resources,
            protocols=found,
            plans=plans,
            commitments=tuple(commitments),
            runs=tuple(run for run in runs if run.state is not RunState.PUT_AWAY),
            invited=invited,
        )

    def _meeting(self, tx: Transaction, meeting_id: str) -> Meeting:
        if meeting_id != LATEST:
            return tx.meetings.get(meeting_id)
        from copdesk.services.meetings import MeetingService

        meeting = MeetingService(self._database).latest()
        if meeting is None:
            raise NotFound(
                _("There is no meeting to print yet."), _("Plan one on the Meetings page first.")
            )
        return meeting

    def _attachments(self, papers: MeetingPapers) -> list[Attachment]:
        from copdesk.pdf.foreign.attachments import Attachment

        found: list[Attachment] = []
        for tie in papers.meeting.resources:
            resource = papers.resources.get(tie.resource_id)
            for file in resource.files if resource else ():
                data = self._bytes(file)
                found.append(
                    Attachment(
                        name=file.name,
                        title=resource.title if resource else file.name,
                        media_type=file.media_type,
                        data=data or b"",
                        is_missing=data is None,
                    )
                )
        return found

    def _bytes(self, file: AttachedFile) -> bytes | None:
        try:
            return self._database.files.read(file.sha256)
        except NotFound:
            return None  # the packet names what it could not include


def _on_sheets(handout: Handout, press: Press, sheets: str) -> Handout:
    from copdesk.pdf.handouts.imposition import booklet, two_up

    match sheets:
        case "booklet":
            return booklet(handout, press)
        case "two-up":
            return two_up(handout, press)
        case _:
            return handout


def _member(wanted: Wanted, members: Mapping[str, Member]) -> Member | None:
    """Return the member a handout is for, or none where none was named."""
    if wanted.member and wanted.member not in members:
        raise NotFound(
            _("There is no member “{id}” here.").format(id=wanted.member),
            _("Name the member by id; a search shows it."),
        )
    return members.get(wanted.member)


def _catch_up(wanted: Wanted, press: Press, papers: MeetingPapers) -> Handout:
    from copdesk.pdf.handouts.catch_up import catch_up_pdf

    member = _member(wanted, papers.members)
    if member is None:
        raise NotFound(
            _("A catch-up sheet is for one member, and none was named."),
            _("Name the member by id or choose one on the meetings page."),
        )
    return catch_up_pdf(press, papers, member)


def _plan(protocol: Protocol, people: Sequence[Person], minutes: int) -> RunPlan | None:
    """Return the plan for these people in this time, else at its own length, else none."""
    for seconds in (minutes * 60, None):
        try:
            return compile_plan(protocol, people, seconds=seconds)
        except UserError:  # too little time, or too few people: the card says the usual way
            continue
    return None
