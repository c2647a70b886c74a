"""The agenda as a table: clock time, title, minutes, who leads; rows move, files drop onto them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from copdesk.domain.meetings import AgendaItem, AgendaKind, Meeting
from copdesk.domain.members import Member
from copdesk.gui.look.icons import icon
from copdesk.gui.pages.meetings.words import AGENDA_KINDS, lead_name
from copdesk.gui.widgets.drop_overlay import dropped_files
from copdesk.gui.widgets.model_index import ROOT, Index
from copdesk.language import N_, _, ngettext, time_text

MIME: Final = "application/x-copdesk-agenda-item"
HEADINGS: Final = (N_("Time"), N_("Item"), N_("Minutes"), N_("Led by"))


class AgendaColumn(IntEnum):
    """What stands where."""

    TIME = 0
    TITLE = 1
    MINUTES = 2
    LEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """An agenda item, when it begins, and how many resources are tied to it."""

    item: AgendaItem
    begins: time | None
    resources: int = 0


class AgendaModel(QAbstractTableModel):
    """Show a meeting's agenda; changes are only asked for, never made here."""

    edited = Signal(object)
    """The AgendaItem as somebody has typed it in place."""
    moved = Signal(str, str)
    """The id of an item that was dragged and of the one that it goes in front of."""
    files_dropped = Signal(str, object)
    """The id of an item and the paths of the files that were dropped onto it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AgendaRow, ...] = ()
        self._members: Mapping[str, Member] = {}
        self.editable = True

    def show(self, meeting: Meeting, members: Mapping[str, Member]) -> None:
        """Show an agenda; a row that stays keeps the cursor and an editor that is open in it."""
        rows = tuple(
            AgendaRow(item=item, begins=begins, resources=len(meeting.resources_of(item.id)))
            for begins, item in meeting.timetable()
        )
        same = [row.item.id for row in rows] == [row.item.id for row in self._rows]
        self._members = members
        if same:
            self._rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(AgendaColumn) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, number: int) -> AgendaRow | None:
        """Return one row, None when there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row_of(self, item_id: str) -> int:
        """Return where an item stands, -1 when it is not on the agenda."""
        found = (number for number, row in enumerate(self._rows) if row.item.id == item_id)
        return next(found, -1)

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(AgendaColumn)

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.EditRole:
                title = index.column() == AgendaColumn.TITLE
                return row.item.title if title else row.item.minutes
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case Qt.ItemDataRole.DecorationRole:
                return _picture(row) if index.column() == AgendaColumn.TITLE else None
            case Qt.ItemDataRole.ToolTipRole:
                return _about(row) if index.column() == AgendaColumn.TITLE else None
            case _:
                return None

    def setData(  # noqa: D102
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == AgendaColumn.TITLE:
            item = replace(row.item, title=str(value))
        else:
            item = replace(row.item, minutes=int(value))
        if item != row.item:
            self.edited.emit(item)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDropEnabled
        if self.editable:
            flags |= flag.ItemIsDragEnabled
            if index.column() in (AgendaColumn.TITLE, AgendaColumn.MINUTES):
                flags |= flag.ItemIsEditable
        return flags

    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [MIME, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        row = self.row(indexes[0].row())
        if row is not None:
            data.setData(MIME, row.item.id.encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(  # noqa: D102
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.editable:
            return False
        return data.hasFormat(MIME) or (parent.isValid() and bool(dropped_files(data)))

    def dropMimeData(  # noqa: D102
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if data.hasFormat(MIME):
            before = self.row(row if row >= 0 else parent.row())
            moved = bytes(data.data(MIME).data()).decode()
            self.moved.emit(moved, before.item.id if before else "")
            return False  # the service moves the row; the view must not take it away
        paths: list[Path] = dropped_files(data)
        onto = self.row(parent.row()) if parent.isValid() else None
        if onto is None or not paths:
            return False
        self.files_dropped.emit(onto.item.id, paths)
        return True

    def _text(self, row: AgendaRow, column: int) -> str:
        match column:
            case AgendaColumn.TIME:
                return "" if row.begins is None else time_text(row.begins)
            case AgendaColumn.TITLE:
                return row.item.title
            case AgendaColumn.MINUTES:
                return str(row.item.minutes)
            case _:
                return lead_name(row.item, self._members)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeading
    if column in (AgendaColumn.MINUTES, AgendaColumn.TIME):
        side = Qt.AlignmentFlag.AlignTrailing
    return side | Qt.AlignmentFlag.AlignVCenter


def _picture(row: AgendaRow) -> Any:
    if row.item.protocol_id:
        return icon("timer")
    if row.resources:
        return icon("attach")
    pictures = {AgendaKind.REPORT_BACK: "commitment", AgendaKind.PAUSE: "pause"}
    return icon(pictures.get(row.item.kind, "note"))


def _about(row: AgendaRow) -> str:
    tied = ngettext("{number} resource", "{number} resources", row.resources)
    parts = [row.item.title, _(AGENDA_KINDS[row.item.kind])]
    if row.resources:
        parts.append(tied.format(number=row.resources))
    text = " · ".join(parts)
    return text.replace("&", "&amp;").replace("<", "&lt;")
