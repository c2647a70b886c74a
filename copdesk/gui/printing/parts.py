"""The parts of a packet: which are in it, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from copdesk.domain.packet_parts import PACKET_PARTS, PART_TITLES, parts_from_text
from copdesk.language import _


class PartsList(QListWidget):
    """Ticks for the parts; dragging or Alt with an arrow changes their order."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("packetParts")
        self.setAccessibleName(_("Parts of the packet"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setSpacing(3)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.itemChanged.connect(self._tell)
        self.model().rowsMoved.connect(self._tell)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Tick these parts and put them first, in their order; none means all of them."""
        wanted = parts_from_text(" ".join(parts))
        self.blockSignals(True)
        self.clear()
        for part in (*wanted, *(part for part in PACKET_PARTS if part not in wanted)):
            item = QListWidgetItem(_(PART_TITLES[part]))
            item.setData(Qt.ItemDataRole.UserRole, part.value)
            flag = Qt.ItemFlag
            item.setFlags(
                flag.ItemIsEnabled
                | flag.ItemIsSelectable
                | flag.ItemIsUserCheckable
                | flag.ItemIsDragEnabled
            )
            ticked = part in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(False)

    def parts(self) -> tuple[str, ...]:
        """Return the ticked parts in their order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and steps:
            self._move(steps)
        else:
            super().keyPressEvent(event)

    def _move(self, steps: int) -> None:
        row = self.currentRow()
        if row < 0 or not 0 <= row + steps < self.count():
            return
        self.insertItem(row + steps, self.takeItem(row))
        self.setCurrentRow(row + steps)
        self.chosen.emit()

    def _tell(self, *_what: object) -> None:
        self.chosen.emit()
