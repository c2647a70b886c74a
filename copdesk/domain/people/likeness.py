"""When two names, e-mail addresses or telephone numbers are the same to a person."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

from copdesk.domain.members import Member
from copdesk.domain.text import folded, words

_SHORTEST_LOCAL_NUMBER: Final = 7
_EXTENSION: Final = re.compile(r"(?:;?\s*ext\.?\s*=?|[x#])\s*\d+\s*$", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """Return what is equal for two spellings of a name, family name first or last."""
    return " ".join(sorted(words(name))) or folded(name).strip()


def email_key(email: str) -> str:
    """Return what is equal for two spellings of an e-mail address."""
    return unicodedata.normalize("NFC", email.strip().casefold())


def phone_key(phone: str) -> str:
    """Return the end of a number, equal with and without the code of the country."""
    digits = _digits(phone)
    return digits[-_SHORTEST_LOCAL_NUMBER:] if len(digits) >= _SHORTEST_LOCAL_NUMBER else digits


def same_name(member: Member, name: str) -> bool:
    """Whether this is the member's name, or what the member is called."""
    key = name_key(name)
    return key in {name_key(member.name), name_key(member.preferred_name)} - {""}


def similar_name(member: Member, name: str) -> bool:
    """Whether a name may well be the member's: one shortens the other or uses initials."""
    return any(
        _one_shortens_the_other(words(known), words(name))
        for known in (member.name, member.preferred_name)
        if known
    ) or same_name(member, name)


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers are the same, apart from punctuation and the code of the country."""
    if one.strip() == other.strip():
        return True
    left, right = sorted((_digits(one), _digits(other)), key=len)
    if _extension(one) != _extension(other):
        return False
    if len(left) < _SHORTEST_LOCAL_NUMBER:
        return bool(left) and left == right
    return right.endswith(left) or (left.startswith("0") and right.endswith(left[1:]))


def _digits(phone: str) -> str:
    bare = _EXTENSION.sub("", phone)
    figures = "".join(str(unicodedata.digit(sign)) for sign in bare if sign.isdigit())
    return figures.removeprefix("00")


def _extension(phone: str) -> str:
    found = _EXTENSION.search(phone)
    return re.sub(r"\D", "", found.group()) if found else ""


def _one_shortens_the_other(one: list[str], other: list[str]) -> bool:
    few, many = sorted((one, other), key=len)
    left = Counter(many)
    whole_words = 0
    for word in few:
        match = word if left[word] else _with_initial(word, left)
        if not match:
            return False
        left[match] -= 1
        whole_words += match == word
    return whole_words > 0


def _with_initial(word: str, choices: Counter[str]) -> str:
    for choice, count in choices.items():
        if count > 0 and (
            (len(word) == 1 and choice.startswith(word))
            or (len(choice) == 1 and word.startswith(choice))
        ):
            return choice
    return ""
