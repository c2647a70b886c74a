"""Lists of things with a title, a second line and a badge: all in memory, or page by page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QStringListModel,
    Qt,
)

from copdesk.gui.widgets.model_index import ROOT, Index
from copdesk.gui.widgets.row_delegate import RowRole

Row = TypeVar("Row")
PAGE_ROWS: Final = 48
PAGES_KEPT: Final = 64


def _nothing(_row: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Face(Generic[Row]):
    """How one row looks."""

    id: Callable[[Row], str]
    title: Callable[[Row], str]
    second: Callable[[Row], str] = _nothing
    badge: Callable[[Row], str] = _nothing
    icon: Callable[[Row], str] = _nothing


def _seen(face: Face[Row], row: Row | None, role: int) -> Any:
    """Return what the delegate draws of a row."""
    if row is None:
        return None
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return face.title(row)
        case Qt.ItemDataRole.AccessibleTextRole:
            parts = (face.title(row), face.second(row), face.badge(row))
            return ", ".join(part for part in parts if part)
        case RowRole.SECOND:
            return face.second(row)
        case RowRole.BADGE:
            return face.badge(row)
        case RowRole.ICON:
            return face.icon(row)
        case RowRole.ID:
            return face.id(row)
        case RowRole.VALUE:
            return row
        case _:
            return None


class ListModel(QAbstractListModel, Generic[Row]):
    """A small list, all of it in memory."""

    def __init__(self, face: Face[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return one row; None when there is none of this number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def index_of(self, item_id: str) -> QModelIndex:
        """Return where a thing stands; an invalid index when it is not in the list."""
        found = (n for n, row in enumerate(self._rows) if self._face.id(row) == item_id)
        number = next(found, -1)
        return self.index(number, 0) if number >= 0 else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        return _seen(self._face, self.row(index.row()), role) if index.isValid() else None


class PagedListModel(QStringListModel, Generic[Row]):
    """A list of any length: all the ids, and only those rows that were looked at.

    Qt counts the rows, because a view asks for their number once for each of them. It holds
    nothing but empty words: to hand it 100,000 ids takes longer than to lay the list out.
    """

    def __init__(
        self,
        face: Face[Row],
        fetch_page: Callable[[Sequence[str]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._face = face
        self._fetch_page = fetch_page
        self._ids: Sequence[str] = ()
        self._coming: Sequence[str] = ()
        self._first: Sequence[Row] | None = None
        self.modelReset.connect(self._take_ids)  # before any view hears of it
        self._pages: OrderedDict[int, dict[str, Row]] = OrderedDict()

    def set_ids(self, ids: Sequence[str], first: Sequence[Row] | None = None) -> None:
        """Replace the whole list; rows are read again when they are drawn.

        `first` are the rows of the first page, if somebody has read them already.
        """
        self._coming, self._first = ids, first
        if len(ids) == self.rowCount():
            self.beginResetModel()
            self.endResetModel()
        else:
            self.setStringList([""] * len(ids))

    def row(self, number: int) -> Row | None:
        """Return one row; None when it has gone since the list was made."""
        if not 0 <= number < len(self._ids):
            return None
        return self._page(number // PAGE_ROWS).get(self._ids[number])

    def index_of(self, item_id: str) -> QModelIndex:
        """Return where a thing stands; an invalid index when it is not in the list."""
        try:
            return self.index(self._ids.index(item_id), 0)
        except ValueError:
            return QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        return QAbstractListModel.flags(self, index)  # the words of a list of words may be edited

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        if role == RowRole.ID:  # known without reading the row
            return self._ids[index.row()] if index.row() < len(self._ids) else None
        return _seen(self._face, self.row(index.row()), role)

    def _take_ids(self) -> None:
        """Take the new ids in the middle of a reset: views have looked at the old ones."""
        self._ids = self._coming
        self._pages.clear()
        if self._first is not None:
            self._pages[0] = {self._face.id(row): row for row in self._first}

    def _page(self, number: int) -> dict[str, Row]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        ids = self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        rows = {self._face.id(row): row for row in self._fetch_page(ids)}
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows
