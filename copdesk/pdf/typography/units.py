"""A paragraph as units between which a line may break, each shaped and measured."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final, NamedTuple

from icu4py.breakers import LineBreaker

from copdesk.pdf.typography.bidi import levels
from copdesk.pdf.typography.characters import SOFT_HYPHEN
from copdesk.pdf.typography.fonts import Font, FontLibrary
from copdesk.pdf.typography.languages import guessed_language
from copdesk.pdf.typography.runs import ShapedRun
from copdesk.pdf.typography.scripts import LATIN, scripts_of
from copdesk.pdf.typography.shaping import (
    LONGEST_REMEMBERED,
    MOST_REMEMBERED,
    hyphen,
    shape,
    shape_words,
    stand_in,
)
from copdesk.pdf.typography.spans import Span

# Letters that never turn, never stack and never join: Latin, Greek, Cyrillic and their signs.
PLAIN: Final = re.compile(
    r"[\x20-\x2e\x30-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027"
    r"\u2030-\u205e\u20a0-\u20bf]*\Z"
)
_WORD: Final = re.compile(r"([^ ]*?(?:(?<=[^\W\d_])[-\u2013\u2014](?=[^\W\d_])|(?= )|\Z))( *)")
_GREEK: Final = "\u0370"
_GREEK_WORD: Final = re.compile("[\u0370-\u03ff]{2}")
_CYRILLIC: Final = "\u0400"
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
    if not base and alone and _is_plain(spans[0].text, wording.language):
        span = spans[0]
        font = wording.library.base(bold=span.bold, italic=span.italic)
        if font.covers_all(span.text):
            return _plain_units(span, font, wording.language)
    return _known_units(spans, base, wording)


def _is_plain(text: str, language: str) -> bool:
    """Whether there is nothing to tell apart in a text; one Greek letter is only a sign."""
    if not PLAIN.match(text):
        return False
    return text.isascii() or not guessed_language("Grek", language) or not _GREEK_WORD.search(text)


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


def _plain_units(span: Span, font: Font, language: str) -> list[Unit]:
    known = font.words.setdefault((language, span.link), {})
    if len(known) > MOST_REMEMBERED:
        known.clear()
    pairs = [pair for pair in _WORD.findall(span.text) if pair[0] or pair[1]]
    new = dict.fromkeys(pair for pair in pairs if pair not in known)
    made = dict(zip(new, _plain_words(list(new), span.link, font, language), strict=True))
    for pair, unit in made.items():
        if len(pair[0]) <= LONGEST_REMEMBERED:
            known[pair] = unit
    return [known.get(pair) or made[pair] for pair in pairs]


def _plain_words(
    pairs: Sequence[tuple[str, str]], link: str, font: Font, language: str
) -> Iterator[Unit]:
    by_script: dict[str, list[str]] = {}
    for word, _ in pairs:
        if word:
            by_script.setdefault(_plain_script(word), []).append(word)
    shaped: dict[str, ShapedRun] = {}
    for script, words in by_script.items():
        shaped.update(zip(words, shape_words(font, words, script, language), strict=True))
    for word, space in pairs:
        pieces: list[Piece] = []
        width = gap = 0.0
        if word:
            pieces.append(Piece(0, shaped[word], False, _plain_script(word), link))
            width = shaped[word].width
        if space:
            run = shape(font, space, False, LATIN, language)
            pieces.append(Piece(0, run, True, LATIN, link))
            gap = run.width
        plain = None if link else plain_code(font, pieces)
        yield Unit(tuple(pieces), width, gap, font.line_height, plain=plain)


def plain_code(font: Font, pieces: Sequence[Piece]) -> PlainCode | None:
    """Return the code of pieces whose letters are all as usual, None for others."""
    if not all(piece.run.usual for piece in pieces):
        return None
    codes = [str(piece.run.operators[0]) for piece in pieces]
    text = "".join([piece.run.text for piece in pieces])
    word = "" if pieces[0].space else codes[0]
    return PlainCode(font, text, word, " ".join(codes))


def _plain_script(word: str) -> str:
    first = word[0]
    return "Cyrl" if first >= _CYRILLIC else "Grek" if first >= _GREEK else LATIN


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
