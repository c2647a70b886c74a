"""A window that loaded something long ago reverts nothing of what was written since then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from copdesk.domain.commitments import Commitment
from copdesk.domain.community import Goal, Norms
from copdesk.domain.library import Resource, Use
from copdesk.domain.meetings import AgendaItem, Attendance, Decision, Meeting, Note, NoteKind
from copdesk.domain.members import Group, Member
from copdesk.domain.run.runs import RunNote
from copdesk.domain.topics import Topic
from copdesk.services.opening import Services
from copdesk.store.check import SHARED_TABLES
from copdesk.store.tables import DERIVED, MERGED, Base

DAY = date(2026, 3, 4)
MEETING = Meeting(title="Evening", held_on=DAY, place="School", purpose="To meet.")

Save = Callable[[Services, Any, Any], Any]
# What is loaded, what somebody else writes and what the window does, and how it is stored.
CASES: dict[str, tuple[Any, dict[str, Any], dict[str, Any], Save]] = {
    "member": (
        Member(name="Ana", school="Hill", notes="Has the key."),
        {"school": "River", "notes": "Has the key. Sings.", "in_directory": True},
        {"phone": "12", "notes": "Has the key. Drives."},
        lambda services, value, base: services.members.save(value, base),
    ),
    "group": (
        Group(name="Maths", purpose="Numbers."),
        {"name": "Mathematics", "purpose": "Numbers. Games."},
        {"purpose": "Numbers. Songs."},
        lambda services, value, base: services.members.save_group(value, base),
    ),
    "meeting": (
        MEETING,
        {"place": "Church", "starts_at": time(17), "purpose": "To meet. To sing."},
        {"title": "Long evening", "purpose": "To meet. To eat."},
        lambda services, value, base: services.meetings.save(value, base),
    ),
    "resource": (
        Resource(title="Tallow", notes="Old.", added_on=DAY),
        {"authors": "A. Li", "notes": "Old. Good."},
        {"year": "2001", "notes": "Old. Torn."},
        lambda services, value, base: services.library.save(value, base=base),
    ),
    "commitment": (
        Commitment(text="Try it", made_on=DAY),
        {"who": "A guest", "by": DAY},
        {"text": "Try it twice"},
        lambda services, value, base: services.commitments.save(value, base),
    ),
    "topic": (
        Topic(text="Books", raised_on=DAY),
        {"raised_by": "Ana"},
        {"text": "Old books"},
        lambda services, value, base: services.commitments.save_topic(value, base),
    ),
    "agenda item": (
        AgendaItem(title="Fractions", notes="Bring paper."),
        {"minutes": 25, "notes": "Bring paper. And glue."},
        {"title": "Halves", "notes": "Bring paper. And pens."},
        lambda services, value, base: services.meetings.save_item(_meeting(services), value, base),
    ),
    "decision": (
        Decision(text="Meet", reason="It helps."),
        {"review_on": DAY, "reason": "It helps. Really."},
        {"text": "Meet often", "reason": "It helps. Always."},
        lambda services, value, base: services.meetings.save_decision(
            _meeting(services), value, base
        ),
    ),
    "line of minutes": (
        Note(text="One."),
        {"kind": NoteKind.QUOTE, "text": "One. Two."},
        {"text": "One. Three."},
        lambda services, value, base: services.meetings.save_note(_meeting(services), value, base),
    ),
    "visitor": (
        Attendance(visitor="A guest"),
        {"arrived_at": time(17, 5)},
        {"left_at": time(18)},
        lambda services, value, base: services.meetings.save_attendance(
            _meeting(services), value, base
        ),
    ),
    "use": (
        Use(text="Went well."),
        {"used_on": DAY, "text": "Went well. Loud."},
        {"member_id": "m", "text": "Went well. Long."},
        lambda services, value, base: services.library.save_use(_resource(services), value, base),
    ),
    "goal": (
        Goal(text="Read"),
        {"review_on": DAY},
        {"text": "Read more"},
        lambda services, value, base: services.community.save_goal(value, base),
    ),
    "norms": (
        Norms(text="Listen.", agreed_on=DAY),
        {"text": "Listen.\nSpeak last."},
        {"text": "Listen.\nBe brief.", "agreed_on": date(2026, 3, 5)},
        lambda services, value, base: services.community.save_norms(value, base),
    ),
    "community": (
        None,
        {"place": "Valley", "about": "Teaching fractions. Reading."},
        {"name": "Lower Valley", "about": "Teaching fractions. Singing."},
        lambda services, value, base: services.community.save(value, base),
    ),
    "line of a discussion": (
        RunNote(text="One."),
        {"person": "Ana", "text": "One. Two."},
        {"text": "One. Three."},
        lambda services, value, base: services.discussions.save_note(_run(services), value, base),
    ),
}


def _meeting(services: Services) -> str:
    known = services.meetings.all()
    return known[0].id if known else services.meetings.save(MEETING).value.id


def _resource(services: Services) -> str:
    known = services.library.ids()
    return known[0] if known else services.library.save(Resource(title="Tallow")).value.id


def _run(services: Services) -> str:
    from copdesk.domain.plan.run_plan import compile_plan, invented

    known = services.discussions.all()
    plan = compile_plan(services.protocols.get("tuning"), invented(4))
    return known[0].id if known else services.discussions.start(plan).value.id


@pytest.fixture
def services(database) -> Services:
    return Services.over(database)


@pytest.mark.parametrize("name", CASES)
def test_what_another_wrote_stays(services, database, name):
    value, written, typed, save = CASES[name]
    loaded = services.community.get() if value is None else save(services, value, None).value
    save(Services.over(database), replace(loaded, **written), loaded)
    stored = save(services, replace(loaded, **typed), loaded).value
    for field, text in (written | typed).items():
        if field in written and field in typed:
            for word in (*written[field].split(), *typed[field].split()):
                assert word in getattr(stored, field).split()
        else:
            assert getattr(stored, field) == text
    again = save(services, stored, stored).value
    assert again == stored


def test_of_one_line_that_both_changed_the_newer_stands(services, database):
    loaded = services.members.save(Member(name="Ana", school="Hill")).value
    Services.over(database).members.save(replace(loaded, school="River"), loaded)
    assert services.members.save(replace(loaded, school="Lake"), loaded).value.school == "Lake"


def test_a_name_that_another_corrected_is_still_found_in_its_place(services):
    ana = services.members.save(Member(name="Ana")).value
    services.members.save(Member(name="Bo"))
    services.members.save(replace(ana, name="Zoë"), ana)
    services.members.save(replace(ana, phone="1"), ana)
    assert [one.name for one in services.members.all()] == ["Bo", "Zoë"]


def test_what_only_got_tidier_is_no_clash(services):
    loaded = services.library.save_use(_resource(services), Use(text="Went well.")).value
    spaced = replace(loaded, text="Went well. ")
    services.library.save_use(_resource(services), spaced, loaded)
    longer = replace(loaded, text="Went well. Twice.")
    assert services.library.save_use(_resource(services), longer, spaced).value.text == longer.text


def test_tags_that_the_window_had_not_seen_stay(services, database):
    loaded = services.library.save(Resource(title="Tallow"), tags=["old", "gone"]).value
    Services.over(database).library.save(loaded, ["old", "New"], loaded)
    stored = services.library.save(loaded, ["old", "gone", "mine"], loaded).value
    assert set(stored.tag_words) == {"old", "New", "mine"}


def _minutes(services: Services, meeting_id: str) -> list[str]:
    return [note.text for note in services.meetings.get(meeting_id).notes]


@pytest.mark.parametrize(
    ("base", "now", "typed", "together"),
    [
        ("a\nb", "a\nb\ntheirs", "a\nmine\nb", ["a", "mine", "b", "theirs"]),
        ("", "theirs", "mine", ["mine", "theirs"]),
        ("a\nb", "b", "a\nb\nmine", ["b", "mine"]),
        ("a\nb", "a\nb\ntheirs", "a\nb", ["a", "b", "theirs"]),
        ("a\nb", "a\nb", "b", ["b"]),
        ("a\nb", "a\nx", "a\nx", ["a", "x"]),
    ],
)
def test_minutes_that_the_window_had_not_seen_stay(services, base, now, typed, together):
    meeting = _meeting(services)
    services.meetings.write_notes(meeting, "", base)
    services.meetings.write_notes(meeting, "", now)
    before = {note.text: note.id for note in services.meetings.get(meeting).notes}
    services.meetings.write_notes(meeting, "", typed, base)
    assert sorted(_minutes(services, meeting)) == sorted(together)
    after = {note.text: note.id for note in services.meetings.get(meeting).notes}
    assert all(after[line] == before[line] for line in together if line in before)


def test_the_order_of_minutes_is_that_of_the_window(services):
    meeting = _meeting(services)
    services.meetings.write_notes(meeting, "", "a\nb\nc")
    services.meetings.write_notes(meeting, "", "a\nb\nc\nd")
    services.meetings.write_notes(meeting, "", "b\na\nc", "a\nb\nc")
    assert _minutes(services, meeting) == ["b", "a", "c", "d"]


def test_every_column_says_how_it_is_put_together():
    """Only paragraphs are: what people agree, promise, allow or call something is one value."""
    columns = [
        (table, column) for table in SHARED_TABLES for column in Base.metadata.tables[table].columns
    ]
    merged = {f"{table}.{one.name}" for table, one in columns if one.info == MERGED}
    assert {f"{table}.{one.name}" for table, one in columns if one.info == DERIVED} >= {
        "member.sort_name",
        "resource.sort_title",
        "note.position",
    }
    assert merged == {
        "agenda_item.notes",
        "community.about",
        "decision.differing_views",
        "decision.reason",
        "meeting.purpose",
        "member.notes",
        "member_group.purpose",
        "norms.text",
        "note.text",
        "report_back.text",
        "resource.notes",
        "run_note.text",
        "use.text",
    }
