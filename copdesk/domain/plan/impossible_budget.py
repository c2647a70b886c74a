"""The refusal of a plan that does not fit the time, with what could be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copdesk.errors import UserError


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """One thing to change when the time is too short, and the least time it then takes.

    `number` is how many circles, or presenters, there would be.
    """

    kind: str
    title: str
    least_seconds: int
    enough: bool
    number: int = 0


class ImpossibleBudget(UserError):
    """The protocol does not fit the time; `ways_out` are the changes that make it shorter."""

    def __init__(
        self, title: str, hint: str, *, asked: int, least: int, ways_out: Sequence[WayOut]
    ) -> None:
        super().__init__(title, hint)
        self.asked_seconds = asked
        self.least_seconds = least
        self.ways_out = tuple(ways_out)
