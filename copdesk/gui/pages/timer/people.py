"""Who is here: ticked names in the order of speaking, and visitors by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.plan.subgroups import Person
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import _, ngettext

GUEST: Final = "guest:"
_ID: Final = int(Qt.ItemDataRole.UserRole)


class TimerPeople(QWidget):
    """A list to tick and to drag; the order is the order of turns."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counted = plain_label("", "heading")
        self._names = QListWidget()
        self._names.setObjectName("peopleHere")
        self._names.setAccessibleName(_("Who is here"))
        self._names.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._names.setDefaultDropAction(Qt.DropAction.MoveAction)
        self._names.setSpacing(SPACE // 2 - 1)
        self._visitor = _VisitorLine()
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE // 2)
        column.addWidget(self._counted)
        column.addWidget(self._names, 1)
        column.addWidget(self._visitor)
        self._hint = plain_label(_("This is the order of turns; drag to change it."), "muted")
        self._hint.setWordWrap(True)
        column.addWidget(self._hint)
        self._names.itemChanged.connect(self._note_edit)
        self._names.model().rowsMoved.connect(self._note_edit)
        self._visitor.named.connect(self._add_visitor)

    def show_people(self, people: Iterable[Person], ticked: Iterable[str]) -> None:
        """List these people; those in `ticked` are here."""
        here = set(ticked)
        self._names.blockSignals(True)
        self._names.clear()
        for person in people:
            self._add(person, person.id in here)
        self._names.blockSignals(False)
        self._count()

    def present(self) -> tuple[Person, ...]:
        """Return who is here, in order."""
        found: list[Person] = []
        for number in range(self._names.count()):
            item = self._names.item(number)
            if item.checkState() == Qt.CheckState.Checked:
                found.append(Person(id=str(item.data(_ID)), name=item.text()))
        return tuple(found)

    def tick(self, names: Sequence[str]) -> None:
        """Say that exactly these are here."""
        for number in range(self._names.count()):
            item = self._names.item(number)
            here = item.text() in names
            item.setCheckState(Qt.CheckState.Checked if here else Qt.CheckState.Unchecked)

    def _add(self, person: Person, here: bool) -> None:
        item = QListWidgetItem(person.name)
        item.setData(_ID, person.id)
        flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if here else Qt.CheckState.Unchecked)
        self._names.addItem(item)

    def _add_visitor(self, name: str) -> None:
        known = {person.name for person in self.present()}
        if name not in known:
            self._add(Person(id=GUEST + name, name=name), here=True)
            self._names.scrollToBottom()
        self._note_edit()

    def _note_edit(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        here = len(self.present())
        text = ngettext("{number} person is here", "{number} people are here", here)
        self._counted.setText(text.format(number=here))


class _VisitorLine(QLineEdit):
    """Return adds the visitor, and does not start the discussion."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guest")
        self.setPlaceholderText(_("Add a visitor by name"))
        self.setAccessibleName(_("Visitor"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        name = " ".join(self.text().split())
        if name:
            self.clear()
            self.named.emit(name)
