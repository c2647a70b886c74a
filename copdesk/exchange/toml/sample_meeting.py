"""One meeting of the sample community, as its file tells it.

What belongs to an agenda item is written under it: notes, decisions, commitments, topics that
were put off, and the run of a discussion.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.meetings import (
    AgendaItem,
    AgendaKind,
    AgendaResource,
    Attendance,
    Decision,
    Meeting,
    MeetingRole,
    MeetingState,
    Note,
    NoteKind,
    Presence,
    RoleTaken,
)
from copdesk.domain.run.runs import RunNote
from copdesk.domain.topics import Topic
from copdesk.exchange.toml.toml_table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRun:
    """A discussion: who had which role, and how many seconds each step of the protocol took."""

    item_id: str
    roles: tuple[tuple[str, str], ...]
    took: tuple[int, ...]
    notes: tuple[RunNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMeeting:
    """A meeting, its discussions, and what was promised and put off there."""

    meeting: Meeting
    runs: tuple[SampleRun, ...]
    commitments: tuple[Commitment, ...]
    topics: tuple[Topic, ...]


class Days:
    """Days as the sample tells them: weeks before or after one Thursday."""

    def __init__(self, thursday: date) -> None:
        self._thursday = thursday

    def day(self, table: Table, name: str) -> date | None:
        """Return the day of `NAME_weeks_ago` or `NAME_weeks_ahead`, None without either."""
        ago = table.optional_number(f"{name}_weeks_ago")
        ahead = table.optional_number(f"{name}_weeks_ahead")
        if ago is None and ahead is None:
            return None
        return self.before((ago or 0) - (ahead or 0))

    def before(self, weeks: int) -> date:
        """Return the day so many weeks before the Thursday."""
        return self._thursday - timedelta(weeks=weeks)


class Evening:
    """Reads one meeting; what belongs to an item is written under it."""

    def __init__(self, table: Table, key: str, days: Days) -> None:
        self._table = table
        self._key = key
        self._days = days
        self._items: list[AgendaItem] = []
        self._ties: list[AgendaResource] = []
        self._notes: list[Note] = []
        self._decisions: list[Decision] = []
        self._commitments: list[Commitment] = []
        self._topics: list[Topic] = []
        self._runs: list[SampleRun] = []

    def read(self) -> SampleMeeting:
        """Return the meeting with everything under it."""
        table = self._table
        held_on = self._days.before(table.number("held_weeks_ago"))
        meeting = Meeting(
            id=self._key,
            title=table.text("title"),
            held_on=held_on,
            starts_at=time.fromisoformat(table.text("starts_at")),
            place=table.text("place"),
            purpose=table.text("purpose", ""),
            state=table.one_of("state", MeetingState),
            series_id=table.text("series", ""),
            attendance=self._attendance(),
            roles=self._roles(),
        )
        for number, item in enumerate(table.tables("agenda"), start=1):
            self._item(item, f"{self._key}/{number}", held_on)
        table.done()
        meeting = replace(
            meeting,
            agenda=tuple(self._items),
            resources=tuple(self._ties),
            notes=tuple(self._notes),
            decisions=tuple(self._decisions),
        )
        return SampleMeeting(
            meeting=meeting,
            runs=tuple(self._runs),
            commitments=tuple(self._commitments),
            topics=tuple(self._topics),
        )

    def _attendance(self) -> tuple[Attendance, ...]:
        listed = [
            Attendance(member_id=key, presence=presence)
            for presence in Presence
            for key in self._table.texts(presence.value)
        ]
        visitors = [Attendance(visitor=name) for name in self._table.texts("visitors")]
        return (*listed, *visitors)

    def _roles(self) -> tuple[RoleTaken, ...]:
        table = self._table.table("roles")
        taken = tuple(
            RoleTaken(role=role, member_id=table.text(role.value))
            for role in MeetingRole
            if role.value in table
        )
        table.done()
        return taken

    def _item(self, table: Table, key: str, held_on: date) -> None:
        self._items.append(
            AgendaItem(
                id=key,
                title=table.text("title"),
                kind=table.one_of("kind", AgendaKind, AgendaKind.TOPIC),
                minutes=table.number("minutes"),
                lead_id=table.text("lead", ""),
                lead_name=table.text("lead_name", ""),
                protocol_id=table.text("protocol", ""),
                notes=table.text("about", ""),
            )
        )
        self._ties += [
            AgendaResource(item_id=key, resource_id=name) for name in table.texts("resources")
        ]
        self._notes += [self._note(one, key) for one in table.tables("notes")]
        self._decisions += [self._decision(one, key) for one in table.tables("decisions")]
        self._topics += [self._topic(one, held_on) for one in table.tables("topics")]
        for one in table.tables("commitments"):
            self._commitments.append(self._commitment(one, key, held_on))
        if "run" in table:
            self._runs.append(self._run(table.table("run"), key))
        table.done()

    def _run(self, table: Table, item: str) -> SampleRun:
        run = SampleRun(
            item_id=item,
            roles=tuple((one.text("role"), one.text("member")) for one in table.tables("roles")),
            took=table.times("took", ()),
            notes=tuple(
                RunNote(
                    segment_id=one.text("step"),
                    kind=one.one_of("kind", NoteKind, NoteKind.NOTE),
                    person=one.text("by", ""),
                    text=one.text("text"),
                )
                for one in table.tables("notes")
            ),
        )
        table.done()
        return run

    def _note(self, table: Table, item: str) -> Note:
        note = Note(
            item_id=item,
            kind=table.one_of("kind", NoteKind, NoteKind.NOTE),
            member_id=table.text("by", ""),
            text=table.text("text"),
        )
        table.done()
        return note

    def _decision(self, table: Table, item: str) -> Decision:
        decision = Decision(
            item_id=item,
            text=table.text("text"),
            reason=table.text("reason", ""),
            differing_views=table.text("differing_views", ""),
            review_on=self._days.day(table, "review"),
        )
        table.done()
        return decision

    def _topic(self, table: Table, held_on: date) -> Topic:
        topic = Topic(
            text=table.text("text"),
            raised_by=table.text("by"),
            raised_on=held_on,
            meeting_id=self._key,
            taken_up_in=table.text("taken_up_in", ""),
        )
        table.done()
        return topic

    def _commitment(self, table: Table, item: str, held_on: date) -> Commitment:
        commitment = Commitment(
            text=table.text("text"),
            member_id=table.text("by", ""),
            who=table.text("who", ""),
            made_on=held_on,
            by=self._days.day(table, "due"),
            meeting_id=self._key,
            item_id=item,
            state=table.one_of("state", CommitmentState, CommitmentState.OPEN),
            reports=tuple(
                ReportBack(meeting_id=one.text("at"), text=one.text("text"))
                for one in table.tables("reports")
            ),
        )
        table.done()
        return commitment
