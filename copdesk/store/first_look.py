"""The first list that a window shows, read without the database library, which is slow to import.

It only ever reads, takes no lock and gives up at anything unusual: what follows explains it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, time
from pathlib import Path
from urllib.parse import quote

from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.store.versions import APPLICATION_ID, COMMUNITY_FILE, SCHEMA_VERSION

_MEETINGS = (
    "SELECT id, title, held_on, starts_at, place, state FROM meeting WHERE removed_at IS NULL"
)


def first_look(folder: Path) -> tuple[str, list[Meeting]] | None:
    """Return a community's name and the heads of its meetings; None when this is not simple."""
    address = f"file:{quote(str(folder / COMMUNITY_FILE))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
            marks = [_one(connection, f"PRAGMA {name}") for name in _MARKS]
            if marks != [APPLICATION_ID, SCHEMA_VERSION]:
                return None
            name = str(_one(connection, "SELECT name FROM community ORDER BY created_at"))
            return name, [_meeting(*row) for row in connection.execute(_MEETINGS)]
    except (sqlite3.Error, TypeError, ValueError):  # told in words when it is opened in earnest
        return None


_MARKS = ("application_id", "user_version")


def _one(connection: sqlite3.Connection, query: str) -> object:
    return connection.execute(query).fetchone()[0]


def _meeting(
    key: str, title: str, held_on: str, starts_at: str | None, place: str, state: str
) -> Meeting:
    return Meeting(
        id=key,
        title=title,
        held_on=date.fromisoformat(held_on),
        starts_at=None if starts_at is None else time.fromisoformat(starts_at),
        place=place,
        state=MeetingState(state),
    )
