"""Somebody who leads a discussion on a clock of its own and tells all that it does."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from copdesk.domain.meetings import NoteKind
from copdesk.domain.run.runs import RunNote
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer, restore
from copdesk.services.discussions import DiscussionService
from copdesk.store.transaction import Database

HEARTBEAT_MS = 5000
ADDED_S = (30, 60, -60, -120)
BEGIN = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)
WORDS = "What the children said about halves, ½ and “a bit more than a half”. "

Told = dict[str, Any]
Tell = Callable[[str, object], None]


class RunClock:
    """A clock that stands still until it is moved; whoever moves it has told so before."""

    def __init__(self) -> None:
        self.ms = 0

    def now(self) -> datetime:
        return BEGIN + timedelta(milliseconds=self.ms)

    def monotonic(self) -> float:
        return 1000 + self.ms / 1000

    def boottime(self) -> float | None:
        return 5000 + self.ms / 1000


def stand(timer: DiscussionTimer, seq: int, tau_ms: int, at_ms: int) -> Told:
    """Say where a run stands; `watched` does not change with what is decided about gaps."""
    state = timer.state
    segment = state.current
    return {
        "seq": seq,
        "tau": tau_ms,
        "at": at_ms,
        "phase": str(state.phase),
        "segment": segment.id,
        "speakers": list(segment.speakers()),
        "listeners": list(segment.listeners()),
        "groups": [[one.label, [person.name for person in one.people]] for one in segment.groups],
        "turn": bool(segment.turn_people),
        "over": state.elapsed_ms(segment.id) > segment.seconds * 1000,
        "watched": state.elapsed_ms(segment.id) - state.unwatched.get(segment.id, 0),
    }


class Leader:
    """A child: presses, writes down and lets time pass as a window does, until it is killed."""

    def __init__(self, database: Database, run_id: str, seed: int, tell: Tell) -> None:
        self._service = DiscussionService(database)
        self._run_id, self._tell = run_id, tell
        self._chance = random.Random(seed)  # noqa: S311 (many, not secret)
        self._clock: RunClock = database.clock
        loaded = self._service.load(run_id)
        self._stored = loaded.log[-1].seq if loaded.log else 0
        self._timer, _new = restore(loaded.plan, loaded.log, loaded.heartbeat, self._clock)
        self._beaten = self._clock.ms
        self._notes: list[RunNote] = []

    def lead(self) -> None:
        """Go on with the run, or begin it, until its end."""
        self._keep()
        self._timer.decide_gap(False)
        self._timer.start()
        self._timer.resume()
        self._keep()
        while self._timer.state.phase is not Phase.FINISHED:
            self._pass_time(self._chance.randrange(200, 1000))
            match self._chance.randrange(40):
                case 0 | 9 | 10:
                    self._press(DiscussionTimer.next)
                case 3:
                    self._press(DiscussionTimer.pause)
                    self._pass_time(self._chance.randrange(200, 9000))
                    self._press(DiscussionTimer.resume)
                case 4:
                    self._press(DiscussionTimer.undo)
                case 5:
                    self._press(DiscussionTimer.back)
                case 1 | 2 | 6:
                    self._press(lambda timer: timer.add(self._chance.choice(ADDED_S)))
                case 7 | 8:
                    self._write_down()
                case _:
                    pass

    def _pass_time(self, ms: int) -> None:
        while ms > 0:
            step = min(ms, 1000, self._beaten + HEARTBEAT_MS - self._clock.ms)
            ms -= step
            self._tell("time", self._clock.ms + step)
            self._clock.ms += step
            if self._timer.tick() or self._clock.ms >= self._beaten + HEARTBEAT_MS:
                self._keep()

    def _press(self, command: Callable[[DiscussionTimer], object]) -> None:
        command(self._timer)
        self._keep()

    def _keep(self) -> None:
        """Store the entries that are new, and the sign of life, as the window does."""
        log, heartbeat = self._timer.log, self._timer.heartbeat()
        missing = tuple(event for event in log if event.seq > self._stored)
        seq = log[-1].seq if log else 0
        self._tell("storing", stand(self._timer, seq, heartbeat.tau_ms, self._clock.ms))
        self._store(lambda: self._service.append(self._run_id, missing, heartbeat), "stored")
        self._stored, self._beaten = seq, self._clock.ms

    def _write_down(self) -> None:
        """Write a new line, or more into the last one."""
        segment = self._timer.state.current
        if self._notes and self._chance.random() < 0.5:
            note = self._notes.pop()
            note = replace(note, text=note.text + WORDS)
        else:
            kind = self._chance.choice((NoteKind.NOTE, NoteKind.QUOTE, NoteKind.QUESTION))
            note = RunNote(
                segment_id=segment.id,
                segment_title=segment.title,
                kind=kind,
                person=" ".join(segment.speakers()),
                text=f"{os.getpid()}-{self._clock.ms} {WORDS}",
            )
        told = asdict(note) | {"id": ""}
        self._tell("writing", told)
        outcome = self._store(lambda: self._save(note), "written")
        self._notes.append(outcome.value)

    def _save(self, note: RunNote) -> Any:
        return self._service.save_note(self._run_id, note)

    def _store(self, action: Callable[[], Any], done: str) -> Any:
        outcome = action()
        self._tell(done, None)
        return outcome


class HastyLeader(Leader):
    """Breaks the promise, to see that the check notices: says "stored" before it is."""

    def _store(self, action: Callable[[], Any], done: str) -> Any:
        self._tell(done, None)
        return action()


class ForgetfulLeader(Leader):
    """Leaves no sign of life, to see that the check notices."""

    def _pass_time(self, ms: int) -> None:
        self._beaten = self._clock.ms + ms
        super()._pass_time(ms)

    def _press(self, command: Callable[[DiscussionTimer], object]) -> None:
        """Press nothing, as that would be a sign of life."""


class CarelessLeader(Leader):
    """Stores half a line, to see that the check notices."""

    def _save(self, note: RunNote) -> Any:
        return super()._save(replace(note, text=note.text[: len(WORDS)]))


LEADERS = {
    "true": Leader,
    "hasty": HastyLeader,
    "forgetful": ForgetfulLeader,
    "careless": CarelessLeader,
}
