"""The Unicode Bidirectional Algorithm (UAX #9): which way each character of a paragraph runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeVar

from copdesk.pdf.typography.bidi_classes import bidi_class
from copdesk.pdf.typography.bidi_explicit import (
    ISOLATE_INITIATORS,
    REMOVED,
    IsolatingSequence,
    explicit_levels,
    first_strong_level,
    isolating_sequences,
    matching_isolates,
)
from copdesk.pdf.typography.bidi_implicit import (
    resolve_brackets,
    resolve_neutral,
    resolve_weak,
)

Item = TypeVar("Item")

_MAY_TURN: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def base_level(text: str, default: int) -> int:
    """Return 1 for a paragraph that starts right to left, `default` for one without letters."""
    for character in text:
        name = bidi_class(character)
        if name in ("L", "R", "AL"):
            return int(name != "L")
        if name in ISOLATE_INITIATORS:
            break
    classes = [bidi_class(character) for character in text]
    found = first_strong_level(classes, matching_isolates(classes))
    return default if found is None else found


def levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of one paragraph; odd runs right to left."""
    if not base and not _MAY_TURN.search(text):
        return [0] * len(text)
    return class_levels([bidi_class(character) for character in text], base, text)


def class_levels(original: Sequence[str], base: int, characters: Sequence[str] = "") -> list[int]:
    """Return levels by the characters' classes; without characters no brackets are paired."""
    matches = matching_isolates(original)
    result, overridden = explicit_levels(original, base, matches)
    for sequence in isolating_sequences(original, result, base, matches):
        names = _resolved(sequence, overridden, characters)
        for index, name in zip(sequence.indices, names, strict=True):
            result[index] = _implicit_level(sequence.level, name)
    _reset_whitespace(result, original, base)
    return result


def visual_order(items: Sequence[Item], item_levels: Sequence[int]) -> list[Item]:
    """Return the items of one line from left to right (L2)."""
    ordered = list(items)
    order = list(item_levels)
    for level in range(max(order, default=0), 0, -1):
        index = 0
        while index < len(order):
            stop = index
            while stop < len(order) and order[stop] >= level:
                stop += 1
            if stop > index:
                ordered[index:stop] = ordered[index:stop][::-1]
                order[index:stop] = order[index:stop][::-1]
            index = stop + 1
    return ordered


def _resolved(
    sequence: IsolatingSequence, overridden: Sequence[str], characters: Sequence[str]
) -> list[str]:
    original = [overridden[index] for index in sequence.indices]
    names = list(original)
    resolve_weak(names, sequence.start)
    if characters:
        letters = [characters[index] for index in sequence.indices]
        resolve_brackets(names, letters, original, sequence.level, sequence.start)
    resolve_neutral(names, sequence.level, sequence.start, sequence.end)
    return names


def _implicit_level(level: int, name: str) -> int:
    """Apply I1 and I2."""
    if level & 1:
        return level + 1 if name in ("L", "EN", "AN") else level
    return level + {"R": 1, "EN": 2, "AN": 2}.get(name, 0)


def _reset_whitespace(result: list[int], original: Sequence[str], base: int) -> None:
    """Apply L1; a removed character takes the level of what stands before it."""
    trailing = True
    for index in range(len(original) - 1, -1, -1):
        name = original[index]
        if name in ("B", "S"):
            result[index] = base
            trailing = True
        elif name == "WS" or name in ISOLATE_INITIATORS or name == "PDI":
            if trailing:
                result[index] = base
        elif name not in REMOVED:
            trailing = False
    for index, name in enumerate(original):
        if name in REMOVED:
            result[index] = result[index - 1] if index else base
