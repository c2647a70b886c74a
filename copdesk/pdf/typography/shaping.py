"""Text of one font, script and direction as positioned glyphs, shaped once and remembered."""

from __future__ import annotations

from typing import Final, NamedTuple

import uharfbuzz as hb

from copdesk.pdf.typography.characters import REPLACEMENT
from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.scripts import LATIN

_EM: Final = 1000.0
_LONGEST_REMEMBERED: Final = 80
_MOST_REMEMBERED: Final = 50_000
_TOLERANCE: Final = 0.05
_CONTEXT: Final = 5  # HarfBuzz looks no further for the letters that a letter joins
_JOINING: Final = frozenset(
    {"Arab", "Syrc", "Mand", "Mong", "Nkoo", "Phag", "Adlm", "Rohg", "Sogd", "Chrs", "Ougr"}
)


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
    """Glyphs of a piece of text, and the PDF operators that show them."""

    __slots__ = (
        "font", "glyphs", "operators", "right_to_left", "simple", "stands_in", "text", "texts",
        "width",
    )  # fmt: skip

    def __init__(
        self,
        font: Font,
        text: str,
        right_to_left: bool,
        glyphs: list[Glyph],
        simple: bool,
        stands_in: bool = False,
    ) -> None:
        self.font = font
        self.text = text
        self.right_to_left = right_to_left
        self.glyphs = glyphs
        self.width = sum(glyph.advance for glyph in glyphs)
        self.stands_in = stands_in
        self.simple = simple  # each glyph stands for characters of its own
        self.texts = tuple({glyph.identifier: glyph.text for glyph in glyphs}.items())
        self.operators = glyph_operators(glyphs)

    def cluster_widths(self) -> dict[int, float]:
        """Return how wide the text from each cluster's first character is."""
        widths: dict[int, float] = {}
        for glyph in self.glyphs:
            widths[glyph.cluster] = widths.get(glyph.cluster, 0.0) + glyph.advance
        return widths


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
        if len(text) <= _LONGEST_REMEMBERED:
            if len(font.shaped) >= _MOST_REMEMBERED:
                font.shaped.clear()
            font.shaped[key] = run
    return run


def stand_in(font: Font, text: str) -> ShapedRun:
    """Return a visible mark for each character of a text that no font has."""
    marks = shape(font, REPLACEMENT * len(text), False, LATIN, "")
    return ShapedRun(font, text, False, marks.glyphs, simple=False, stands_in=True)


def _shaped(
    font: Font,
    text: str,
    right_to_left: bool,
    script: str,
    language: str,
    before: str,
    after: str,
) -> ShapedRun:
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
    infos = buffer.glyph_infos
    starts = [info.cluster - len(before) for info in infos]
    clusters = sorted(set(starts))
    following = dict(zip(clusters, [*clusters[1:], len(text)], strict=True))
    scale = _EM / font.units
    seen: set[int] = set()
    glyphs: list[Glyph] = []
    for info, position, start in zip(infos, buffer.glyph_positions, starts, strict=True):
        own = "" if start in seen else text[start : following[start]]
        seen.add(start)
        glyphs.append(
            Glyph(
                info.codepoint,
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
                font.advance(info.codepoint) * scale,
                own,
                start,
            )
        )
    return ShapedRun(font, text, right_to_left, glyphs, len(clusters) == len(glyphs))


def glyph_operators(glyphs: list[Glyph]) -> tuple[str | float, ...]:
    """Return contents of TJ arrays as text, with the rise of what follows as a number."""
    operators: list[str | float] = []
    array: list[str] = []
    codes = ""
    rise = 0.0

    def flush_codes() -> None:
        nonlocal codes
        if codes:
            array.append(f"<{codes}>")
            codes = ""

    def flush_array() -> None:
        flush_codes()
        if array:
            operators.append(" ".join(array))
            array.clear()

    for glyph in glyphs:
        if glyph.y_offset != rise:
            flush_array()
            operators.append(glyph.y_offset)
            rise = glyph.y_offset
        if glyph.x_offset:
            flush_codes()
            array.append(f"{-glyph.x_offset:.1f}")
        codes += f"{glyph.identifier:04X}"
        surplus = glyph.width - glyph.advance + glyph.x_offset
        if abs(surplus) > _TOLERANCE:
            flush_codes()
            array.append(f"{surplus:.1f}")
    flush_array()
    if rise:
        operators.append(0.0)
    return tuple(operators)
