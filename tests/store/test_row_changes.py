"""What a transaction changed is taken back row by row, and only while nobody changed it since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from copdesk.domain.meetings import AgendaItem, Attendance, Meeting, Presence
from copdesk.domain.members import Member
from copdesk.errors import UserError
from copdesk.store.transaction import Database, recording


@pytest.fixture
def ada(database: Database) -> Member:
    with database.transaction() as tx:
        return tx.members.put(Member(name="Ada", school="Hill", notes="Likes fractions."))


def members(database: Database) -> list[Member]:
    with database.reading() as tx:
        return tx.members.all()


def found(database: Database, words: str) -> list[str]:
    searcher = database.searcher()
    try:
        return [hit.title for hit in searcher.search(words)]
    finally:
        searcher.close()


def test_a_changed_field_is_taken_back_and_changed_again(database, ada):
    with recording() as act, database.transaction() as tx:
        tx.members.put(replace(ada, school="Valley"))
    (change,) = act.changes()
    assert (dict(change.before), dict(change.after)) == ({"school": "Hill"}, {"school": "Valley"})
    assert (change.owner_table, change.owner) == ("member", ada.id)
    act.take_back()
    assert members(database) == [ada]
    assert found(database, "hill") == ["Ada"]
    act.do_again()
    assert members(database) == [replace(ada, school="Valley")]
    assert found(database, "hill") == []


def test_what_was_added_is_hidden_and_the_very_same_comes_back(database):
    with recording() as act:
        with database.transaction() as tx:
            meeting = tx.meetings.put(Meeting(title="Fractions", held_on=date(2026, 4, 2)))
        with database.transaction() as tx:
            item = tx.meetings.put_child(meeting.id, "agenda", AgendaItem(title="Welcome"))
            tx.meetings.put_child(meeting.id, "agenda", replace(item, title="Begin"))
    act.take_back()
    with database.reading() as tx:
        assert tx.meetings.all() == []
    assert found(database, "begin") == []
    act.do_again()
    with database.reading() as tx:
        (again,) = tx.meetings.all()
    assert (again.id, [one.title for one in again.agenda]) == (meeting.id, ["Begin"])


def test_what_was_removed_is_there_again(database, ada):
    with recording() as act, database.transaction() as tx:
        tx.members.remove(ada.id)
    act.take_back()
    assert members(database) == [ada]
    act.do_again()
    assert members(database) == []


def test_one_that_changed_since_is_kept_and_nothing_else_is_taken_back(database, ada):
    with recording() as act, database.transaction() as tx:
        tx.members.put(Member(name="Bo"))
        tx.members.put(replace(ada, school="Valley"))
    with database.transaction() as tx:
        tx.members.put(replace(ada, school="Lake"))
    before = members(database)
    with pytest.raises(UserError, match="changed again since then"):
        act.take_back()
    assert members(database) == before


def test_acts_that_follow_each_other_become_one_and_may_come_to_nothing(database, ada):
    with recording() as act, database.transaction() as tx:
        tx.members.put(replace(ada, school="Valley"))
    with recording() as later, database.transaction() as tx:
        tx.members.put(replace(ada, school="Valley", phone="0712"))
    act.join(later)
    (change,) = act.changes()
    assert set(change.before) == {"school", "phone"}
    with recording() as latest, database.transaction() as tx:
        tx.members.put(ada)
    act.join(latest)
    assert act.changes() == []


def test_what_was_added_and_removed_at_once_is_nothing(database):
    with recording() as act, database.transaction() as tx:
        tx.members.remove(tx.members.put(Member(name="Bo")).id)
    assert act.changes() == []


def test_what_was_hidden_and_comes_back_otherwise_is_as_it_was_then(database):
    day = date(2026, 4, 2)
    remote = Attendance(member_id="m", presence=Presence.REMOTE)
    with database.transaction() as tx:
        came = (Attendance(member_id="m"),)
        meeting = tx.meetings.put(Meeting(title="Fractions", held_on=day, attendance=came))
        tx.meetings.remove_child("attendance", meeting.attendance[0].id)

    def attendance() -> tuple[Attendance, ...]:
        with database.reading() as tx:
            return tx.meetings.get(meeting.id).attendance

    with recording() as act:
        with database.transaction() as tx:
            back = tx.meetings.put_child(meeting.id, "attendance", remote)
        with database.transaction() as tx:
            tx.meetings.put_child(meeting.id, "attendance", replace(back, arrived_at=time(17, 0)))
    (told,) = attendance()
    assert (told.presence, told.arrived_at) == (Presence.REMOTE, time(17, 0))
    act.take_back()
    assert attendance() == ()
    act.do_again()
    assert attendance() == (told,)


def test_what_is_rolled_back_or_done_outside_is_not_noted(database, ada):
    with recording() as act:
        with pytest.raises(ZeroDivisionError), database.transaction() as tx:
            tx.members.put(replace(ada, school="Valley"))
            raise ZeroDivisionError
        assert act.changes() == []
    with database.transaction() as tx:
        tx.members.put(replace(ada, school="Valley"))
    assert act.changes() == []


def test_acts_are_numbered_as_they_reach_the_disk(database, ada):
    numbers = []
    for school in ("Valley", "Lake"):
        with recording() as act, database.transaction() as tx:
            tx.members.put(replace(ada, school=school))
        numbers.append(act.number)
    assert 0 < numbers[0] < numbers[1]
