"""Rules W1 to N2 of UAX #9: numbers, brackets and neutral characters inside one sequence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copdesk.pdf.typography.bidi_classes import CLOSING_BRACKET, bracket

_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})
_ISOLATES: Final = frozenset({"FSI", "LRI", "RLI", "PDI"})
_MAX_OPEN_BRACKETS: Final = 63


def resolve_weak(names: list[str], start: str) -> None:
    """Apply W1 to W7 in place."""
    previous = start
    for index, name in enumerate(names):  # W1
        if name == "NSM":
            names[index] = "ON" if previous in _ISOLATES else previous
        previous = names[index]
    strong = start
    for index, name in enumerate(names):  # W2, W3
        if name in ("L", "R", "AL"):
            strong = name
            if name == "AL":
                names[index] = "R"
        elif name == "EN" and strong == "AL":
            names[index] = "AN"
    for index in range(1, len(names) - 1):  # W4
        before, name, after = names[index - 1], names[index], names[index + 1]
        if before == after and (
            (name == "ES" and before == "EN") or (name == "CS" and before in ("EN", "AN"))
        ):
            names[index] = before
    _resolve_terminators(names)
    strong = start
    for index, name in enumerate(names):  # W7
        if name in ("L", "R"):
            strong = name
        elif name == "EN" and strong == "L":
            names[index] = "L"


def _resolve_terminators(names: list[str]) -> None:
    """Apply W5 and W6."""
    index = 0
    while index < len(names):
        if names[index] != "ET":
            index += 1
            continue
        end = index
        while end < len(names) and names[end] == "ET":
            end += 1
        beside_number = (index > 0 and names[index - 1] == "EN") or (
            end < len(names) and names[end] == "EN"
        )
        names[index:end] = ["EN" if beside_number else "ON"] * (end - index)
        index = end
    for position, name in enumerate(names):
        if name in ("ES", "CS"):
            names[position] = "ON"


def _bracket_pairs(characters: Sequence[str], names: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(characters):
        form = bracket(character) if names[index] == "ON" else ""
        if not form:
            continue
        if form in CLOSING_BRACKET:
            if len(waiting) == _MAX_OPEN_BRACKETS:
                return []
            waiting.append((CLOSING_BRACKET[form], index))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == form:
                pairs.append((waiting[depth][1], index))
                del waiting[depth:]
                break
    return sorted(pairs)


def resolve_brackets(
    names: list[str], characters: Sequence[str], original: Sequence[str], level: int, start: str
) -> None:
    """Apply N0 in place; `original` holds the classes before W1, for marks on a bracket."""
    own, other = ("R", "L") if level & 1 else ("L", "R")
    for opening, closing in _bracket_pairs(characters, names):
        inside = {_strong(name) for name in names[opening + 1 : closing]}
        if own in inside:
            direction = own
        elif other in inside:
            before = (_strong(names[index]) for index in range(opening - 1, -1, -1))
            context = next((name for name in before if name), start)
            direction = other if context == other else own
        else:
            continue
        for place in (opening, closing):
            names[place] = direction
            following = place + 1
            while following < len(names) and original[following] == "NSM":
                names[following] = direction
                following += 1


def resolve_neutral(names: list[str], level: int, start: str, end: str) -> None:
    """Apply N1 and N2 in place."""
    embedding = "R" if level & 1 else "L"
    index = 0
    previous = start
    while index < len(names):
        if names[index] not in _NEUTRAL:
            previous = _strong(names[index])
            index += 1
            continue
        stop = index
        while stop < len(names) and names[stop] in _NEUTRAL:
            stop += 1
        following = _strong(names[stop]) if stop < len(names) else end
        names[index:stop] = [previous if previous == following else embedding] * (stop - index)
        index = stop


def _strong(name: str) -> str:
    if name in ("R", "EN", "AN", "AL"):
        return "R"
    return "L" if name == "L" else ""
