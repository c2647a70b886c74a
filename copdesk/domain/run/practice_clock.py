"""A clock for trying a protocol out: it runs faster than a real one, and only when it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from copdesk.clock import Clock

SPEEDS: Final = (1, 2, 5, 10, 20, 60)
LONGEST_STEP_S: Final = 4.0
"""A timer takes what is longer for time that nobody watched."""
MOST_MISSED_S: Final = 2.0
"""Real time beyond this between two looks is left out: the laptop slept, or was busy."""


class PracticeClock:
    """Stands still between two calls of `steps`."""

    def __init__(self, clock: Clock, speed: int = 1) -> None:
        self._clock = clock
        self._start = clock.now()
        self._seen = clock.monotonic()
        self._passed = 0.0
        self.speed = speed

    def now(self) -> datetime:
        """See Clock."""
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """See Clock."""
        return self._passed

    def boottime(self) -> float | None:
        """See Clock; a practice knows no sleep."""
        return None

    def steps(self) -> Iterator[float]:
        """Go on to where the practice should be by now; yield after each short step."""
        seen = self._clock.monotonic()
        left = min(seen - self._seen, MOST_MISSED_S) * self.speed
        self._seen = seen
        while left > 0:
            step = min(left, LONGEST_STEP_S)
            left -= step
            self._passed += step
            yield step
