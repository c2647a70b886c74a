"""Meetings: what is planned, who came, what was said and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _

USUAL_MINUTES: Final = 10


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DRAFT = "draft"
    FINAL = "final"
    NOT_HELD = "not_held"


class AgendaKind(StrEnum):
    """What an agenda item is for."""

    TOPIC = "topic"
    REPORT_BACK = "report_back"
    DISCUSSION = "discussion"
    PAUSE = "pause"


class Presence(StrEnum):
    """How somebody took part; nothing is recorded for who was simply away."""

    PRESENT = "present"
    REMOTE = "remote"
    SENT_WORD = "sent_word"


class MeetingRole(StrEnum):
    """What somebody does for the whole meeting."""

    FACILITATOR = "facilitator"
    TIMEKEEPER = "timekeeper"
    NOTE_TAKER = "note_taker"
    HOST = "host"


def role_name(role: MeetingRole) -> str:
    """Return what a role is called."""
    match role:
        case MeetingRole.FACILITATOR:
            return _("Facilitator")
        case MeetingRole.TIMEKEEPER:
            return _("Timekeeper")
        case MeetingRole.NOTE_TAKER:
            return _("Note-taker")
        case MeetingRole.HOST:
            return _("Host")


class NoteKind(StrEnum):
    """What a written line is."""

    NOTE = "note"
    QUOTE = "quote"
    QUESTION = "question"
    PARKING = "parking"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item; `protocol_id` names the protocol that leads it, if one does.

    `lead_id` is a member; `lead_name` is free text for somebody who is not.
    """

    id: str = ""
    title: str
    kind: AgendaKind = AgendaKind.TOPIC
    minutes: int = USUAL_MINUTES
    lead_id: str = ""
    lead_name: str = ""
    protocol_id: str = ""
    notes: str = ""

    def checked(self) -> AgendaItem:
        """Return self with tidy text, or raise InvalidInput for the first wrong field."""
        title = checked_line("title", self.title)
        if not title:
            raise InvalidInput(
                "title", _("An agenda item needs a title."), _("Type what it is about.")
            )
        if not 0 <= self.minutes <= 600:
            raise InvalidInput(
                "minutes",
                _("An agenda item cannot last {minutes} minutes.").format(minutes=self.minutes),
                _("Give it between 0 and 600 minutes."),
            )
        return replace(
            self,
            title=title,
            lead_name=checked_line("lead_name", self.lead_name),
            notes=checked_text("notes", self.notes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaResource:
    """A resource tied to an agenda item, or to the whole meeting when `item_id` is empty."""

    id: str = ""
    item_id: str = ""
    resource_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Somebody who took part; a visitor has a `visitor` name and no `member_id`."""

    id: str = ""
    member_id: str = ""
    visitor: str = ""
    presence: Presence = Presence.PRESENT
    arrived_at: time | None = None
    left_at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTaken:
    """A member who does something for the whole meeting."""

    id: str = ""
    role: MeetingRole
    member_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line of the minutes, tied to an agenda item when `item_id` is not empty."""

    id: str = ""
    item_id: str = ""
    kind: NoteKind = NoteKind.NOTE
    member_id: str = ""
    text: str

    @property
    def line(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was agreed, why, and the views that stand beside it."""

    id: str = ""
    item_id: str = ""
    text: str
    reason: str = ""
    differing_views: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting; the date and times are local, without a zone."""

    id: str = ""
    title: str
    held_on: date
    starts_at: time | None = None
    place: str = ""
    purpose: str = ""
    state: MeetingState = MeetingState.PLANNED
    series_id: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    resources: tuple[AgendaResource, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    roles: tuple[RoleTaken, ...] = ()
    notes: tuple[Note, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def minutes(self) -> int:
        """The planned length: the sum of the agenda."""
        return sum(item.minutes for item in self.agenda)

    @property
    def ends_at(self) -> time | None:
        """The clock time at the end of the agenda; None without a start."""
        if self.starts_at is None:
            return None
        return (datetime.combine(self.held_on, self.starts_at) + self._length).time()

    @property
    def _length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def present_ids(self) -> tuple[str, ...]:
        """The members who took part, in the room or from afar."""
        taking_part = (Presence.PRESENT, Presence.REMOTE)
        return tuple(
            one.member_id
            for one in self.attendance
            if one.member_id and one.presence in taking_part
        )

    def timetable(self) -> Iterator[tuple[time | None, AgendaItem]]:
        """Yield every agenda item with the clock time at which it begins."""
        begin = None if self.starts_at is None else datetime.combine(self.held_on, self.starts_at)
        for item in self.agenda:
            yield (None if begin is None else begin.time()), item
            if begin is not None:
                begin += timedelta(minutes=item.minutes)

    def role_holder(self, role: MeetingRole) -> str:
        """Return the member id of who has a role, or an empty text."""
        return next((taken.member_id for taken in self.roles if taken.role is role), "")

    def resources_of(self, item_id: str) -> tuple[str, ...]:
        """Return the resource ids tied to an agenda item (or to the meeting: empty id)."""
        return tuple(tie.resource_id for tie in self.resources if tie.item_id == item_id)

    def notes_under(self, item_id: str) -> tuple[Note, ...]:
        """Return what was written under an agenda item; no id: under none that is there.

        The parking lot is not among them.
        """
        there = {item.id for item in self.agenda}
        return tuple(
            note
            for note in self.notes
            if note.kind is not NoteKind.PARKING
            and (note.item_id == item_id if item_id else note.item_id not in there)
        )

    def checked(self) -> Meeting:
        """Return self with tidy text; a meeting without a title is called by its date."""
        return replace(
            self,
            title=checked_line("title", self.title),
            place=checked_line("place", self.place),
            purpose=checked_text("purpose", self.purpose),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Meetings that belong together, such as the monthly evening of one valley."""

    id: str = ""
    title: str
    place: str = ""
    starts_at: time | None = None
    packet_parts: str = ""


def matched_notes(notes: Sequence[Note], lines: Sequence[str]) -> list[Note | None]:
    """Return for each line the note that it continues, None for a new one.

    Equal lines come first; what is left is matched with a note that reads much the same.
    """
    left = list(notes)
    found: list[Note | None] = []
    for line in lines:
        same = next((note for note in left if note.line == line), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    for number, line in enumerate(lines):
        if found[number] is None:
            alike = next((note for note in left if _much_the_same(note.line, line)), None)
            if alike is not None:
                left.remove(alike)
            found[number] = alike
    return found


def _much_the_same(before: str, after: str) -> bool:
    shorter, longer = sorted((before, after), key=len)
    return longer.startswith(shorter) or SequenceMatcher(None, before, after).ratio() > 0.6
