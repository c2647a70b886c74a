"""The index says what the tables say; one that does not is noticed and made anew."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.meetings import Meeting
from copdesk.store.engine import connect
from copdesk.store.search_check import index_is_true, rebuild_index
from copdesk.store.transaction import Database
from tests.store.finding import found, member


def test_the_index_equals_one_made_anew(database: Database) -> None:
    stored = [member(database, name) for name in ("Ana", "Bo", "Çem", "Straße")]
    with database.transaction() as tx:
        tx.members.put(replace(stored[0], name="Anna", notes="new words"))
        tx.members.remove(stored[1].id)
        tx.meetings.put(Meeting(title="March", held_on=date(2026, 3, 5)))
    with closing(connect(database.path, read_only=True)) as connection:
        assert index_is_true(connection)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE local_search_text SET title='x' WHERE title='Ana'",
        "DELETE FROM local_search_text WHERE title='Ana'",
        "INSERT INTO local_search (rowid, title, body) VALUES (99, 'ghost', '')",
        "INSERT INTO local_search (local_search) VALUES ('delete-all')",
        "DROP TABLE local_search",
        "DROP TABLE local_search_text",
        "UPDATE local_search_data SET block=x'00'",
    ],
)
def test_a_wrong_index_is_noticed_and_made_anew(database: Database, harm: str) -> None:
    member(database, "Ana")
    member(database, "Bo", "Ana came along")
    with closing(connect(database.path)) as connection:
        connection.execute(harm)
        assert not index_is_true(connection)
        rebuild_index(connection)
        assert index_is_true(connection)
    assert sorted(found(database, "ana")) == [("member", "Ana"), ("member", "Bo")]
