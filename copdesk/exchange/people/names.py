"""Names as tables write them, and as they are spoken: “Lee, Ann” is Ann Lee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from copdesk.domain.text import folded, one_line, words

_AFTER_NAMES: Final = frozenset(
    words(
        """jr sr ii iii iv phd dphil md ma mba ba bsc msc med bed mphil edd dds esq cpa rn inc ltd
        llc gmbh ev sj osb ret mr mrs ms dr prof"""
    )
)


def spoken_name(text: str) -> str:
    """Return “Last, First” in the order in which it is spoken, and other names as they are."""
    parts = [one_line(part) for part in text.split(",")]
    titles: list[str] = []
    while len(parts) > 1 and folded(parts[-1]).replace(".", "") in _AFTER_NAMES:
        titles.insert(0, parts.pop())
    if len(parts) != 2 or not all(parts):
        return one_line(text)
    return ", ".join([f"{parts[1]} {parts[0]}", *titles])


def are_written_last_first(names: Iterable[str]) -> bool:
    """Whether most names of a column have the last name first, with a comma after it."""
    written = [one_line(name) for name in names if name.strip()]
    turned = sum(spoken_name(name) != name for name in written)
    return turned * 2 > len(written)
