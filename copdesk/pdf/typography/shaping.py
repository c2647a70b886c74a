"""Text of one font, script and direction as positioned glyphs, shaped once and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import uharfbuzz as hb

from copdesk.pdf.typography.characters import REPLACEMENT, SOFT_HYPHEN
from copdesk.pdf.typography.fonts import Font, Letter
from copdesk.pdf.typography.runs import EM, TOLERANCE, Glyphs, ShapedRun, UsualRun, is_usual
from copdesk.pdf.typography.scripts import LATIN

LONGEST_REMEMBERED: Final = 80
MOST_REMEMBERED: Final = 50_000
_STANDS_IN: Final = "stands in"  # in the place of a script
_APART: Final = "\n"  # has no glyph and so touches no letter
_CONTEXT: Final = 5  # HarfBuzz looks no further for the letters that a letter joins
_JOINING: Final = frozenset(
    {"Arab", "Syrc", "Mand", "Mong", "Nkoo", "Phag", "Adlm", "Rohg", "Sogd", "Chrs", "Ougr"}
)
_UNCHANGING: Final = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor", "Ethi", "Hani"})


class ShapedRuns(dict[tuple[str, bool, str, str, str, str], ShapedRun]):
    """What a font has shaped, by text, direction, script, language and neighbors."""


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
    run = font.remembered(ShapedRuns).get(key)
    if run is None:
        run = _shaped(font, *key)
        _remember(font, key, run)
    return run


def _remember(font: Font, key: tuple[str, bool, str, str, str, str], run: ShapedRun) -> None:
    if len(run.text) <= LONGEST_REMEMBERED:
        known = font.remembered(ShapedRuns)
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        known[key] = run


def stand_in(font: Font, text: str) -> ShapedRun:
    """Return a visible mark for each character of a text that no font has."""
    key = (text, False, _STANDS_IN, "", "", "")
    run = font.remembered(ShapedRuns).get(key)
    if run is None:
        marks = shape(font, REPLACEMENT * len(text), False, LATIN, "")
        run = ShapedRun(font, text, False, marks.glyphs, simple=False, stands_in=True)
        _remember(font, key, run)
    return run


def hyphen(font: Font) -> ShapedRun:
    """Return the sign at the end of a parted word; a reader of the file takes it out again."""
    key = (SOFT_HYPHEN, False, LATIN, "", "", "")
    run = font.remembered(ShapedRuns).get(key)
    if run is None:
        letter = font.letter(SOFT_HYPHEN)
        if not letter.glyph or not letter.advance:
            letter = font.letter("-")
        glyphs = Glyphs([letter.glyph], [letter.advance], [0])
        run = font.remembered(ShapedRuns)[key] = ShapedRun(
            font, SOFT_HYPHEN, False, glyphs, simple=True
        )
    return run


def shape_words(font: Font, words: Sequence[str], script: str, language: str) -> list[ShapedRun]:
    """Return each word shaped by itself; one call for many is far cheaper than one for each."""
    if len(words) == 1:
        return [shape(font, words[0], False, script, language)]
    text = f"\n{_APART.join(words)}\n"
    buffer = _buffer(font, text, "", "", False, script, language)
    identifiers: list[int] = []
    clusters: list[int] = []
    for info in buffer.glyph_infos:
        identifiers.append(info.codepoint)
        clusters.append(info.cluster)
    positions = buffer.glyph_positions
    place = {cluster: index for index, cluster in enumerate(clusters)}
    found: list[ShapedRun] = []
    start = 1
    for word in words:
        letters = font.letters(word)
        first, stop = place.get(start, -1), start + len(word)
        last = first + len(word)
        run = None
        if clusters[last : last + 1] == [stop] and identifiers[first:last] == [
            letter.glyph for letter in letters
        ]:
            run = _usual_run(font, word, letters, positions[first:last], script)
        found.append(run or shape(font, word, False, script, language))
        start = stop + 1
    return found


def _usual_run(
    font: Font,
    word: str,
    letters: Sequence[Letter],
    positions: Sequence[hb.GlyphPosition],
    script: str,
) -> ShapedRun | None:
    """Return a run of letters' usual glyphs, None when one stands out of its line."""
    scale = EM / font.units
    advances: list[int] = []
    codes: list[str] = []
    begun = "<"
    for letter, position in zip(letters, positions, strict=True):
        advance = position.x_advance
        if position.x_offset or position.y_offset:
            return None
        advances.append(advance)
        begun += letter.code
        surplus = (letter.advance - advance) * scale
        if abs(surplus) > TOLERANCE:
            codes += (f"{begun}>", f"{surplus:.1f}")
            begun = "<"
    if begun != "<":
        codes.append(f"{begun}>")
    return UsualRun(font, word, advances, " ".join(codes), parts=script in _UNCHANGING)


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
    glyphs = _glyphs(buffer, len(before))
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


def _glyphs(buffer: hb.Buffer, origin: int) -> Glyphs:
    """Return the glyphs, their clusters counted from the origin."""
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    x_offsets = [position.x_offset for position in positions]
    y_offsets = [position.y_offset for position in positions]
    level = not any(x_offsets) and not any(y_offsets)
    return Glyphs(
        [info.codepoint for info in infos],
        [position.x_advance for position in positions],
        [info.cluster - origin for info in infos],
        () if level else x_offsets,
        () if level else y_offsets,
    )


def _run(font: Font, text: str, right_to_left: bool, glyphs: Glyphs, script: str) -> ShapedRun:
    return ShapedRun(
        font,
        text,
        right_to_left,
        glyphs,
        simple=len(set(glyphs.clusters)) == len(glyphs.clusters),
        parts=not right_to_left and script in _UNCHANGING,
        usual=not right_to_left and is_usual(font, text, glyphs),
    )
