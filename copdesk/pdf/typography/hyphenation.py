"""Where a word may be parted at the end of a line, by the patterns of its language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyphen import Pyphen

_BEFORE: Final = 2
_AFTER: Final = 3
# One word with the signs around it, after an elided one at most: no digits, no address, no hyphen.
_WORD: Final = re.compile(
    r"[^\w/@]*(?:[^\W\d_]{1,4}['\u2019])?(?P<word>[^\W\d_]{6,})[^\w/@\-\u2010-\u2014]*\Z"
)
_PREFERRED: Final = {"en": "en_US", "de": "de_DE", "pt": "pt_BR"}
_UNDER_GPL_ALONE: Final = frozenset({"cs_CZ", "gl", "nb_NO", "nn_NO", "pt_PT", "ro_RO", "uk_UA"})
_NOUNS_BEGIN_LARGE: Final = frozenset({"de", "lb"})


class Hyphenation:
    """The patterns of every language that has some, each read when its first word is parted."""

    def __init__(self) -> None:
        self._dictionaries: dict[str, Pyphen | None] = {}

    def places(self, text: str, language: str, *, names: bool = False) -> list[int]:
        """Return where a word may be parted, none for what must stay whole.

        A word with a capital may be somebody's name, and is parted only when that is asked for.
        """
        found = _WORD.match(text)
        if found is None or not self._is_ordinary(found["word"], language, names):
            return []
        dictionary = self._dictionary(language)
        if dictionary is None:
            return []
        start = found.start("word")
        # Where a language changes letters at the parting, the place has data; we leave it out.
        return [start + place for place in dictionary.positions(found["word"]) if not place.data]

    def _is_ordinary(self, word: str, language: str, names: bool) -> bool:
        large = names or language.partition("_")[0] in _NOUNS_BEGIN_LARGE
        return (word[1:] if large else word).islower()

    def _dictionary(self, language: str) -> Pyphen | None:
        if language not in self._dictionaries:
            self._dictionaries[language] = _read(language)
        return self._dictionaries[language]


def _read(language: str) -> Pyphen | None:
    import pyphen

    known = pyphen.language_fallback(_PREFERRED.get(language, language))
    if known is None:
        return None
    if pyphen.LANGUAGES[known].stem.removeprefix("hyph_") in _UNDER_GPL_ALONE:
        return None
    return pyphen.Pyphen(lang=known, left=_BEFORE, right=_AFTER)
