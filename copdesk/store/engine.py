"""Opening a community's file: driver, pragmas, transactions and the version it is in.

The pragmas were chosen by pulling the plug: with a truncated journal and full synchronization no
acknowledged save was lost, and between saves the file is whole, so a user may copy it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.orm import ORMExecuteState, Session

from copdesk.errors import UserError
from copdesk.language import _
from copdesk.store.failures import FileDamaged, as_user_errors
from copdesk.store.versions import APPLICATION_ID as APPLICATION_ID
from copdesk.store.versions import COMMUNITY_FILE as COMMUNITY_FILE
from copdesk.store.versions import FILES_FILE as FILES_FILE
from copdesk.store.versions import SCHEMA_VERSION as SCHEMA_VERSION

RESTORING: Final = ".restoring"
_HEADER_BYTES: Final = 100

_PRAGMAS: Final = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    *(("fullfsync=ON",) if sys.platform == "darwin" else ()),
)


class NewerVersion(UserError):
    """The file was written by a newer CopDesk."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open one of our SQLite files as it must be opened, outside any transaction."""
    connection = _opened(path, "ro" if read_only else "rwc")
    try:
        for pragma in _PRAGMAS:
            if not (read_only and pragma.startswith("journal_mode")):
                connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def address_of(path: Path) -> str:
    """Return what SQLite calls a file, whatever bytes its name is made of."""
    return f"file:{quote(os.fsencode(path))}"


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{address_of(path)}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )


def file_version(path: Path, *, read_only: bool) -> int:
    """Return the schema version of a file without changing it; 0 for one that is empty.

    What a crash left half-written is rolled back first, which a reader may not do.
    """
    foreign = FileDamaged(
        _("“{file}” is not a CopDesk community.").format(file=path.name),
        _("Choose the folder that CopDesk made."),
    )
    if 0 < path.stat().st_size < _HEADER_BYTES:
        raise foreign  # SQLite would take it for an empty one and write over it
    with as_user_errors(), closing(_opened(path, "ro" if read_only else "rw")) as connection:
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if (version or tables or application) and application != APPLICATION_ID:
        raise foreign
    if version > SCHEMA_VERSION:
        raise NewerVersion(
            _("This community was made by a newer CopDesk."),
            _("Install the newest CopDesk to change it; nothing was changed now."),
        )
    return version


def engine_for(path: Path, *, read_only: bool) -> Engine:
    """Return an engine whose transactions begin as `begin` in the execution options says.

    SQLAlchemy's own beginning would leave the creation of tables outside the transaction.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, read_only=read_only),
        poolclass=QueuePool,  # the dialect's own choice shares one connection within a thread
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def refuse_bulk_changes(state: ORMExecuteState) -> None:
    """Refuse INSERT, UPDATE and DELETE of many rows, which no hook of ours could see."""
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("change rows through the session, one by one")


def refuse_deletion(session: Session, _context: object, _instances: object) -> None:
    """Refuse to delete a row; what a user removes is only hidden."""
    if session.deleted:
        raise AssertionError("rows are hidden, never deleted")


def listen(session: type[Session]) -> None:
    """Install what every session of a community obeys."""
    event.listen(session, "do_orm_execute", refuse_bulk_changes)
    event.listen(session, "before_flush", refuse_deletion)
