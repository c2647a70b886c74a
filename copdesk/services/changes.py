"""What a service call touched, so that a screen knows whether to read again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import Generic, TypeVar

T = TypeVar("T")


class Area(Flag):
    """Parts of the data that a screen can depend on."""

    NONE = 0
    COMMUNITY = auto()
    MEMBERS = auto()
    GROUPS = auto()
    MEETINGS = auto()
    COMMITMENTS = auto()
    TOPICS = auto()
    LIBRARY = auto()
    PROTOCOLS = auto()
    RUNS = auto()
    ALL = (
        COMMUNITY | MEMBERS | GROUPS | MEETINGS | COMMITMENTS | TOPICS | LIBRARY | PROTOCOLS | RUNS
    )


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a change and what it changed."""

    value: T
    changed: Area
