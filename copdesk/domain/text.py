"""Text as people type it: limits, invisible characters, and folding for search."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from copdesk.errors import InvalidInput
from copdesk.language import _

LINE_LIMIT: Final = 300
_STEM_BYTES: Final = 180  # of 255 that a name may have; a date and an ending follow
TEXT_LIMIT: Final = 100_000

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_BIDI_CONTROL: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_VOWEL_POINT: Final = re.compile(
    "[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_ACCENT: Final = re.compile("[\u0300-\u036f]")
# Marks of where a line may break, as Khmer keyboards write them: not seen, and often not typed.
_BREAK: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DEVICE: Final = re.compile(
    r"(?i:con|prn|aux|nul|(com|lpt)\d)(\..*)?"
)  # no names for files on Windows
_WORD: Final = re.compile(r"[\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
# Thai, Lao, Burmese, Khmer, kana, Chinese: words that follow one another without a space.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff]"
)


def one_line(text: str) -> str:
    """Return text for a name or a title: no line breaks, no control characters, no outer space."""
    visible = _BIDI_CONTROL.sub("", _CONTROL.sub("", text))
    return re.sub(r"[\s\x85\u2028\u2029]+", " ", visible).strip()


def many_lines(text: str) -> str:
    """Return text for a note: line breaks as newlines, no control characters."""
    unified = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    return _CONTROL.sub("", unified)


def checked_line(field: str, text: str, limit: int = LINE_LIMIT) -> str:
    """Return `one_line` of the text, or raise InvalidInput when it is too long."""
    line = one_line(text)
    if len(line) > limit:
        raise InvalidInput(
            field,
            _("This is too long: {count} characters.").format(count=len(line)),
            _("Keep it under {limit} characters.").format(limit=limit),
        )
    return line


def checked_text(field: str, text: str, limit: int = TEXT_LIMIT) -> str:
    """Return `many_lines` of the text, or raise InvalidInput when it is too long."""
    lines = many_lines(text)
    if len(lines) > limit:
        raise InvalidInput(
            field,
            _("This text is too long: {count} characters.").format(count=len(lines)),
            _("Put it into a file and add the file to the library."),
        )
    return lines


def shortened(text: str, most: int) -> str:
    """Return text of at most so many letters, with a sign where the rest was."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def folded(text: str) -> str:
    """Return text for comparing: no case, accents, vowel points, widths or invisible breaks."""
    decomposed = unicodedata.normalize("NFKD", _BREAK.sub("", text).casefold())
    bare = _VOWEL_POINT.sub("", _ACCENT.sub("", decomposed))
    return unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """Return the words of a text in order, folded."""
    return _WORD.findall(folded(text))


def indexed(text: str) -> str:
    """Return text as the search index keeps it: folded, and where a script has no spaces between
    its words every letter by itself, so that a phrase of letters finds a word in the middle.
    """
    return _UNSPACED.sub(r" \g<0> ", folded(text))


def begins(word: str, asked: str) -> bool:
    """Whether a folded word begins with what was asked, or, without spaces, holds it."""
    return word.startswith(asked) or (asked in word and bool(_UNSPACED.match(asked)))


def file_stem(name: str, *, signs: str = " -", longest: int = 60) -> str:
    """Return a name for a file, without an ending, that every system takes; it may be empty.

    A letter keeps its marks: a Khmer or Hindi word is nothing without them.
    """
    plain = "".join(_in_file_name(sign, signs) for sign in name)
    shown = " ".join(plain.split())[:longest]
    stem = shown.encode()[:_STEM_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"_{stem}" if _DEVICE.fullmatch(stem) else stem


def _in_file_name(sign: str, signs: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    return sign if kind[0] in "LMN" or sign in signs else " "


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts names as a person would: accents and case decide last."""
    return folded(text), text
