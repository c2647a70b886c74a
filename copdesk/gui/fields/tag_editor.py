"""Tags as chips, with completion, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QVBoxLayout, QWidget

from copdesk.gui.look.icons import set_icon
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.margins import bare
from copdesk.language import _

SEPARATORS: Final = ",;\n،؛"


class TagEditor(QWidget):
    """Return or a comma makes a chip of the word; Backspace in the empty line takes the last."""

    field_edited = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._tags: tuple[str, ...] = ()
        self._chips = FlowLayout()
        self._known = QStringListModel(self)
        self._line = _TagLine(self)
        self._line.setObjectName("tagLine")
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(hint)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._complete, Qt.ConnectionType.QueuedConnection)
        self._line.setCompleter(completer)
        self._line.returnPressed.connect(self._take_line)
        self._line.editingFinished.connect(self._take_line)
        self._line.textEdited.connect(self._split)
        self._line.emptied.connect(self._take_last)
        self.setFocusProxy(self._line)
        rows = bare(QVBoxLayout(self))
        rows.addLayout(self._chips)
        rows.addWidget(self._line)

    def set_known(self, tags: Iterable[str]) -> None:
        """Offer these tags while somebody types."""
        self._known.setStringList(sorted(tags, key=str.casefold))

    def field_value(self) -> tuple[str, ...]:
        """Return the tags in their order."""
        return self._tags

    def set_field_value(self, value: Any) -> None:
        """Show these tags."""
        tags = tuple(str(tag) for tag in value or ())
        if tags != self._tags:
            self._set(tags)

    def _add(self, words: Sequence[str]) -> None:
        known = {tag.casefold() for tag in self._tags}
        new: list[str] = []
        for word in (" ".join(word.split()) for word in words):
            if word and word.casefold() not in known:
                known.add(word.casefold())
                new.append(word)
        if new:
            self._set((*self._tags, *new))
            self.field_edited.emit()

    def _set(self, tags: tuple[str, ...]) -> None:
        self._tags = tags
        self._chips.clear()
        for tag in tags:
            self._chips.addWidget(self._chip(tag))
        self.updateGeometry()

    def _chip(self, tag: str) -> QPushButton:
        chip = button(tag.replace("&", "&&"))
        chip.setProperty("role", "chip")
        chip.setAccessibleName(_("Remove the tag {tag}").format(tag=tag))
        chip.setToolTip(chip.accessibleName())
        chip.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            else Qt.LayoutDirection.LeftToRight
        )
        set_icon(chip, "close")
        chip.clicked.connect(lambda: self._remove(tag))
        return chip

    def _remove(self, tag: str) -> None:
        self._set(tuple(kept for kept in self._tags if kept != tag))
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field_edited.emit()

    def _take_line(self) -> None:
        text = self._line.text()
        self._line.clear()
        self._add([text])

    def _complete(self, text: str) -> None:
        self._line.clear()
        self._add([text])

    def _split(self, text: str) -> None:
        for separator in SEPARATORS[1:]:
            text = text.replace(separator, SEPARATORS[0])
        if SEPARATORS[0] in text:
            *whole, rest = text.split(SEPARATORS[0])
            self._line.setText(rest.lstrip())
            self._add(whole)

    def _take_last(self) -> None:
        if self._tags:
            self._remove(self._tags[-1])


class _TagLine(QLineEdit):
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)
