"""The engine of a run: commands that return log entries, and a reading for each frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from copdesk.clock import Clock
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Early, Mode, OnZero
from copdesk.domain.run import changes as plan_changes
from copdesk.domain.run.arrivals import with_person
from copdesk.domain.run.clock import RunClock, downtime_ms
from copdesk.domain.run.log import (
    FACILITATOR,
    NOT_UNDONE,
    STANDS_ALONE,
    TIMER,
    GapCause,
    Kind,
    entry,
    payload_of,
)
from copdesk.domain.run.reading import Reading, reading_of
from copdesk.domain.run.replan import Payer, Replan, preview
from copdesk.domain.run.runs import Heartbeat, LoggedEvent
from copdesk.domain.run.state import Phase, TimerState, applied, fold, undone_by
from copdesk.errors import InvalidInput
from copdesk.language import _

Events = tuple[LoggedEvent, ...]
Command = tuple[Kind, Mapping[str, Any]]
MOST_ADDED_S: Final = 3600


class DiscussionTimer:
    """Lead a group through a plan; never sleeps, never draws, never writes.

    Every method that changes something returns the new log entries, in order, for the caller to
    store; the log alone gives the same state again. Call `tick` a few times a second.
    """

    def __init__(
        self, plan: RunPlan, clock: Clock, log: Iterable[LoggedEvent] = (), tau_ms: int = 0
    ) -> None:
        self.plan = plan
        self._log = list(log)
        self._state = fold(plan, self._log)
        self._clock = RunClock(clock, max(tau_ms, self._state.tau_ms))
        self._fresh = len(self._log)
        self._undone = {seq for event in self._log for seq in undone_by(event)}

    @property
    def log(self) -> Events:
        """All entries so far."""
        return tuple(self._log)

    @property
    def state(self) -> TimerState:
        """Where the run stood at the last tick."""
        return self._state.at(self._clock.tau_ms)

    def reading(self) -> Reading:
        """Return the frame of the last tick, for every screen alike."""
        return reading_of(self.state, self._clock.seen.wall)

    def heartbeat(self) -> Heartbeat:
        """Return what to store every five seconds beside the log."""
        return self._clock.heartbeat()

    def tick(self, resumed: bool = False) -> Events:
        """Let time pass: note a gap, go on after turns that end by themselves.

        `resumed` says that the system has just reported the end of a sleep.
        """
        first = len(self._log)
        unwatched = self._clock.look(resumed)
        if unwatched is not None and self._state.phase is Phase.RUNNING:
            self._note_gap(unwatched.ms, unwatched.cause)
        self._advance_turns()
        return tuple(self._log[first:])

    def start(self, end_at: datetime | None = None) -> Events:
        """Start the run, with the instant at which it must end, if there is one."""
        if self._ticked().phase is not Phase.READY:
            return self._since_tick()
        return self._since_tick((Kind.START, {"end_at": end_at.isoformat() if end_at else ""}))

    def pause(self) -> Events:
        """Stop counting until `resume`, also in overtime."""
        if self._ticked().phase is not Phase.RUNNING:
            return self._since_tick()
        return self._since_tick((Kind.PAUSE, {}))

    def resume(self) -> Events:
        """Go on after a pause, or after the run was put away."""
        match self._ticked().phase:
            case Phase.PAUSED:
                return self._since_tick((Kind.RESUME, {}))
            case Phase.PUT_AWAY if self._state.current.is_sitting and self._state.following:
                onward = self._onward(self._state)
                return self._since_tick((Kind.CONTINUE, {}), *onward, (Kind.RESUME, {}))
            case Phase.PUT_AWAY:
                return self._since_tick((Kind.CONTINUE, {}), (Kind.RESUME, {}))
            case _:
                return self._since_tick()

    def next(self) -> Events:
        """Move on; after the last segment the run ends.

        A speaker who ends early in a silent round leaves silence until the time is up; a second
        `next` moves on.
        """
        state = self._ticked()
        if state.phase in (Phase.FINISHED, Phase.PUT_AWAY):
            return self._since_tick()
        if state.phase is Phase.READY:
            return self._since_tick((Kind.START, {"end_at": ""}))
        early = state.elapsed_ms(state.current.id) < state.current.seconds * 1000
        if state.current.early is Early.SILENCE and early and not state.ended_early:
            return self._since_tick((Kind.ENDED_EARLY, {}))
        return self._since_tick(*self._banked(state), *self._onward(state))

    def back(self) -> Events:
        """Return to the segment before, where it was left."""
        state = self._ticked()
        before = [s for s in state.segments[: state.index] if s.id not in state.skipped]
        if not before:
            return self._since_tick()
        return self._since_tick((Kind.GOTO, {"to": before[-1].id}))

    def goto(self, segment_id: str) -> Events:
        """Go to any segment, where it was left; before the start only point at it."""
        self._index(segment_id)
        self._ticked()
        return self._since_tick((Kind.GOTO, {"to": segment_id}))

    def skip(self, segment_id: str = "") -> Events:
        """Leave a segment out and give its time back; without an id the current one."""
        state = self._ticked()
        target = segment_id or state.current.id
        self._index(target)
        if target != state.current.id:
            return self._since_tick((Kind.SKIP, {"target": target}))
        onward = self._onward(state)
        if state.phase is Phase.READY and onward[0][0] is Kind.FINISH:
            return self._since_tick()
        return self._since_tick(*onward, (Kind.SKIP, {"target": target}))

    def add(self, seconds: int, segment_id: str = "", confirmed: bool = False) -> Events:
        """Make a segment longer or shorter; more than an hour at once must be confirmed."""
        if abs(seconds) > MOST_ADDED_S and not confirmed:
            raise InvalidInput(
                "seconds",
                _("That is more than an hour at once."),
                _("Confirm it, or add less."),
            )
        state = self._ticked()
        target = segment_id or state.current.id
        self._index(target)
        if state.phase is Phase.FINISHED:
            return self._since_tick()
        return self._since_tick((Kind.ADD, {"target": target, "seconds": seconds}))

    def started_ago(self, seconds: float) -> Events:
        """Say that the segment began so long before the timer was started."""
        state = self._ticked()
        if state.phase not in (Phase.RUNNING, Phase.PAUSED) or seconds <= 0:
            return self._since_tick()
        return self._since_tick((Kind.BACKDATE, {"ms": round(seconds * 1000)}))

    def reset_turn(self) -> Events:
        """Give the current segment its whole time again, with the same speaker."""
        if self._ticked().phase is Phase.FINISHED:
            return self._since_tick()
        return self._since_tick((Kind.RESET, {}))

    def repeat(self, whole_round: bool = False) -> Events:
        """Do the current segment, or its whole round, once more, now or after the round."""
        state = self._ticked()
        details = plan_changes.repeated(state, whole_round)
        if whole_round and state.current.round_id:
            return self._since_tick((Kind.RECOMPILE, details))
        copied = details["insert"][0]["segment"]["id"]
        return self._since_tick((Kind.RECOMPILE, details), (Kind.NEXT, {"to": copied}))

    def pass_turn(self, return_at_end: bool = False) -> Events:
        """Let the current turn go by; it may come again at the end of the round."""
        state = self._ticked()
        current = state.current
        if not current.can_be_passed:
            raise InvalidInput(
                "segment",
                _("“{title}” cannot be passed.").format(title=current.title),
                _("Press “Next” to move on."),
            )
        if not return_at_end or {person.id for person in current.turn_people} <= state.absent:
            return self._since_tick(*self._onward(state))
        again = plan_changes.again_at_end(state, current)
        later = state.following
        target = later.id if later and later.round_id == current.round_id else ""
        target = target or again["insert"][0]["segment"]["id"]
        return self._since_tick((Kind.RECOMPILE, again), (Kind.NEXT, {"to": target}))

    def person_left(self, person_id: str) -> Events:
        """Take the coming turns of somebody who has left or is absent."""
        state = self._ticked()
        if person_id in state.absent or all(p.id != person_id for p in state.people):
            return self._since_tick()
        return self._since_tick((Kind.RECOMPILE, plan_changes.without(state, person_id)))

    def person_arrived(self, person: Person) -> Events:
        """Offer a latecomer, or somebody who is back, turns at the end of what goes on."""
        state = self._ticked()
        return self._since_tick((Kind.RECOMPILE, with_person(state, person)))

    def preview_replan(
        self, payer: Payer = Payer.SPREAD, chosen: str = "", even_if_far: bool = False
    ) -> Replan:
        """Show what the rest would be if the run were to end as planned."""
        return preview(self.state, self._clock.seen.wall, payer, chosen, even_if_far)

    def apply_replan(self, replan: Replan) -> Events:
        """Take over the lengths of a preview."""
        self._ticked()
        if not replan.changes:
            return self._since_tick()
        seconds = {change.segment_id: change.new_s for change in replan.changes}
        return self._since_tick((Kind.RECOMPILE, {"seconds": seconds}))

    def correct(self, segment_id: str, elapsed_ms: int) -> Events:
        """Write down how long a segment that is over really took."""
        self._index(segment_id)
        state = self._ticked()
        if state.phase is not Phase.FINISHED and segment_id == state.current.id:
            raise InvalidInput(
                "segment",
                _("This step is still going on."),
                _("Use “Started … ago” for a step that is going on."),
            )
        return self._since_tick((Kind.CORRECT, {"target": segment_id, "ms": elapsed_ms}))

    def decide_gap(self, count: bool) -> Events:
        """Say whether the time that nobody watched belongs to the discussion."""
        state = self._ticked()
        if state.gap is None or state.gap.decided:
            return self._since_tick()
        return self._since_tick((Kind.GAP_DECISION, {"count": count}))

    def put_away(self) -> Events:
        """Stop here and go on at another meeting."""
        if self._ticked().phase not in (Phase.RUNNING, Phase.PAUSED):
            return self._since_tick()
        return self._since_tick((Kind.PUT_AWAY, {}))

    def finish(self) -> Events:
        """End the run, wherever it stands."""
        if self._ticked().phase in (Phase.FINISHED, Phase.READY):
            return self._since_tick()
        return self._since_tick((Kind.FINISH, {}))

    def undo(self, seq: int = 0) -> Events:
        """Take back the last thing that somebody, or a turn's end, did, or an entry by number."""
        self._ticked()
        found = [seq] if seq in self.undoable else [] if seq else self._to_undo()
        if not found:
            return self._since_tick()
        events = self._since_tick((Kind.UNDO, {"seqs": found}))
        self._undone.update(found)
        self._state = fold(self.plan, self._log)
        return events

    @property
    def undoable(self) -> frozenset[int]:
        """The numbers of the entries that can be taken back whatever has happened since."""
        joined = {e.seq - n for e in self._log if payload_of(e).get("with_before") for n in (0, 1)}
        alone = {e.seq for e in self._log if Kind(e.kind) in STANDS_ALONE}
        return frozenset(alone - joined - self._undone)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._to_undo())

    def _to_undo(self) -> list[int]:
        found: list[int] = []
        for event in reversed(self._log):
            if event.seq in self._undone or Kind(event.kind) in NOT_UNDONE:
                continue
            found.append(event.seq)
            if not payload_of(event).get("with_before"):
                return sorted(found)
        return []

    def _ticked(self) -> TimerState:
        self._fresh = len(self._log)
        self.tick()
        return self.state

    def _since_tick(self, *commands: tuple[Kind, Mapping[str, Any]]) -> Events:
        """Append the commands; return them with what the tick before has found."""
        self._append(commands)
        return tuple(self._log[self._fresh :])

    def _append(self, commands: Iterable[tuple[Kind, Mapping[str, Any]]]) -> None:
        for number, (kind, details) in enumerate(commands):
            joined = {**details, "with_before": True} if number else details
            self._write(kind, joined, self._clock.tau_ms, FACILITATOR)

    def _write(self, kind: Kind, details: Mapping[str, Any], tau_ms: int, actor: str) -> None:
        event = entry(
            kind,
            seq=self._log[-1].seq + 1 if self._log else 1,
            tau_ms=tau_ms,
            wall=self._clock.seen.wall,
            segment_id=self._state.current.id,
            actor=actor,
            details=details,
        )
        self._log.append(event)
        self._state = applied(self._state, event)

    def _onward(self, state: TimerState) -> tuple[Command, ...]:
        """Return what moving on means; at the end of a sitting the run is put away as well."""
        following = state.following
        if following is None:
            return ((Kind.FINISH, {}),)
        entered = (Kind.NEXT, {"to": following.id})
        return (entered, (Kind.PUT_AWAY, {})) if following.is_sitting else (entered,)

    def _banked(self, state: TimerState) -> tuple[Command, ...]:
        """Return what gives the rest of a banking turn to the next conversation."""
        left = state.current.seconds - state.elapsed_ms(state.current.id) // 1000
        later = [s for s in state.segments[state.index + 1 :] if s.id not in state.skipped]
        target = next((s for s in later if s.mode is Mode.TALK and not s.is_turn), None)
        if state.current.early is not Early.BANK or left <= 0 or target is None:
            return ()
        return ((Kind.ADD, {"target": target.id, "seconds": left}),)

    def _index(self, segment_id: str) -> int:
        index = self._state.index_of(segment_id)
        if index is None:
            raise KeyError(segment_id)
        return index

    def _note_gap(self, ms: int, cause: GapCause) -> None:
        self._write(Kind.GAP, {"ms": ms, "cause": str(cause)}, self._clock.tau_ms, TIMER)

    def _advance_turns(self) -> None:
        """Go on at the exact end of turns that stop by themselves, losing no fraction."""
        while True:
            state = self.state
            segment, following = state.current, state.following
            goes_on = segment.on_zero in (OnZero.HARD_STOP, OnZero.ADVANCE)
            if state.phase is not Phase.RUNNING or state.held or not goes_on:
                return
            over = state.elapsed_ms(segment.id) - segment.seconds * 1000
            if over < 0 or following is None or segment.open_ended:
                return
            boundary = max(state.tau_ms - over, self._state.tau_ms)
            self._write(Kind.NEXT, {"to": following.id, "auto": True}, boundary, TIMER)
            if following.is_sitting:
                self._write(Kind.PUT_AWAY, {"with_before": True}, boundary, TIMER)

    def note_downtime(self, last: Heartbeat) -> Events:
        """Note how long the program was not there, if a segment was running."""
        first = len(self._log)
        missing = downtime_ms(last, self._clock.seen)
        if self._state.phase is Phase.RUNNING and missing > 0:
            self._note_gap(missing, GapCause.CRASH)
        return tuple(self._log[first:])


def restore(
    plan: RunPlan, log: Iterable[LoggedEvent], heartbeat: Heartbeat | None, clock: Clock
) -> tuple[DiscussionTimer, Events]:
    """Go on with a stored run; the entries returned are new and must be stored.

    The time since the last sign of life is a gap, counted by itself only if it was short.
    """
    entries = tuple(log)
    last = _last_sign(entries, heartbeat)
    timer = DiscussionTimer(plan, clock, entries, last.tau_ms if last else 0)
    if last is None:
        return timer, ()
    return timer, timer.note_downtime(last)


def _last_sign(entries: Events, heartbeat: Heartbeat | None) -> Heartbeat | None:
    """Return the later of the heartbeat and the last entry."""
    if not entries:
        return heartbeat
    event = entries[-1]
    if heartbeat is not None and heartbeat.tau_ms >= event.tau_ms:
        return heartbeat
    said = Heartbeat(tau_ms=event.tau_ms, wall=event.wall, monotonic=0.0, boottime=None)
    return said if heartbeat is None else replace(said, monotonic=heartbeat.monotonic)
