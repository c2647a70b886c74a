"""A name and what stands below it, as large as a card of a given size can hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.styles import FITTED
from copdesk.pdf.layout.pagination import Laid, Setting, split_stack
from copdesk.pdf.layout.text import LaidText, TextBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A size for the name, how many lines it may have, and a size for what is below it."""

    name: float
    lines: int
    below: float


def fitted(
    texts: Sequence[str],
    fits: Iterable[Fit],
    room: tuple[float, float],
    setting: Setting,
    too_long: list[str],
) -> list[Laid]:
    """Return the texts at the first sizes that suit a room's width and height, empty ones left out.

    What does not go into it at any size is cut and noted in `too_long`.
    """
    width, height = room
    laid: list[Laid] = []
    for fit in fits:
        laid = [
            TextBlock(text, replace(FITTED, size=size, bold=bold)).lay(setting, width)
            for text, size, bold in _sized(texts, fit)
        ]
        if _suits(laid, fit.lines, width, height):
            return laid
    too_long.append(" ".join(texts[0].split()))
    parts = split_stack(laid, height)
    return parts[0] if parts else laid


def too_long_notices(names: Iterable[str]) -> list[str]:
    """Return a sentence for each card that was cut."""
    return [
        _("What stands on the card of “{name}” is too long for it: the end is left out.").format(
            name=shortened(name)
        )
        for name in dict.fromkeys(names)
    ]


def _sized(texts: Sequence[str], fit: Fit) -> list[tuple[str, float, bool]]:
    name, *below = (" ".join(text.split()) for text in texts)
    return [(name, fit.name, True), *((text, fit.below, False) for text in below if text)]


def _suits(laid: Sequence[Laid], lines: int, width: float, height: float) -> bool:
    name = laid[0]
    return (
        not (isinstance(name, LaidText) and len(name.lines) > lines)
        and all(one.widest() <= width for one in laid if isinstance(one, LaidText))
        and sum(one.height for one in laid) <= height
    )
