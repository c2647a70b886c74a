"""Fields for a date or a time that may also be left open."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.date_edit import DateEdit, TimeEdit
from copdesk.gui.widgets.margins import bare
from copdesk.language import _


class _OptionalField(QWidget):
    """A button that stands for "none" and gives way to an editor when it is pressed."""

    field_edited = Signal()

    def __init__(
        self, name: str, add: str, editor: DateEdit | TimeEdit, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._editor = editor
        editor.setAccessibleName(name)
        self._add = button(add)
        self._add.setAccessibleName(f"{name}: {add}")
        self._clear = tool_button(
            "close", _("{name}: leave it open").format(name=name), tip=_("Leave it open")
        )
        row = bare(QHBoxLayout(self))
        for widget in (self._add, self._editor, self._clear):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self._add)
        self._set_open(True)
        self._add.clicked.connect(self._start)
        self._clear.clicked.connect(self._leave_open)
        editor.dateTimeChanged.connect(lambda: self.field_edited.emit())

    def _set_open(self, is_open: bool) -> None:
        self._open = is_open
        self.setFocusProxy(self._add if is_open else self._editor)
        self._add.setVisible(is_open)
        self._editor.setHidden(is_open)
        self._clear.setHidden(is_open)

    def _start(self) -> None:
        self._set_open(False)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field_edited.emit()

    def _leave_open(self) -> None:
        self._set_open(True)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field_edited.emit()


class DateField(_OptionalField):
    """A date or none; a new one starts at `today`."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(name, _("Set a date"), DateEdit(today), parent)

    def field_value(self) -> date | None:
        """Return the date; None while it is left open."""
        chosen = self._editor.date()
        return None if self._open else date(chosen.year(), chosen.month(), chosen.day())

    def set_field_value(self, value: Any) -> None:
        """Show a date or None."""
        if isinstance(value, date):
            self._editor.setDate(QDate(value.year, value.month, value.day))
        self._set_open(value is None)


class TimeField(_OptionalField):
    """A time of day or none; a new one starts at `usual`."""

    def __init__(self, name: str, usual: time, parent: QWidget | None = None) -> None:
        super().__init__(name, _("Set a time"), TimeEdit(usual), parent)

    def field_value(self) -> time | None:
        """Return the time; None while it is left open."""
        chosen = self._editor.time()
        return None if self._open else time(chosen.hour(), chosen.minute())

    def set_field_value(self, value: Any) -> None:
        """Show a time or None."""
        if isinstance(value, time):
            self._editor.setTime(QTime(value.hour, value.minute))
        self._set_open(value is None)
