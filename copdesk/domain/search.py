"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found; in the snippet, what matched stands between ‹ and ›.

    `kind` is member, group, meeting, series, agenda_item, note, decision, commitment, topic,
    resource, run, protocol (its `id` is the name), norms or goal. Of the notes, the decisions and
    the agenda items of one meeting only the best is found.
    """

    kind: str
    id: str
    title: str
    snippet: str
