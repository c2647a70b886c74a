"""A paragraph as units between which a line may break, each shaped and measured."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, NamedTuple

from icu4py.breakers import LineBreaker

from copdesk.pdf.typography.bidi import levels
from copdesk.pdf.typography.characters import SOFT_HYPHEN
from copdesk.pdf.typography.font_library import FontLibrary
from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.languages import guessed_language
from copdesk.pdf.typography.pieces import Piece, Unit
from copdesk.pdf.typography.plain_words import is_plain, plain_units
from copdesk.pdf.typography.runs import ShapedRun
from copdesk.pdf.typography.scripts import LATIN, scripts_of
from copdesk.pdf.typography.shaping import (
    LONGEST_REMEMBERED,
    hyphen,
    shape,
    stand_in,
)
from copdesk.pdf.typography.spans import Span

_INVISIBLE: Final = dict.fromkeys(
    [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A),
     0xFEFF]
)  # fmt: skip
_MOST_PARAGRAPHS: Final = 5_000
_TRAILING: Final = " \u200b"
# Khmer and Lao repeat a word with a sign that no line begins with: ICU takes it for a word.
_REPEATED: Final = {0x17D7: "!", 0xEC6: "!"}
_FOLLOWS: Final = frozenset(
    {"Mn", "Mc", "Me", "Zs", "Nd", "Cf", "Po", "Ps", "Pe", "Pi", "Pf", "Pd"}
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What shaping must know besides the text."""

    library: FontLibrary
    language: str
    missing: dict[str, int]


class _Style(NamedTuple):
    script: str
    level: int
    font: Font | None
    link: str
    language: str


def units(spans: Sequence[Span], base: int, wording: Wording) -> list[Unit]:
    """Return the units of one paragraph in reading order."""
    if not spans:
        return []
    alone = len(spans) == 1 and not spans[0].language
    if not base and alone and is_plain(spans[0].text, wording.language):
        span = spans[0]
        font = wording.library.base(bold=span.bold, italic=span.italic)
        if font.covers_all(span.text):
            return plain_units(span, font, wording.language)
    return _known_units(spans, base, wording)


def _known_units(spans: Sequence[Span], base: int, wording: Wording) -> list[Unit]:
    """Return the units of a paragraph that may have come before: a name stands in many cells."""
    key = (tuple(spans), base, wording.language)
    known = wording.library.paragraphs
    found = known.get(key)
    if found is None:
        missing: dict[str, int] = {}
        found = _itemized_units(spans, base, replace(wording, missing=missing)), missing
        if sum(len(span.text) for span in spans) <= LONGEST_REMEMBERED:
            if len(known) >= _MOST_PARAGRAPHS:
                known.clear()
            known[key] = found
    for character, times in found[1].items():
        wording.missing[character] = wording.missing.get(character, 0) + times
    return found[0]


def _itemized_units(spans: Sequence[Span], base: int, wording: Wording) -> list[Unit]:
    text = "".join(span.text for span in spans)
    styles = _styles(spans, text, base, wording)
    found: list[Unit] = []
    for start, stop in _segments(text, styles, wording.language):
        word = len(text[start:stop].rstrip(_TRAILING)) + start
        pieces = [
            *_pieces(text, start, word, styles, wording, space=False),
            *_pieces(text, word, stop, styles, wording, space=True),
        ]
        sign = None
        if word == stop and text[stop - 1] == SOFT_HYPHEN:
            style = styles[stop - 1]
            font = style.font or wording.library.base()
            run = hyphen(font)
            sign = Piece(style.level, run, False, style.script, style.link, style.language)
        found.append(
            Unit(
                tuple(pieces),
                sum(piece.run.width for piece in pieces if not piece.space),
                sum(piece.run.width for piece in pieces if piece.space),
                max((piece.run.font.line_height for piece in pieces), default=0.0),
                any(piece.level for piece in pieces),
                sign,
            )
        )
    return found


def _segments(text: str, styles: Sequence[_Style], language: str) -> Iterator[tuple[int, int]]:
    """Return what stays together; each word breaks by the rules of its own language."""
    spoken = [style.language or language for style in styles]
    text = text.translate(_REPEATED)
    stops = {name: set(_stops(text, name)) for name in dict.fromkeys(spoken)}
    start = 0
    for stop in sorted(set[int]().union(*stops.values())):
        if stop in stops[spoken[stop - 1]]:
            yield start, stop
            start = stop


def _stops(text: str, language: str) -> Iterator[int]:
    """Return where a line may end; the breaker's own offsets count UTF-16 units."""
    return accumulate(map(len, LineBreaker(text, language or "en")))


def _styles(spans: Sequence[Span], text: str, base: int, wording: Wording) -> list[_Style]:
    found: list[_Style] = []
    place = levels(text, base)
    scripts = scripts_of(text)
    for span in spans:
        font: Font | None = None
        picked: dict[tuple[str, str], Font | None] = {}
        made: dict[tuple[str, int, Font | None], _Style] = {}
        for character in span.text:
            index = len(found)
            script = scripts[index]
            keeps = font is not None and unicodedata.category(character) in _FOLLOWS
            if not (keeps and font is not None and _shows(font, character)):
                key = (character, script)
                if key not in picked:
                    picked[key] = _pick(character, script, span, wording)
                font = picked[key]
            kind = (script, place[index], font)
            style = made.get(kind)
            if style is None:
                spoken = span.language or guessed_language(script, wording.language)
                style = made[kind] = _Style(*kind, span.link, spoken)
            found.append(style)
    return found


def _shows(font: Font, character: str) -> bool:
    return font.covers(character) or unicodedata.category(character) == "Cf"


def _pick(character: str, script: str, span: Span, wording: Wording) -> Font | None:
    font = wording.library.pick(
        character,
        script,
        bold=span.bold,
        italic=span.italic,
        language=span.language or wording.language,
    )
    if font is None and unicodedata.category(character) == "Cf":
        return wording.library.base(bold=span.bold, italic=span.italic)
    return font


def _pieces(
    text: str, start: int, stop: int, styles: Sequence[_Style], wording: Wording, *, space: bool
) -> Iterator[Piece]:
    index = start
    while index < stop:
        style = styles[index]
        end = index + 1
        while end < stop and (styles[end] is style or styles[end] == style):
            end += 1
        visible = text[index:end].translate(_INVISIBLE)
        if visible and style.font is None:
            yield Piece(
                style.level, _stand_in(visible, wording), space, LATIN, style.link, style.language
            )
        elif visible and style.font is not None:
            run = shape(
                style.font,
                visible,
                bool(style.level & 1),
                style.script,
                style.language or wording.language,
                text[max(0, index - 5) : index],
                text[end : end + 5],
            )
            yield Piece(style.level, run, space, style.script, style.link, style.language)
        index = end


def _stand_in(text: str, wording: Wording) -> ShapedRun:
    """Return a visible mark for each character without a glyph, and remember them."""
    for character in text:
        wording.missing[character] = wording.missing.get(character, 0) + 1
    return stand_in(wording.library.base(), text)
