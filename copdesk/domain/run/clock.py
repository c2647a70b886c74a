"""Turn the laptop's clocks into counted run time, and notice when nobody watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from copdesk.clock import Clock
from copdesk.domain.run.log import GapCause, Moment
from copdesk.domain.run.runs import Heartbeat

GAP_S: Final = 5.0
NOTICEABLE_SLEEP_S: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwatched:
    """A stretch of time between two looks at the clock that is not counted by itself."""

    ms: int
    cause: GapCause


class RunClock:
    """Counted run time in milliseconds; always a difference from an anchor, never a sum."""

    def __init__(self, clock: Clock, tau_ms: int = 0) -> None:
        self._clock = clock
        self._anchor_tau = tau_ms
        self.seen = self._moment()
        self._anchor_monotonic = self.seen.monotonic

    @property
    def tau_ms(self) -> int:
        """The counted time at the last look."""
        passed = self.seen.monotonic - self._anchor_monotonic
        return self._anchor_tau + round(passed * 1000)

    def look(self, resumed: bool = False) -> Unwatched | None:
        """Look at the clocks; return the time since the last look if it must not count.

        `resumed` says that the system has just reported the end of a sleep.
        """
        before, now = self.seen, self._moment()
        passed = now.monotonic - before.monotonic
        slept = _slept(before, now, resumed)
        self.seen = now
        if passed >= GAP_S:
            self._anchor_monotonic += passed
            cause = GapCause.SUSPEND if slept >= GAP_S or resumed else GapCause.STALL
            return Unwatched(ms=round((passed + slept) * 1000), cause=cause)
        if slept >= GAP_S:
            return Unwatched(ms=round(slept * 1000), cause=GapCause.SUSPEND)
        if slept >= NOTICEABLE_SLEEP_S:
            self._anchor_monotonic -= slept
        return None

    def heartbeat(self) -> Heartbeat:
        """Return what to store every few seconds, so that a crash is found at its time."""
        seen = self.seen
        return Heartbeat(
            tau_ms=self.tau_ms,
            wall=seen.wall,
            monotonic=seen.monotonic,
            boottime=seen.boottime,
        )

    def _moment(self) -> Moment:
        return Moment(
            wall=self._clock.now(),
            monotonic=self._clock.monotonic(),
            boottime=self._clock.boottime(),
        )


def _slept(before: Moment, now: Moment, resumed: bool) -> float:
    """Return the sleep that the monotonic clock did not see.

    Where only the wall clock can tell, it is believed only if the system reports a wake-up.
    """
    passed = now.monotonic - before.monotonic
    if now.boottime is not None and before.boottime is not None:
        return max(now.boottime - before.boottime - passed, 0.0)
    if resumed:
        return max((now.wall - before.wall).total_seconds() - passed, 0.0)
    return 0.0


def downtime_ms(last: Heartbeat, now: Moment) -> int:
    """Return how long the program was not there; the boot clock corrects a wrong wall clock."""
    by_wall = (now.wall - last.wall) // timedelta(milliseconds=1)
    if last.boottime is None or now.boottime is None:
        return max(by_wall, 0)
    by_boot = round((now.boottime - last.boottime) * 1000)
    same_boot = by_boot >= 0 and now.monotonic >= last.monotonic
    if by_wall < 0:
        return by_boot if same_boot else 0
    return by_wall
