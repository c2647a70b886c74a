"""Opening a community: versions, locks, folders that are something else, and what is in force."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event

from copdesk.clock import SystemClock
from copdesk.domain.community import Community
from copdesk.domain.members import Member
from copdesk.errors import ReadOnly, UserError
from copdesk.store import engine, upgrade
from copdesk.store.engine import APPLICATION_ID, NewerVersion, connect, engine_for
from copdesk.store.lock import Held
from copdesk.store.tables import Base
from copdesk.store.transaction import COMMUNITY_FILE, FILES_FILE, Database

_HOLD = """
import sys
from pathlib import Path
from copdesk.clock import SystemClock
from copdesk.store.transaction import Database
database = Database.open(Path(sys.argv[1]), SystemClock())
print("open", flush=True)
sys.stdin.readline()
database.close()
print("closed", flush=True)
sys.stdin.readline()
"""


def contents(folder: Path) -> dict[str, str]:
    """Return a fingerprint of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process have the community open."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_migrations_make_exactly_the_tables(database: Database) -> None:
    def ours(_item: object, name: str | None, kind: str, *_more: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("local_search"))

    with engine_for(database.path, read_only=True).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_no_unique_constraint_but_the_keys(database: Database) -> None:
    for table in Base.metadata.tables.values():
        assert [index for index in table.indexes if index.unique] == []
        for key in table.foreign_keys:
            assert table.c[key.parent.name].index, f"{table.name}.{key.parent.name}"


