"""Put a text together that two people changed, from what both had read.

The engine is slow to load, and only a text that clashes needs it: import this module there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import Any, Final

from loro import ExportMode, LoroDoc

_NAME: Final = "pieces"
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
    pieces = [split(text) for text in (base, mine, theirs)]
    one = LoroDoc()
    one.peer_id = 1
    _edit(one, [], pieces[0])
    other = one.fork()
    other.peer_id = 2
    _edit(one, pieces[0], pieces[1])
    _edit(other, pieces[0], pieces[2])
    one.import_(other.export(ExportMode.Snapshot()))
    together: Any = one.get_list(_NAME).get_deep_value()
    return _joined(together, pieces)


def _edit(document: LoroDoc, before: list[str], after: list[str]) -> None:
    """Change what differs; comparing is slow, so what is alike at both ends is left out first."""
    container, place = document.get_list(_NAME), _alike(before, after)
    before, after = before[place:], after[place:]
    tail = _alike(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for verb, i, j, k, m in matched.get_opcodes():
        if verb == "equal":
            place += j - i
            continue
        if j > i:
            container.delete(place, j - i)
        for piece in after[k:m]:
            container.insert(place, piece)
            place += 1
    document.commit()


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many pieces are the same from the beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _joined(pieces: list[str], written: list[list[str]]) -> str:
    """Return a text; a space stands where words touch that did so for nobody."""
    touching = {pair for text in written for pair in pairwise(text)}
    text = "".join(pieces[:1])
    for first, second in pairwise(pieces):
        apart = first[-1:].isspace() or second[:1].isspace() or (first, second) in touching
        text += second if apart else f" {second}"
    return text
