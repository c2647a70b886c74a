"""The sample community: an invented valley, made new in a folder whenever somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from copdesk.clock import Clock, today
from copdesk.domain.commitments import Commitment
from copdesk.domain.library import AttachedFile, Resource
from copdesk.domain.meetings import Meeting
from copdesk.domain.members import Member
from copdesk.domain.plan.subgroups import Person
from copdesk.exchange.recognition import recognize
from copdesk.exchange.toml.sample_file import Sample, read_sample
from copdesk.exchange.toml.sample_meeting import SampleMeeting, SampleRun
from copdesk.resources import resource_folder
from copdesk.services.sample_run import played
from copdesk.store.transaction import Database, Transaction, take_away

THURSDAY: Final = 3


def make_sample(folder: Path, clock: Clock) -> Database:
    """Make the sample community in a folder that is empty or not there yet, and open it.

    Its next meeting is on the coming Thursday, its first one nine months before. What fails
    leaves nothing behind.
    """
    was_there = folder.exists()
    shipped = resource_folder("sample")
    sample = read_sample(shipped, next_thursday(today(clock)))
    database = Database.create(folder, clock)
    try:
        files = {
            file.name: _stored(database, shipped / "files" / file.name)
            for resource in sample.resources
            for file in resource.files
        }
        with database.transaction() as tx:
            _Writer(tx, files).write(sample)
    except BaseException:
        database.close()
        take_away(folder, keep_folder=was_there)
        raise
    return database


def next_thursday(day: date) -> date:
    """Return the first Thursday after a day; after a Thursday it is a week later."""
    return day + timedelta(days=(THURSDAY - day.weekday() - 1) % 7 + 1)


def _stored(database: Database, path: Path) -> AttachedFile:
    kept = database.files.add_path(path)
    return AttachedFile(
        name=path.name,
        media_type=recognize(path).media_type,
        size=kept.size,
        sha256=kept.sha256,
    )


class _Writer:
    """Stores the sample in one transaction and puts ids in the place of its keys.

    A key that nothing was stored under is a mistake in the sample and ends in a KeyError.
    """

    def __init__(self, tx: Transaction, files: Mapping[str, AttachedFile]) -> None:
        self._tx = tx
        self._files = files
        self._ids: dict[str, str] = {"": ""}
        self._runs: dict[str, str] = {}

    def write(self, sample: Sample) -> None:
        """Store everything, first what others point to."""
        tx, ids = self._tx, self._ids
        tx.community.put(sample.community.checked())
        ids[sample.series.id] = tx.series.put(replace(sample.series, id="")).id
        for group in sample.groups:
            ids[group.id] = tx.groups.put(replace(group.checked(), id="")).id
        for member in sample.members:
            ids[member.id] = tx.members.put(self._member(member)).id
        for resource in sample.resources:
            ids[resource.id] = tx.resources.put(self._resource(resource)).id
        called = {member.id: member.called for member in sample.members}
        for evening in sample.meetings:
            self._write_meeting(evening.meeting)
            for run in evening.runs:
                self._write_run(run, evening.meeting, called)
        held_on = {one.meeting.id: one.meeting.held_on for one in sample.meetings}
        for evening in sample.meetings:
            self._write_what_came_of(evening, held_on)

    def _member(self, member: Member) -> Member:
        memberships = tuple(
            replace(one, group_id=self._ids[one.group_id]) for one in member.memberships
        )
        return replace(member.checked(), id="", memberships=memberships)

    def _resource(self, resource: Resource) -> Resource:
        return replace(
            resource.checked(),
            id="",
            shared_by=self._ids[resource.shared_by],
            files=tuple(self._files[file.name] for file in resource.files),
            uses=tuple(replace(use, member_id=self._ids[use.member_id]) for use in resource.uses),
        )

    def _write_meeting(self, meeting: Meeting) -> None:
        ids, put_child = self._ids, self._tx.meetings.put_child
        agenda = tuple(
            replace(item.checked(), lead_id=ids[item.lead_id]) for item in meeting.agenda
        )
        own = replace(
            meeting.checked(),
            id="",
            series_id=ids[meeting.series_id],
            agenda=agenda,
            attendance=tuple(
                replace(one, member_id=ids[one.member_id]) for one in meeting.attendance
            ),
            roles=tuple(replace(one, member_id=ids[one.member_id]) for one in meeting.roles),
            resources=(),
            notes=(),
            decisions=(),
        )
        stored = self._tx.meetings.put(own)
        ids[meeting.id] = stored.id
        ids |= {old.id: new.id for old, new in zip(agenda, stored.agenda, strict=True)}
        for tie in meeting.resources:
            points = {"item_id": ids[tie.item_id], "resource_id": ids[tie.resource_id]}
            put_child(stored.id, "resources", replace(tie, **points))
        for note in meeting.notes:
            points = {"item_id": ids[note.item_id], "member_id": ids[note.member_id]}
            put_child(stored.id, "notes", replace(note, **points))
        for decision in meeting.decisions:
            here = replace(decision, item_id=ids[decision.item_id])
            put_child(stored.id, "decisions", here)

    def _write_run(self, run: SampleRun, meeting: Meeting, called: Mapping[str, str]) -> None:
        ids = self._ids
        people = [Person(id=ids[key], name=called[key]) for key in meeting.present_ids]
        led = replace(
            run,
            roles=tuple((role, ids[key]) for role, key in run.roles),
            notes=tuple(replace(note, person=called.get(note.person, "")) for note in run.notes),
        )
        value, log = played(led, meeting, people)
        points = {"meeting_id": ids[meeting.id], "item_id": ids[run.item_id]}
        stored = self._tx.runs.put(replace(value, **points))
        self._tx.runs.append(stored.id, log)
        self._runs[run.item_id] = stored.id

    def _write_what_came_of(self, evening: SampleMeeting, held_on: Mapping[str, date]) -> None:
        ids = self._ids
        for commitment in evening.commitments:
            self._tx.commitments.put(self._commitment(commitment, held_on))
        for topic in evening.topics:
            points = {
                "raised_by": ids[topic.raised_by],
                "meeting_id": ids[topic.meeting_id],
                "taken_up_in": ids[topic.taken_up_in],
            }
            self._tx.topics.put(replace(topic.checked(), **points))

    def _commitment(self, commitment: Commitment, held_on: Mapping[str, date]) -> Commitment:
        ids = self._ids
        return replace(
            commitment.checked(),
            member_id=ids[commitment.member_id],
            meeting_id=ids[commitment.meeting_id],
            item_id=ids[commitment.item_id],
            run_id=self._runs.get(commitment.item_id, ""),
            reports=tuple(
                replace(
                    report,
                    meeting_id=ids[report.meeting_id],
                    reported_on=held_on[report.meeting_id],
                )
                for report in commitment.reports
            ),
        )
