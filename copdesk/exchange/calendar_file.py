"""Meetings as an iCalendar file; writing only.

Times float: they are the local time of the place, whatever zone a calendar is in. The id of a
meeting is its UID, so a calendar that knows the meeting changes it and adds no second one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from copdesk.domain.meetings import AgendaItem, Meeting, MeetingState
from copdesk.domain.text import many_lines
from copdesk.exchange.content_lines import escaped, folded_text
from copdesk.exchange.meetings import CalendarEntry
from copdesk.language import _, date_text, time_text

_BEGIN: Final = "BEGIN:VCALENDAR"
_LENGTH_WITHOUT_AGENDA: Final = timedelta(hours=1)


def is_calendar(text: str) -> bool:
    """Whether a text begins as calendars do."""
    return text.lstrip()[: len(_BEGIN)].upper() == _BEGIN


def write_calendar(
    entries: Iterable[CalendarEntry],
    written_at: datetime,
    community: str = "",
    lead_of: Callable[[AgendaItem], str] = lambda item: item.lead_name,
) -> bytes:
    """Return the file; `lead_of` says who leads an item, `written_at` is an instant in UTC."""
    lines = [_BEGIN, "VERSION:2.0", "PRODID:-//CopDesk//CopDesk//EN", "METHOD:PUBLISH"]
    if community:
        lines.append(f"X-WR-CALNAME:{escaped(community)}")
    stamp = written_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for entry in entries:
        lines += _event(entry, stamp, lead_of)
    return folded_text([*lines, "END:VCALENDAR"])


def _event(entry: CalendarEntry, stamp: str, lead_of: Callable[[AgendaItem], str]) -> Iterator[str]:
    meeting = entry.meeting
    title = meeting.title or _("Meeting on {date}").format(date=date_text(meeting.held_on))
    is_held = meeting.state is not MeetingState.NOT_HELD
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.id}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTAMP:{stamp}"
    yield from _times(meeting)
    yield f"SUMMARY:{escaped(title)}"
    if meeting.place:
        yield f"LOCATION:{escaped(meeting.place)}"
    description = "\n".join(_described(meeting, lead_of))
    if description:
        yield f"DESCRIPTION:{escaped(description)}"
    yield f"STATUS:{'CONFIRMED' if is_held else 'CANCELLED'}"
    yield "END:VEVENT"


def _times(meeting: Meeting) -> Iterator[str]:
    if meeting.starts_at is None:
        yield f"DTSTART;VALUE=DATE:{meeting.held_on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{meeting.held_on + timedelta(days=1):%Y%m%d}"
        return
    begin = datetime.combine(meeting.held_on, meeting.starts_at)
    end = begin + (timedelta(minutes=meeting.minutes) or _LENGTH_WITHOUT_AGENDA)
    yield f"DTSTART:{begin:%Y%m%dT%H%M%S}"
    yield f"DTEND:{end:%Y%m%dT%H%M%S}"


def _described(meeting: Meeting, lead_of: Callable[[AgendaItem], str]) -> Iterator[str]:
    if meeting.purpose:
        yield many_lines(meeting.purpose)
        yield ""
    for begins, item in meeting.timetable():
        start = time_text(begins) if begins else "–"
        length = _("{minutes} min").format(minutes=item.minutes)
        lead = lead_of(item)
        yield f"{start}  {item.title} ({', '.join(part for part in (length, lead) if part)})"
