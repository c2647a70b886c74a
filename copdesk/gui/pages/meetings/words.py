"""How meetings, agenda items and attendance are called on the meetings page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from copdesk.domain.meetings import (
    AgendaItem,
    AgendaKind,
    Meeting,
    MeetingState,
    Presence,
)
from copdesk.domain.members import Member
from copdesk.domain.rota import Turn
from copdesk.language import N_, _, date_text, time_text

STATES: Final = {
    MeetingState.PLANNED: N_("Planned"),
    MeetingState.RUNNING: N_("Going on"),
    MeetingState.DRAFT: N_("Minutes in draft"),
    MeetingState.FINAL: N_("Minutes final"),
    MeetingState.NOT_HELD: N_("Not held"),
}
AGENDA_KINDS: Final = {
    AgendaKind.TOPIC: N_("Topic"),
    AgendaKind.DISCUSSION: N_("Discussion"),
    AgendaKind.REPORT_BACK: N_("Report back"),
    AgendaKind.PAUSE: N_("Break"),
}
PRESENCES: Final = {
    Presence.PRESENT: N_("Here"),
    Presence.REMOTE: N_("From afar"),
    Presence.SENT_WORD: N_("Sent word"),
}
THURSDAY: Final = 3


def meeting_title(meeting: Meeting) -> str:
    """Return what the meeting is called; one without a title is called by its date."""
    return meeting.title or _("Meeting on {date}").format(date=date_text(meeting.held_on))


def when_and_where(meeting: Meeting) -> str:
    """Return date, time and place on one line."""
    parts = [date_text(meeting.held_on, "medium")]
    if meeting.starts_at is not None:
        parts.append(time_text(meeting.starts_at))
    return " · ".join([*parts, meeting.place] if meeting.place else parts)


def lead_name(item: AgendaItem, members: Mapping[str, Member]) -> str:
    """Return who leads an item."""
    member = members.get(item.lead_id)
    return member.called if member else item.lead_name


def turn_sentence(turn: Turn) -> str:
    """Say whose turn it is and what the rota remembers."""
    name = turn.member.called
    if turn.last_on is None:
        return _("{name}’s turn: not done yet").format(name=name)
    month = date_text(turn.last_on, "LLL y")
    return _("{name}’s turn: last in {month}").format(name=name, month=month)


def next_thursday(day: date) -> date:
    """Return the first Thursday after a day."""
    return day + timedelta(days=(THURSDAY - day.weekday() - 1) % 7 + 1)


def next_like(held_on: date, day: date) -> date:
    """Return the date four weeks after a meeting, or its next weekday when that has passed."""
    coming = held_on + timedelta(weeks=4)
    if coming > day:
        return coming
    return day + timedelta(days=(held_on.weekday() - day.weekday() - 1) % 7 + 1)
