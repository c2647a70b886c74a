"""The writing system of each character, by HarfBuzz's own Unicode tables."""

from __future__ import annotations

from functools import cache
from typing import Final

import uharfbuzz as hb

LATIN: Final = "Latn"


@cache
def script_of(character: str) -> str:
    """Return the ISO 15924 code; an empty string for signs that every script shares."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def scripts_of(text: str, default: str = LATIN) -> list[str]:
    """Return a script for each character; shared signs go with the letters before them."""
    found: list[str] = []
    current = ""
    for character in text:
        current = script_of(character) or current
        found.append(current)
    first = next((script for script in found if script), default)
    return [script or first for script in found]
