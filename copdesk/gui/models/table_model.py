"""A read-only table over frozen rows; what a column shows is data, not code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from copdesk.gui.widgets.model_index import ROOT, Index
from copdesk.language import _

Row = TypeVar("Row")
SORT_ROLE: Final = int(Qt.ItemDataRole.UserRole)
ROW_ROLE: Final = SORT_ROLE + 1


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading marked by N_, the text of a cell, and what to sort by.

    Numbers and times end under one another, and so does their heading.
    """

    heading: str
    text: Callable[[Row], str]
    sort_key: Callable[[Row], Any] | None = None
    is_number: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where the text stands in its cell."""
        side = Qt.AlignmentFlag.AlignTrailing if self.is_number else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel, Generic[Row]):
    """Show rows; never read or write the database."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """Return the row behind an index of this model."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if role == SORT_ROLE:
            return (column.sort_key or column.text)(row)
        return row if role == ROW_ROLE else None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._columns[section].alignment
        return _(self._columns[section].heading) if role == Qt.ItemDataRole.DisplayRole else None
