"""Pieces of text in one style, as users' own bold, italic and links come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.pdf.typography.characters import cleaned

_SAFE_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[\x21-\x7e]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style; a link is live only to the web or to an e-mail address.

    `language` is for words of another language than their paragraph's.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""


def safe_address(link: str) -> str:
    """Return the address if a reader may follow it, else an empty string."""
    return link if _SAFE_ADDRESS.match(link) else ""


def paragraphs(content: str | Sequence[Span]) -> list[list[Span]]:
    """Return cleaned spans for each line that the text asks for; none is lost, empty or not.

    A link whose text does not show its address is followed by it, for readers on paper.
    """
    if isinstance(content, str):
        return [[Span(line)] if line else [] for line in cleaned(content).split("\n")]
    lines: list[list[Span]] = [[]]
    for span in content:
        link = safe_address(span.link)
        shown = link.removeprefix("mailto:")
        text = cleaned(span.text)
        if link and shown not in text:
            text = f"{text} ({shown})" if text else shown
        first, *others = text.split("\n")
        lines[-1].append(replace(span, text=first, link=link))
        lines += [[replace(span, text=other, link=link)] for other in others]
    return [[span for span in line if span.text] for line in lines]
