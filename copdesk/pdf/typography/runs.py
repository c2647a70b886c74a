"""A piece of text as positioned glyphs, and the operators that show them."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from copdesk.pdf.typography.fonts import Font

EM: Final = 1000.0
TOLERANCE: Final = 0.05  # what no eye can see, in thousandths of the type size


class Glyphs(NamedTuple):
    """Glyphs from left to right, a column for each property; lengths in units of their font.

    Columns, because a row for each glyph takes ten times as long. Offsets are empty where no glyph
    stands out of its place; a cluster is the place of the first character that a glyph stands for.
    """

    identifiers: Sequence[int]
    advances: Sequence[int]
    clusters: Sequence[int]
    x_offsets: Sequence[int] = ()
    y_offsets: Sequence[int] = ()

    def part(self, first: int, last: int | None, origin: int = 0) -> Glyphs:
        """Return some of the glyphs, their clusters counted from an origin."""
        return Glyphs(
            self.identifiers[first:last],
            self.advances[first:last],
            [cluster - origin for cluster in self.clusters[first:last]],
            self.x_offsets[first:last],
            self.y_offsets[first:last],
        )


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
        glyphs: Glyphs | None,
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
        self.width = sum(glyphs.advances) * EM / font.units if glyphs else 0.0
        self.simple = simple
        self.stands_in = stands_in
        self.parts = parts
        self.usual = usual
        self._operators: tuple[str | float, ...] | None = None

    @property
    def glyphs(self) -> Glyphs:
        """The glyphs from left to right."""
        if self._glyphs is None:
            self._glyphs = self._made_glyphs()
        return self._glyphs

    @property
    def operators(self) -> tuple[str | float, ...]:
        """Contents of TJ arrays, and numbers where what follows is raised."""
        if self._operators is None:
            self._operators = glyph_operators(self.font, self.glyphs)
        return self._operators

    def texts(self) -> dict[tuple[int, str], None]:
        """Return each glyph with what it stands for, nothing where it completes another."""
        clusters = self.glyphs.clusters
        own = self._cluster_texts()
        texts = [own.pop(cluster, "") for cluster in clusters]
        return dict.fromkeys(zip(self.glyphs.identifiers, texts, strict=True))

    def clusters(self) -> Iterator[tuple[str, int, int]]:
        """Return what glyphs stand for together, with the first of them and that after the last."""
        own = self._cluster_texts()
        first = 0
        for cluster, group in groupby(self.glyphs.clusters):
            last = first + len(list(group))
            yield own[cluster], first, last
            first = last

    def ends(self) -> list[int]:
        """Return how wide the text is up to each of its characters, in units of the font."""
        glyphs = self.glyphs
        widths = [0] * len(self.text)
        for cluster, advance in zip(glyphs.clusters, glyphs.advances, strict=True):
            widths[cluster] += advance
        return list(accumulate(widths, initial=0))

    def part(self, start: int, stop: int) -> ShapedRun | None:
        """Return a part of a run; None where letters touch and it must be shaped again."""
        if not self.parts or not self.simple:
            return None
        glyphs = self.glyphs
        first = bisect_left(glyphs.clusters, start)
        last = bisect_left(glyphs.clusters, stop, lo=first)
        for place in (first, last):
            if place < len(glyphs.clusters) and not self._stands_alone(place, (start, stop)):
                return None
        text = self.text[start:stop]
        own = glyphs.part(first, last, start)
        usual = is_usual(self.font, text, own)
        return ShapedRun(self.font, text, False, own, simple=True, usual=usual)

    def _stands_alone(self, place: int, cuts: tuple[int, int]) -> bool:
        """Whether a line may begin with a glyph: it was not moved towards the one before."""
        glyphs = self.glyphs
        if glyphs.clusters[place] not in cuts or (glyphs.x_offsets and glyphs.x_offsets[place]):
            return False
        before = place - 1
        return not place or glyphs.advances[before] == self.font.advance(glyphs.identifiers[before])

    def _cluster_texts(self) -> dict[int, str]:
        starts = sorted(set(self.glyphs.clusters))
        return {start: self.text[start:stop] for start, stop in pairwise([*starts, len(self.text)])}

    def _made_glyphs(self) -> Glyphs:
        return Glyphs((), (), ())


class UsualRun(ShapedRun):
    """A run of letters' usual glyphs; most are only ever written, so glyphs are made on demand."""

    __slots__ = ("_advances",)

    def __init__(
        self, font: Font, text: str, advances: Sequence[int], code: str, *, parts: bool
    ) -> None:
        super().__init__(font, text, False, None, simple=True, parts=parts, usual=True)
        self.width = sum(advances) * EM / font.units
        self._advances = advances
        self._operators = (code,)

    def _made_glyphs(self) -> Glyphs:
        identifiers = [letter.glyph for letter in self.font.letters(self.text)]
        return Glyphs(identifiers, self._advances, range(len(identifiers)))


