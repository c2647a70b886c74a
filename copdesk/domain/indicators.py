"""What a community has done together, month by month; never about single people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from copdesk.domain.library import Resource, ResourceKind
from copdesk.domain.meetings import Meeting, MeetingState

MONTHS: Final = 12

MonthCount = tuple[date, int]
"""The first day of a month and how often something happened in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityTrends:
    """The same months for each, oldest first, beginning with the first that has anything."""

    meetings: tuple[MonthCount, ...] = ()
    resources: tuple[MonthCount, ...] = ()
    stories: tuple[MonthCount, ...] = ()


def community_trends(
    meetings: Iterable[Meeting], resources: Iterable[Resource], today: date
) -> CommunityTrends:
    """Count the meetings that were held and what was shared, up to today and for a year at most."""
    held = [
        one.held_on
        for one in meetings
        if one.held_on <= today and one.state is not MeetingState.NOT_HELD
    ]
    shared = [(one.kind, one.added_on) for one in resources if one.added_on]
    added = [day for kind, day in shared if kind is not ResourceKind.STORY]
    stories = [day for kind, day in shared if kind is ResourceKind.STORY]
    months = _months(today)
    days = {_month(day) for day in (*held, *added, *stories)}
    begun = [month for month in months if month in days]
    if not begun:
        return CommunityTrends()
    shown = [month for month in months if month >= min(begun)]
    return CommunityTrends(
        meetings=_counted(held, shown),
        resources=_counted(added, shown),
        stories=_counted(stories, shown),
    )


def first_month(today: date) -> date:
    """Return the first day that is counted."""
    return _months(today)[0]


def _month(day: date) -> date:
    return day.replace(day=1)


def _months(today: date) -> list[date]:
    last = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(last - MONTHS + 1, last + 1)]


def _counted(days: Iterable[date], months: Iterable[date]) -> tuple[MonthCount, ...]:
    count = Counter(_month(day) for day in days)
    return tuple((month, count[month]) for month in months)
