"""What a user may have pasted, made safe to lay out: controls, broken characters, directions."""

from __future__ import annotations

import re
from typing import Final

REPLACEMENT: Final = "\ufffd"
SOFT_HYPHEN: Final = "\u00ad"

_NEWLINES: Final = re.compile("\r\n|[\r\u2028\u2029\u0085\x0b\x0c]")
_BROKEN: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]")
_SUSPECT: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\uffff]")
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")

_OPENS_ISOLATE: Final = frozenset("\u2066\u2067\u2068")
_OPENS_EMBEDDING: Final = frozenset("\u202a\u202b\u202d\u202e")
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_POP_EMBEDDING: Final = "\u202c"


def cleaned(text: str) -> str:
    """Return the text without what cannot be printed, its direction marks kept to itself.

    Lines end with a newline only, a tab is a space, half characters become a replacement mark,
    and an override inside the text cannot turn what stands beside it.
    """
    if _SUSPECT.search(text):
        text = _NEWLINES.sub("\n", text).replace("\t", " ")
        text = _CONTROLS.sub("", _BROKEN.sub(REPLACEMENT, text))
    if _DIRECTIONS.search(text):
        text = "\n".join(isolated(line) for line in text.split("\n"))
    return text


def isolated(line: str) -> str:
    """Return a line whose direction marks all end with it and reach nothing before it."""
    if not _DIRECTIONS.search(line):
        return line
    kept: list[str] = []
    open_marks: list[str] = []
    for character in line:
        if character in _OPENS_ISOLATE or character in _OPENS_EMBEDDING:
            open_marks.append(character)
        elif character == _POP_ISOLATE:
            if not any(mark in _OPENS_ISOLATE for mark in open_marks):
                continue
            while open_marks.pop() not in _OPENS_ISOLATE:
                pass
        elif character == _POP_EMBEDDING:
            if not open_marks or open_marks[-1] not in _OPENS_EMBEDDING:
                continue
            open_marks.pop()
        kept.append(character)
    closing = (
        _POP_ISOLATE if mark in _OPENS_ISOLATE else _POP_EMBEDDING for mark in open_marks[::-1]
    )
    return f"{_FIRST_STRONG_ISOLATE}{''.join(kept)}{''.join(closing)}{_POP_ISOLATE}"
