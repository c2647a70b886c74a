"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found; in the snippet, what matched stands between ‹ and ›.

    `kind` is member, meeting, commitment, topic, resource, run or protocol.
    """

    kind: str
    id: str
    title: str
    snippet: str
