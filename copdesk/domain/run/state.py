"""Fold the log of a run into its state; the same log always gives the same state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.plan.segments import Segment, segment_from_dict
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.log import GapCause, Kind, payload_of
from copdesk.domain.run.runs import LoggedEvent

SHORT_GAP_MS: Final = 120_000
SAME_GAP_MS: Final = 30_000
HOLDING_GAP_MS: Final = 30_000
LONG_GAP_MS: Final = 3_600_000


class Phase(StrEnum):
    """Whether a run has begun, goes on, rests or is over."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    PUT_AWAY = "put_away"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Time that passed unwatched; counted or not until somebody decides, and then as decided."""

    segment_id: str
    cause: GapCause
    ms: int
    counted: bool
    decided: bool = False
    ended_tau: int = 0

    @property
    def offers_finish(self) -> bool:
        """Whether it was so long that the meeting is probably over."""
        return self.ms >= LONG_GAP_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerState:
    """Where a run stands at `tau_ms`; times are milliseconds of counted run time."""

    segments: tuple[Segment, ...]
    people: tuple[Person, ...]
    baseline_s: int
    index: int = 0
    phase: Phase = Phase.READY
    tau_ms: int = 0
    elapsed: Mapping[str, int] = field(default_factory=dict[str, int])
    unwatched: Mapping[str, int] = field(default_factory=dict[str, int])
    done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    visit: int = 0
    entered_ms: int = 0
    entered_by_timer: bool = False
    started_tau: int | None = None
    started_at: datetime | None = None
    ended_tau: int | None = None
    ended_at: datetime | None = None
    end_at: datetime | None = None
    extra_ms: int = 0
    away_ms: int = 0
    idle_tau: int = 0
    quiet_ms: int = 0
    gap: Gap | None = None
    held: bool = False
    ended_early: bool = False

    @property
    def current(self) -> Segment:
        """The segment that runs, rests or comes first."""
        return self.segments[self.index]

    @property
    def following(self) -> Segment | None:
        """The segment that comes next, if one does."""
        return next((s for s in self.segments[self.index + 1 :] if s.id not in self.skipped), None)

    def elapsed_ms(self, segment_id: str) -> int:
        """Return how long a segment has run."""
        return self.elapsed.get(segment_id, 0)

    def index_of(self, segment_id: str) -> int | None:
        """Return where a segment stands, None if it is no longer in the plan."""
        return next((n for n, s in enumerate(self.segments) if s.id == segment_id), None)

    def at(self, tau_ms: int) -> TimerState:
        """Return the state a little later, when nothing but time has passed."""
        if self.phase is not Phase.RUNNING:
            return replace(self, tau_ms=tau_ms)
        passed = tau_ms - self.tau_ms
        return replace(self, tau_ms=tau_ms, elapsed=_plus(self.elapsed, self.current.id, passed))


def initial(plan: RunPlan) -> TimerState:
    """Return the state before anything has happened."""
    return TimerState(segments=plan.segments, people=plan.people, baseline_s=plan.total_s)


def fold(plan: RunPlan, log: Iterable[LoggedEvent]) -> TimerState:
    """Return the state after a log; undone entries never happened."""
    entries = tuple(log)
    undone = {seq for event in entries for seq in undone_by(event)}
    state = initial(plan)
    for event in entries:
        if event.seq not in undone:
            state = applied(state, event)
    return state


def undone_by(event: LoggedEvent) -> tuple[int, ...]:
    """Return the numbers of the entries that this entry takes back."""
    return tuple(payload_of(event)["seqs"]) if event.kind == Kind.UNDO else ()


def applied(state: TimerState, event: LoggedEvent) -> TimerState:
    """Return the state after one more entry."""
    return _RULES[Kind(event.kind)](state.at(event.tau_ms), event, payload_of(event))


def _plus(times: Mapping[str, int], key: str, ms: int) -> dict[str, int]:
    return {**times, key: max(times.get(key, 0) + ms, 0)}


