from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.meetings import AgendaItem, Meeting, MeetingState
from copdesk.exchange.calendar_file import write_calendar
from copdesk.exchange.content_lines import content_lines
from copdesk.exchange.meetings import CalendarEntry

NOW = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
MEETING = Meeting(
    id="0190aaaa",
    title="Fractions, again; and more",
    held_on=date(2026, 10, 8),
    starts_at=time(16, 0),
    place="Ridge School, room 2",
    agenda=(
        AgendaItem(title="Welcome", minutes=5),
        AgendaItem(title="A lesson plan", minutes=50, lead_name="Ana"),
    ),
)


def event(content: bytes) -> dict[str, str]:
    lines = list(content_lines(content.decode("utf-8").replace("\r\n", "\n")))
    names = [line.name for line in lines]
    first, last = names.index("BEGIN", 1), names.index("END")
    assert (lines[0].value, lines[first].value) == ("VCALENDAR", "VEVENT")
    return {line.name: line.text for line in lines[first + 1 : last]}


def test_a_meeting_floats_and_keeps_its_identity():
    found = event(write_calendar([CalendarEntry(meeting=MEETING, sequence=3)], NOW))
    assert found["UID"] == "0190aaaa"
    assert found["SEQUENCE"] == "3"
    assert found["DTSTAMP"] == "20260901T123000Z"
    assert found["DTSTART"] == "20261008T160000"
    assert found["DTEND"] == "20261008T165500"
    assert found["SUMMARY"] == "Fractions, again; and more"
    assert found["LOCATION"] == "Ridge School, room 2"
    assert found["STATUS"] == "CONFIRMED"
    assert found["DESCRIPTION"].splitlines()[1].endswith("A lesson plan (50 min, Ana)")


def test_a_meeting_that_is_not_held_is_cancelled_and_one_without_a_time_takes_the_day():
    called_off = Meeting(id="2", title="", held_on=date(2026, 12, 31), state=MeetingState.NOT_HELD)
    found = event(write_calendar([CalendarEntry(meeting=called_off)], NOW))
    assert found["STATUS"] == "CANCELLED"
    assert (found["DTSTART"], found["DTEND"]) == ("20261231", "20270101")
    assert "2026" in found["SUMMARY"]


def test_an_agenda_past_midnight_ends_on_the_next_day():
    late = Meeting(
        id="3",
        title="Late",
        held_on=date(2026, 10, 8),
        starts_at=time(23, 30),
        agenda=(AgendaItem(title="Talk", minutes=60),),
    )
    found = event(write_calendar([CalendarEntry(meeting=late)], NOW))
    assert found["DTEND"] == "20261009T003000"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words_come_through_whole_in_short_lines(title: str, purpose: str):
    meeting = Meeting(id="4", title=title, held_on=date(2026, 1, 1), purpose=purpose).checked()
    content = write_calendar([CalendarEntry(meeting=meeting)], NOW, community="Valley")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = event(content)
    if meeting.title:
        assert found["SUMMARY"] == meeting.title
    assert found.get("DESCRIPTION", "").rstrip("\n") == meeting.purpose.rstrip("\n")
