"""The sample community as it is shipped: TOML files that name things by short keys.

Days are told as weeks before (`weeks_ago`) or after (`weeks_ahead`) one Thursday, so that the
sample is never old. In the values the keys stand where ids will be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.community import Community, Goal, Norms
from copdesk.domain.library import AttachedFile, Resource, ResourceKind, Tag, Use
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
    Series,
)
from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.topics import Topic
from copdesk.exchange.toml_table import Source, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMeeting:
    """A meeting and what was promised and put off there."""

    meeting: Meeting
    commitments: tuple[Commitment, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Everything in the sample; an attached file has its name and no contents yet."""

    community: Community
    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    resources: tuple[Resource, ...]
    series: Series
    meetings: tuple[SampleMeeting, ...]


def read_sample(folder: Path, thursday: date) -> Sample:
    """Return the sample of a folder with its days counted from a Thursday."""
    days = _Days(thursday)
    about = _table(folder / "community.toml")
    people = _table(folder / "people.toml")
    library = _table(folder / "library.toml")
    sample = Sample(
        community=_community(about, days),
        series=_series(about.table("series")),
        groups=tuple(_group(one) for one in people.tables("groups")),
        members=tuple(_member(one, days) for one in people.tables("members")),
        resources=tuple(_resource(one, days) for one in library.tables("resources")),
        meetings=tuple(
            _Evening(_table(path), path.stem, days).read()
            for path in sorted((folder / "meetings").glob("*.toml"))
        ),
    )
    for table in (about, people, library):
        table.done()
    return sample


def _table(path: Path) -> Table:
    source = Source(path.read_text(encoding="utf-8"), path.name)
    return Table(source.parse(), path.stem, source)


class _Days:
    def __init__(self, thursday: date) -> None:
        self._thursday = thursday

    def day(self, table: Table, name: str) -> date | None:
        """Return the day of `NAME_weeks_ago` or `NAME_weeks_ahead`, None without either."""
        ago = table.optional_number(f"{name}_weeks_ago")
        ahead = table.optional_number(f"{name}_weeks_ahead")
        if ago is None and ahead is None:
            return None
        return self._thursday + timedelta(weeks=(ahead or 0) - (ago or 0))


def _community(table: Table, days: _Days) -> Community:
    return Community(
        name=table.text("name"),
        about=table.text("about"),
        place=table.text("place"),
        founded_on=days.day(table, "founded"),
        norms=tuple(
            Norms(agreed_on=days.day(one, "agreed"), text=one.text("text"))
            for one in table.tables("norms")
        ),
        goals=tuple(
            Goal(
                text=one.text("text"),
                review_on=days.day(one, "review"),
                reached_on=days.day(one, "reached"),
            )
            for one in table.tables("goals")
        ),
    )


def _series(table: Table) -> Series:
    return Series(
        id=table.text("key"),
        title=table.text("title"),
        place=table.text("place"),
        starts_at=time.fromisoformat(table.text("starts_at")),
    )


def _group(table: Table) -> Group:
    group = Group(id=table.text("key"), name=table.text("name"), purpose=table.text("purpose"))
    table.done()
    return group


def _member(table: Table, days: _Days) -> Member:
    joined, left = days.day(table, "joined"), days.day(table, "left")
    member = Member(
        id=table.text("key"),
        name=table.text("name"),
        preferred_name=table.text("preferred_name", ""),
        email=table.text("email", ""),
        phone=table.text("phone", ""),
        school=table.text("school"),
        teaches=table.text("teaches"),
        role=table.text("role", ""),
        address=table.text("address", ""),
        joined_on=joined,
        left_on=left,
        in_directory=table.flag("in_directory", default=True),
        notes=table.text("notes", ""),
        memberships=tuple(
            Membership(group_id=key, joined_on=joined, left_on=left)
            for key in table.texts("groups")
        ),
    )
    table.done()
    return member


def _resource(table: Table, days: _Days) -> Resource:
    resource = Resource(
        id=table.text("key"),
        title=table.text("title"),
        kind=table.one_of("kind", ResourceKind),
        authors=table.text("authors", ""),
        year=table.text("year", ""),
        subject=table.text("subject", ""),
        grade=table.text("grade", ""),
        source=table.text("source", ""),
        shelf=table.text("shelf", ""),
        consent=table.text("consent", ""),
        shared_by=table.text("shared_by"),
        added_on=days.day(table, "added"),
        notes=table.text("notes", ""),
        files=tuple(AttachedFile(name=name, sha256="") for name in table.texts("files")),
        tags=tuple(Tag(text=word) for word in table.texts("tags")),
        uses=tuple(
            Use(member_id=one.text("by"), used_on=days.day(one, "used"), text=one.text("text"))
            for one in table.tables("uses")
        ),
    )
    table.done()
    return resource


class _Evening:
    """Reads one meeting; what belongs to an item is written under it."""

    def __init__(self, table: Table, key: str, days: _Days) -> None:
        self._table = table
        self._key = key
        self._days = days
        self._items: list[AgendaItem] = []
        self._ties: list[AgendaResource] = []
        self._notes: list[Note] = []
        self._decisions: list[Decision] = []
        self._commitments: list[Commitment] = []
        self._topics: list[Topic] = []

    def read(self) -> SampleMeeting:
        """Return the meeting with everything under it."""
        table = self._table
        held_on = self._days.day(table, "held")
        if held_on is None:
            raise table.wrong("held_weeks_ago", "is missing")
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
            meeting=meeting, commitments=tuple(self._commitments), topics=tuple(self._topics)
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
        table.done()

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
