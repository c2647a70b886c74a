"""Rules P2 to X10 of UAX #9: embeddings, overrides, isolates, and the runs they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ISOLATE_INITIATORS: Final = frozenset({"LRI", "RLI", "FSI"})
REMOVED: Final = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})

_EMBEDDINGS: Final = frozenset({"RLE", "LRE", "RLO", "LRO"})
_MAX_DEPTH: Final = 125


@dataclass(frozen=True, slots=True)
class IsolatingSequence:
    """Indices that the implicit rules see as one text, with the directions at its two ends."""

    indices: list[int]
    level: int
    start: str
    end: str


def matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Return where each isolate initiator is closed; unmatched ones are left out."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for index, name in enumerate(classes):
        if name in ISOLATE_INITIATORS:
            waiting.append(index)
        elif name == "PDI" and waiting:
            matches[waiting.pop()] = index
    return matches


def first_strong_level(
    classes: Sequence[str], matches: dict[int, int], start: int = 0, end: int | None = None
) -> int | None:
    """Return the level that the first strong character asks for (P2, P3), None without one."""
    index = start
    stop = len(classes) if end is None else end
    while index < stop:
        name = classes[index]
        if name == "L":
            return 0
        if name in ("R", "AL"):
            return 1
        if name in ISOLATE_INITIATORS:
            index = matches.get(index, stop)
        index += 1
    return None


class _Directions:
    """The directional status stack of X1, with its counters."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def next_level(self, right_to_left: bool) -> int:
        level = self.stack[-1][0]
        return (level + 1) | 1 if right_to_left else (level + 2) & ~1

    def embed(self, right_to_left: bool, override: str) -> None:
        level = self.next_level(right_to_left)
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append((level, override, False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, right_to_left: bool) -> None:
        level = self.next_level(right_to_left)
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def explicit_levels(
    original: Sequence[str], base: int, matches: dict[int, int]
) -> tuple[list[int], list[str]]:
    """Return the level and the possibly overridden class of each character (X1 to X8)."""
    classes = list(original)
    levels = [base] * len(classes)
    state = _Directions(base)
    for index, name in enumerate(original):
        if name in _EMBEDDINGS:
            levels[index] = state.stack[-1][0]
            state.embed(name[0] == "R", {"RLO": "R", "LRO": "L"}.get(name, ""))
            continue
        if name == "PDF":
            state.end_embedding()
            levels[index] = state.stack[-1][0]
            continue
        if name == "B":
            state = _Directions(base)
            continue
        if name == "PDI":
            state.end_isolate()
        level, override, _ = state.stack[-1]
        levels[index] = level
        if override and name != "BN":
            classes[index] = override
        if name in ISOLATE_INITIATORS:
            turned = name == "RLI"
            if name == "FSI":
                inside = first_strong_level(
                    original, matches, index + 1, matches.get(index, len(original))
                )
                turned = inside == 1
            state.isolate(turned)
    return levels, classes


def isolating_sequences(
    original: Sequence[str], levels: Sequence[int], base: int, matches: dict[int, int]
) -> list[IsolatingSequence]:
    """Return the isolating run sequences (X9, X10)."""
    kept = [index for index, name in enumerate(original) if name not in REMOVED]
    runs: list[list[int]] = []
    for position, index in enumerate(kept):
        if position and levels[index] == levels[kept[position - 1]]:
            runs[-1].append(index)
        else:
            runs.append([index])
    place = {index: position for position, index in enumerate(kept)}
    run_at = {run[0]: run for run in runs}
    closers = set(matches.values())
    sequences: list[IsolatingSequence] = []
    for run in runs:
        if run[0] in closers:
            continue  # continues the sequence of its initiator
        joined = list(run)
        while joined[-1] in matches and matches[joined[-1]] in run_at:
            joined += run_at[matches[joined[-1]]]
        level = levels[run[0]]
        before, after = place[joined[0]] - 1, place[joined[-1]] + 1
        before_level = levels[kept[before]] if before >= 0 else base
        open_ended = original[joined[-1]] in ISOLATE_INITIATORS and joined[-1] not in matches
        after_level = levels[kept[after]] if after < len(kept) and not open_ended else base
        sequences.append(
            IsolatingSequence(
                joined,
                level,
                _direction(max(level, before_level)),
                _direction(max(level, after_level)),
            )
        )
    return sequences


def _direction(level: int) -> str:
    return "R" if level & 1 else "L"
