"""A discussion with invented people that leaves no trace in the community."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.practice_clock import PracticeClock
from copdesk.domain.run.runs import Run
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.discussion import AFTER_CHANGE_MS, IDLE_MS, Discussion, Press

if TYPE_CHECKING:
    from copdesk.services.opening import Services

SHORTEST_MS: Final = 15


class Practice(Discussion):
    """Goes by its own clock; what a discussion stores is only forgotten here."""

    def __init__(self, services: Services, desk: Desk, plan: RunPlan, speed: int = 1) -> None:
        self._clock = PracticeClock(services.clock, speed)
        run = Run(title=plan.title, protocol_id=plan.protocol_id, plan="")
        super().__init__(services, desk, run, DiscussionTimer(plan, self._clock), 0)

    @property
    def speed(self) -> int:
        """How many times as fast as the real time it goes."""
        return self._clock.speed

    def set_speed(self, speed: int) -> None:
        """Go faster or slower from now on."""
        self.look()
        self._clock.speed = speed
        self.look()

    def press(self, command: Press) -> bool:
        """See Discussion; the clock is first brought to where it should be."""
        self._catch_up()
        return super().press(command)

    def look(self) -> None:
        """Let time pass, and show where the practice stands."""
        self._catch_up()
        self._show()

    def beat(self) -> None:
        """Leave no sign of life."""

    def put_away(self) -> None:
        """There is nothing to go on with at another meeting."""
        self.stop()

    def _catch_up(self) -> None:
        for _step in self._clock.steps():
            self.timer.tick()

    def _keep(self) -> None:
        """Keep nothing."""

    def _follow_end(self, ended: bool) -> None:
        """There is no stored run to end."""

    def _arm(self) -> None:
        if self.reading.phase in (Phase.FINISHED, Phase.PUT_AWAY):
            self._alarm.stop()
            return
        running = self.reading.phase is Phase.RUNNING
        wait = (self.reading.next_change_ms + AFTER_CHANGE_MS) // self.speed
        self._alarm.start(max(wait, SHORTEST_MS) if running else IDLE_MS)
