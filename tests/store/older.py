"""A community as CopDesk wrote it when its schema had the number 1."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from copdesk.store.engine import APPLICATION_ID, COMMUNITY_FILE, connect, engine_for
from copdesk.store.search_check import fill_index
from copdesk.store.transaction import FILES_FILE

ONLY_ONCE = (
    "agenda_resource",
    "attached_file",
    "attendance",
    "membership",
    "norms",
    "role_taken",
    "tag",
)


def as_version_1(source: Path, folder: Path) -> Path:
    """Write what a community of today holds as version 1 did, with a random key for every row."""
    folder.mkdir()
    shutil.copy(source / FILES_FILE, folder / FILES_FILE)
    path = folder / COMMUNITY_FILE
    path.touch()
    _make_tables(path)
    with closing(connect(path)) as connection:
        connection.execute("ATTACH ? AS today", (str(source / COMMUNITY_FILE),))
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys=ON")
        for table in tables(path):
            names = columns(path, table)
            given = [
                "lower(hex(randomblob(16)))" if (table in ONLY_ONCE and name == '"id"') else name
                for name in names
            ]
            chosen = f'SELECT {", ".join(given)} FROM today."{table}"'  # noqa: S608
            connection.execute(f'INSERT INTO "{table}" ({", ".join(names)}) {chosen}')
        fill_index(connection)
        connection.execute("COMMIT")
    return folder


def tables(path: Path) -> list[str]:
    """Return the tables of a file that hold what people wrote and what the program remembers."""
    query = (
        "SELECT name FROM sqlite_master WHERE type='table' AND name <> 'alembic_version'"
        " AND name NOT LIKE 'local_search%' ORDER BY name"
    )
    with closing(connect(path, read_only=True)) as connection:
        return [name for (name,) in connection.execute(query)]


def columns(path: Path, table: str) -> list[str]:
    """Return the columns of a table, as they are written in a statement."""
    with closing(connect(path, read_only=True)) as connection:
        return [f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _make_tables(path: Path) -> None:
    engine = engine_for(path, read_only=False)
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        config = Config()
        config.set_main_option("script_location", "copdesk.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "1")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA user_version=1")
    engine.dispose()
