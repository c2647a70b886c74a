"""Put a text together that two people changed, from what both had read.

The engine is slow to load, and only a text that clashes needs it: import this module there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from loro import ExportMode, LoroDoc, LoroText

Split = Callable[[str], list[str]]
# A sentence, or what stands between two: writing on behind a sentence must not change it.
_SENTENCES: Final = re.compile(r"[ \t]+|\n|[^.!?\n।။؟。]*[.!?।။؟。]+|[^.!?\n।။؟。]+")
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")


def sentences(text: str) -> list[str]:
    """Return the pieces of a text that are kept or replaced as a whole."""
    return _SENTENCES.findall(text)


def lines(text: str) -> list[str]:
    """Return the lines of a text, each with its end."""
    return _LINES.findall(text)


def three_way(base: str, mine: str, theirs: str, split: Split = sentences) -> str:
    """Return a text in which both edits of one base survive.

    Where both rewrote one sentence, both sentences stand there, one after the other.
    """
    one = LoroDoc()
    one.peer_id = 1
    one.get_text("t").insert(0, base)
    one.commit()
    other = one.fork()
    other.peer_id = 2
    written = _edit(one.get_text("t"), base, mine, split)
    beside = _edit(other.get_text("t"), base, theirs, split)
    other.commit()
    one.commit()
    one.import_(other.export(ExportMode.Snapshot()))
    together = _apart(one.get_text("t").to_string(), written, beside)
    return _spaced(split(together), (base, mine, theirs))


def _edit(text: LoroText, old: str, new: str, split: Split) -> list[str]:
    """Change what differs; return what was written."""
    before, after = split(old), split(new)
    place, written = 0, list[str]()
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for verb, i, j, k, m in matched.get_opcodes():
        length, inserted = sum(map(len, before[i:j])), "".join(after[k:m])
        if verb == "equal":
            place += length
            continue
        if length:
            text.delete(place, length)
        if inserted:
            text.insert(place, inserted)
            written.append(inserted)
        place += len(inserted)
    return written


def _apart(text: str, written: list[str], beside: list[str]) -> str:
    """Put a space where the words of one now touch the words of the other."""
    for one in written:
        for other in beside:
            for first, second in ((one, other), (other, one)):
                if not (first[-1:].isspace() or second[:1].isspace()):
                    text = text.replace(first + second, f"{first} {second}")
    return text


def _spaced(pieces: list[str], known: tuple[str, ...]) -> str:
    """Join pieces, with a space where two touch that touched in none of the known texts.

    The space between two sentences of one may be the one that the other took away.
    """
    joined = "".join(pieces[:1])
    for first, second in pairwise(pieces):
        is_apart = first[-1:].isspace() or second[:1].isspace()
        joined += "" if is_apart or any(first + second in text for text in known) else " "
        joined += second
    return joined
