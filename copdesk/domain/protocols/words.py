"""The closed lists of words by which a protocol is found: what it is for, and who can lead it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from copdesk.language import N_, _


class Purpose(StrEnum):
    """What a group wants to do when it looks for a protocol."""

    STUDENT_WORK = "student-work"
    DATA = "data"
    DILEMMA = "dilemma"
    TEXT = "text"
    IDEAS = "ideas"
    PLANNING = "planning"
    NORMS = "norms"
    OBSERVATION = "observation"
    REFLECTION = "reflection"
    OPENING = "opening"
    CLOSING = "closing"


class Experience(StrEnum):
    """How much experience the person who leads should have."""

    FIRST_TIME = "first-time"
    SOME = "some"
    EXPERIENCED = "experienced"


PURPOSES: Final[Mapping[Purpose, str]] = MappingProxyType(
    {
        Purpose.STUDENT_WORK: N_("Look at student work"),
        Purpose.DATA: N_("Look at data"),
        Purpose.DILEMMA: N_("Work through a dilemma"),
        Purpose.TEXT: N_("Read a text"),
        Purpose.IDEAS: N_("Gather ideas"),
        Purpose.PLANNING: N_("Improve a plan"),
        Purpose.NORMS: N_("Build norms"),
        Purpose.OBSERVATION: N_("Learn from observing"),
        Purpose.REFLECTION: N_("Reflect together"),
        Purpose.OPENING: N_("Open a meeting"),
        Purpose.CLOSING: N_("Close a meeting"),
    }
)
EXPERIENCES: Final[Mapping[Experience, str]] = MappingProxyType(
    {
        Experience.FIRST_TIME: N_("Anyone can lead it the first time"),
        Experience.SOME: N_("Better if you have seen it once"),
        Experience.EXPERIENCED: N_("For someone who has led several"),
    }
)


def purpose_text(purpose: Purpose) -> str:
    """Return a purpose as people say it."""
    return _(PURPOSES[purpose])


def experience_text(experience: Experience) -> str:
    """Return whom a protocol suits, as a card says it."""
    return _(EXPERIENCES[experience])
