"""Which parts a packet has and in which order: chosen once, for all meetings of a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copdesk.domain.meetings import Meeting, Series
from copdesk.services.changes import Area, Outcome
from copdesk.store.transaction import Database, Transaction

_WITHOUT_SERIES: Final = "packet/usual"


class PacketService:
    """Remembers the choice with the community, so that it goes where the community goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def parts(self, meeting_id: str) -> tuple[str, ...]:
        """Return the parts chosen for a meeting's series by name, none before the first choice."""
        with self._database.reading() as tx:
            return kept_parts(tx, tx.meetings.get(meeting_id))

    def keep(self, meeting_id: str, parts: Sequence[str]) -> Outcome[tuple[str, ...]]:
        """Remember parts in their order; meetings of no series share one choice."""
        with self._database.transaction() as tx:
            series = _series(tx, tx.meetings.get(meeting_id))
            if series is None:
                tx.settings.set(_WITHOUT_SERIES, " ".join(parts))
            else:
                tx.series.put(replace(series, packet_parts=" ".join(parts)))
        return Outcome(tuple(parts), Area.NONE)


def kept_parts(tx: Transaction, meeting: Meeting) -> tuple[str, ...]:
    """Return what was chosen for a meeting, in a transaction that is open already."""
    series = _series(tx, meeting)
    text = series.packet_parts if series else tx.settings.get(_WITHOUT_SERIES)
    return tuple(text.split())


def _series(tx: Transaction, meeting: Meeting) -> Series | None:
    return next(iter(tx.series.many([meeting.series_id])), None) if meeting.series_id else None
