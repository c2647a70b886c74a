"""Which encoding makes words of bytes that do not say how they are to be read.

Each candidate is tried on the words with letters outside ASCII; the one in which most of them
look like words wins: letters of one script, capitals where capitals stand, no signs inside.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

USUAL: Final = "cp1252"
# In the order in which they are believed when they do equally well.
_CANDIDATES: Final = (USUAL, "cp1256", "cp1251", "mac_roman", "cp850", "cp1250", "cp1253", "cp1254")
_SAMPLE: Final = 200_000
_MARGIN: Final = 0.2  # by which another must do better than the usual one
_LEAST: Final = 0.6
_PIECE: Final = re.compile(r"[^\s,;|\t\"()<>@/=:0-9]+")
_CASES: Final = re.compile(r"[^A-Z]*|[A-Z][^A-Z]*|[A-Z]+")
_SCRIPTS: Final = ("LATIN", "ARABIC", "CYRILLIC", "GREEK", "HEBREW")
_FITTING: Final = {"cp1256": "ARABIC", "cp1251": "CYRILLIC", "cp1253": "GREEK"}
_JOINTS: Final = "-'’‘.·"
_RARE: Final = frozenset("ØøÞþÐðÝýÿŸƒ¹²³ŠšŽžÆæÕõÅå")


def guess_encoding(content: bytes) -> str:
    """Return the most believable encoding, Windows' Latin where nothing speaks against it."""
    sample = content[:_SAMPLE]
    best, most = USUAL, _score(sample, USUAL)
    for candidate in _CANDIDATES[1:]:
        score = _score(sample, candidate)
        if score > most + _MARGIN and score >= _LEAST:
            best, most = candidate, score
    return best


def wide_encoding(content: bytes) -> str:
    """Name UTF-16 without a mark: nearly every second byte of plain text in it is zero."""
    start = content[:4096]
    pairs = len(start) // 2
    if pairs < 2:
        return ""
    even, odd = start[0 : pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.1:
        return "utf-16-be"
    return ""


def _score(sample: bytes, encoding: str) -> float:
    """Return the share of words with other letters than ASCII that look like words."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    words = {piece for piece in _PIECE.findall(text) if not piece.isascii()}
    if not words:
        return 0.0
    return sum(_looks_like_a_word(word, _FITTING.get(encoding, "")) for word in words) / len(words)


def _looks_like_a_word(word: str, script: str) -> float:
    bare = word.strip("“”„»«…•–—!?.،؛؟¿¡°§&*_-’‘'")
    letters = [sign for sign in bare if sign not in _JOINTS]
    if not letters or "ƒ" in bare or bare[-1] in _JOINTS:
        return 0.0
    if not all(unicodedata.category(sign)[0] in "LM" for sign in letters):
        return 0.0
    found = {_script(sign) for sign in letters if unicodedata.category(sign)[0] == "L"}
    if len(found) > 1 or (script and found != {script}):
        return 0.0
    if not all(_is_cased_like_a_word(part) for part in re.split(f"[{re.escape(_JOINTS)}]", bare)):
        return 0.0
    if found == {"LATIN"}:
        strange = sum(not sign.isascii() for sign in letters) / len(letters)
        rare = sum(sign in _RARE for sign in letters) / len(letters)
        return (1.0 if strange <= 0.5 else 0.2) - rare / 4
    return 1.0


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return next((script for script in _SCRIPTS if script in name), name[:5])


def _is_cased_like_a_word(part: str) -> bool:
    shape = "".join("A" if sign.isupper() else "a" for sign in part)
    return bool(_CASES.fullmatch(shape))
