"""The people of a meeting as a table: a tick, how they took part, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from copdesk.domain.meetings import Attendance
from copdesk.domain.members import Member
from copdesk.gui.pages.meetings.words import PRESENCES
from copdesk.gui.widgets.model_index import ROOT, Index
from copdesk.gui.widgets.own_direction import OwnDirection
from copdesk.language import N_, _, time_text

HEADINGS: Final = (N_("Name"), N_("How"), N_("From"), N_("Until"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A row: a member or a visitor, and what is known of how they took part."""

    member: Member | None
    attendance: Attendance | None

    @property
    def key(self) -> str:
        """What tells this row from the others."""
        return self.member.id if self.member else self.attendance.id if self.attendance else ""

    @property
    def name(self) -> str:
        """Whom the row is about."""
        if self.member is not None:
            return self.member.name
        visitor = self.attendance.visitor if self.attendance else ""
        return _("{name} (visitor)").format(name=visitor)


class AttendanceModel(QAbstractTableModel):
    """The members who may come, and the visitors who did."""

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget, *, editable: bool) -> None:
        super().__init__(parent)
        self._rows: tuple[Came, ...] = ()
        self._editable = editable

    def show(self, rows: Sequence[Came]) -> None:
        """Show these rows; the cursor stays where the same people are listed."""
        if [row.key for row in rows] == [row.key for row in self._rows]:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 3))
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Came | None:
        """Return one row, None when there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """Return where somebody stands, -1 when not listed."""
        return next((number for number, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if row.attendance else Qt.CheckState.Unchecked
        return _cell(row, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def setData(  # noqa: D102
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticked.emit(row, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self._editable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags


class AttendanceView(QTreeView):
    """The list of people; Space ticks the one under the cursor."""

    def __init__(self, model: AttendanceModel) -> None:
        super().__init__()
        self.setObjectName("attendance")
        self.setAccessibleName(_("Who came"))
        self.setModel(model)
        self.setItemDelegate(OwnDirection(self))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        index = self.currentIndex().siblingAtColumn(0)
        if event.key() != Qt.Key.Key_Space or not index.isValid():
            super().keyPressEvent(event)
            return
        role = Qt.ItemDataRole.CheckStateRole
        ticked = Qt.CheckState(index.data(role)) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        if self.model().flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            self.model().setData(index, wanted, role)


def _cell(row: Came, column: int) -> str:
    attendance = row.attendance
    if column == 0:
        return row.name
    if attendance is None:
        return ""
    if column == 1:
        return _(PRESENCES[attendance.presence])
    moment = attendance.arrived_at if column == 2 else attendance.left_at
    return "" if moment is None else time_text(moment)
