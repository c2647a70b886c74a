"""The bytes of attached files: kept once, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from copdesk.errors import Cancelled, NotFound, UserError
from copdesk.store import engine
from copdesk.store.files import CHUNK_BYTES, FileStore
from copdesk.store.transaction import FILES_FILE, Database


def keep(database: Database, data: bytes) -> str:
    return database.files.add(io.BytesIO(data), len(data)).sha256


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 1])
def test_bytes_come_back(database: Database, size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    stored = database.files.add(io.BytesIO(data), size)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert stored.size == size
    assert database.files.read(stored.sha256) == data
    assert database.files.is_whole(stored.sha256)


def test_equal_files_are_kept_once(database: Database) -> None:
    first, second = keep(database, b"x" * 1000), keep(database, b"x" * 1000)
    assert first == second
    assert database.files.sizes() == {first: 1000}
    with closing(sqlite3.connect(database.folder / FILES_FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM chunk").fetchone() == (1,)


def test_the_size_is_what_was_read_and_not_what_was_said(database: Database) -> None:
    for said in (0, 5, 10**9):
        assert database.files.add(io.BytesIO(b"abc"), said).size == 3


def test_a_cancelled_addition_leaves_nothing(database: Database) -> None:
    reports: list[tuple[int, int]] = []

    def cancel(done: int, total: int) -> None:
        reports.append((done, total))
        if len(reports) == 2:
            raise Cancelled

    size = 5 * CHUNK_BYTES
    with pytest.raises(Cancelled):
        database.files.add(io.BytesIO(bytes(size)), size, cancel)
    assert reports == [(CHUNK_BYTES, size), (2 * CHUNK_BYTES, size)]
    assert database.files.sizes() == {}
    with closing(sqlite3.connect(database.folder / FILES_FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM chunk").fetchone() == (0,)


def test_a_missing_file_is_said_in_a_sentence(database: Database) -> None:
    with pytest.raises(NotFound, match="missing from the community"):
        database.files.read("0" * 64)


@pytest.mark.parametrize("place", ["nothing", "folder"])
def test_what_cannot_be_read_is_said_in_a_sentence(
    database: Database, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match=f"“{place}” cannot be read"):
        database.files.add_path(tmp_path / place)


def test_the_original_is_copied_and_not_touched(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "work.txt"
    path.write_bytes(b"abc")
    stored = database.files.add_path(path)
    assert path.read_bytes() == b"abc"
    path.unlink()
    assert database.files.read(stored.sha256) == b"abc"


def test_a_file_that_changes_while_it_is_read_is_not_kept(database: Database) -> None:
    class Restless(io.BytesIO):
        def seek(self, position: int, whence: int = 0) -> int:
            self.getbuffer()[0] += 1
            return super().seek(position, whence)

    with pytest.raises(UserError, match="changed while it was being read"):
        database.files.add(Restless(b"abc"), 3)
    assert database.files.sizes() == {}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE chunk SET bytes = x'00' WHERE number = 1",
        "DELETE FROM chunk WHERE number = 1",
        "UPDATE chunk SET number = 9 WHERE number = 0",
    ],
)
def test_changed_bytes_are_noticed(database: Database, harm: str) -> None:
    key = keep(database, b"".join(b"%08d" % number for number in range(65_536)))
    assert database.files.is_whole(key)
    with closing(sqlite3.connect(database.folder / FILES_FILE)) as connection:
        connection.execute(harm)
        connection.commit()
    assert not database.files.is_whole(key)


def test_a_full_disk_keeps_nothing_of_a_file(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keep(database, b"first")
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count=30"))
    with pytest.raises(UserError, match="disk is full"):
        keep(database, b"x" * 1_000_000)
    assert database.files.sizes() == {first: 5}
    assert database.files.read(first) == b"first"


def test_a_store_that_was_begun_and_not_finished_is_finished(
    tmp_path: Path, database: Database
) -> None:
    path = tmp_path / "files.sqlite"
    path.touch()
    store = FileStore(path, database.clock)
    stored = store.add(io.BytesIO(b"abc"), 3)
    assert FileStore(path, database.clock, read_only=True).read(stored.sha256) == b"abc"
