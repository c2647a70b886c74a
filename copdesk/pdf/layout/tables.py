"""Tables: cells of text or other blocks, headings repeated on each page, rows of any height."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from copdesk.pdf.file.structure import Element, Role
from copdesk.pdf.layout.pagination import Block, Laid, Setting, baseline_of
from copdesk.pdf.layout.text import Align, TextBlock, TextStyle
from copdesk.pdf.typography.spans import Span

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

Cell: TypeAlias = str | Sequence[Span] | Block
Known: TypeAlias = dict[tuple[int, str], Laid]
Rules = Literal["grid", "rows", "none"]

CELL: Final = TextStyle(size=9.5, align="start", space_after=0.0, hyphenate=True)
_PADDING: Final = 3.5
_HEADER_RULE: Final = 1.0
_RULE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; `widths` are shares of the whole width, first column at the start side.

    `row_height` is the least height of a body row in points, for rows to write in.
    """

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float]
    header: Sequence[str] = ()
    aligns: Sequence[Align] = ()
    rules: Rules = "grid"
    row_height: float = 0.0
    style: TextStyle = CELL
    padding: float = _PADDING
    middle: bool = False
    space_before: float = 2.0
    space_after: float = 8.0

    def lay(self, setting: Setting, width: float) -> Laid:
        """Lay out each cell once for its column."""
        total = sum(self.widths)
        columns = [width * share / total for share in self.widths]
        header = None
        if self.header:
            header = self._row(self.header, columns, setting, self._styles(bold=True), "TH", {})
        styles = self._styles(bold=self.style.bold)
        known: Known = {}
        rows = [self._row(row, columns, setting, styles, "TD", known) for row in self.rows]
        return LaidTable(self, rows, header, columns, setting, Element("Table"))

    def _styles(self, *, bold: bool) -> list[TextStyle]:
        """Return the style of each column."""
        style = replace(self.style, bold=bold)
        aligns = [*self.aligns, *[style.align] * len(self.widths)][: len(self.widths)]
        return [replace(style, align=align) for align in aligns]

    def _row(
        self,
        cells: Sequence[Cell],
        columns: Sequence[float],
        setting: Setting,
        styles: Sequence[TextStyle],
        role: Role,
        known: Known,
    ) -> LaidRow:
        laid: list[Laid] = []
        elements: list[Element] = []
        for index, column in enumerate(columns):
            cell: Cell = cells[index] if index < len(cells) else ""
            inner = column - 2 * self.padding
            if isinstance(cell, str):
                laid.append(_text(cell, index, styles[index], role, setting, inner, known))
                elements.append(laid[-1].element)
            elif isinstance(cell, Sequence):
                laid.append(TextBlock(cell, styles[index], role).lay(setting, inner))
                elements.append(laid[-1].element)
            else:
                laid.append(cell.lay(setting, inner))
                elements.append(Element(role))
        least = self.row_height * setting.scale if role == "TD" else 0.0
        return LaidRow(laid, elements, self.padding, least, Element("TR"))


def _text(
    text: str,
    column: int,
    style: TextStyle,
    role: Role,
    setting: Setting,
    width: float,
    known: Known,
) -> Laid:
    """Lay out a text; the same one again in its column, like nothing or “5 min”, is known."""
    before = known.get((column, text))
    if before is None:
        known[column, text] = laid = TextBlock(text, style, role).lay(setting, width)
        return laid
    laid = copy(before)
    laid.element = Element(role, language=before.element.language)
    return laid


