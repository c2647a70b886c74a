"""Units into lines: greedy, each paragraph once for a width, linear in the length of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from icu4py.breakers import CharacterBreaker

from copdesk.pdf.typography.parting import Parting, part_of
from copdesk.pdf.typography.pieces import Piece, Unit
from copdesk.pdf.typography.plain_words import PLAIN
from copdesk.pdf.typography.runs import EM

_SLACK: Final = 1e-6
_MOST_HYPHENS: Final = 2  # below one another


class Line(NamedTuple):
    """Units side by side in reading order; `width` is without the space at its end."""

    units: Sequence[Unit]
    width: float
    level: int
    last: bool


def break_lines(
    units: Sequence[Unit],
    room: float,
    level: int,
    language: str,
    first_indent: float = 0.0,
    parting: Parting | None = None,
) -> list[Line]:
    """Return the lines of one paragraph; an empty paragraph is one empty line."""
    lines: list[Line] = []
    current: list[Unit] = []
    width = gap = 0.0
    hyphens = 0
    if max([unit.width for unit in units], default=0.0) > room:
        units = list(_fitting(units, room, language, parting))
    limit = room - first_indent + _SLACK
    for unit in units:
        needed = unit.width if unit.hyphen is None else unit.width + unit.hyphen.run.width
        if width + gap + needed > limit and current:
            parts = None
            # Only a whole word, between spaces and not the last, is worth a hyphen.
            if parting and gap and unit.space and limit - width > parting.loose:
                parts = parting.parted(unit, limit - width - gap)
            if parts and hyphens < _MOST_HYPHENS:
                head, unit = parts
                current.append(head)
                width += gap + head.width
            hyphens = hyphens + 1 if current[-1].hyphen else 0
            lines.append(_hyphenated(Line(current, width, level, last=False)))
            current, width, gap, limit = [], 0.0, 0.0, room + _SLACK
        current.append(unit)
        width += gap + unit.width
        gap = unit.space
    lines.append(Line(current, width, level, last=True))
    return lines


def _hyphenated(line: Line) -> Line:
    last = line.units[-1]
    if last.hyphen is None:
        return line
    shown = last._replace(plain=None, pieces=(*last.pieces, last.hyphen))
    width = line.width + last.hyphen.run.width
    return line._replace(units=[*line.units[:-1], shown], width=width)


def _fitting(
    units: Sequence[Unit], room: float, language: str, parting: Parting | None
) -> Iterator[Unit]:
    for unit in units:
        if unit.width <= room or room <= 0:
            yield unit
        else:
            syllables = parting.syllables(unit, room) if parting else ()
            yield from syllables or _cut(unit, room, language)


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
        yield part_of(unit, piece, start, stop, language)
        start = stop


def _character_ends(text: str, language: str) -> list[int]:
    """Return where each character that a reader sees ends."""
    if PLAIN.match(text):
        return list(range(1, len(text) + 1))
    return list(accumulate(map(len, CharacterBreaker(text, language or "en"))))
