"""Choose a member by typing part of the name, or write the name of somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget


@dataclass(frozen=True, slots=True)
class Person:
    """A member, or with an empty `member_id` somebody who is only a name."""

    member_id: str
    name: str


class PersonPicker(QComboBox):
    """An editable list of members; as a form field its value is a Person."""

    field_edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.line = line = QLineEdit()
        line.setAccessibleName(name)
        self.setLineEdit(line)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.currentTextChanged.connect(self._note_edit)
        line.returnPressed.connect(self._take_only_match)

    def set_people(self, people: Sequence[Person]) -> None:
        """Offer these members; what is typed stays."""
        kept = self.field_value()
        self.blockSignals(True)
        self.clear()
        for person in people:
            self.addItem(person.name, person.member_id)
        self._show(kept)
        self.blockSignals(False)

    def set_hint(self, text: str) -> None:
        """Show a few words while nobody is chosen."""
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(text)

    def field_value(self) -> Person:
        """Return who was chosen; a typed name that is a member's counts as that member."""
        name = self.currentText().strip()
        row = self.currentIndex()
        if row < 0 or self.itemText(row) != name:
            row = self.findText(name, Qt.MatchFlag.MatchFixedString) if name else -1
        return Person(str(self.itemData(row)), self.itemText(row)) if row >= 0 else Person("", name)

    def set_field_value(self, value: Any) -> None:
        """Show a Person."""
        self._show(value if isinstance(value, Person) else Person("", str(value or "")))

    def _take_only_match(self) -> None:
        """Let Return complete a name of which only one member's begins or goes on like this."""
        typed, completer = self.field_value(), self.completer()
        if typed.member_id or not typed.name or completer is None:
            return
        completer.setCompletionPrefix(typed.name)
        if completer.completionCount() == 1:
            self.setCurrentIndex(self.findText(completer.currentCompletion()))

    def _note_edit(self, _text: str) -> None:
        self.field_edited.emit()

    def _show(self, person: Person) -> None:
        if self.field_value() == person and self.currentText().strip() == person.name:
            return
        row = self.findData(person.member_id) if person.member_id else -1
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText(person.name)
        line = self.lineEdit()
        if line is not None and not self.hasFocus():
            line.home(False)  # a long name is read from its beginning
