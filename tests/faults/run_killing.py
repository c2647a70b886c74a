"""Children that lead a discussion until they are killed, and where it must stand afterwards.

Run as a program, so that every child is forked from a process that has already imported and
prepared all it needs: `run_killing.py HOW FOLDER KILLS SEED`. Prints one JSON object.

A child leads on a clock that it moves itself. It tells through a pipe what the clock says, what it
is about to store and what is stored, so that the parent knows the true second at the kill.
"""

from __future__ import annotations

import gc
import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer, restore
from copdesk.services.discussions import DiscussionService, LoadedRun
from copdesk.services.protocols import ProtocolService
from copdesk.store.transaction import Database
from tests.faults.run_leading import BEGIN, HEARTBEAT_MS, LEADERS, Leader, RunClock, Told, stand

LONGEST_LIFE = 50  # in what a child tells, so that a busy machine changes nothing
ONE_SAVE = 10  # in the same measure
KILLS_BETWEEN_RUNS = 40
DOWNTIMES_S = (2, 20, 90, 600, 4000)
GROUPS = {"final-word": 5, "jigsaw": 9, "micro-lab": 7, "troika-consulting": 8}


@dataclass
class Knowledge:
    """What the parent knows of a run from what its children told."""

    stood: Told
    stands_soon: Told | None = None
    clock_ms: int = 0
    born_ms: int = 0
    notes: dict[str, Told] = field(default_factory=dict)
    note_soon: Told | None = None

    def hear(self, kind: str, told: Any) -> None:
        match kind:
            case "time":
                self.clock_ms = told
            case "storing":
                self.stands_soon = told
            case "stored":
                self.stood, self.stands_soon = self.stands_soon or self.stood, None
            case "writing":
                self.note_soon = told
            case "written" if self.note_soon is not None:
                self.notes[key(self.note_soon)] = self.note_soon
                self.note_soon = None
            case other:
                raise RuntimeError(f"{other}: {told}")


def key(note: Told) -> str:
    return str(note["text"]).partition(" ")[0]


