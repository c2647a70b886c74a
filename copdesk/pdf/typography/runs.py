"""A piece of text as positioned glyphs, and the operators that show them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from copdesk.pdf.typography.fonts import Font

EM: Final = 1000.0
TOLERANCE: Final = 0.05  # what no eye can see, in thousandths of the type size


class Glyph(NamedTuple):
    """A glyph and where it stands, in thousandths of the type size."""

    identifier: int
    advance: float
    x_offset: float
    y_offset: float
    width: float
    text: str
    cluster: int


class ShapedRun:
    """Glyphs of a piece of text, and the PDF operators that show them.

    `simple` means that each glyph stands for characters of its own, `parts` that no letter changes
    its form with its neighbors, `usual` that each letter is the font's own glyph for it.
    """

    __slots__ = (
        "_glyphs",
        "_operators",
        "font",
        "parts",
        "right_to_left",
        "simple",
        "stands_in",
        "text",
        "usual",
        "width",
    )

    def __init__(
        self,
        font: Font,
        text: str,
        right_to_left: bool,
        glyphs: Sequence[Glyph],
        *,
        simple: bool,
        stands_in: bool = False,
        parts: bool = False,
        usual: bool = False,
    ) -> None:
        self.font = font
        self.text = text
        self.right_to_left = right_to_left
        self._glyphs = glyphs
        self.width = sum([glyph.advance for glyph in glyphs])
        self.simple = simple
        self.stands_in = stands_in
        self.parts = parts
        self.usual = usual
        self._operators: tuple[str | float, ...] | None = None

    @property
    def glyphs(self) -> Sequence[Glyph]:
        """The glyphs from left to right."""
        return self._glyphs

    @property
    def operators(self) -> tuple[str | float, ...]:
        """Contents of TJ arrays, and numbers where what follows is raised."""
        if self._operators is None:
            self._operators = glyph_operators(self.glyphs)
        return self._operators

    def texts(self) -> dict[int, str]:
        """Return what each glyph stands for."""
        return {glyph.identifier: glyph.text for glyph in self.glyphs}

    def cluster_widths(self) -> dict[int, float]:
        """Return how wide the text from each cluster's first character is."""
        widths: dict[int, float] = {}
        for glyph in self.glyphs:
            widths[glyph.cluster] = widths.get(glyph.cluster, 0.0) + glyph.advance
        return widths

    def part(self, start: int, stop: int) -> ShapedRun | None:
        """Return a part of a run; None where letters touch and it must be shaped again."""
        if not self.parts or not self.simple:
            return None
        glyphs = self.glyphs
        first = bisect_left(glyphs, start, key=_cluster)
        last = bisect_left(glyphs, stop, lo=first, key=_cluster)
        for place in (first, last):
            if place < len(glyphs) and not _stands_alone(glyphs, place, (start, stop)):
                return None
        text = self.text[start:stop]
        return ShapedRun(self.font, text, False, glyphs[first:last], simple=True)


class UsualRun(ShapedRun):
    """A run of letters' usual glyphs; most are only ever written, so glyphs are made on demand."""

    __slots__ = ("_advances",)

    def __init__(
        self, font: Font, text: str, advances: Sequence[int], code: str, *, parts: bool
    ) -> None:
        super().__init__(font, text, False, (), simple=True, parts=parts, usual=True)
        self.width = sum(advances) * EM / font.units
        self._advances = advances
        self._operators = (code,)

    @property
    def glyphs(self) -> Sequence[Glyph]:
        """The glyphs from left to right."""
        if not self._glyphs:
            self._glyphs = self._made_glyphs()
        return self._glyphs

    def _made_glyphs(self) -> list[Glyph]:
        scale = EM / self.font.units
        letters = [self.font.letter(character) for character in self.text]
        return [
            Glyph(letter.glyph, advance * scale, 0.0, 0.0, letter.advance * scale, character, place)
            for place, (letter, advance, character) in enumerate(
                zip(letters, self._advances, self.text, strict=True)
            )
        ]


def _stands_alone(glyphs: Sequence[Glyph], place: int, cuts: tuple[int, int]) -> bool:
    """Whether a line may begin with a glyph as it is: it was not moved towards its neighbor."""
    glyph, before = glyphs[place], glyphs[place - 1]
    return (
        glyph.cluster in cuts
        and not glyph.x_offset
        and (place == 0 or before.advance == before.width)
    )


_cluster = attrgetter("cluster")


def glyph_operators(glyphs: Sequence[Glyph]) -> tuple[str | float, ...]:
    """Return contents of TJ arrays as text, with the rise of what follows as a number."""
    operators: list[str | float] = []
    array: list[str] = []
    codes: list[str] = []
    rise = 0.0
    for glyph in glyphs:
        if glyph.y_offset != rise:
            _flush_codes(codes, array)
            if array:
                operators.append(" ".join(array))
                array.clear()
            rise = glyph.y_offset
            operators.append(rise)
        if glyph.x_offset:
            _flush_codes(codes, array)
            array.append(f"{-glyph.x_offset:.1f}")
        codes.append(f"{glyph.identifier:04X}")
        surplus = glyph.width - glyph.advance + glyph.x_offset
        if abs(surplus) > TOLERANCE:
            _flush_codes(codes, array)
            array.append(f"{surplus:.1f}")
    _flush_codes(codes, array)
    if array:
        operators.append(" ".join(array))
    if rise:
        operators.append(0.0)
    return tuple(operators)


def _flush_codes(codes: list[str], array: list[str]) -> None:
    if codes:
        array.append(f"<{''.join(codes)}>")
        codes.clear()
