"""What can happen in a run, as entries of a log from which everything else follows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from copdesk.domain.run.runs import LoggedEvent

TIMER: Final = "timer"
FACILITATOR: Final = "facilitator"


class Kind(StrEnum):
    """The kinds of entries."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    GOTO = "goto"
    SKIP = "skip"
    ADD = "add"
    BACKDATE = "backdate"
    RESET = "reset"
    ENDED_EARLY = "ended_early"
    RECOMPILE = "recompile"
    CORRECT = "correct"
    GAP = "gap"
    GAP_DECISION = "gap_decision"
    PUT_AWAY = "put_away"
    CONTINUE = "continue"
    FINISH = "finish"
    UNDO = "undo"


STANDS_ALONE: Final = frozenset({Kind.SKIP, Kind.ADD, Kind.BACKDATE, Kind.CORRECT})
"""What nothing later builds on, so that it can be taken back at any time."""
NOT_UNDONE: Final = frozenset({Kind.GAP, Kind.GAP_DECISION, Kind.UNDO})


class GapCause(StrEnum):
    """Why the clock of a run could not be watched for a while."""

    SUSPEND = "suspend"
    STALL = "stall"
    CRASH = "crash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What the clocks said at one time; `wall` is UTC and may jump."""

    wall: datetime
    monotonic: float
    boottime: float | None


def payload_of(event: LoggedEvent) -> dict[str, Any]:
    """Return an entry's details."""
    return json.loads(event.payload)


def entry(
    kind: Kind,
    *,
    seq: int,
    tau_ms: int,
    wall: datetime,
    segment_id: str = "",
    actor: str = FACILITATOR,
    details: Mapping[str, Any] | None = None,
) -> LoggedEvent:
    """Return a new entry with its time cut to the millisecond that is stored."""
    return LoggedEvent(
        seq=seq,
        segment_id=segment_id,
        kind=str(kind),
        tau_ms=tau_ms,
        wall=to_milliseconds(wall),
        actor=actor,
        payload=json.dumps(details or {}, ensure_ascii=False),
    )


def to_milliseconds(wall: datetime) -> datetime:
    """Return an instant in UTC as precise as it is stored."""
    utc = wall.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)
