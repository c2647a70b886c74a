"""Plan the rest of a running discussion again: show first, change only when told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from copdesk.domain.plan.budget import Slot, fitted, is_elastic, slot
from copdesk.domain.plan.segments import Segment
from copdesk.domain.protocols.protocol import Mode
from copdesk.domain.run.reading import ahead_ms
from copdesk.domain.run.state import Phase, TimerState

SMALL_DEVIATION_S: Final = 15
LARGE_DEVIATION_S: Final = 15 * 60


class Payer(StrEnum):
    """Which segments give or get the time."""

    SPREAD = "spread"
    LAST_TALK = "last_talk"
    CHOSEN = "chosen"


class Advice(StrEnum):
    """What to do about being early or late."""

    NOTHING = "nothing"
    OFFER = "offer"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An old and a new length."""

    segment_id: str
    title: str
    old_s: int
    new_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """A proposal; `unresolved_s` stays late (positive) or early (negative) even after it."""

    changes: tuple[Change, ...]
    deviation_s: int
    unresolved_s: int
    advice: Advice


def advice_for(deviation_s: int) -> Advice:
    """Return whether re-planning is worth it; a large deviation needs a person's decision."""
    if abs(deviation_s) < SMALL_DEVIATION_S:
        return Advice.NOTHING
    return Advice.ASK if abs(deviation_s) > LARGE_DEVIATION_S else Advice.OFFER


def preview(
    state: TimerState,
    wall: datetime,
    payer: Payer = Payer.SPREAD,
    chosen: str = "",
    even_if_far: bool = False,
) -> Replan:
    """Return what the lengths to come would be if the run were to end as planned.

    Debriefs and commitments are left alone unless chosen. Under 15 seconds nothing changes; over
    15 minutes nothing changes unless `even_if_far`.
    """
    ahead = ahead_ms(state, wall)
    deviation = -ahead // 1000 if ahead <= 0 else -(ahead // 1000)
    advice = advice_for(deviation)
    far = advice is Advice.ASK and not even_if_far
    if advice is Advice.NOTHING or far or state.phase is Phase.FINISHED:
        return Replan(changes=(), deviation_s=deviation, unresolved_s=deviation, advice=advice)
    new = _new_lengths(_payers(state, payer, chosen), state, deviation)
    changes = tuple(
        Change(segment_id=s.id, title=s.title, old_s=s.seconds, new_s=new[s.id])
        for s in state.segments
        if s.id in new and new[s.id] != s.seconds
    )
    resolved = sum(change.old_s - change.new_s for change in changes)
    return Replan(
        changes=changes,
        deviation_s=deviation,
        unresolved_s=deviation - resolved,
        advice=advice,
    )


def _payers(state: TimerState, payer: Payer, chosen: str) -> list[Segment]:
    coming = [s for s in state.segments[state.index + 1 :] if s.id not in state.skipped]
    if payer is Payer.CHOSEN:
        return [s for s in coming if s.id == chosen and s.seconds]
    elastic = [s for s in coming if is_elastic(s) and not s.closing]
    if payer is Payer.LAST_TALK:
        talks = [s for s in elastic if s.mode is Mode.TALK and not s.is_turn]
        return talks[-1:]
    return elastic


def _new_lengths(payers: Sequence[Segment], state: TimerState, deviation: int) -> dict[str, int]:
    """Let breaks take lateness in first, then share the rest among the others."""
    new: dict[str, int] = {}
    late = deviation
    for segment in payers:
        if segment.mode is Mode.BREAK and late > 0:
            new[segment.id] = segment.seconds - min(late, segment.seconds)
            late -= segment.seconds - new[segment.id]
    others = [_slot(s, state) for s in payers if s.mode is not Mode.BREAK]
    if others and late:
        new |= _shared(others, sum(s.planned for s in others) - late)
    return new


def _slot(segment: Segment, state: TimerState) -> Slot:
    """Never plan less than has already passed, if we come back to a segment."""
    found = slot(segment)
    passed = -(-state.elapsed_ms(segment.id) // 1000)
    least = min(max(found.least, passed), found.planned)
    return Slot(
        key=found.key,
        planned=found.planned,
        least=least,
        most=None if found.most is None else max(found.most, found.planned),
        grain=found.grain,
        family=found.family,
    )


def _shared(slots: Sequence[Slot], seconds: int) -> dict[str, int]:
    lengths = fitted(slots, seconds)
    if lengths is not None:
        return lengths
    if seconds < sum(s.least for s in slots):
        return {s.key: s.least for s in slots}
    return {s.key: s.planned if s.most is None else s.most for s in slots}
