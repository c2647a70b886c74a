"""The table in which the agenda stands, by keyboard and by mouse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from copdesk.gui.pages.meetings.agenda_model import AgendaColumn, AgendaModel
from copdesk.gui.widgets.actions import key_of
from copdesk.gui.widgets.drop_overlay import accept_copies, dropped_files
from copdesk.gui.widgets.own_direction import OwnDirection
from copdesk.keys import keys_of
from copdesk.language import _

LETTERS_WITH_LEAD: Final = 58


class AgendaView(QTreeView):
    """The table of items: Return edits, Alt with an arrow moves, Delete removes."""

    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, model: AgendaModel) -> None:
        super().__init__()
        self.setObjectName("agendaItems")
        self.setAccessibleName(_("Agenda"))
        self.setModel(model)
        self.setItemDelegate(OwnDirection(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        fit = QHeaderView.ResizeMode.ResizeToContents
        for column in AgendaColumn:
            stretch = column is AgendaColumn.TITLE
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if stretch else fit)

    def current_id(self) -> str:
        """Return the id of the item under the cursor, nothing if there is none."""
        model = self.model()
        row = model.row(self.currentIndex().row()) if isinstance(model, AgendaModel) else None
        return row.item.id if row else ""

    def select(self, item_id: str) -> bool:
        """Put the cursor on an item; False when it is not there."""
        model = self.model()
        number = model.row_of(item_id) if isinstance(model, AgendaModel) else -1
        if number < 0:
            return False
        if self.currentIndex().row() != number:
            self.setCurrentIndex(model.index(number, AgendaColumn.TITLE))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        letters = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        self.setColumnHidden(AgendaColumn.LEAD, letters < LETTERS_WITH_LEAD)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        super().dropEvent(event)
        if event.isAccepted() and dropped_files(event.mimeData()):
            accept_copies(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        pressed = key_of(event)
        editing = self.state() == QAbstractItemView.State.EditingState
        if pressed in keys_of("move-item-up"):
            self.move_asked.emit(-1)
        elif pressed in keys_of("move-item-down"):
            self.move_asked.emit(1)
        elif pressed in keys_of("remove-item") and not editing:
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._edit_title(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _edit_title(self, index: QModelIndex) -> None:
        if index.isValid():
            column = index.column()
            editable = column in (AgendaColumn.TITLE, AgendaColumn.MINUTES)
            self.edit(index if editable else index.siblingAtColumn(AgendaColumn.TITLE))
