"""Fit the lengths of segments to the time there is, to the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.domain.plan.segments import Segment

GRAIN: Final = 30
TURN_GRAIN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A length that may change between two bounds, in steps of `grain` seconds.

    Slots of one family are repetitions of one step and should stay alike.
    """

    key: str
    planned: int
    least: int
    most: int | None
    grain: int = GRAIN
    family: str


def slot(segment: Segment) -> Slot:
    """Return the segment as something that can be fitted."""
    return Slot(
        key=segment.id,
        planned=segment.seconds,
        least=min(segment.least, segment.seconds),
        most=segment.most,
        grain=TURN_GRAIN if segment.is_turn else GRAIN,
        family=segment.step_id,
    )


def is_elastic(segment: Segment, shorten_turns: bool = False) -> bool:
    """Whether a segment may change its length; hard-timed turns do so only when told."""
    if segment.protected or segment.settling or segment.seconds == 0:
        return False
    return shorten_turns or not segment.is_hard_timed


def capped(segments: Sequence[Segment], seconds: int) -> Sequence[Segment]:
    """Return the segments shortened, turns as well, so that they never last longer in all."""
    elastic = [slot(s) for s in segments if is_elastic(s, shorten_turns=True)]
    left = seconds - sum(s.seconds for s in segments) + sum(s.planned for s in elastic)
    if not seconds or not elastic:
        return segments
    lengths = fitted(elastic, left)
    if lengths is None:
        too_short = left < sum(s.least for s in elastic)
        bounds = {s.key: s.least if too_short else s.most for s in elastic}
        lengths = {key: bound for key, bound in bounds.items() if bound is not None}
    return [
        replace(
            s,
            seconds=min(s.seconds, lengths.get(s.id, s.seconds)),
            least=min(s.least, lengths.get(s.id, s.least)),
            most=lengths.get(s.id, s.most),
        )
        for s in segments
    ]


def fitted(slots: Sequence[Slot], seconds: int) -> dict[str, int] | None:
    """Return the lengths that sum to `seconds`; None if the bounds make that impossible.

    What there is is shared in proportion to the plan. Repetitions stay alike. The rest is
    rounded by largest remainder, so that nothing is lost.
    """
    if seconds < sum(s.least for s in slots):
        return None
    if not slots:
        return {} if seconds == 0 else None
    if all(s.most is not None for s in slots) and seconds > sum(s.most or 0 for s in slots):
        return None
    ideal = _shared(slots, seconds)
    repeated = _repeated(slots)
    lengths = _alike(repeated, ideal)
    _round_off(repeated, lengths, seconds)
    loose = [s for s in slots if s.key not in lengths]
    lengths.update(_rounded(loose, ideal, seconds - sum(lengths.values())))
    _settle(loose, lengths, seconds)
    _spread([s for members in repeated for s in members], lengths, seconds)
    return lengths if sum(lengths.values()) == seconds else None


def _shared(slots: Sequence[Slot], seconds: int) -> dict[str, float]:
    """Share in proportion; who hits a bound stays there and the others share the rest."""
    ideal: dict[str, float] = {}
    free: list[Slot] = list(slots)
    left = float(seconds)
    while free:
        planned = sum(s.planned for s in free)
        share = left / planned if planned else 0.0
        low = [s for s in free if s.planned * share < s.least]
        high = [s for s in free if s.most is not None and s.planned * share > s.most]
        missing = sum(s.least - s.planned * share for s in low)
        excess = sum(s.planned * share - (s.most or 0) for s in high)
        clamped = low if missing >= excess else high
        if not clamped:
            ideal.update({s.key: s.planned * share for s in free})
            break
        for s in clamped:
            ideal[s.key] = float(s.least if clamped is low else s.most or 0)
            left -= ideal[s.key]
        free = [s for s in free if s.key not in ideal]
    return ideal


def _repeated(slots: Sequence[Slot]) -> list[list[Slot]]:
    families: dict[str, list[Slot]] = {}
    for s in slots:
        families.setdefault(s.family, []).append(s)
    return [members for members in families.values() if len(members) > 1]


def _alike(families: Sequence[Sequence[Slot]], ideal: Mapping[str, float]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for members in families:
        mean = sum(ideal[s.key] for s in members) / len(members)
        for s in members:
            lengths[s.key] = max(s.least, int((mean + 1e-6) // s.grain) * s.grain)
    return lengths


def _round_off(families: Sequence[Sequence[Slot]], lengths: dict[str, int], seconds: int) -> None:
    """Let all turns be a little longer or shorter if the steps then come to whole grains."""
    for members in (m for m in families if m[0].grain == TURN_GRAIN):
        odd = (seconds - sum(lengths.values())) % GRAIN
        now = lengths[members[0].key]
        for shift in (5, -5, 10, -10, 15, -15):
            fits = all(s.least <= now + shift <= (s.most or now + shift) for s in members)
            small = abs(shift) <= max(TURN_GRAIN, now // 5)
            if odd and fits and small and (odd - shift * len(members)) % GRAIN == 0:
                lengths.update({s.key: now + shift for s in members})
                break


def _rounded(slots: Sequence[Slot], ideal: Mapping[str, float], left: int) -> dict[str, int]:
    """Round down to the grain, then give whole grains to the largest remainders."""
    lengths = {s.key: max(s.least, int((ideal[s.key] + 1e-6) // s.grain) * s.grain) for s in slots}
    order = sorted(slots, key=lambda s: lengths[s.key] - ideal[s.key])
    for s in order:
        room = left - sum(lengths.values())
        if room >= s.grain and lengths[s.key] + s.grain <= (s.most or left):
            lengths[s.key] += s.grain
    return lengths


def _settle(slots: Sequence[Slot], lengths: dict[str, int], seconds: int) -> None:
    """Give what no grain could take to the longest slots, or take it from them."""
    for grain in (GRAIN, TURN_GRAIN, 1):
        for s in sorted(slots, key=lambda s: (s.grain > grain, -lengths[s.key])):
            missing = seconds - sum(lengths.values())
            if missing > 0:
                room = missing if s.most is None else min(missing, s.most - lengths[s.key])
                lengths[s.key] += max(room, 0) // grain * grain
            elif missing < 0:
                lengths[s.key] -= min(-missing, lengths[s.key] - s.least) // grain * grain


def _spread(slots: Sequence[Slot], lengths: dict[str, int], seconds: int) -> None:
    """Last of all let the first repetitions be a little longer or shorter than the others."""
    steps = [s for s in slots if s.grain == GRAIN]
    turns = [s for s in slots if s.grain != GRAIN]
    for grain, among in ((GRAIN, steps), (TURN_GRAIN, turns), (TURN_GRAIN, slots), (1, slots)):
        moved = True
        while moved:
            moved = False
            for s in among:
                missing = seconds - sum(lengths.values())
                if missing >= grain and (s.most is None or lengths[s.key] + grain <= s.most):
                    lengths[s.key] += grain
                    moved = True
                elif missing <= -grain and lengths[s.key] - grain >= s.least:
                    lengths[s.key] -= grain
                    moved = True
