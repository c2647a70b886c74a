"""A list of big, comfortable rows that keeps its place when it is read again."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from copdesk.gui.widgets.model_index import Index
from copdesk.gui.widgets.row_delegate import RowDelegate, RowRole


class RowList(QListView):
    """Such a list; `chosen` follows the cursor, `opened` is Return or a double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._open)
        self._kept = ""
        self._kept_scroll = 0

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: D102
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentChanged.connect(self._choose)
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._return)

    def current_id(self) -> str:
        """Return the id of the row under the cursor, nothing if there is none."""
        return _id_of(self.currentIndex())

    def select(self, item_id: str) -> bool:
        """Put the cursor on a thing; False when the list does not have it."""
        model: Any = self.model()
        index: QModelIndex = model.index_of(item_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def select_first(self) -> None:
        """Put the cursor on the first row, if there is one."""
        if self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _remember(self) -> None:
        self._kept = self.current_id()
        self._kept_scroll = self.verticalScrollBar().value()

    def _return(self) -> None:
        """After the list was read again, go back to where the cursor was."""
        if not self._kept:
            return
        model: Any = self.model()
        index: QModelIndex = model.index_of(self._kept)
        self.verticalScrollBar().setValue(self._kept_scroll)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.chosen.emit("")

    def _choose(self, index: QModelIndex, _previous: QModelIndex) -> None:
        if index.isValid():  # Qt only moves the cursor when the list gets the keyboard
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(index, select)
        self.chosen.emit(_id_of(index))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(_id_of(index))


def _id_of(index: Index) -> str:
    return str(index.data(RowRole.ID) or "") if index.isValid() else ""
