"""The quick way to units for text that never turns, stacks or joins: most of what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.languages import guessed_language
from copdesk.pdf.typography.pieces import Piece, Unit, plain_code
from copdesk.pdf.typography.runs import ShapedRun
from copdesk.pdf.typography.scripts import LATIN
from copdesk.pdf.typography.shaping import (
    LONGEST_REMEMBERED,
    MOST_REMEMBERED,
    shape,
    shape_words,
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


class PlainWords(dict[tuple[str, str], dict[tuple[str, str], Unit]]):
    """The words a font has made into units, by language and link, then by word and space."""


def is_plain(text: str, language: str) -> bool:
    """Whether there is nothing to tell apart in a text; one Greek letter is only a sign."""
    if not PLAIN.match(text):
        return False
    return text.isascii() or not guessed_language("Grek", language) or not _GREEK_WORD.search(text)


def plain_units(span: Span, font: Font, language: str) -> list[Unit]:
    """Return the units of a plain text; each word is shaped once for a font."""
    known = font.remembered(PlainWords).setdefault((language, span.link), {})
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


def _plain_script(word: str) -> str:
    first = word[0]
    return "Cyrl" if first >= _CYRILLIC else "Grek" if first >= _GREEK else LATIN
