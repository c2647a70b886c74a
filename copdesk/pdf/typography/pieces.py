"""What a line is made of: shaped pieces, and the units that stay together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.runs import ShapedRun


class Piece(NamedTuple):
    """One shaped run of a unit; `level` says which way it runs, as bidi counts."""

    level: int
    run: ShapedRun
    space: bool
    script: str
    link: str
    language: str = ""


class PlainCode(NamedTuple):
    """A unit about which a PDF must say nothing but its glyphs, each the letter's usual one."""

    font: Font
    text: str
    word: str
    whole: str


class Unit(NamedTuple):
    """What stays together on a line; widths in thousandths of the type size."""

    pieces: tuple[Piece, ...]
    width: float
    space: float
    line_height: float = 0.0
    turned: bool = False
    hyphen: Piece | None = None
    plain: PlainCode | None = None


def plain_code(font: Font, pieces: Sequence[Piece]) -> PlainCode | None:
    """Return the code of pieces whose letters are all as usual, None for others."""
    if not all(piece.run.usual for piece in pieces):
        return None
    codes = [str(piece.run.operators[0]) for piece in pieces]
    text = "".join([piece.run.text for piece in pieces])
    word = "" if pieces[0].space else codes[0]
    return PlainCode(font, text, word, " ".join(codes))
