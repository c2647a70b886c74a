"""What a user can do with meetings: plan, hold, write down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import zip_longest
from typing import TypeVar

from copdesk.clock import today
from copdesk.domain.loose_ends import LooseEnd, loose_ends
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
    Presence,
    RoleTaken,
    matched_notes,
)
from copdesk.domain.rota import Turn, turns
from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.store.transaction import Database, Transaction

Child = TypeVar("Child")


def latest_meeting(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """Return the meeting that matters on a day: the next one, else the last one held."""
    known = [one for one in meetings if one.state is not MeetingState.NOT_HELD]
    coming = [one for one in known if one.held_on >= day]
    return min(coming, key=_when) if coming else max(known, key=_when, default=None)


def _when(meeting: Meeting) -> tuple[date, time, str]:
    return meeting.held_on, meeting.starts_at or time.min, meeting.id


class MeetingService:
    """Meetings with their agenda, attendance, roles, notes and decisions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Meeting]:
        """Return every meeting, the latest first."""
        with self._database.reading() as tx:
            return tx.meetings.all()

    def heads(self) -> list[Meeting]:
        """Return every meeting without agenda, people and notes; quicker than all."""
        with self._database.reading() as tx:
            return tx.meetings.heads()

    def get(self, meeting_id: str) -> Meeting:
        """Return one meeting, also a removed one."""
        with self._database.reading() as tx:
            return tx.meetings.get(meeting_id)

    def loose_ends(self, meeting_id: str) -> tuple[LooseEnd, ...]:
        """Return what may have been forgotten before the minutes become final."""
        with self._database.reading() as tx:
            return loose_ends(
                tx.meetings.get(meeting_id),
                tx.commitments.of_meeting(meeting_id),
                tx.runs.of_meeting(meeting_id),
            )

    def latest(self) -> Meeting | None:
        """Return the meeting that matters now: the next one, else the last one held."""
        return latest_meeting(self.all(), today(self._database.clock))

    def plan(self, held_on: date, title: str = "", like: str = "") -> Outcome[Meeting]:
        """Make a meeting; `like` is an earlier one whose place, time and series it takes over.

        Its agenda opens with "report back" when commitments are open.
        """
        with self._database.transaction() as tx:
            meeting = Meeting(title=title, held_on=held_on)
            if like:
                model = tx.meetings.get(like)
                meeting = replace(
                    meeting,
                    title=title or model.title,
                    starts_at=model.starts_at,
                    place=model.place,
                    series_id=model.series_id,
                )
            if waiting := tx.commitments.open():
                meeting = replace(meeting, agenda=(_report_back(len(waiting)),))
            return Outcome(tx.meetings.put(meeting.checked()), Area.MEETINGS)

    def save(self, meeting: Meeting, base: Meeting | None = None) -> Outcome[Meeting]:
        """Store a meeting's own fields; a new one is stored with all it holds.

        With what a window had loaded as `base`, only what differs from it; so in all that stores.
        """
        checked = meeting.checked()
        with self._database.transaction() as tx:
            return Outcome(tx.meetings.put(checked, base), Area.MEETINGS)

    def set_state(self, meeting_id: str, state: MeetingState) -> Outcome[Meeting]:
        """Say where the meeting stands, such as "not held"."""
        with self._database.transaction() as tx:
            meeting = replace(tx.meetings.get(meeting_id), state=state)
            return Outcome(tx.meetings.put(meeting), Area.MEETINGS)

    def remove(self, meeting_id: str) -> Outcome[Meeting]:
        """Put a meeting into the trash."""
        with self._database.transaction() as tx:
            return Outcome(tx.meetings.remove(meeting_id), Area.MEETINGS)

    def restore(self, meeting_id: str) -> Outcome[Meeting]:
        """Undo `remove`."""
        with self._database.transaction() as tx:
            return Outcome(tx.meetings.restore(meeting_id), Area.MEETINGS)

    def save_item(
        self, meeting_id: str, item: AgendaItem, base: AgendaItem | None = None
    ) -> Outcome[AgendaItem]:
        """Store a new or changed agenda item, a new one at the end."""
        return self._put(meeting_id, "agenda", item.checked(), base)

    def remove_item(self, item_id: str) -> Outcome[str]:
        """Take an item off the agenda; its notes stay with it."""
        return self._remove("agenda", item_id)

    def restore_item(self, item_id: str) -> Outcome[str]:
        """Undo `remove_item`."""
        return self._restore("agenda", item_id)

    def move_item(self, item_id: str, before: str = "") -> Outcome[str]:
        """Move an agenda item in front of another, or to the end."""
        with self._database.transaction() as tx:
            tx.meetings.move_child("agenda", item_id, before)
            return Outcome(item_id, Area.MEETINGS)

    def tie(self, meeting_id: str, item_id: str, resource_id: str) -> Outcome[AgendaResource]:
        """Tie a resource to an agenda item; it will be in the packet."""
        with self._database.transaction() as tx:
            meeting = tx.meetings.get(meeting_id)
            for tie in meeting.resources:
                if tie.item_id == item_id and tie.resource_id == resource_id:
                    return Outcome(tie, Area.NONE)
            tie = AgendaResource(item_id=item_id, resource_id=resource_id)
            return Outcome(tx.meetings.put_child(meeting_id, "resources", tie), Area.MEETINGS)

    def untie(self, tie_id: str) -> Outcome[str]:
        """Undo `tie`; the resource stays in the library."""
        return self._remove("resources", tie_id)

    def retie(self, tie_id: str) -> Outcome[str]:
        """Undo `untie`."""
        return self._restore("resources", tie_id)

    def attend(
        self, meeting_id: str, member_id: str, presence: Presence | None
    ) -> Outcome[Meeting]:
        """Say how a member took part; None takes the tick away."""
        with self._database.transaction() as tx:
            known = _attendance(tx.meetings.get(meeting_id), member_id)
            if presence is None:
                for one in known:
                    tx.meetings.remove_child("attendance", one.id)
            else:
                came = Attendance(member_id=member_id)
                one = known[0] if known else tx.meetings.as_it_was(meeting_id, "attendance", came)
                tx.meetings.put_child(meeting_id, "attendance", replace(one, presence=presence))
            return Outcome(tx.meetings.get(meeting_id), Area.MEETINGS)

    def save_attendance(
        self, meeting_id: str, attendance: Attendance, base: Attendance | None = None
    ) -> Outcome[Attendance]:
        """Store a visitor, or when somebody came and went."""
        visitor = checked_line("visitor", attendance.visitor)
        if not visitor and not attendance.member_id:
            raise InvalidInput("visitor", _("A visitor needs a name."), _("Type one."))
        return self._put(meeting_id, "attendance", replace(attendance, visitor=visitor), base)

    def remove_attendance(self, attendance_id: str) -> Outcome[str]:
        """Take a line off the attendance list."""
        return self._remove("attendance", attendance_id)

    def restore_attendance(self, attendance_id: str) -> Outcome[str]:
        """Undo `remove_attendance`."""
        return self._restore("attendance", attendance_id)

    def everybody_came(self, meeting_id: str) -> Outcome[Meeting]:
        """Tick every active member about whom nothing is said yet."""
        with self._database.transaction() as tx:
            known = {one.member_id for one in tx.meetings.get(meeting_id).attendance}
            for member in tx.members.all():
                if member.is_active and member.id not in known:
                    came = Attendance(member_id=member.id)
                    tx.meetings.put_child(meeting_id, "attendance", came)
            return Outcome(tx.meetings.get(meeting_id), Area.MEETINGS)

    def take_role(self, meeting_id: str, role: MeetingRole, member_id: str) -> Outcome[Meeting]:
        """Give a role to a member; an empty id leaves it open."""
        with self._database.transaction() as tx:
            for taken in tx.meetings.get(meeting_id).roles:
                if taken.role is role:
                    tx.meetings.remove_child("roles", taken.id)
            if member_id:
                tx.meetings.put_child(
                    meeting_id, "roles", RoleTaken(role=role, member_id=member_id)
                )
            return Outcome(tx.meetings.get(meeting_id), Area.MEETINGS)

    def whose_turn(self, meeting_id: str, role: MeetingRole) -> list[Turn]:
        """Return active members, first whose turn it is, judged by the meetings before."""
        with self._database.reading() as tx:
            meeting = tx.meetings.get(meeting_id)
            earlier = tx.meetings.before(meeting.held_on, besides=meeting_id)
            return turns(tx.members.all(), earlier, role)

    def save_note(self, meeting_id: str, note: Note, base: Note | None = None) -> Outcome[Note]:
        """Store a line of the minutes."""
        checked = replace(note, text=checked_text("text", note.text))
        return self._put(meeting_id, "notes", checked, base)

    def write_notes(
        self, meeting_id: str, item_id: str, text: str, base: str | None = None
    ) -> Outcome[str]:
        """Make the notes under an agenda item say exactly these lines, one note a line.

        A line that stays as it was keeps its kind and its speaker. An empty `item_id` means all
        notes that belong to no item of the agenda; the parking lot is left alone. With what a
        window had loaded as `base`, lines that somebody else wrote since then stay.
        """
        lines = _lines(checked_text("text", text))
        with self._database.transaction() as tx:
            meeting = tx.meetings.get(meeting_id)
            known = meeting.notes_under(item_id)
            if base is not None:
                lines = _together(_lines(base), lines, [note.line for note in known])
            kept = matched_notes(known, lines)
            for note in known:
                if note not in kept:
                    tx.meetings.remove_child("notes", note.id)
            stored: list[str] = []
            for note, line in zip(kept, lines, strict=True):
                wanted = note or Note(item_id=item_id, text=line)
                if wanted.line != line:
                    wanted = replace(wanted, text=line)
                stored.append(tx.meetings.put_child(meeting_id, "notes", wanted).id)
            survived = [note.id for note in known if note in kept]
            _put_in_order(tx, [*survived, *(key for key in stored if key not in survived)], stored)
            return Outcome(text, Area.MEETINGS)

    def take_up(self, meeting_id: str, topic_id: str) -> Outcome[AgendaItem]:
        """Put a topic that waits on the agenda."""
        with self._database.transaction() as tx:
            topic = tx.topics.get(topic_id)
            tx.topics.put(replace(topic, taken_up_in=meeting_id))
            item = tx.meetings.put_child(meeting_id, "agenda", AgendaItem(title=topic.text))
            return Outcome(item, Area.MEETINGS | Area.TOPICS)

    def put_back(self, item_id: str, topic_id: str) -> Outcome[str]:
        """Undo `take_up`: the topic waits again."""
        with self._database.transaction() as tx:
            tx.topics.put(replace(tx.topics.get(topic_id), taken_up_in=""))
            tx.meetings.remove_child("agenda", item_id)
            return Outcome(item_id, Area.MEETINGS | Area.TOPICS)

    def remove_note(self, note_id: str) -> Outcome[str]:
        """Take a line out of the minutes."""
        return self._remove("notes", note_id)

    def restore_note(self, note_id: str) -> Outcome[str]:
        """Undo `remove_note`."""
        return self._restore("notes", note_id)

    def save_decision(
        self, meeting_id: str, decision: Decision, base: Decision | None = None
    ) -> Outcome[Decision]:
        """Store what was agreed."""
        text = checked_text("text", decision.text).strip()
        if not text:
            raise InvalidInput("text", _("A decision needs words."), _("Type what was agreed."))
        return self._put(meeting_id, "decisions", replace(decision, text=text), base)

    def remove_decision(self, decision_id: str) -> Outcome[str]:
        """Take a decision out of the minutes."""
        return self._remove("decisions", decision_id)

    def restore_decision(self, decision_id: str) -> Outcome[str]:
        """Undo `remove_decision`."""
        return self._restore("decisions", decision_id)

    def _put(self, meeting_id: str, name: str, child: Child, base: Child | None) -> Outcome[Child]:
        with self._database.transaction() as tx:
            return Outcome(tx.meetings.put_child(meeting_id, name, child, base), Area.MEETINGS)

    def _remove(self, name: str, key: str) -> Outcome[str]:
        with self._database.transaction() as tx:
            tx.meetings.remove_child(name, key)
            return Outcome(key, Area.MEETINGS)

    def _restore(self, name: str, key: str) -> Outcome[str]:
        with self._database.transaction() as tx:
            tx.meetings.restore_child(name, key)
            return Outcome(key, Area.MEETINGS)


