"""Which part of a packet begins on which page, for its table of contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from copdesk.language import _
from copdesk.pdf.file.structure import Element
from copdesk.pdf.handouts.styles import CELL
from copdesk.pdf.layout.blocks import heading, together
from copdesk.pdf.layout.pagination import Block, Laid, Setting
from copdesk.pdf.layout.tables import Cell, Table

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Blocks with their line in the table of contents.

    They begin a page; a short part that `follows` may stand below the contents instead.
    """

    name: str
    blocks: Sequence[Block]
    follows: bool = False


@dataclass(slots=True)
class Places:
    """The page, counted from 0, on which each part begins; filled while pages are drawn."""

    pages: dict[int, int] = field(default_factory=dict[int, int])


def contents_blocks(parts: Sequence[Part], pages: Mapping[int, int]) -> list[Block]:
    """Return the table of contents; pages that are not known yet are left open."""
    rows: list[Sequence[Cell]] = [
        (str(pages[number] + 1) if number in pages else "", part.name)
        for number, part in enumerate(parts)
    ]
    listed = Table(
        rows=rows, widths=(0.06, 0.94), aligns=("end",), rules="none", padding=1.5, style=CELL
    )
    return [together(heading(_("In this packet")), listed)]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a part begins; takes no room."""

    number: int
    places: Places

    def lay(self, setting: Setting, width: float) -> Laid:
        """Take no room."""
        return LaidBeginning(self.number, self.places)


class LaidBeginning:
    """Notes its page when it is drawn."""

    height = space_before = space_after = 0.0
    keep_with_next = True

    def __init__(self, number: int, places: Places) -> None:
        self.element = Element("Artifact")
        self._number = number
        self._places = places

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return None."""
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Note the page."""
        self._places.pages[self._number] = sheet.page
