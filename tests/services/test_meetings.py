from __future__ import annotations

from datetime import date, time

import pytest

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.meetings import (
    AgendaItem,
    AgendaKind,
    Attendance,
    Decision,
    MeetingRole,
    MeetingState,
    Note,
    NoteKind,
    Presence,
)
from copdesk.domain.members import Member
from copdesk.domain.topics import Topic
from copdesk.errors import InvalidInput, NotFound
from copdesk.services.changes import Area
from copdesk.services.commitments import CommitmentService
from copdesk.services.meetings import MeetingService
from copdesk.services.members import MemberService

MARCH, APRIL = date(2026, 3, 5), date(2026, 4, 2)


@pytest.fixture
def meetings(database):
    return MeetingService(database)


@pytest.fixture
def ada(database):
    return MemberService(database).save(Member(name="Ada")).value


def test_the_first_meeting_has_an_empty_agenda(meetings):
    outcome = meetings.plan(MARCH, "Fractions")
    assert outcome.changed is Area.MEETINGS
    assert outcome.value.agenda == ()


def test_open_commitments_open_the_next_agenda(database, meetings, ada):
    first = meetings.plan(MARCH, "Fractions").value
    commitments = CommitmentService(database)
    commitment = commitments.save(
        Commitment(text="Try fraction strips", member_id=ada.id, meeting_id=first.id)
    ).value
    second = meetings.plan(APRIL, like=first.id).value
    assert [item.kind for item in second.agenda] == [AgendaKind.REPORT_BACK]
    assert second.title == "Fractions"
    assert commitment.waits_for(second)
    assert not commitment.waits_for(first)
    kept = commitments.report(
        commitment.id,
        ReportBack(text="It went well", meeting_id=second.id),
        CommitmentState.KEPT,
    ).value
    assert kept.reports[0].text == "It went well"
    assert not kept.waits_for(second)
    assert meetings.plan(date(2026, 5, 7)).value.agenda == ()


def test_the_timetable_follows_the_order(meetings):
    meeting = meetings.plan(MARCH).value
    items = [
        meetings.save_item(meeting.id, AgendaItem(title=title, minutes=minutes)).value
        for title, minutes in (("Welcome", 5), ("Dilemma", 50), ("Close", 10))
    ]
    meetings.move_item(items[2].id, before=items[1].id)
    from dataclasses import replace

    meetings.save(replace(meetings.get(meeting.id), starts_at=time(16, 30)))
    shown = [(at, item.title) for at, item in meetings.get(meeting.id).timetable()]
    assert shown == [(time(16, 30), "Welcome"), (time(16, 35), "Close"), (time(16, 45), "Dilemma")]
    assert meetings.get(meeting.id).ends_at == time(17, 35)


def test_a_removed_item_comes_back_to_its_place(meetings):
    meeting = meetings.plan(MARCH).value
    first, second = (
        meetings.save_item(meeting.id, AgendaItem(title=title)).value for title in ("One", "Two")
    )
    meetings.remove_item(first.id)
    assert [item.title for item in meetings.get(meeting.id).agenda] == ["Two"]
    meetings.restore_item(first.id)
    assert [item.id for item in meetings.get(meeting.id).agenda] == [first.id, second.id]


@pytest.mark.parametrize(
    ("item", "field"),
    [(AgendaItem(title=" \n "), "title"), (AgendaItem(title="x", minutes=601), "minutes")],
)
def test_an_item_that_cannot_be_is_refused(meetings, item, field):
    meeting = meetings.plan(MARCH).value
    with pytest.raises(InvalidInput) as refused:
        meetings.save_item(meeting.id, item)
    assert refused.value.field == field
    assert meetings.get(meeting.id).agenda == ()


def test_ticking_who_came(meetings, ada):
    meeting = meetings.plan(MARCH).value
    meetings.attend(meeting.id, ada.id, Presence.PRESENT)
    meetings.attend(meeting.id, ada.id, Presence.REMOTE)
    meetings.save_attendance(meeting.id, Attendance(visitor="Ms Osei"))
    came = meetings.get(meeting.id)
    assert came.present_ids == (ada.id,)
    assert [one.presence for one in came.attendance] == [Presence.REMOTE, Presence.PRESENT]
    assert meetings.attend(meeting.id, ada.id, None).value.present_ids == ()


def test_a_visitor_needs_a_name(meetings):
    meeting = meetings.plan(MARCH).value
    with pytest.raises(InvalidInput):
        meetings.save_attendance(meeting.id, Attendance(visitor=" "))


