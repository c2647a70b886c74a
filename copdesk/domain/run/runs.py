"""A run: one discussion led by a protocol, with its log and what was written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from copdesk.domain.meetings import NoteKind


class RunState(StrEnum):
    """Whether a run is still going on."""

    OPEN = "open"
    PUT_AWAY = "put_away"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNote:
    """A line written under a segment of the plan; `person` is a name as the plan has it."""

    id: str = ""
    segment_id: str = ""
    segment_title: str = ""
    kind: NoteKind = NoteKind.NOTE
    person: str = ""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEvent:
    """One entry of the log as it is stored; `payload` is JSON."""

    seq: int
    segment_id: str
    kind: str
    tau_ms: int
    wall: datetime
    actor: str = ""
    payload: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """The last known moment of a run, overwritten every few seconds while it goes on.

    `tau_ms` is counted run time; the clocks are as the clock room gives them.
    """

    tau_ms: int
    wall: datetime
    monotonic: float
    boottime: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One discussion; `plan` is the JSON snapshot of the run plan it follows.

    `led_on` is the laptop that leads it, by the name of that laptop's own; empty when not known.
    """

    id: str = ""
    title: str
    protocol_id: str = ""
    meeting_id: str = ""
    item_id: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    state: RunState = RunState.OPEN
    plan: str
    led_on: str = ""
    notes: tuple[RunNote, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has ended it or put it away; after a start, it was interrupted."""
        return self.state is RunState.OPEN
