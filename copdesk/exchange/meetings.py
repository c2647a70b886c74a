"""Meetings in any format of the table that is written for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from copdesk.domain.brings import Brings
from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.exchange.formats import imported
from copdesk.exchange.recognition import format_to_write


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A meeting and its `sequence`: a number that the caller raises at each change of it."""

    meeting: Meeting
    sequence: int = 0


def write_meetings(
    name: str,
    entries: Iterable[CalendarEntry],
    written_at: datetime,
    community: str,
    lead_of: Callable[[AgendaItem], str],
) -> bytes:
    """Return a file of the format that the ending of a name speaks of."""
    wanted = format_to_write(name, Brings.MEETINGS)
    content: bytes = imported(wanted.writer)(entries, written_at, community, lead_of)
    return content