class Parent:
    """Kills children and compares what it finds with what they told."""

    def __init__(self, how: str, folder: Path, seed: int) -> None:
        self._leader = LEADERS[how]
        self._clock = RunClock()
        self._database = Database.open(folder, self._clock)
        self._service = DiscussionService(self._database)
        self._chance = random.Random(seed)  # noqa: S311 (many, not secret)
        protocols = ProtocolService(self._database)
        self._plans = [
            compile_plan(protocols.get(name), invented(number)) for name, number in GROUPS.items()
        ]
        self._runs = 0
        self.bad: list[str] = []
        self.seen: Counter[str] = Counter()

    def kill(self, times: int) -> None:
        """Kill so many children, each at a random moment of what it does."""
        self._warm_up()
        run_id, known = self._begin()
        for number in range(times):
            if known.stood["phase"] == Phase.FINISHED or not (number + 1) % KILLS_BETWEEN_RUNS:
                run_id, known = self._begin()
            self._live(run_id, known, self._chance.randrange(LONGEST_LIFE))
            self._look(f"kill {number} of {known.stood['segment']}", run_id, known)
        self.seen["runs"] = self._runs - 1
        self._database.close()

    def _warm_up(self) -> None:
        """Lead a discussion here for a while, so that no child has to import anything."""
        left = 300

        def tell(kind: str, told: object) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise StopIteration

        with suppress(StopIteration):
            Leader(self._database, self._begin()[0], 5, tell).lead()
        gc.freeze()

    def _begin(self) -> tuple[str, Knowledge]:
        plan = self._plans[self._runs % len(self._plans)]
        self._runs += 1
        run = self._service.start(plan).value
        timer = DiscussionTimer(plan, self._clock)
        return run.id, Knowledge(stand(timer, 0, 0, self._clock.ms), clock_ms=self._clock.ms)

    def _live(self, run_id: str, known: Knowledge, life: int) -> None:
        self._database._engine.dispose()
        reading, writing = os.pipe()
        seed = self._chance.randrange(2**32)
        known.born_ms = self._clock.ms
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self._work(run_id, seed, writing)
        os.close(writing)
        try:
            text = os.read(reading, 65536)  # it has begun
            began = time.perf_counter()
            while text.count(b"\n") <= life and (more := os.read(reading, 65536)):
                text += more
            pace = (time.perf_counter() - began) / text.count(b"\n")
            select.select([], [], [], self._chance.uniform(0, ONE_SAVE * pace))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            while more := os.read(reading, 65536):
                text += more
        finally:
            os.close(reading)
        for line in text.split(b"\n")[:-1]:
            known.hear(*json.loads(line))

    def _work(self, run_id: str, seed: int, writing: int) -> None:
        def tell(kind: str, told: object) -> None:
            os.write(writing, json.dumps([kind, told]).encode() + b"\n")

        try:
            tell("time", self._clock.ms)
            self._leader(self._database, run_id, seed, tell).lead()
            os.close(writing)  # there is nothing more to tell
            signal.pause()
        except BaseException:  # noqa: BLE001 (told to the parent, whatever it is)
            tell("failed", traceback.format_exc())
        finally:
            os._exit(3)

    def _look(self, when: str, run_id: str, known: Knowledge) -> None:
        """Take the run up after a while, as the next start does, and compare."""
        killed_at = known.clock_ms
        self._clock.ms = killed_at + self._chance.choice(DOWNTIMES_S) * 1000
        loaded = self._service.load(run_id)
        timer, new = restore(loaded.plan, loaded.log, loaded.heartbeat, self._clock)
        seq, tau = _last(loaded)
        maybe = [known.stood, known.stands_soon] if known.stands_soon else [known.stood]
        fits = [one for one in maybe if one and (one["seq"], one["tau"]) == (seq, tau)]
        told = fits[0] if fits else stand(timer, seq, tau, _beaten(loaded))
        if not fits:
            self.bad.append(f"{when}: lost entries, {seq} at {tau} is there")
        self._compare(when, told, stand(timer, seq, tau, told["at"]))
        if fits:
            unseen = self._clock.ms - told["at"] if timer.state.phase is Phase.RUNNING else 0
            found = sum(json.loads(event.payload)["ms"] for event in new)
            if found != unseen:
                self.bad.append(f"{when}: {unseen} ms were not seen, {found} are asked about")
            lost = killed_at - max(told["at"], known.born_ms)
            if unseen and lost > HEARTBEAT_MS:
                self.bad.append(f"{when}: {lost} ms are lost")
        self._compare_notes(when, loaded, known)
        self._count(told, known)
        known.stood, known.stands_soon, known.clock_ms = told, None, self._clock.ms

    def _compare(self, when: str, told: Told, found: Told) -> None:
        for name, value in told.items():
            if found[name] != value and name != "over":
                self.bad.append(f"{when}: {name} was {value} and is {found[name]}")

    def _compare_notes(self, when: str, loaded: LoadedRun, known: Knowledge) -> None:
        there = {key(note): note for note in (asdict(one) | {"id": ""} for one in loaded.run.notes)}
        soon = {key(known.note_soon): known.note_soon} if known.note_soon else {}
        for name in sorted({*there, *known.notes, *soon}):
            if there.get(name) not in (known.notes.get(name), soon.get(name)):
                self.bad.append(f"{when}: note {name} is not as it was written")
        known.notes, known.note_soon = there, None

    def _count(self, told: Told, known: Knowledge) -> None:
        self.seen["in groups"] += bool(told["groups"])
        self.seen["in a turn"] += told["turn"]
        self.seen["in overtime"] += told["over"]
        self.seen[told["phase"]] += 1
        self.seen["with notes"] += bool(known.notes)


def _last(loaded: LoadedRun) -> tuple[int, int]:
    """Return the number of the last entry and the counted time at the last sign of life."""
    seq = loaded.log[-1].seq if loaded.log else 0
    return seq, loaded.heartbeat.tau_ms if loaded.heartbeat else 0


def _beaten(loaded: LoadedRun) -> int:
    """Return what the clock said at the last sign of life."""
    beat = loaded.heartbeat
    return (beat.wall - BEGIN) // timedelta(milliseconds=1) if beat else 0


def main(how: str, folder: Path, kills: int, seed: int) -> dict[str, object]:
    parent = Parent(how, folder, seed)
    parent.kill(kills)
    return {"bad": parent.bad, "seen": parent.seen}


if __name__ == "__main__":
    how, folder, kills, seed = sys.argv[1:]
    print(json.dumps(main(how, Path(folder), int(kills), int(seed))))
