"""The first page that a window shows, read without the database library, which is slow to import.

It only ever reads, takes no lock and gives up at anything unusual: what follows explains it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final
from urllib.parse import quote

from copdesk.domain.meetings import AgendaItem, Meeting, MeetingState
from copdesk.store.versions import APPLICATION_ID, COMMUNITY_FILE, SCHEMA_VERSION

_MARKS: Final = ("application_id", "user_version")
_MEETINGS: Final = (
    "SELECT id, title, held_on, starts_at, place, purpose, state FROM meeting"
    " WHERE removed_at IS NULL"
)
_AGENDA: Final = (
    "SELECT id, title, minutes FROM agenda_item"
    " WHERE meeting_id = ? AND removed_at IS NULL ORDER BY position, id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What is known of a community before it is open: its name and the heads of its meetings."""

    folder: Path
    name: str
    meetings: tuple[Meeting, ...]

    def agenda(self, meeting_id: str) -> tuple[AgendaItem, ...]:
        """Return what a meeting is to be about; nothing when it cannot be read just now."""
        try:
            with closing(_reading(self.folder)) as connection:
                rows = connection.execute(_AGENDA, (meeting_id,)).fetchall()
        except sqlite3.Error:  # told in words when the community is opened in earnest
            return ()
        return tuple(
            AgendaItem(id=key, title=title, minutes=minutes) for key, title, minutes in rows
        )


def first_look(folder: Path) -> FirstLook | None:
    """Return what a community's file says at once; None when this is not simple."""
    try:
        with closing(_reading(folder)) as connection:
            marks = [_one(connection, f"PRAGMA {name}") for name in _MARKS]
            if marks != [APPLICATION_ID, SCHEMA_VERSION]:
                return None
            name = str(_one(connection, "SELECT name FROM community ORDER BY created_at"))
            meetings = tuple(_meeting(*row) for row in connection.execute(_MEETINGS))
    except (sqlite3.Error, TypeError, ValueError):  # told in words when it is opened in earnest
        return None
    return FirstLook(folder=folder, name=name, meetings=meetings)


def _reading(folder: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(folder / COMMUNITY_FILE))}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=0)


def _one(connection: sqlite3.Connection, query: str) -> object:
    return connection.execute(query).fetchone()[0]


def _meeting(
    key: str, title: str, held_on: str, starts_at: str | None, place: str, purpose: str, state: str
) -> Meeting:
    return Meeting(
        id=key,
        title=title,
        held_on=date.fromisoformat(held_on),
        starts_at=None if starts_at is None else time.fromisoformat(starts_at),
        place=place,
        purpose=purpose,
        state=MeetingState(state),
    )
