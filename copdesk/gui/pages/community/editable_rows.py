"""Short lists that are typed, corrected and removed in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import tool_button
from copdesk.gui.widgets.entry_line import EntryLine
from copdesk.gui.widgets.margins import bare
from copdesk.language import _
from copdesk.services.changes import Outcome
from copdesk.services.drafts import DraftService

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class EditableRow(QWidget):
    """One record: its fields, as a subclass lays them out, and a button that removes it."""

    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._gone = tool_button("remove", "", "remove", self.remove_asked.emit)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(SPACE // 2)
        across = bare(QHBoxLayout(self))
        across.addLayout(self._fields, 1)
        across.addWidget(self._gone, 0, Qt.AlignmentFlag.AlignTop)

    def describe(self, text: str) -> None:
        """Say for a screen reader what the button would remove."""
        self._gone.setAccessibleName(_("Remove: {text}").format(text=text))
        self._gone.setToolTip(_("Remove"))


class EditableRows(QWidget, Generic[T]):
    """Rows that save themselves; a row that is still there keeps its widgets and its cursor."""

    remove_asked = Signal(object)

    def __init__(
        self,
        kind: type[T],
        make_row: Callable[[], EditableRow],
        save: Callable[[T, T], Outcome[Any]],
        desk: Desk,
        hint: str,
    ) -> None:
        super().__init__()
        self._kind, self._make_row, self._save, self._desk = kind, make_row, save, desk
        self._rows: dict[str, tuple[EditableRow, FormBinding[T]]] = {}
        self.line = EntryLine(hint, hint)
        self._column = bare(QVBoxLayout(self))
        self._column.setSpacing(SPACE)
        self._column.addWidget(self.line)

    def keep_drafts(self, drafts: DraftService) -> None:
        """Show again what was typed into the line and never entered; the line has its name."""
        LineDraft(self._desk, drafts, self.line, self.line.objectName()).be_about()

    def show_records(self, records: Sequence[tuple[str, T, str]]) -> None:
        """Show records, each with its id and the words that describe it."""
        present = {key for key, _record, _words in records}
        for key in [key for key in self._rows if key not in present]:
            row, _binding = self._rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (key, record, words) in enumerate(records):
            row, binding = self._rows.get(key) or self._new_row(key)
            binding.show(record)
            row.describe(words)
            self._column.insertWidget(place, row)

    def row_of(self, key: str) -> EditableRow | None:
        """Return the row of a record, None if it is not there."""
        return self._rows[key][0] if key in self._rows else None

    def _new_row(self, key: str) -> tuple[EditableRow, FormBinding[T]]:
        row = self._make_row()
        binding = FormBinding(self._kind, row)
        Autosave(self._desk, binding, self._save)
        row.remove_asked.connect(lambda: self.remove_asked.emit(binding.shown))
        self._rows[key] = (row, binding)
        return self._rows[key]
