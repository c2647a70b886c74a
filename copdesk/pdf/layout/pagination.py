"""From blocks to pages: what a block must offer, and how blocks are spread over pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from copdesk.pdf.file.structure import Element

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet
    from copdesk.pdf.typography.font_library import FontLibrary


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every block of one document is laid out with.

    `missing` counts the characters that no font has; layout fills it.
    """

    fonts: FontLibrary
    language: str
    right_to_left: bool
    page_height: float
    scale: float = 1.0
    missing: dict[str, int] = field(default_factory=dict[str, int])


class Laid(Protocol):
    """A block at a given width, ready to be placed; lengths in points."""

    height: float
    space_before: float
    space_after: float
    keep_with_next: bool
    element: Element

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return what fits into `room` and the rest; None when nothing should be parted."""
        ...

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw with the upper left corner at this point."""
        ...


class OnBaseline(Protocol):
    """A laid block that begins with text, so that other text can stand level with it."""

    def baseline(self) -> float | None:
        """Return how far below the top the first line stands; None without a line."""
        ...


def baseline_of(laid: Laid | None) -> float | None:
    """Return where a block's first line stands, None for a block that is not text."""
    if not hasattr(laid, "baseline"):  # asking for the protocol itself takes thirty times as long
        return None
    return cast("OnBaseline", laid).baseline()


class Block(Protocol):
    """A part of a handout, before any paper is chosen."""

    def lay(self, setting: Setting, width: float) -> Laid:
        """Return the block laid out for a width."""
        ...


class Placed(NamedTuple):
    """A laid block and how far below the top of its column it begins."""

    offset: float
    laid: Laid


class BreakHere:
    """Ends a page; lays out to nothing."""

    height = space_before = space_after = 0.0
    keep_with_next = False

    def __init__(self) -> None:
        self.element = Element("Div")

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None: there is nothing to part."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw nothing."""


def paginate(blocks: Iterable[Laid], room: float) -> list[list[Placed]]:
    """Spread blocks over pages; a heading goes with what follows it, no block is lost."""
    waiting = deque(blocks)
    pages: list[list[Placed]] = [[]]
    bottom = gap = 0.0
    while waiting:
        block = waiting.popleft()
        if isinstance(block, BreakHere):
            if pages[-1]:
                pages.append([])
            bottom = gap = 0.0
            continue
        page = pages[-1]
        start = bottom + (max(gap, block.space_before) if page else 0.0)
        parts: tuple[Laid, Laid] | None = None
        if start + block.height > room:
            parts = block.split(room - start)
            if parts is None and page:
                waiting.appendleft(block)
                pages.append([])
                bottom = gap = 0.0
                continue
        elif page and block.keep_with_next and not _next_fits(block, waiting, room - start):
            waiting.appendleft(block)
            pages.append([])
            bottom = gap = 0.0
            continue
        if parts is not None:
            block, rest = parts
            waiting.appendleft(rest)
        page.append(Placed(start, block))
        bottom, gap = start + block.height, block.space_after
        if parts is not None:
            pages.append([])
            bottom = gap = 0.0
    return pages if pages[-1] or len(pages) == 1 else pages[:-1]


def _next_fits(block: Laid, waiting: Iterable[Laid], room: float) -> bool:
    """Whether a block and the beginning of what it must not be parted from fit."""
    room -= block.height
    gap = block.space_after
    for following in waiting:
        if isinstance(following, BreakHere):
            return True
        room -= max(gap, following.space_before)
        if following.height > room:
            return following.split(room) is not None
        if not following.keep_with_next:
            return True
        room -= following.height
        gap = following.space_after
    return True


def stack(blocks: Sequence[Laid]) -> tuple[list[Placed], float]:
    """Place blocks below one another; return them and the height of all."""
    placed: list[Placed] = []
    bottom = gap = 0.0
    for block in blocks:
        start = bottom + (max(gap, block.space_before) if placed else 0.0)
        placed.append(Placed(start, block))
        bottom, gap = start + block.height, block.space_after
    return placed, bottom


def split_stack(blocks: Sequence[Laid], room: float) -> tuple[list[Laid], list[Laid]] | None:
    """Part a column of blocks; None when not even the beginning of it fits."""
    placed, _ = stack(blocks)
    for index, (offset, block) in enumerate(placed):
        if offset + block.height <= room + 0.01:
            continue
        head, rest = list(blocks[:index]), list(blocks[index:])
        parts = block.split(room - offset)
        if parts is not None:
            return [*head, parts[0]], [parts[1], *rest[1:]]
        while head and head[-1].keep_with_next:
            rest.insert(0, head.pop())
        return (head, rest) if head else None
    return None
