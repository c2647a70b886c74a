"""The parts that a protocol is made of: new ones, and their fields by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, Final

from copdesk.domain.protocols.protocol import (
    EVERYONE,
    OTHERS,
    TURN,
    Choice,
    Duration,
    Loop,
    LoopOver,
    Node,
    Option,
    Round,
    Split,
    Step,
)
from copdesk.language import _

Part = Node | Option
_STEP_FIELDS: Final = frozenset(field.name for field in fields(Step))
_DURATION_FIELDS: Final = frozenset(field.name for field in fields(Duration))
_NOT_IN_AN_ID: Final = re.compile(r"[^a-z0-9]+")


class PartKind(StrEnum):
    """What can be added to a protocol."""

    STEP = "step"
    ROUND = "round"
    LOOP = "loop"
    SPLIT = "split"
    CHOICE = "choice"
    OPTION = "option"


def new_step(taken: Collection[str]) -> Step:
    """Return a step of five minutes in which everyone talks."""
    step_id = free_id("step", taken)
    duration = Duration(plan=300)
    return Step(id=step_id, title=_("New step"), duration=duration, speak=(EVERYONE,))


def new_part(kind: PartKind, taken: Collection[str]) -> Part:
    """Return a part that makes sense as it is, with ids that are not taken."""
    step = new_step(taken)
    match kind:
        case PartKind.STEP:
            return step
        case PartKind.ROUND:
            turn = replace(step, title=_("Each in turn"), duration=Duration(plan=60))
            return as_round(turn)
        case PartKind.LOOP:
            return Loop(
                id=free_id("loop", taken),
                title=_("Repeat"),
                over=LoopOver.TIMES,
                times=2,
                body=(step,),
            )
        case PartKind.SPLIT:
            split_id = free_id("groups", taken)
            return Split(id=split_id, title=_("In small groups"), size=3, body=(step,))
        case PartKind.CHOICE:
            way = Option(id=free_id("way", taken), title=_("One way"), nodes=(step,))
            choice_id = free_id("choice", taken)
            return Choice(id=choice_id, title=_("Which way?"), options=(way,), default=way.id)
        case PartKind.OPTION:
            return Option(id=free_id("way", taken), title=_("Another way"), nodes=(step,))


def as_round(step: Step) -> Round:
    """Make a step that each person does in turn."""
    return Round(each=replace(step, speak=(TURN,), silent=(OTHERS,), once_only=False))


def as_step(turns: Round) -> Step:
    """Make a round one step for everyone together."""
    voices = {name: _without_turn(getattr(turns.each, name)) for name in ("silent", "answers")}
    return replace(turns.each, speak=(EVERYONE,), **voices)


def field_of(part: Part, name: str) -> Any:
    """Return a field of a part, of the turn in it, or of how long it lasts."""
    step = _step_of(part)
    if step is not None and name in _DURATION_FIELDS:
        return getattr(step.duration, name)
    return getattr(step if step is not None and name in _STEP_FIELDS else part, name)


def with_field(part: Part, name: str, value: Any) -> Part:
    """Change what `field_of` returns."""
    step = _step_of(part)
    if step is not None and name in _DURATION_FIELDS:
        return with_field(part, "duration", replace(step.duration, **{name: value}))
    if isinstance(part, Round) and name in _STEP_FIELDS:
        return replace(part, each=replace(part.each, **{name: value}))
    changes: dict[str, Any] = {name: value}
    return replace(part, **changes)


def _step_of(part: Part) -> Step | None:
    match part:
        case Round():
            return part.each
        case Step():
            return part
        case _:
            return None


def free_id(words: str, taken: Collection[str]) -> str:
    """Return an id made of these words that nothing else has."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    stem = _NOT_IN_AN_ID.sub("-", plain).strip("-")[:50].strip("-") or "protocol"
    if stem not in taken:
        return stem
    return next(name for n in range(2, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)


def _without_turn(voices: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(voice for voice in voices if voice not in (TURN, OTHERS))