def test_the_rota_remembers_who_facilitated(database, meetings, ada):
    bo = MemberService(database).save(Member(name="Bo")).value
    first = meetings.plan(MARCH).value
    meetings.take_role(first.id, MeetingRole.FACILITATOR, bo.id)
    meetings.take_role(first.id, MeetingRole.FACILITATOR, ada.id)
    second = meetings.plan(APRIL).value
    due = meetings.whose_turn(second.id, MeetingRole.FACILITATOR)
    assert [(turn.member.name, turn.times) for turn in due] == [("Bo", 0), ("Ada", 1)]
    meetings.set_state(first.id, MeetingState.NOT_HELD)
    due = meetings.whose_turn(second.id, MeetingRole.FACILITATOR)
    assert [turn.times for turn in due] == [0, 0]


def test_notes_and_decisions_can_be_taken_back(meetings):
    meeting = meetings.plan(MARCH).value
    note = meetings.save_note(meeting.id, Note(text="Read aloud\r\ndaily")).value
    decision = meetings.save_decision(meeting.id, Decision(text="Meet earlier")).value
    assert meetings.get(meeting.id).notes[0].text == "Read aloud\ndaily"
    meetings.remove_note(note.id)
    meetings.remove_decision(decision.id)
    assert (meetings.get(meeting.id).notes, meetings.get(meeting.id).decisions) == ((), ())
    meetings.restore_note(note.id)
    meetings.restore_decision(decision.id)
    assert meetings.get(meeting.id).decisions == (decision,)


def test_the_latest_is_the_next_one_to_come(meetings, clock):
    meetings.plan(date(2020, 1, 1), "Long ago")
    assert meetings.latest().title == "Long ago"
    meetings.plan(date(2999, 1, 1), "Far")
    meetings.plan(date(2998, 1, 1), "Near")
    assert meetings.latest().title == "Near"


def test_a_meeting_that_is_gone_is_named_so(meetings):
    with pytest.raises(NotFound):
        meetings.get("nowhere")


def lines(meetings, meeting_id):
    return [note.text for note in meetings.get(meeting_id).notes]


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\nthree",
        "three\none\ntwo",
        "new\none\nthree",
        "one\nnew\ntwo\nthree",
        "",
        "one\none",
    ],
)
def test_written_notes_stand_line_by_line_in_their_order(meetings, text):
    meeting = meetings.plan(MARCH, "Fractions").value
    meetings.write_notes(meeting.id, "", "one\ntwo\nthree")
    before = {note.text: note.id for note in meetings.get(meeting.id).notes}
    meetings.write_notes(meeting.id, "", text)
    assert lines(meetings, meeting.id) == text.split()
    for note in meetings.get(meeting.id).notes[:1]:
        assert before.get(note.text, note.id) == note.id


def test_writing_notes_of_one_item_leaves_the_others_and_the_parking_lot(meetings):
    meeting = meetings.plan(MARCH, "Fractions").value
    item = meetings.save_item(meeting.id, AgendaItem(title="Strips")).value
    meetings.save_note(meeting.id, Note(text="Later", kind=NoteKind.PARKING))
    meetings.save_note(meeting.id, Note(text="Elsewhere"))
    meetings.write_notes(meeting.id, item.id, "Here")
    meetings.write_notes(meeting.id, item.id, "")
    assert lines(meetings, meeting.id) == ["Later", "Elsewhere"]


def test_everybody_came_but_who_is_known_to_have_sent_word(meetings, database, ada):
    MemberService(database).save(Member(name="Bo"))
    meeting = meetings.plan(MARCH, "Fractions").value
    meetings.attend(meeting.id, ada.id, Presence.SENT_WORD)
    came = meetings.everybody_came(meeting.id).value.attendance
    assert sorted(one.presence.value for one in came) == ["present", "sent_word"]


def test_a_topic_is_taken_up_and_put_back(meetings, database):
    commitments = CommitmentService(database)
    topic = commitments.save_topic(Topic(text="Homework?")).value
    meeting = meetings.plan(MARCH, "Fractions").value
    item = meetings.take_up(meeting.id, topic.id).value
    assert [one.title for one in meetings.get(meeting.id).agenda] == ["Homework?"]
    assert commitments.topics() == []
    meetings.put_back(item.id, topic.id)
    assert meetings.get(meeting.id).agenda == ()
    assert [one.id for one in commitments.topics()] == [topic.id]


def test_a_visitor_taken_off_the_list_comes_back(meetings):
    meeting = meetings.plan(MARCH, "Fractions").value
    guest = meetings.save_attendance(meeting.id, Attendance(visitor="Guest")).value
    meetings.remove_attendance(guest.id)
    meetings.restore_attendance(guest.id)
    assert [one.visitor for one in meetings.get(meeting.id).attendance] == ["Guest"]


def test_heads_are_the_meetings_without_what_belongs_to_them(meetings):
    meeting = meetings.plan(MARCH, "Fractions").value
    meetings.save_item(meeting.id, AgendaItem(title="Welcome"))
    assert meetings.heads() == [meeting]
    assert meetings.all() != [meeting]
