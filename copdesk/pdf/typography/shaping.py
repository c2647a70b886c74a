"""Text of one font, script and direction as positioned glyphs, shaped once and remembered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, NamedTuple

import uharfbuzz as hb

from copdesk.pdf.typography.characters import REPLACEMENT
from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.scripts import LATIN

_EM: Final = 1000.0
LONGEST_REMEMBERED: Final = 80
MOST_REMEMBERED: Final = 50_000
_APART: Final = "\n"  # has no glyph and so touches no letter
_TOLERANCE: Final = 0.05
_CONTEXT: Final = 5  # HarfBuzz looks no further for the letters that a letter joins
_JOINING: Final = frozenset(
    {"Arab", "Syrc", "Mand", "Mong", "Nkoo", "Phag", "Adlm", "Rohg", "Sogd", "Chrs", "Ougr"}
)
_UNCHANGING: Final = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor", "Ethi", "Hani"})


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
    its form with its neighbors.
    """

    __slots__ = (
        "_operators",
        "font",
        "glyphs",
        "parts",
        "right_to_left",
        "simple",
        "stands_in",
        "text",
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
    ) -> None:
        self.font = font
        self.text = text
        self.right_to_left = right_to_left
        self.glyphs = glyphs
        self.width = sum([glyph.advance for glyph in glyphs])
        self.simple = simple
        self.stands_in = stands_in
        self.parts = parts
        self._operators: tuple[str | float, ...] | None = None

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


def _stands_alone(glyphs: Sequence[Glyph], place: int, cuts: tuple[int, int]) -> bool:
    """Whether a line may begin with a glyph as it is: it was not moved towards its neighbor."""
    glyph, before = glyphs[place], glyphs[place - 1]
    return (
        glyph.cluster in cuts
        and not glyph.x_offset
        and (place == 0 or before.advance == before.width)
    )


_cluster = attrgetter("cluster")


def shape(
    font: Font,
    text: str,
    right_to_left: bool,
    script: str,
    language: str,
    before: str = "",
    after: str = "",
) -> ShapedRun:
    """Return the glyphs; `before` and `after` only decide how letters at the ends join."""
    if script in _JOINING:
        before, after = before[-_CONTEXT:], after[:_CONTEXT]
    else:
        before = after = ""
    key = (text, right_to_left, script, language, before, after)
    run = font.shaped.get(key)
    if run is None:
        run = _shaped(font, *key)
        if len(text) <= LONGEST_REMEMBERED:
            if len(font.shaped) >= MOST_REMEMBERED:
                font.shaped.clear()
            font.shaped[key] = run
    return run


def stand_in(font: Font, text: str) -> ShapedRun:
    """Return a visible mark for each character of a text that no font has."""
    marks = shape(font, REPLACEMENT * len(text), False, LATIN, "")
    return ShapedRun(font, text, False, marks.glyphs, simple=False, stands_in=True)


def shape_words(font: Font, words: Sequence[str], script: str, language: str) -> list[ShapedRun]:
    """Return each word shaped by itself; one call for many is far cheaper than one for each."""
    text = f"\n{_APART.join(words)}\n"
    origins: list[int] = [0]
    for word in words:
        origins += [len(origins)] * (len(word) + 1)
    buffer = _buffer(font, text, "", "", False, script, language)
    glyphs = _glyphs(font, buffer, text, origins)
    found: list[ShapedRun] = []
    first = 1
    for word in words:
        last = first
        while glyphs[last].text != _APART:
            last += 1
        found.append(_run(font, word, False, glyphs[first:last], script))
        first = last + 1
    return found


def _shaped(
    font: Font,
    text: str,
    right_to_left: bool,
    script: str,
    language: str,
    before: str,
    after: str,
) -> ShapedRun:
    buffer = _buffer(font, text, before, after, right_to_left, script, language)
    glyphs = _glyphs(font, buffer, before + text, [len(before)] * (len(before) + len(text)))
    return _run(font, text, right_to_left, glyphs, script)


def _buffer(
    font: Font,
    text: str,
    before: str,
    after: str,
    right_to_left: bool,
    script: str,
    language: str,
) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = script
    if language:
        buffer.language = language
    levels = hb.BufferClusterLevel
    buffer.cluster_level = (
        levels.MONOTONE_CHARACTERS if right_to_left else levels.MONOTONE_GRAPHEMES
    )
    hb.shape(font.harfbuzz, buffer)
    return buffer


def _glyphs(font: Font, buffer: hb.Buffer, text: str, origins: Sequence[int]) -> list[Glyph]:
    """Return the glyphs, their clusters counted from the origin that each character has."""
    infos = buffer.glyph_infos
    starts = [info.cluster for info in infos]
    clusters = sorted(set(starts))
    own = dict(zip(clusters, map(slice, clusters, [*clusters[1:], len(text)]), strict=True))
    scale = _EM / font.units
    return [
        Glyph(
            info.codepoint,
            position.x_advance * scale,
            position.x_offset * scale,
            position.y_offset * scale,
            font.advance(info.codepoint) * scale,
            text[own.pop(start)] if start in own else "",
            start - origins[start],
        )
        for info, position, start in zip(infos, buffer.glyph_positions, starts, strict=True)
    ]


def _run(
    font: Font, text: str, right_to_left: bool, glyphs: Sequence[Glyph], script: str
) -> ShapedRun:
    return ShapedRun(
        font,
        text,
        right_to_left,
        glyphs,
        simple=all(glyph.text for glyph in glyphs),
        parts=not right_to_left and script in _UNCHANGING,
    )


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
        if abs(surplus) > _TOLERANCE:
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
