from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.protocols.protocol import Duration, Node, OnZero, Protocol, Step
from copdesk.domain.run.reading import Reading, Signal, signals_between
from copdesk.domain.run.timer import DiscussionTimer

EVENING = datetime(2026, 3, 5, 16, 0, tzinfo=UTC)


class FakeClock:
    """Three clocks that a test moves; `kind` decides which of them see the laptop's sleep."""

    def __init__(self, now: datetime = EVENING, kind: str = "linux") -> None:
        self._now = now
        self._ms = 1_000_000
        self._slept_ms = 0
        self._kind = kind

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        counted = self._slept_ms if self._kind == "windows" else 0
        return (self._ms + counted) / 1000

    def boottime(self) -> float | None:
        return (self._ms + self._slept_ms) / 1000 if self._kind == "linux" else None

    def advance(self, seconds: float) -> None:
        self._ms += round(seconds * 1000)
        self._now += timedelta(seconds=seconds)

    def suspend(self, seconds: float) -> None:
        self._slept_ms += round(seconds * 1000)
        self._now += timedelta(seconds=seconds)

    def set(self, now: datetime) -> None:
        self._now = now

    def reboot(self, seconds: float) -> None:
        """Start the counting clocks again, as a restarted laptop does."""
        self._ms, self._slept_ms = 5_000, 0
        self._now += timedelta(seconds=seconds)


class Bench:
    """A timer with its clock, driven as a window would: it ticks often and keeps every signal."""

    def __init__(self, plan: RunPlan, clock: FakeClock) -> None:
        self.plan = plan
        self.clock = clock
        self.timer = DiscussionTimer(plan, clock)
        self.signals: list[Signal] = []
        self._last: Reading | None = None
        self.frame()

    def frame(self, resumed: bool = False) -> Reading:
        self.timer.tick(resumed)
        reading = self.timer.reading()
        self.signals += signals_between(self._last, reading)
        self._last = reading
        return reading

    def run(self, seconds: float, step: float = 0.2) -> Reading:
        left = round(seconds * 1000)
        while left > 0:
            part = min(left, round(step * 1000))
            self.clock.advance(part / 1000)
            left -= part
            self.frame()
        return self.frame()

    def heard(self, kind: str) -> list[Signal]:
        return [signal for signal in self.signals if signal.kind == kind]

    @property
    def shown(self) -> str:
        return self.frame().text


def steps(*minutes: float, on_zero: OnZero = OnZero.CHIME, **more: object) -> tuple[Step, ...]:
    return tuple(
        Step(
            id=f"step-{n}",
            title=f"Step {n}",
            duration=Duration(plan=round(each * 60)),
            speak=("everyone",),
            on_zero=on_zero,
            **more,  # type: ignore[arg-type]
        )
        for n, each in enumerate(minutes, start=1)
    )


def protocol(*nodes: Node) -> Protocol:
    return Protocol(id="test", title="Test", nodes=nodes)


def plan_of(*nodes: Node, people: int = 3) -> RunPlan:
    return compile_plan(protocol(*nodes), invented(people))


def bench_of(*nodes: Node, people: int = 3, kind: str = "linux") -> Bench:
    return Bench(plan_of(*nodes, people=people), FakeClock(kind=kind))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def make_clock() -> Callable[..., FakeClock]:
    return FakeClock


@pytest.fixture(scope="session")
def make_steps() -> Callable[..., tuple[Step, ...]]:
    return steps


@pytest.fixture(scope="session")
def make_plan() -> Callable[..., RunPlan]:
    return plan_of


@pytest.fixture(scope="session")
def make_bench() -> Callable[..., Bench]:
    return bench_of
