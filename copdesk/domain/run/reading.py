"""What every screen shows at one moment, and what has just happened between two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from copdesk.domain.plan.segments import Segment
from copdesk.domain.protocols.protocol import Mode, OnZero
from copdesk.domain.run.state import Gap, Phase, TimerState
from copdesk.language import _

WARNING_SHARES: Final = (0.2, 0.05)
SOONEST_WARNING: Final = 5
OLDEST_CREDIBLE_YEAR: Final = 2024


class Level(StrEnum):
    """How near the end of a segment is; shown as shape, word and color together."""

    NORMAL = "normal"
    SOON = "soon"
    LAST = "last"
    OVER = "over"


class SignalKind(StrEnum):
    """What a screen or the sound may point out, once."""

    SEGMENT = "segment"
    WARNING = "warning"
    ZERO = "zero"
    SOFT_CAP = "soft_cap"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that has just happened; `seconds` are those left at a warning."""

    kind: SignalKind
    segment: Segment
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a control window and a projector need for one frame, the same for both.

    `seconds` is the number to show: what is left, or by how much it is over, or for an
    open-ended segment how long it has lasted. `ahead_s` is negative when behind.
    """

    phase: Phase
    segment: Segment
    number: int
    count: int
    seconds: int
    is_over: bool
    counts_up: bool
    elapsed_ms: int
    remaining_ms: int
    planned_s: int
    share_left: float
    level: Level
    warnings: tuple[int, ...]
    next_change_ms: int
    speakers: tuple[str, ...]
    listeners: tuple[str, ...]
    answerers: tuple[str, ...]
    following: Segment | None
    ahead_s: int
    rest_s: int
    projected_end: datetime
    end_at: datetime | None
    idle_s: int
    ended_early: bool
    held: bool
    gap: Gap | None
    visit: int
    entered_remaining_ms: int
    entered_by_timer: bool
    quiet_ms: int

    @property
    def text(self) -> str:
        """The number as a clock shows it, `+` before it when it is over."""
        return ("+" if self.is_over else "") + clock_text(self.seconds)


def clock_text(seconds: int) -> str:
    """Return `m:ss`, from 100 minutes on `h:mm:ss`."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 100:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def shown_seconds(remaining_ms: int) -> tuple[int, bool]:
    """Return the integer to show and whether it is over time; the sign is the integer's."""
    if remaining_ms > 0:
        return -(-remaining_ms // 1000), False
    over = -remaining_ms // 1000
    return over, over > 0


def warnings_for(segment: Segment) -> tuple[int, ...]:
    """Return at how many seconds left to warn: as written or a share, whichever is later."""
    found: list[int] = []
    for number, seconds in enumerate(sorted(segment.warn, reverse=True)):
        share = WARNING_SHARES[min(number, len(WARNING_SHARES) - 1)]
        if len(segment.warn) == 1:
            share = WARNING_SHARES[0]
        late = min(seconds, max(int(segment.seconds * share), SOONEST_WARNING))
        if 0 < late < segment.seconds and late not in found:
            found.append(late)
    return tuple(found)


def reading_of(state: TimerState, wall: datetime) -> Reading:
    """Return the frame for a state that is up to date, at this wall-clock time."""
    segment = state.current
    elapsed = state.elapsed_ms(segment.id)
    remaining = segment.seconds * 1000 - elapsed
    seconds, over = shown_seconds(remaining)
    if segment.open_ended:
        seconds, over = elapsed // 1000, False
    warnings = () if segment.open_ended else warnings_for(segment)
    rest = _rest_ms(state)
    ahead = _ahead_ms(state, rest, wall)
    end = wall + timedelta(milliseconds=rest - min(_break_ms(state), max(-ahead, 0)))
    silence = state.ended_early
    everyone = (_("Everyone"),)
    return Reading(
        phase=state.phase,
        segment=segment,
        number=state.index + 1,
        count=len(state.segments),
        seconds=seconds,
        is_over=over,
        counts_up=segment.open_ended or remaining <= 0,
        elapsed_ms=elapsed,
        remaining_ms=remaining,
        planned_s=segment.seconds,
        share_left=max(remaining, 0) / (segment.seconds * 1000) if segment.seconds else 0.0,
        level=_level(segment, remaining, warnings, over),
        warnings=warnings,
        next_change_ms=_next_change(segment, elapsed, remaining),
        speakers=() if silence else segment.speakers(),
        listeners=everyone if silence else segment.listeners(),
        answerers=() if silence else segment.answerers(),
        following=state.following,
        ahead_s=_towards_zero(min(ahead + _break_ms(state), 0) if ahead < 0 else ahead),
        rest_s=-(-rest // 1000),
        projected_end=max(end, state.end_at) if state.end_at else end,
        end_at=state.end_at,
        idle_s=0 if state.phase is Phase.RUNNING else (state.tau_ms - state.idle_tau) // 1000,
        ended_early=silence,
        held=state.held,
        gap=state.gap if state.gap and not state.gap.decided else None,
        visit=state.visit,
        entered_remaining_ms=segment.seconds * 1000 - state.entered_ms,
        entered_by_timer=state.entered_by_timer,
        quiet_ms=state.quiet_ms,
    )


def _towards_zero(ms: int) -> int:
    return ms // 1000 if ms >= 0 else -(-ms // 1000)


def _next_change(segment: Segment, elapsed: int, remaining: int) -> int:
    """Return after how many running milliseconds another number is due."""
    if segment.open_ended or remaining <= 0:
        passed = elapsed if segment.open_ended else -remaining
        return 1000 - passed % 1000
    return (remaining - 1) % 1000 + 1


def _level(segment: Segment, remaining: int, warnings: tuple[int, ...], over: bool) -> Level:
    if segment.open_ended:
        return Level.NORMAL
    if over or remaining <= 0:
        return Level.OVER
    passed = [seconds for seconds in warnings if remaining <= seconds * 1000]
    if not passed:
        return Level.NORMAL
    return Level.LAST if len(passed) == len(warnings) else Level.SOON


def _rest_ms(state: TimerState) -> int:
    """Return how much of the plan is left, the running segment first."""
    if state.phase is Phase.FINISHED:
        return 0
    coming = state.segments if state.started_tau is None else state.segments[state.index :]
    return sum(
        max(segment.seconds * 1000 - state.elapsed_ms(segment.id), 0)
        for segment in coming
        if segment.id not in state.skipped
    )


def spent_ms(state: TimerState) -> int:
    """Return how long the run has taken so far, pauses included, time put away not."""
    if state.started_tau is None:
        return 0
    until = state.tau_ms if state.ended_tau is None else state.ended_tau
    if state.phase is Phase.PUT_AWAY:
        until = state.idle_tau
    return until - state.started_tau + state.extra_ms - state.away_ms


def ahead_ms(state: TimerState, wall: datetime) -> int:
    """Return by how much the run will end early, negative if late, as things stand."""
    return _ahead_ms(state, _rest_ms(state), wall)


def _ahead_ms(state: TimerState, rest: int, wall: datetime) -> int:
    if state.end_at is not None and state.phase is not Phase.FINISHED:
        left = state.end_at - wall
        return left // timedelta(milliseconds=1) - rest
    return state.baseline_s * 1000 - spent_ms(state) - rest


def _break_ms(state: TimerState) -> int:
    """Return how much lateness the breaks to come can take in."""
    return sum(
        segment.seconds * 1000
        for segment in state.segments[state.index + 1 :]
        if segment.mode is Mode.BREAK and segment.id not in state.skipped
    )


def is_date_doubtful(state: TimerState) -> bool:
    """Whether the laptop's date was so wrong at the start that somebody should be asked."""
    return state.started_at is not None and state.started_at.year < OLDEST_CREDIBLE_YEAR


def signals_between(previous: Reading | None, current: Reading) -> tuple[Signal, ...]:
    """Return what happened between two frames; each thing is reported exactly once."""
    if previous is None:
        return ()
    found: list[Signal] = []
    if previous.visit != current.visit or previous.segment.id != current.segment.id:
        found += _on_leaving(previous, current)
    else:
        found += _crossings(previous, current, previous.remaining_ms)
    if current.gap is not None and _other_gap(previous.gap, current.gap):
        found.append(Signal(kind=SignalKind.GAP, segment=current.segment))
    return tuple(found)


def _other_gap(before: Gap | None, now: Gap) -> bool:
    return before is None or replace(before, counted=now.counted) != now


def _on_leaving(previous: Reading, current: Reading) -> list[Signal]:
    hard = previous.segment.on_zero is OnZero.HARD_STOP
    found: list[Signal] = []
    if current.entered_by_timer and hard and previous.remaining_ms > 0:
        found.append(Signal(kind=SignalKind.ZERO, segment=previous.segment))
    found.append(Signal(kind=SignalKind.SEGMENT, segment=current.segment))
    if current.visit > previous.visit:
        found += _crossings(current, current, current.entered_remaining_ms)
    return found


def _crossings(before: Reading, now: Reading, remaining_before: int) -> list[Signal]:
    """Return the end or the last warning that was passed; going over hides the warnings."""
    if now.planned_s == 0:
        return []
    if remaining_before > 0 >= now.remaining_ms:
        kind = SignalKind.SOFT_CAP if now.segment.open_ended else SignalKind.ZERO
        return [Signal(kind=kind, segment=now.segment)]
    if before.quiet_ms != now.quiet_ms:
        return []
    passed = [s for s in now.warnings if remaining_before > s * 1000 >= now.remaining_ms > 0]
    last = passed[-1:]
    return [Signal(kind=SignalKind.WARNING, segment=now.segment, seconds=s) for s in last]