class LaidRow:
    """One row at its columns' widths; a `None` cell was used up on the page before."""

    def __init__(
        self,
        cells: Sequence[Laid | None],
        elements: Sequence[Element],
        padding: float,
        least: float,
        element: Element,
    ) -> None:
        self.cells = cells
        self.element = element
        self._elements = elements
        self._padding = padding
        self._lowered = _lowered(cells)
        content = max(
            (
                cell.height + lowered
                for cell, lowered in zip(cells, self._lowered, strict=True)
                if cell is not None
            ),
            default=0.0,
        )
        self.height = max(content + 2 * padding, least)

    def split(self, room: float) -> tuple[LaidRow, LaidRow] | None:
        """Part every cell at the same height; None when some cell cannot begin here."""
        inner = room - 2 * self._padding
        heads: list[Laid | None] = []
        rests: list[Laid | None] = []
        for cell, lowered in zip(self.cells, self._lowered, strict=True):
            if cell is None or cell.height + lowered <= inner:
                heads.append(cell)
                rests.append(None)
                continue
            parts = cell.split(inner - lowered)
            if parts is None:
                return None
            heads.append(parts[0])
            rests.append(parts[1])
        if not any(rests):
            return None
        return self._part(heads), self._part(rests)

    def draw(
        self, sheet: Sheet, lefts: Sequence[float], top: float, *, middle: bool, read: bool
    ) -> None:
        """Draw the cells from their left edges; a repeated row is not read again."""
        for cell, element, left, lowered in zip(
            self.cells, self._elements, lefts, self._lowered, strict=True
        ):
            if read:
                self.element.adopt(element)
            if cell is None:
                continue
            if read:
                element.adopt(cell.element)
            spare = (self.height - cell.height) / 2 if middle else self._padding + lowered
            cell.draw(sheet, left + self._padding, top - spare)

    def _part(self, cells: Sequence[Laid | None]) -> LaidRow:
        return LaidRow(cells, self._elements, self._padding, 0.0, self.element)


def _lowered(cells: Sequence[Laid | None]) -> list[float]:
    """Return how much lower each cell begins, so that the first lines of all stand level."""
    lines = [baseline_of(cell) for cell in cells]
    deepest = max((line for line in lines if line is not None), default=0.0)
    return [deepest - line if line is not None else 0.0 for line in lines]


class LaidTable:
    """Rows at a width; what follows a split shows the header again."""

    keep_with_next = False

    def __init__(
        self,
        table: Table,
        rows: Sequence[LaidRow],
        header: LaidRow | None,
        columns: Sequence[float],
        setting: Setting,
        element: Element,
        first: bool = True,
    ) -> None:
        self.element = element
        self.space_before, self.space_after = table.space_before, table.space_after
        self._table = table
        self._rows = rows
        self._header = header
        self._columns = columns
        self._setting = setting
        self._first = first
        self.height = self._header_height() + sum(row.height for row in rows)

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Part between rows; inside a row only where the row would leave much paper empty."""
        used = self._header_height()
        for index, row in enumerate(self._rows):
            if used + row.height <= room + 0.01:
                used += row.height
                continue
            parts = None
            if row.height > self._setting.page_height / 3:
                parts = row.split(room - used)
            if parts is not None:
                head = [*self._rows[:index], parts[0]]
                return self._part(head, self._first), self._part(
                    [parts[1], *self._rows[index + 1 :]], False
                )
            if index == 0:
                return None
            return self._part(self._rows[:index], self._first), self._part(
                self._rows[index:], False
            )
        return None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the rows, mirrored where the document runs right to left."""
        lefts = self._lefts(x)
        y = top
        if self._header is not None:
            if self._first:
                self.element.adopt(self._header.element)
                self._header.draw(sheet, lefts, y, middle=False, read=True)
            else:
                with sheet.artifact():
                    self._header.draw(sheet, lefts, y, middle=False, read=False)
            y -= self._header.height
        edges = [y]
        for row in self._rows:
            self.element.adopt(row.element)
            row.draw(sheet, lefts, y, middle=self._table.middle, read=True)
            y -= row.height
            edges.append(y)
        self._draw_rules(sheet, x, top, edges, lefts)

    def _draw_rules(
        self, sheet: Sheet, x: float, top: float, edges: Sequence[float], lefts: Sequence[float]
    ) -> None:
        rules = self._table.rules
        if rules == "none":
            return
        right = x + sum(self._columns)
        with sheet.artifact():
            for edge in edges:
                sheet.rule(x, edge, right, edge, _RULE)
            if self._header is not None:
                sheet.rule(x, edges[0], right, edges[0], _HEADER_RULE)
            if rules == "grid":
                if self._header is not None:
                    sheet.rule(x, top, right, top, _RULE)
                for place in {*lefts, right}:
                    sheet.rule(place, top, place, edges[-1], _RULE)

    def _lefts(self, x: float) -> list[float]:
        lefts: list[float] = []
        place = x + sum(self._columns) if self._setting.right_to_left else x
        for column in self._columns:
            if self._setting.right_to_left:
                place -= column
                lefts.append(place)
            else:
                lefts.append(place)
                place += column
        return lefts

    def _header_height(self) -> float:
        return self._header.height if self._header else 0.0

    def _part(self, rows: Sequence[LaidRow], first: bool) -> LaidTable:
        return LaidTable(
            self._table, rows, self._header, self._columns, self._setting, self.element, first
        )
