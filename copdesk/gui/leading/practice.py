"""A discussion with invented people that leaves no trace in the community."""

from __future__ import annotations

from typing import Final

from copdesk.clock import Clock
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.practice_clock import PracticeClock
from copdesk.domain.run.runs import Run
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.discussion import Discussion
from copdesk.gui.leading.recorder import ForgettingRecorder

SHORTEST_MS: Final = 15


class Practice(Discussion):
    """Goes by a clock of its own, as fast as somebody likes."""

    def __init__(self, clock: Clock, desk: Desk, plan: RunPlan, speed: int = 1) -> None:
        self._clock = PracticeClock(clock, speed)
        run = Run(title=plan.title, protocol_id=plan.protocol_id, plan="")
        super().__init__(desk, run, DiscussionTimer(plan, self._clock), ForgettingRecorder())

    @property
    def speed(self) -> int:
        """How many times as fast as the real time it goes."""
        return self._clock.speed

    def set_speed(self, speed: int) -> None:
        """Go faster or slower from now on."""
        self.look()
        self._clock.speed = speed
        self.look()

    def _pass_time(self) -> bool:
        before = len(self.timer.log)
        for _step in self._clock.steps():
            self.timer.tick()
        return len(self.timer.log) > before

    def _until_change_ms(self) -> int:
        return max(super()._until_change_ms() // self.speed, SHORTEST_MS)
