"""A reader that is interrupted finds nothing, wherever SQLite was at that moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from copdesk.store.engine import COMMUNITY_FILE
from copdesk.store.reader import InterruptibleReader


@pytest.fixture
def reader(database) -> Iterator[InterruptibleReader]:
    reader = InterruptibleReader(database.folder / COMMUNITY_FILE)
    yield reader
    reader.close()


def broken(reader: InterruptibleReader) -> list[int]:
    """Fail as the search does when it is interrupted while its index is being opened."""
    return reader.connection.execute("SELECT 1 FROM an_index_that_is_not_open").fetchall()


def test_any_error_after_an_interruption_finds_nothing(reader):
    def read() -> list[int]:
        reader.interrupt()
        return broken(reader)

    assert reader.until_interrupted(read) == []


def test_what_is_wrong_without_an_interruption_is_told(reader):
    with pytest.raises(sqlite3.OperationalError, match="an_index_that_is_not_open"):
        reader.until_interrupted(lambda: broken(reader))


def test_nothing_is_read_after_an_interruption(reader):
    reader.interrupt()
    assert reader.until_interrupted(lambda: [1]) == []
