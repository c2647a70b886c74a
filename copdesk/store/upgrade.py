"""Bring a file up to date: a copy before, everything in one transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine

from copdesk.store.atomic import replace_file, sync_file
from copdesk.store.engine import APPLICATION_ID, SCHEMA_VERSION, connect


def upgrade(path: Path, engine: Engine, version: int) -> None:
    """Run the migrations that a file of an older (or no) version has not seen."""
    if version == SCHEMA_VERSION:
        return
    if version:
        _copy(path, path.parent / "backups" / f"before-version-{SCHEMA_VERSION}.sqlite")
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        _migrate(connection)
        if version:
            _index_anew(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def _migrate(connection: Connection) -> None:
    from alembic import command  # slow to import, and only needed here
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "copdesk.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _index_anew(connection: Connection) -> None:
    """Index what steps have renamed, and what this version finds and an older one did not."""
    from copdesk.store.search_check import fill_index

    fill_index(cast("sqlite3.Connection", connection.connection.dbapi_connection))


def _copy(path: Path, target: Path) -> None:
    part = target.with_suffix(".part")
    target.parent.mkdir(exist_ok=True)
    part.unlink(missing_ok=True)
    with closing(connect(path, read_only=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))
    sync_file(part)
    replace_file(part, target)
