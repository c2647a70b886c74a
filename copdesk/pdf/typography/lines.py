"""Units into lines: greedy, each paragraph once for a width, linear in the length of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from icu4py.breakers import CharacterBreaker

from copdesk.pdf.typography.runs import EM
from copdesk.pdf.typography.shaping import shape, stand_in
from copdesk.pdf.typography.units import PLAIN, Piece, Unit, plain_code

_SLACK = 1e-6


class Line(NamedTuple):
    """Units side by side in reading order; `width` is without the space at its end."""

    units: Sequence[Unit]
    width: float
    level: int
    last: bool


def break_lines(
    units: Sequence[Unit], room: float, level: int, language: str, first_indent: float = 0.0
) -> list[Line]:
    """Return the lines of one paragraph; an empty paragraph is one empty line."""
    lines: list[Line] = []
    current: list[Unit] = []
    width = gap = 0.0
    if max([unit.width for unit in units], default=0.0) > room:
        units = list(_fitting(units, room, language))
    limit = room - first_indent + _SLACK
    for unit in units:
        needed = unit.width if unit.hyphen is None else unit.width + unit.hyphen.run.width
        if width + gap + needed > limit and current:
            lines.append(Line(_hyphenated(current), width, level, last=False))
            current, width, gap, limit = [], 0.0, 0.0, room + _SLACK
        current.append(unit)
        width += gap + unit.width
        gap = unit.space
    lines.append(Line(current, width, level, last=True))
    return lines


def _hyphenated(units: list[Unit]) -> list[Unit]:
    last = units[-1]
    if last.hyphen is None:
        return units
    shown = last._replace(plain=None, pieces=(*last.pieces, last.hyphen))
    return [*units[:-1], shown]


def _fitting(units: Sequence[Unit], room: float, language: str) -> Iterator[Unit]:
    for unit in units:
        if unit.width <= room or room <= 0:
            yield unit
        else:
            yield from _cut(unit, room, language)


def _cut(unit: Unit, room: float, language: str) -> Iterator[Unit]:
    """Cut a word that no line can hold between its characters."""
    for piece in unit.pieces:
        if piece.space:
            yield unit._replace(plain=None, pieces=(piece,), width=0.0, space=piece.run.width)
        else:
            yield from _cut_piece(unit, piece, room, language)


def _cut_piece(unit: Unit, piece: Piece, room: float, language: str) -> Iterator[Unit]:
    run = piece.run
    stops = _character_ends(run.text, language)
    ends = run.ends()
    reached = [ends[stop] for stop in stops]
    limit = room * run.font.units / EM
    start = first = 0
    while start < len(run.text):
        count = bisect_right(reached, ends[start] + limit, lo=first)
        first = max(count, first + 1)  # a character wider than the column stands alone
        stop = stops[first - 1]
        yield _part(unit, piece, start, stop, language)
        start = stop


def _character_ends(text: str, language: str) -> list[int]:
    """Return where each character that a reader sees ends."""
    if PLAIN.match(text):
        return list(range(1, len(text) + 1))
    return list(accumulate(map(len, CharacterBreaker(text, language or "en"))))


def _part(unit: Unit, piece: Piece, start: int, stop: int, language: str) -> Unit:
    run = piece.run
    text = run.text[start:stop]
    if run.stands_in:
        part = stand_in(run.font, text)
    else:
        part = run.part(start, stop) or shape(
            run.font,
            text,
            run.right_to_left,
            piece.script,
            piece.language or language,
            run.text[max(0, start - 5) : start],
            run.text[stop : stop + 5],
        )
    pieces = (piece._replace(run=part),)
    usual = part.usual and not (unit.turned or piece.link or piece.language)
    plain = plain_code(run.font, pieces) if usual else None
    return unit._replace(plain=plain, pieces=pieces, width=part.width, space=0.0)
