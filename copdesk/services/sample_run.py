"""Discussions of the sample, led by the real timer on a clock that does not wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from copdesk.domain.meetings import Meeting
from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.run_plan import RunPlan, compile_plan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.runs import LoggedEvent, Run, RunState
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.exchange.toml.sample_meeting import SampleRun
from copdesk.services.protocols import shipped_protocol

LOOK_S: Final = 4.0  # often enough that the timer sees no gap


class PlayedClock:
    """A clock that only goes on when it is told to."""

    def __init__(self, begin: datetime) -> None:
        self._begin = begin
        self._passed = 0.0

    def now(self) -> datetime:
        """See Clock."""
        return self._begin + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """See Clock."""
        return self._passed

    def boottime(self) -> float | None:
        """See Clock."""
        return self._passed

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self._passed += seconds


def played(
    run: SampleRun, meeting: Meeting, people: Sequence[Person]
) -> tuple[Run, tuple[LoggedEvent, ...]]:
    """Return a discussion that took as long as the sample says, and its log.

    It begins when the agenda says so; `meeting_id` and `item_id` are left empty.
    """
    begin, item = next((at, item) for at, item in meeting.timetable() if item.id == run.item_id)
    plan = compile_plan(
        shipped_protocol(item.protocol_id),
        people,
        Choices(roles={role: [member] for role, member in run.roles}),
        seconds=item.minutes * 60,
    )
    clock = PlayedClock(datetime.combine(meeting.held_on, begin or time()).astimezone())
    started = clock.now()
    timer = _led(plan, clock, run.took)
    value = Run(
        title=plan.title,
        protocol_id=plan.protocol_id,
        started_at=started,
        ended_at=clock.now(),
        state=RunState.ENDED,
        plan=plan.to_json(),
        notes=tuple(
            replace(note, segment_title=plan.segment(note.segment_id).title) for note in run.notes
        ),
    )
    return value, timer.log


def _led(plan: RunPlan, clock: PlayedClock, took: Sequence[int]) -> DiscussionTimer:
    timer = DiscussionTimer(plan, clock)
    timer.start()
    for _segment, seconds in zip(plan.segments, took, strict=True):
        rest = float(seconds)
        while rest > 0:
            step = min(rest, LOOK_S)
            clock.pass_by(step)
            timer.tick()
            rest -= step
        timer.next()
    return timer
