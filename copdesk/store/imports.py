"""What each import did, so that it can be undone as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from copdesk.errors import NotFound
from copdesk.language import _
from copdesk.store.keys import new_key
from copdesk.store.local_tables import ImportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One import; `undo` is the JSON that the import service needs to undo it."""

    id: str
    made_at: datetime
    source: str
    summary: str
    undo: str
    undone_at: datetime | None = None


class Imports:
    """The imports of this laptop, the latest first."""

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session = session
        self._now = now

    def add(self, *, source: str, summary: str, undo: str) -> str:
        """Remember an import; return its id."""
        now = self._now()
        row = ImportRow(
            id=new_key(now), made_at=now, source=source, summary=summary, undo=undo, undone_at=None
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def get(self, key: str) -> ImportRecord:
        """Return one import or raise NotFound."""
        return _record(self._row(key))

    def all(self) -> list[ImportRecord]:
        """Return every import."""
        query = select(ImportRow).order_by(ImportRow.made_at.desc(), ImportRow.id.desc())
        return [_record(row) for row in self._session.scalars(query)]

    def mark_undone(self, key: str) -> None:
        """Note that an import was undone."""
        self._row(key).undone_at = self._now()

    def _row(self, key: str) -> ImportRow:
        row = self._session.get(ImportRow, key)
        if row is None:
            raise NotFound(
                _("There is no import called “{key}” in this community.").format(key=key),
                _("The id was printed when the file was imported."),
            )
        return row


def _record(row: ImportRow) -> ImportRecord:
    return ImportRecord(
        id=row.id,
        made_at=row.made_at,
        source=row.source,
        summary=row.summary,
        undo=row.undo,
        undone_at=row.undone_at,
    )
