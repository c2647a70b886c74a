"""Which backups stay: counted, never by age, so that a wrong clock deletes nothing of worth."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9


def to_keep(made: Iterable[tuple[Key, datetime]], today: date) -> set[Key]:
    """Return what stays of backups with their local times.

    All of today and yesterday (and of days to come, as a wrong clock wrote them), then the
    newest of each of 12 days, 10 weeks and 9 months that have one.
    """
    newest_first = sorted(made, key=lambda one: one[1], reverse=True)
    yesterday = today - timedelta(days=1)
    kept = {key for key, moment in newest_first if moment.date() >= yesterday}
    older = [one for one in newest_first if one[0] not in kept]
    kept |= _newest_of_each(older, lambda day: day, DAYS)
    kept |= _newest_of_each(older, lambda day: day.isocalendar()[:2], WEEKS)
    kept |= _newest_of_each(older, lambda day: (day.year, day.month), MONTHS)
    return kept


def _newest_of_each(
    newest_first: list[tuple[Key, datetime]], period: Callable[[date], Hashable], limit: int
) -> set[Key]:
    seen: dict[Hashable, Key] = {}
    for key, moment in newest_first:
        seen.setdefault(period(moment.date()), key)
    return set(list(seen.values())[:limit])
