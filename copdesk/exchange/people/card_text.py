"""The text of a file of cards, where programs are less careful with letters than elsewhere."""

from __future__ import annotations

import re
from typing import Final

from copdesk.exchange.chosen_file import DecodedText, decoded

# A letter of several bytes may be cut in two here; after = the line goes on by other rules.
_FOLD: Final = re.compile(rb"(?<!=)(?<!=\r)\r?\n[ \t]")
_CHARSET: Final = re.compile(rb"[^:\"]*;CHARSET=\"?([\w-]+)", re.IGNORECASE)


def card_text(content: bytes) -> DecodedText:
    """Return the text, each line in the encoding that it names where the file has no one encoding.

    Telephones fold lines in the middle of a letter, and write lines of different encodings.
    """
    found = decoded(content)
    if not found.is_guess or found.encoding.startswith("utf"):
        return found
    unfolded = _FOLD.sub(b"", content)
    try:
        return DecodedText(text=unfolded.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        lines = [_read(line, found.encoding) for line in unfolded.split(b"\n")]
    return DecodedText(
        text="\n".join(text for text, _sure in lines),
        encoding=found.encoding,
        is_guess=not all(sure for _text, sure in lines),
    )


def _read(line: bytes, usual: str) -> tuple[str, bool]:
    """Return a line, and whether nothing had to be guessed."""
    named = _CHARSET.match(line)
    for encoding in ("ascii", named[1].decode("ascii") if named else "utf-8", "utf-8"):
        try:
            return line.decode(encoding), True
        except (LookupError, UnicodeError):
            continue
    return line.decode(usual, errors="replace"), False