@pytest.mark.parametrize("at", ["agenda_item", "local_setting", "use"])
def test_a_migration_that_dies_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    path = tmp_path / COMMUNITY_FILE
    path.touch()
    made = engine_for(path, read_only=False)

    def die(_c: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if statement.strip().startswith(f"CREATE TABLE {at} "):
            raise RuntimeError("power")

    event.listen(made, "before_cursor_execute", die)
    with pytest.raises(RuntimeError):
        upgrade.upgrade(path, made, 0)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    event.remove(made, "before_cursor_execute", die)
    upgrade.upgrade(path, made, 0)
    made.dispose()
    assert engine.file_version(path, read_only=True) == engine.SCHEMA_VERSION


_KILLED_MIGRATION = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from copdesk.store.engine import engine_for
from copdesk.store.upgrade import upgrade
path, where = Path(sys.argv[1]), sys.argv[2]
made, seen = engine_for(path, read_only=False), []
@event.listens_for(made, "after_cursor_execute")
def die(_c, _cursor, statement, *_more):
    seen.append(statement)
    if where in (str(len(seen)), statement[:20]):
        os.kill(os.getpid(), signal.SIGKILL)
upgrade(path, made, 0)
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("where", ["8", "40", "PRAGMA user_version="])
def test_a_migration_that_is_killed_is_done_by_the_next_start(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "community"
    folder.mkdir()
    (folder / COMMUNITY_FILE).touch()
    command = [sys.executable, "-c", _KILLED_MIGRATION, str(folder / COMMUNITY_FILE), where]
    assert subprocess.run(command, check=False).returncode == -9
    database = Database.open(folder, SystemClock())
    with database.transaction() as tx:
        tx.community.put(Community(name="Valley"))
    database.close()


def test_a_copy_is_made_before_an_older_file_is_changed(
    community_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = community_folder / COMMUNITY_FILE
    made = engine_for(path, read_only=False)
    older, newer = engine.SCHEMA_VERSION, engine.SCHEMA_VERSION + 1
    monkeypatch.setattr(upgrade, "SCHEMA_VERSION", newer)
    upgrade.upgrade(path, made, older)
    made.dispose()
    (copy,) = (community_folder / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (older,)
        assert connection.execute("SELECT name FROM community").fetchone() == ("Upper Valley",)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newer,)


def test_a_newer_file_is_refused_and_unchanged(community_folder: Path, clock: SystemClock) -> None:
    with closing(sqlite3.connect(community_folder / COMMUNITY_FILE)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = contents(community_folder)
    with pytest.raises(NewerVersion, match="newer CopDesk"):
        Database.open(community_folder, clock)
    assert contents(community_folder) == before


def test_newer_attached_files_are_refused_and_unchanged(
    community_folder: Path, clock: SystemClock
) -> None:
    with closing(sqlite3.connect(community_folder / FILES_FILE)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = contents(community_folder)[FILES_FILE]
    with pytest.raises(NewerVersion, match="newer CopDesk"):
        Database.open(community_folder, clock)
    assert contents(community_folder)[FILES_FILE] == before
    with closing(sqlite3.connect(community_folder / FILES_FILE)) as connection:
        connection.execute("PRAGMA user_version=1")
    Database.open(community_folder, clock).close()  # the refusal gave the lock back


def test_a_read_only_file_opens_for_reading(community_folder: Path, clock: SystemClock) -> None:
    path = community_folder / COMMUNITY_FILE
    path.chmod(0o444)
    before = contents(community_folder)
    database = Database.open(community_folder, clock)
    assert "may only be read" in database.read_only_reason
    with database.reading() as tx:
        assert tx.community.the_one().name == "Upper Valley"
    with pytest.raises(ReadOnly, match="may only be read"), database.transaction():
        pass
    with pytest.raises(ReadOnly):
        database.files.add_path(path)
    database.close()
    assert contents(community_folder) == before


def test_a_read_only_connection_cannot_write(database: Database) -> None:
    with (
        closing(connect(database.path, read_only=True)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("UPDATE community SET name='x'")


@pytest.mark.parametrize("version", [0, 1, 7])
def test_the_database_of_another_program_is_refused(
    tmp_path: Path, clock: SystemClock, version: int
) -> None:
    with closing(sqlite3.connect(tmp_path / COMMUNITY_FILE)) as connection:
        connection.execute("CREATE TABLE places (url TEXT)")
        connection.execute(f"PRAGMA user_version={version}")
    before = contents(tmp_path)
    with pytest.raises(UserError, match="not a CopDesk community"):
        Database.open(tmp_path, clock)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("junk", [b"hello" * 1000, b"SQLite format 3\0" + b"x" * 5000, b"a"])
def test_what_is_no_database_is_refused(tmp_path: Path, clock: SystemClock, junk: bytes) -> None:
    (tmp_path / COMMUNITY_FILE).write_bytes(junk)
    with pytest.raises(UserError, match=r"not one that CopDesk wrote|damaged|newer|not a CopDesk"):
        Database.open(tmp_path, clock)
    assert (tmp_path / COMMUNITY_FILE).read_bytes() == junk


@pytest.mark.parametrize("place", ["empty", "missing", "file"])
def test_a_folder_without_a_community_is_refused(
    tmp_path: Path, clock: SystemClock, place: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="no CopDesk community"):
        Database.open(tmp_path / place, clock)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty", "file"]


def test_a_community_is_made_only_where_nothing_is(tmp_path: Path, clock: SystemClock) -> None:
    (tmp_path / "letter.txt").write_text("x")
    for place in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(UserError, match="not empty"):
            Database.create(place, clock)
    with pytest.raises(UserError, match="cannot be made"):
        Database.create(tmp_path / "letter.txt" / "below", clock)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, clock: SystemClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, "max_page_count=20"))
    with pytest.raises(UserError, match="disk is full"):
        Database.create(tmp_path / "community", clock)
    assert list(tmp_path.iterdir()) == []


def test_a_community_may_be_moved_while_it_is_closed(
    community_folder: Path, clock: SystemClock, tmp_path: Path
) -> None:
    odd = tmp_path / "Ünïcode ? % # & 'quoted' folder"
    shutil.move(community_folder, odd)
    database = Database.open(odd, clock)
    with database.reading() as tx:
        assert tx.community.the_one().name == "Upper Valley"
    database.close()
    assert not community_folder.exists()


def test_the_lock_tells_where_it_is_open(community_folder: Path, clock: SystemClock) -> None:
    with holder(community_folder) as process:
        with pytest.raises(Held, match="open in another CopDesk window") as refused:
            Database.open(community_folder, clock)
        assert refused.value.hint
        looking = Database.open(community_folder, clock, read_only_reason="Only looking.")
        with looking.reading() as tx:
            assert tx.community.the_one().name == "Upper Valley"
        looking.close()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "closed\n"
        Database.open(community_folder, clock).close()


def test_a_killed_holder_holds_nothing(community_folder: Path, clock: SystemClock) -> None:
    with holder(community_folder) as process:
        process.kill()
        process.wait()
        Database.open(community_folder, clock).close()


def test_one_program_cannot_open_a_community_twice(database: Database, clock: SystemClock) -> None:
    with pytest.raises(Held):
        Database.open(database.folder, clock)


def test_a_damaged_note_about_the_holder_still_refuses(
    database: Database, clock: SystemClock
) -> None:
    for junk in (
        "",
        "[]",
        "{}",
        '{"user": 1}',
        "null",
        '{"user": "a", "computer": "b", "since": 3}',
    ):
        (database.folder / "community.holder.json").write_text(junk)
        with pytest.raises(Held, match=r"open in another CopDesk"):
            Database.open(database.folder, clock)


def test_what_every_connection_obeys(database: Database) -> None:
    expected = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "application_id": APPLICATION_ID,
        "user_version": engine.SCHEMA_VERSION,
    }
    with database.transaction() as tx, database.reading() as other:
        connections = [tx.members._session.connection(), other.members._session.connection()]
        for connection in connections:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected
            }
            assert found == expected
    with closing(connect(database.folder / FILES_FILE)) as files:
        assert files.execute("PRAGMA synchronous").fetchone() == (2,)
        assert files.execute("PRAGMA journal_mode").fetchone() == ("truncate",)


def test_a_change_locks_out_other_writers_from_its_beginning(database: Database) -> None:
    with database.transaction() as tx, closing(connect(database.path)) as other:
        assert tx.members.all() == []
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_child_without_its_parent_is_refused_by_the_file(database: Database) -> None:
    with closing(connect(database.path)) as connection:
        connection.execute("BEGIN")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute(
                "INSERT INTO tag VALUES ('nobody', 'x', 1.0, 'k', '2026', '2026', NULL)"
            )


def test_a_full_disk_is_said_and_nothing_is_half_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as tx:
        tx.members.put(Member(name="Ana"))
    pages = _pages(database.path)
    monkeypatch.setattr(engine, "_PRAGMAS", (*engine._PRAGMAS, f"max_page_count={pages + 2}"))
    database._engine.dispose()
    with pytest.raises(UserError, match="disk is full"), database.transaction() as tx:
        for number in range(1000):
            tx.members.put(Member(name=f"Member {number}", notes="n" * 2000))
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana"]
    assert database.searcher().search("Member") == []
    monkeypatch.undo()
    database._engine.dispose()
    with database.transaction() as tx:
        tx.members.put(Member(name="Bo", notes="n" * 50_000))
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana", "Bo"]


def test_a_change_and_its_index_entry_come_and_go_together(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as tx:
        tx.members.put(Member(name="Ana"))
        raise RuntimeError("power")
    with database.transaction() as tx:
        tx.members.put(Member(name="Bo"))
    with closing(connect(database.path, read_only=True)) as connection:
        indexed = connection.execute("SELECT title FROM local_search_text").fetchall()
    assert indexed == [("Bo",)]


def _pages(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA page_count").fetchone()[0]
        return found
