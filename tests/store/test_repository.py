"""What every repository can do: order, move, hide, show again, and leave alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from copdesk.domain.library import Resource, Tag
from copdesk.domain.meetings import AgendaItem, Meeting, MeetingRole, RoleTaken
from copdesk.domain.members import Member
from copdesk.errors import NotFound
from copdesk.store.keys import new_key
from copdesk.store.tables import AgendaItemRow, MemberRow
from copdesk.store.transaction import Database, Transaction


def meeting(*titles: str) -> Meeting:
    agenda = tuple(AgendaItem(title=title) for title in titles)
    return Meeting(title="March", held_on=date(2026, 3, 12), agenda=agenda)


def titles(database: Database, key: str) -> list[str]:
    with database.reading() as tx:
        return [item.title for item in tx.meetings.get(key).agenda]


def rows(path: Path, table: str) -> dict[str, tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.execute(f'SELECT id, * FROM "{table}"')  # noqa: S608
        return {row[0]: row for row in cursor}


@contextmanager
def changed_rows(database: Database, table: str) -> Iterator[set[str]]:
    """Fill in the ids of the rows that the block changes."""
    changed: set[str] = set()
    before = rows(database.path, table)
    yield changed
    after = rows(database.path, table)
    changed.update(key for key, row in after.items() if before.get(key) != row)


def test_children_keep_the_order_in_which_they_came(database: Database) -> None:
    with database.transaction() as tx:
        key = tx.meetings.put(meeting("a", "b", "c")).id
        tx.meetings.put_child(key, "agenda", AgendaItem(title="d"))
    assert titles(database, key) == ["a", "b", "c", "d"]


def test_a_child_that_is_there_is_changed_where_it_stands(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a", "b", "c"))
    changed = replace(stored.agenda[1], title="B")
    with database.transaction() as tx:
        assert tx.meetings.put_child(stored.id, "agenda", changed) == changed
    with database.reading() as tx:
        read = tx.meetings.get(stored.id).agenda
    assert read == (stored.agenda[0], changed, stored.agenda[2])


def test_moving_a_child_changes_one_row(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a", "b", "c", "d"))
    a, b, _c, d = stored.agenda
    with changed_rows(database, "agenda_item") as changed, database.transaction() as tx:
        tx.meetings.move_child("agenda", d.id, before=b.id)
    assert changed == {d.id}
    assert titles(database, stored.id) == ["a", "d", "b", "c"]
    with changed_rows(database, "agenda_item") as changed, database.transaction() as tx:
        tx.meetings.move_child("agenda", a.id)
    assert changed == {a.id}
    assert titles(database, stored.id) == ["d", "b", "c", "a"]


def test_moving_a_child_before_itself_moves_nothing(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a", "b", "c"))
    with database.transaction() as tx:
        tx.meetings.move_child("agenda", stored.agenda[1].id, before=stored.agenda[1].id)
    assert titles(database, stored.id) == ["a", "b", "c"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=60))
def test_any_moves_end_as_in_a_list(database: Database, moves: list[tuple[int, int]]) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a", "b", "c", "d", "e"))
        ids = {item.title: item.id for item in stored.agenda}
        order = list(ids)
        for which, where in moves:
            title = order[which]
            rest = [one for one in order if one != title]
            before = rest[where] if where < len(rest) else ""
            tx.meetings.move_child("agenda", ids[title], before=ids.get(before, ""))
            rest.insert(where if before else len(rest), title)
            order = rest
    assert titles(database, stored.id) == order


def test_a_thousand_moves_into_the_same_gap_keep_the_order(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a", "b", "c"))
        first, *others = stored.agenda
        for number in range(1000):
            moved, fixed = others[number % 2], others[1 - number % 2]
            tx.meetings.move_child("agenda", moved.id, before=fixed.id)
    assert titles(database, stored.id) == ["a", "c", "b"]
    assert first.title == "a"


def test_trash_and_restore(database: Database) -> None:
    with database.transaction() as tx:
        ana = tx.members.put(Member(name="Ana"))
        tx.members.put(Member(name="Bo"))
        tx.members.remove(ana.id)
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Bo"]
        assert tx.members.in_trash() == [ana]
        assert tx.members.get(ana.id) == ana
        assert tx.members.is_removed(ana.id)
    with database.transaction() as tx:
        tx.members.restore(ana.id)
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana", "Bo"]
        assert tx.members.in_trash() == []


def test_a_removed_child_comes_back_to_its_place(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a", "b", "c"))
        tx.meetings.remove_child("agenda", stored.agenda[2].id)
        tx.meetings.put_child(stored.id, "agenda", AgendaItem(title="d"))
        tx.meetings.remove_child("agenda", stored.agenda[1].id)
    assert titles(database, stored.id) == ["a", "d"]
    with database.transaction() as tx:
        tx.meetings.restore_child("agenda", stored.agenda[1].id)
        tx.meetings.restore_child("agenda", stored.agenda[2].id)
    assert titles(database, stored.id) == ["a", "b", "c", "d"]


def test_nothing_is_ever_deleted(database: Database) -> None:
    with database.transaction() as tx:
        stored = tx.meetings.put(meeting("a"))
        tx.meetings.remove_child("agenda", stored.agenda[0].id)
        tx.meetings.remove(stored.id)
    assert len(rows(database.path, "meeting")) == 1
    assert len(rows(database.path, "agenda_item")) == 1


def test_a_stale_value_does_not_touch_children(database: Database) -> None:
    with database.transaction() as tx:
        loaded_early = tx.meetings.put(meeting("a"))
    with database.transaction() as tx:
        tx.meetings.put_child(loaded_early.id, "agenda", AgendaItem(title="b"))
    with changed_rows(database, "agenda_item") as changed, database.transaction() as tx:
        tx.meetings.put(replace(loaded_early, title="April"))
    assert changed == set()
    assert titles(database, loaded_early.id) == ["a", "b"]


def test_storing_what_is_there_already_changes_no_row(database: Database) -> None:
    with database.transaction() as tx:
        ana = tx.members.put(Member(name="Ana"))
    with changed_rows(database, "member") as changed, database.transaction() as tx:
        tx.members.put(ana)
    assert changed == set()


def test_a_copy_gets_children_of_its_own(database: Database) -> None:
    with database.transaction() as tx:
        first = tx.meetings.put(meeting("a", "b"))
        second = tx.meetings.put(replace(first, id="", title="Copy"))
    assert titles(database, first.id) == titles(database, second.id) == ["a", "b"]
    assert not {one.id for one in first.agenda} & {one.id for one in second.agenda}


def test_many_keeps_the_order_of_the_keys_and_leaves_out_unknown_ones(database: Database) -> None:
    with database.transaction() as tx:
        keys = [
            tx.resources.put(Resource(title=str(n), tags=(Tag(text="x"),))).id for n in range(600)
        ]
    wanted = [*reversed(keys), new_key(database.clock.now())]
    with database.reading() as tx:
        read = tx.resources.many(wanted)
    assert [one.title for one in read] == [str(n) for n in reversed(range(600))]
    assert all(one.tag_words == ("x",) for one in read)


def test_what_is_not_there_is_said_in_a_sentence(database: Database) -> None:
    with database.transaction() as tx:
        for call in (
            lambda: tx.members.get("nobody"),
            lambda: tx.members.get(""),
            lambda: tx.members.put(Member(id="nobody", name="Ana")),
            lambda: tx.members.remove("nobody"),
            lambda: tx.meetings.move_child("agenda", "nothing"),
        ):
            with pytest.raises(NotFound, match="no longer there"):
                call()


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def fail(tx: Transaction) -> None:
        tx.members.put(Member(name="Ana"))
        tx.meetings.put(meeting("a"))
        raise RuntimeError("power")

    with pytest.raises(RuntimeError), database.transaction() as tx:
        fail(tx)
    with database.reading() as tx:
        assert tx.members.all() == []
        assert tx.meetings.all() == []
    assert database.searcher().search("Ana") == []


def test_reading_inside_a_change_sees_what_was_before(database: Database) -> None:
    with database.transaction() as tx:
        with database.reading() as other:
            assert other.members.all() == []
        tx.members.put(Member(name="Ana"))
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana"]


@pytest.mark.parametrize(
    "statement",
    [
        update(MemberRow).values(name="x"),
        delete(MemberRow),
        delete(AgendaItemRow).where(AgendaItemRow.title == "x"),
        insert(MemberRow).values(name="x"),
    ],
)
def test_changes_of_many_rows_are_refused(database: Database, statement: object) -> None:
    with database.transaction() as tx, pytest.raises(AssertionError, match="one by one"):
        tx.members._session.execute(statement)  # pyright: ignore


def test_deleting_a_row_is_refused(database: Database) -> None:
    with pytest.raises(AssertionError, match="hidden"), database.transaction() as tx:
        ana = tx.members.put(Member(name="Ana"))
        session = tx.members._session
        session.delete(session.get(MemberRow, ana.id))
        session.flush()
    with database.reading() as tx:
        assert tx.members.all() == []


def test_a_choice_that_a_newer_version_made_does_not_break_reading(database: Database) -> None:
    with database.transaction() as tx:
        taken = (RoleTaken(role=MeetingRole.HOST, member_id="m"),)
        stored = tx.meetings.put(replace(meeting("a"), roles=taken))
        session = tx.meetings._session
        connection = session.connection()
        connection.exec_driver_sql("UPDATE agenda_item SET kind='dance'")
        connection.exec_driver_sql("UPDATE role_taken SET role='dancer'")
    with database.reading() as tx:
        read = tx.meetings.get(stored.id)
    assert read.agenda[0].title == "a"
    assert read.roles == ()