def _report_back(count: int) -> AgendaItem:
    return AgendaItem(
        title=_("Report back"), kind=AgendaKind.REPORT_BACK, minutes=min(20, max(5, 2 * count))
    )


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(each.split()) for each in text.split("\n")) if line]


def _together(base: Sequence[str], mine: list[str], now: Sequence[str]) -> list[str]:
    """Return the lines of the window with those that were written beside it."""
    if list(now) in (list(base), mine):
        return mine
    from copdesk.store.three_way import lines, three_way  # seldom needed, and slow to load

    texts = ("".join(f"{line}\n" for line in each) for each in (base, mine, now))
    return three_way(*texts, split=lines).splitlines()


def _put_in_order(tx: Transaction, standing: list[str], wanted: Sequence[str]) -> None:
    """Move as few notes as it takes, from the last to the first."""
    for key, follower in reversed(list(zip_longest(wanted, wanted[1:], fillvalue=""))):
        place = standing.index(key)
        if "".join(standing[place + 1 : place + 2]) != follower:
            tx.meetings.move_child("notes", key, follower)
            standing.remove(key)
            standing.insert(standing.index(follower) if follower else len(standing), key)


def _attendance(meeting: Meeting, member_id: str) -> list[Attendance]:
    return [one for one in meeting.attendance if one.member_id == member_id]
