"""One line of shaped text as PDF operators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from copdesk.pdf.typography.bidi import visual_order
from copdesk.pdf.typography.embedding import EmbeddedFonts, FontUse
from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.lines import Line
from copdesk.pdf.typography.pieces import Piece
from copdesk.pdf.typography.runs import ShapedRun, glyph_codes

_EM: Final = 1000.0


class LinkArea(NamedTuple):
    """Where on the line, from its left end, a link is shown."""

    address: str
    left: float
    right: float


class SpokenPart(NamedTuple):
    """Pieces side by side in one language, and how far from the line's left end they begin."""

    language: str
    left: float
    pieces: Sequence[Piece]


def visible_pieces(line: Line) -> list[Piece]:
    """Return the pieces from left to right, without the space at the end."""
    pieces = [piece for unit in line.units for piece in unit.pieces]
    while pieces and pieces[-1].space:
        pieces.pop()
    if line.level or any(unit.turned for unit in line.units):
        return visual_order(pieces, [piece.level for piece in pieces])
    return pieces


def plain_line(line: Line, fonts: EmbeddedFonts, size: float, place: str) -> str | None:
    """Return a line in one font as a text object, the way most lines are; None for other lines."""
    plain = [unit.plain for unit in line.units]
    last = plain[-1]
    if last is None:
        return None
    font = last.font
    found = [one for one in plain if one is not None and one.font is font]
    if len(found) != len(plain):
        return None
    use = fonts.use(font)
    if not use.shows_plainly("".join([one.text for one in found])):
        return None
    codes = [one.whole for one in found]
    codes[-1] = last.word
    return f"BT {place} Tm /{use.key} {size:.2f} Tf [{' '.join(codes)}] TJ ET"


def line_operators(
    pieces: Sequence[Piece], fonts: EmbeddedFonts, size: float, x: float, y: float, stretch: float
) -> str:
    """Return a text object; `stretch` widens each space, in points."""
    writer = _Writer(fonts, size, stretch * _EM / size)
    for piece in pieces:
        writer.show(piece)
    writer.flush()
    return f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm\n{' '.join(writer.code)}\nET"


def spoken_parts(
    pieces: Sequence[Piece], language: str, size: float, stretch: float, level: int
) -> list[SpokenPart]:
    """Return the pieces of a line by language, in reading order; empty for that of the whole."""
    if all(piece.language in ("", language) for piece in pieces):
        return [SpokenPart("", 0.0, pieces)]
    parts: list[SpokenPart] = []
    place = 0.0
    for own, group in groupby(pieces, lambda piece: piece.language):
        found = list(group)
        parts.append(SpokenPart(own if own != language else "", place, found))
        place += _length(found, size, stretch)
    return parts[::-1] if level else parts


def _length(pieces: Iterable[Piece], size: float, stretch: float) -> float:
    return sum(piece.run.width * size / _EM + (stretch if piece.space else 0.0) for piece in pieces)


def link_areas(pieces: Sequence[Piece], size: float, stretch: float) -> list[LinkArea]:
    """Return the stretches of a line that lead somewhere."""
    if not any(piece.link for piece in pieces):
        return []
    areas: list[LinkArea] = []
    place = 0.0
    for address, group in groupby(pieces, attrgetter("link")):
        left = place
        place += _length(group, size, stretch)
        if address:
            areas.append(LinkArea(address, left, place))
    return areas


class _Writer:
    """Collects glyphs of one font in a TJ array for as long as nothing else must come between."""

    def __init__(self, fonts: EmbeddedFonts, size: float, stretch: float) -> None:
        self.code: list[str] = []
        self._fonts = fonts
        self._size = size
        self._stretch = stretch
        self._array: list[str] = []
        self._use: FontUse | None = None
        self._codes: Mapping[ShapedRun, str] = {}

    def flush(self) -> None:
        if self._array:
            self.code.append(f"[{' '.join(self._array)}] TJ")
            self._array.clear()

    def show(self, piece: Piece) -> None:
        run = piece.run
        if self._use is None or self._use.font is not run.font:
            self._change_font(run.font)
        code = self._codes.get(run)
        if code is None:
            code = self._fonts.use(run.font).plain_code(run)
        if code:
            self._array.append(code)
        else:
            self._show_with_care(run, self._fonts.use(run.font))
        if self._stretch and piece.space:
            self._array.append(f"{-self._stretch:.1f}")

    def _change_font(self, font: Font) -> None:
        self.flush()
        use = self._use = self._fonts.use(font)
        self._codes = use.codes
        self.code.append(f"/{use.key} {self._size:.2f} Tf")

    def _show_with_care(self, run: ShapedRun, use: FontUse) -> None:
        if not use.needs_actual_text(run):
            self._show_operators(run.operators)
        elif run.right_to_left:
            self._show_clusters(run, use)
        else:
            self._begin_text(run.text)
            self._show_operators(run.operators)
            self._end_text()

    def _show_operators(self, operators: Sequence[str | float]) -> None:
        for operator in operators:
            if isinstance(operator, str):
                self._array.append(operator)
            else:
                self._raise_to(operator)

    def _show_clusters(self, run: ShapedRun, use: FontUse) -> None:
        """Give each cluster its own text: readers reverse the order of the clusters."""
        codes = glyph_codes(run.font, run.glyphs)
        identifiers = run.glyphs.identifiers
        rise = 0.0
        for text, first, last in run.clusters():
            named = last - first > 1 or use.texts.get(identifiers[first]) != text
            if named:
                self._begin_text(text)
            for own_rise, code in codes[first:last]:
                if own_rise != rise:
                    self._raise_to(own_rise)
                    rise = own_rise
                self._array.append(code)
            if named:
                self._end_text()
        if rise:
            self._raise_to(0.0)

    def _raise_to(self, rise: float) -> None:
        self.flush()
        self.code.append(f"{rise * self._size / _EM:.3f} Ts")

    def _begin_text(self, text: str) -> None:
        self.flush()
        code = text.encode("utf-16-be").hex().upper()
        self.code.append(f"/Span <</ActualText <FEFF{code}>>> BDC")

    def _end_text(self) -> None:
        self.flush()
        self.code.append("EMC")
