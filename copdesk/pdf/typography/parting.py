"""Parts of a unit: what of a word stays on a line, and what goes to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from copdesk.pdf.typography.hyphenation import Hyphenation
from copdesk.pdf.typography.pieces import Piece, Unit, plain_code
from copdesk.pdf.typography.scripts import LATIN
from copdesk.pdf.typography.shaping import hyphen, shape, stand_in

_HYPHENATED: Final = frozenset({LATIN, "Grek", "Cyrl"})


@dataclass(frozen=True, slots=True)
class Parting:
    """Parts words by their language where a line would keep more room than `loose`."""

    hyphenation: Hyphenation
    language: str
    loose: float

    def parted(self, unit: Unit, room: float) -> tuple[Unit, Unit] | None:
        """Return the most of a word that fits with its hyphen, and the rest."""
        piece = _word(unit)
        if piece is None:
            return None
        for place in reversed(self._places(piece, names=False)):
            head = self._head(unit, piece, 0, place)
            if head.hyphen is not None and head.width + head.hyphen.run.width <= room:
                return head, self._tail(unit, piece, place)
        return None

    def syllables(self, unit: Unit, room: float) -> list[Unit]:
        """Return all parts of a word that no line can hold; none when one of them is too wide."""
        piece = _word(unit)
        places = self._places(piece, names=True) if piece else []
        if piece is None or not places:
            return []
        parts = [self._head(unit, piece, start, stop) for start, stop in pairwise([0, *places])]
        parts.append(self._tail(unit, piece, places[-1]))
        widths = [part.width + (part.hyphen.run.width if part.hyphen else 0.0) for part in parts]
        return parts if max(widths) <= room else []

    def _places(self, piece: Piece, *, names: bool) -> list[int]:
        language = piece.language or self.language
        return self.hyphenation.places(piece.run.text, language, names=names)

    def _head(self, unit: Unit, piece: Piece, start: int, stop: int) -> Unit:
        sign = piece._replace(run=hyphen(piece.run.font))
        return part_of(unit, piece, start, stop, self.language)._replace(hyphen=sign)

    def _tail(self, unit: Unit, piece: Piece, start: int) -> Unit:
        tail = part_of(unit, piece, start, len(piece.run.text), self.language)
        pieces = (*tail.pieces, *(piece for piece in unit.pieces if piece.space))
        plain = plain_code(piece.run.font, pieces) if tail.plain else None
        return tail._replace(pieces=pieces, space=unit.space, plain=plain)


def part_of(unit: Unit, piece: Piece, start: int, stop: int, language: str) -> Unit:
    """Return some characters of a piece as a unit of their own."""
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


def _word(unit: Unit) -> Piece | None:
    """Return the only piece of a unit that is a word of letters in one form."""
    words = [piece for piece in unit.pieces if not piece.space]
    if len(words) != 1 or unit.hyphen is not None:
        return None
    (word,) = words
    suits = word.script in _HYPHENATED and not word.link and not word.run.stands_in
    return word if suits else None
