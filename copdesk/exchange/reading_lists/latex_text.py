"""Plain text from the LaTeX of bibliographies: accents, special letters, braces."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_COMBINING: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327",
    "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textquoteright": "’",
    "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"',
    "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„", "quotesinglbase": "‚",
    "textasciitilde": "\ue000", "textunderscore": "_", "textdegree": "°", "textregistered": "®",
    "texttrademark": "™", "LaTeX": "LaTeX", "TeX": "TeX", "textbackslash": "\\", "NG": "Ŋ",
    "ng": "ŋ", "dj": "đ", "DJ": "Đ", "texteuro": "€", "textsterling": "£", "P": "¶", "S": "§",
    "copyright": "©", "pounds": "£", "euro": "€",
}  # fmt: skip
_SIGN_ACCENT: Final = re.compile(r"\\([`'^~=.\"])\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
_LETTER_ACCENT: Final = re.compile(r"\\([uvHcrkdb])(?:\s*\{\\?([A-Za-z])\}|\s+([A-Za-z]))")
_TILDE: Final = "\ue000"  # stands for one that is no space until all else is done
_ADDRESS: Final = re.compile(r"\\(?:url|href|path)\s*\{([^{}]*)\}")
_LETTER: Final = re.compile(r"\\([A-Za-z]+)(?:\{\}|[ ]+|(?![A-Za-z]))")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+\*?\s?")
_MARKS: Final = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))


def plain_text(latex: str) -> str:
    """Return what a reader would see; commands that are not known keep only their argument."""
    text = _ADDRESS.sub(lambda found: found[1].replace("~", _TILDE), latex)
    for pattern in (_SIGN_ACCENT, _LETTER_ACCENT):
        text = pattern.sub(_accented, text)
    text = _LETTER.sub(lambda found: _LETTERS.get(found[1], found[0]), text)
    text = text.replace("\\\\", "\n")
    text = _COMMAND.sub("", text)
    text = re.sub(r"\\([&%$#_{}~^,;:! ])", r"\1", re.sub(r"(?<!\\)[{}]", "", text))
    text = re.sub(r"(?<!\\)~", " ", text)
    for mark, sign in _MARKS:
        text = text.replace(mark, sign)
    return unicodedata.normalize("NFC", text.replace(_TILDE, "~"))


def _accented(found: re.Match[str]) -> str:
    letter = found[2] or found[3]
    return unicodedata.normalize("NFC", letter + _COMBINING[found[1]])
