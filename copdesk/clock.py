"""The only place that asks the system what time it is."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, and how much time has passed."""

    def now(self) -> datetime:
        """Return the wall-clock time in UTC; it may jump when somebody sets the clock."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards; only differences mean anything.

        Sleep of the laptop counts on Windows and does not on Linux and macOS.
        """
        ...

    def boottime(self) -> float | None:
        """Return seconds that also count the laptop's sleep; None where the system has none."""
        ...


class SystemClock:
    """The real clocks of this laptop."""

    def now(self) -> datetime:
        """See Clock."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """See Clock."""
        return time.monotonic()

    def boottime(self) -> float | None:
        """See Clock; Linux has CLOCK_BOOTTIME."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        return None if clock is None else time.clock_gettime(clock)


def today(clock: Clock) -> date:
    """Return the date on this laptop's calendar."""
    return clock.now().astimezone().date()
