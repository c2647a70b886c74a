"""The language of a word that nobody named, where its script leaves no doubt."""

from __future__ import annotations

from functools import cache
from typing import Final

_USUAL: Final = {
    "Arab": "ar", "Armn": "hy", "Beng": "bn", "Bopo": "zh", "Deva": "hi", "Ethi": "am",
    "Geor": "ka", "Grek": "el", "Gujr": "gu", "Guru": "pa", "Hang": "ko", "Hebr": "he",
    "Hira": "ja", "Kana": "ja", "Khmr": "km", "Knda": "kn", "Laoo": "lo", "Mlym": "ml",
    "Mymr": "my", "Orya": "or", "Sinh": "si", "Taml": "ta", "Telu": "te", "Thai": "th",
}  # fmt: skip

# Other languages that are at home in a script: its words are taken for theirs.
_AT_HOME: Final = {
    "Arab": {"fa", "ur", "ps", "ckb", "ku", "ug", "sd", "ks", "prs", "pnb", "uz", "ms"},
    "Beng": {"as", "mni"},
    "Deva": {"mr", "ne", "sa", "kok", "mai", "bho", "doi", "brx", "sat", "sd", "ks", "new"},
    "Ethi": {"ti", "gez", "tig"},
    "Hebr": {"yi", "lad"},
    "Mymr": {"shn", "mnw", "kar", "ksw"},
}


@cache
def guessed_language(script: str, language: str) -> str:
    """Return the language of words in a script; empty when it is the text's or cannot be told."""
    usual = _USUAL.get(script, "")
    own = language.replace("-", "_").partition("_")[0]
    return "" if own == usual or own in _AT_HOME.get(script, ()) else usual