def is_usual(font: Font, text: str, glyphs: Glyphs) -> bool:
    """Whether a text from left to right shows each letter's own glyph, level with the others."""
    return (
        len(text) == len(glyphs.identifiers)
        and not any(glyphs.y_offsets)
        and glyphs.clusters == list(range(len(text)))
        and glyphs.identifiers == [letter.glyph for letter in font.letters(text)]
    )


def glyph_operators(font: Font, glyphs: Glyphs) -> tuple[str | float, ...]:
    """Return contents of TJ arrays as text, with the rise of what follows as a number."""
    if not glyphs.x_offsets:
        return (_level_code(font, glyphs),)
    scale = EM / font.units
    operators: list[str | float] = []
    array: list[str] = []
    codes: list[str] = []
    rise = 0
    for identifier, advance, _, x_offset, y_offset in zip(*glyphs, strict=True):
        if y_offset != rise:
            _flush_codes(codes, array)
            if array:
                operators.append(" ".join(array))
                array.clear()
            rise = y_offset
            operators.append(rise * scale)
        if x_offset:
            _flush_codes(codes, array)
            array.append(f"{-x_offset * scale:.1f}")
        codes.append(f"{identifier:04X}")
        surplus = (font.advance(identifier) - advance + x_offset) * scale
        if abs(surplus) > TOLERANCE:
            _flush_codes(codes, array)
            array.append(f"{surplus:.1f}")
    _flush_codes(codes, array)
    if array:
        operators.append(" ".join(array))
    if rise:
        operators.append(0.0)
    return tuple(operators)


def glyph_codes(font: Font, glyphs: Glyphs) -> list[tuple[float, str]]:
    """Return for each glyph how high it is raised, and its own part of a TJ array."""
    scale = EM / font.units
    columns = (glyphs.identifiers, glyphs.advances, font.advances(glyphs.identifiers))
    nothing = [0] * len(glyphs.identifiers)
    offsets = (glyphs.x_offsets or nothing, glyphs.y_offsets or nothing)
    codes: list[tuple[float, str]] = []
    for identifier, advance, width, x_offset, y_offset in zip(*columns, *offsets, strict=True):
        code = f"<{identifier:04X}>"
        if x_offset:
            code = f"{-x_offset * scale:.1f} {code}"
        surplus = width - advance + x_offset
        if surplus and abs(surplus) * scale > TOLERANCE:
            code = f"{code} {surplus * scale:.1f}"
        codes.append((y_offset * scale, code))
    return codes


def _level_code(font: Font, glyphs: Glyphs) -> str:
    """Return one TJ array for glyphs that all stand on the line."""
    identifiers = glyphs.identifiers
    code = struct.pack(f">{len(identifiers)}H", *identifiers).hex().upper()
    widths = font.advances(identifiers)
    if widths == glyphs.advances:
        return f"<{code}>"
    scale = EM / font.units
    parts: list[str] = []
    done = 0
    for place, (own, advance) in enumerate(zip(widths, glyphs.advances, strict=True), start=1):
        if own != advance and abs(own - advance) * scale > TOLERANCE:
            parts.append(f"<{code[4 * done : 4 * place]}> {(own - advance) * scale:.1f}")
            done = place
    if done < len(identifiers):
        parts.append(f"<{code[4 * done :]}>")
    return " ".join(parts)


def _flush_codes(codes: list[str], array: list[str]) -> None:
    if codes:
        array.append(f"<{''.join(codes)}>")
        codes.clear()