def _start(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    end_at = details.get("end_at")
    return replace(
        state,
        phase=Phase.RUNNING,
        started_tau=event.tau_ms,
        started_at=event.wall,
        end_at=datetime.fromisoformat(end_at) if end_at else state.end_at,
        entered_ms=state.elapsed_ms(state.current.id),
    )


def _pause(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(state, phase=Phase.PAUSED, idle_tau=event.tau_ms)


def _resume(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(state, phase=Phase.RUNNING)


def _enter(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    index = state.index_of(details["to"])
    if index is None:
        return state
    left = {state.current.id} if state.started_tau is not None else set[str]()
    reopened = state.phase is Phase.FINISHED
    entered = state.elapsed_ms(state.segments[index].id)
    return replace(
        state,
        index=index,
        done=(state.done | left) - {state.segments[index].id},
        phase=Phase.PAUSED if reopened else state.phase,
        ended_tau=None,
        ended_at=None,
        visit=state.visit + 1,
        entered_ms=entered,
        entered_by_timer=bool(details.get("auto")),
        held=entered > 0 and entered >= state.segments[index].seconds * 1000,
        ended_early=False,
        skipped=state.skipped - {state.segments[index].id},
    )


def _skip(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(state, skipped=state.skipped | {details["target"]})


def _add(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    index = state.index_of(details["target"])
    if index is None:
        return state
    segment = state.segments[index]
    seconds = max(segment.seconds + details["seconds"], 0)
    armed = state.started_tau is None
    return replace(
        state,
        segments=_with(state.segments, replace(segment, seconds=seconds)),
        baseline_s=state.baseline_s + (seconds - segment.seconds if armed else 0),
        held=state.held and index != state.index,
    )


def _with(segments: tuple[Segment, ...], changed: Segment) -> tuple[Segment, ...]:
    return tuple(changed if segment.id == changed.id else segment for segment in segments)


def _backdate(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    ms = details["ms"]
    return replace(
        state,
        elapsed=_plus(state.elapsed, state.current.id, ms),
        extra_ms=state.extra_ms + ms,
        quiet_ms=state.quiet_ms + ms,
    )


def _reset(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(
        state,
        elapsed={**state.elapsed, state.current.id: 0},
        unwatched={**state.unwatched, state.current.id: 0},
        visit=state.visit + 1,
        entered_ms=0,
        entered_by_timer=False,
        held=False,
        ended_early=False,
    )


def _ended_early(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(state, ended_early=True)


def _recompile(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    """Change what is still to come: take out, put in, replace, new lengths."""
    people = {person.id: person for person in state.people}
    people |= {key: Person(id=key, name=name) for key, name in details.get("people", [])}
    removed = set(details.get("remove", [])) - {state.current.id}
    changed = {row["id"]: segment_from_dict(row, people) for row in details.get("change", [])}
    seconds: dict[str, int] = details.get("seconds", {})
    rows = [
        changed.get(segment.id, segment) for segment in state.segments if segment.id not in removed
    ]
    rows = [replace(row, seconds=seconds.get(row.id, row.seconds)) for row in rows]
    for put in details.get("insert", []):
        place = next((n for n, row in enumerate(rows) if row.id == put["after"]), len(rows) - 1)
        rows.insert(place + 1, segment_from_dict(put["segment"], people))
    return replace(
        state,
        segments=tuple(rows),
        people=tuple(people.values()),
        index=next(n for n, row in enumerate(rows) if row.id == state.current.id),
        absent=(state.absent | set(details.get("left", []))) - set(details.get("arrived", [])),
    )


def _correct(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(state, elapsed={**state.elapsed, details["target"]: max(details["ms"], 0)})


def _gap(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    """Open a gap, or make the one before longer if it has hardly ended."""
    if state.phase is not Phase.RUNNING:
        return state
    before = state.gap
    flapping = (
        before is not None
        and not before.decided
        and before.segment_id == state.current.id
        and event.tau_ms - before.ended_tau <= SAME_GAP_MS
    )
    if before is not None and flapping:
        state = _counting(state, before, False)
    else:
        before = None
    total = details["ms"] + (before.ms if before else 0)
    cause = GapCause(details["cause"])
    gap = Gap(
        segment_id=state.current.id,
        cause=cause,
        ms=total,
        counted=False,
        ended_tau=event.tau_ms,
    )
    holds = cause is not GapCause.STALL or total >= HOLDING_GAP_MS
    opened = _counting(replace(state, gap=gap), gap, total < SHORT_GAP_MS)
    late = opened.elapsed_ms(opened.current.id) >= opened.current.seconds * 1000
    return replace(opened, held=state.held or (holds and late))


def _counting(state: TimerState, gap: Gap, counted: bool) -> TimerState:
    """Count a gap or take it out again."""
    ms = gap.ms * (int(counted) - int(gap.counted))
    return replace(
        state,
        gap=replace(gap, counted=counted),
        elapsed=_plus(state.elapsed, gap.segment_id, ms),
        unwatched=_plus(state.unwatched, gap.segment_id, ms),
        extra_ms=state.extra_ms + ms,
        quiet_ms=state.quiet_ms + ms,
    )


def _gap_decision(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    if state.gap is None:
        return state
    decided = _counting(state, state.gap, details["count"])
    gap = decided.gap
    late = decided.elapsed_ms(decided.current.id) >= decided.current.seconds * 1000
    return replace(decided, gap=gap and replace(gap, decided=True), held=decided.held or late)


def _put_away(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(state, phase=Phase.PUT_AWAY, idle_tau=event.tau_ms)


def _continue(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    away = event.tau_ms - state.idle_tau if state.phase is Phase.PUT_AWAY else 0
    return replace(
        state, phase=Phase.PAUSED, away_ms=state.away_ms + away, idle_tau=event.tau_ms, end_at=None
    )


def _finish(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    return replace(
        state,
        phase=Phase.FINISHED,
        done=state.done | {state.current.id},
        ended_tau=event.tau_ms,
        ended_at=event.wall,
    )


def _undo(state: TimerState, event: LoggedEvent, details: dict[str, Any]) -> TimerState:
    """Wait for the facilitator instead of running on at once from what has come back."""
    late = state.elapsed_ms(state.current.id) >= state.current.seconds * 1000
    return replace(state, held=state.held or late)


_RULES: Mapping[Kind, Callable[[TimerState, LoggedEvent, dict[str, Any]], TimerState]] = {
    Kind.START: _start,
    Kind.PAUSE: _pause,
    Kind.RESUME: _resume,
    Kind.NEXT: _enter,
    Kind.GOTO: _enter,
    Kind.SKIP: _skip,
    Kind.ADD: _add,
    Kind.BACKDATE: _backdate,
    Kind.RESET: _reset,
    Kind.ENDED_EARLY: _ended_early,
    Kind.RECOMPILE: _recompile,
    Kind.CORRECT: _correct,
    Kind.GAP: _gap,
    Kind.GAP_DECISION: _gap_decision,
    Kind.PUT_AWAY: _put_away,
    Kind.CONTINUE: _continue,
    Kind.FINISH: _finish,
    Kind.UNDO: _undo,
}
