"""How the value of one field is read from a widget and written into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any, Protocol, cast, runtime_checkable

from PySide6.QtCore import QDate, QTime, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)


@runtime_checkable
class FieldWidget(Protocol):
    """A widget of our own that shows one field."""

    field_edited: SignalInstance

    def field_value(self) -> Any:
        """Return what the widget says."""
        ...

    def set_field_value(self, value: Any) -> None:
        """Show a value."""
        ...


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """Read, write and hear one widget."""

    read: Callable[[], Any]
    write: Callable[[Any], None]
    edited: SignalInstance
    forget: Callable[[], None]
    """Forget what was typed earlier, so that undoing brings no words of another record."""


def field_access(widget: QWidget) -> FieldAccess:
    """Return the way to a widget's value; a widget of an unknown kind is a mistake in the form."""
    read, write, edited = _access(widget)
    return FieldAccess(read, write, edited, lambda: _forget_typing(widget))


def _access(widget: QWidget) -> tuple[Callable[[], Any], Callable[[Any], None], SignalInstance]:
    if isinstance(widget, FieldWidget):
        return widget.field_value, widget.set_field_value, widget.field_edited
    match widget:
        case QLineEdit():
            return widget.text, partial(_set_line, widget), widget.textChanged
        case QPlainTextEdit():
            return widget.toPlainText, partial(_set_plain_text, widget), widget.textChanged
        case QAbstractButton():
            return widget.isChecked, widget.setChecked, widget.toggled
        case QSpinBox() | QDoubleSpinBox():
            return widget.value, widget.setValue, widget.valueChanged
        case QComboBox():
            return widget.currentData, partial(_choose, widget), widget.currentIndexChanged
        case QTimeEdit():
            return (
                lambda: _time(widget.time()),
                lambda value: widget.setTime(_qt_time(value)),
                widget.timeChanged,
            )
        case QDateEdit():
            return (
                lambda: _date(widget.date()),
                lambda value: widget.setDate(_qt_date(value)),
                widget.dateChanged,
            )
        case _:
            raise TypeError(f"No field can be shown by a {type(widget).__name__}.")


def _forget_typing(widget: QWidget) -> None:
    for line in [widget, *widget.findChildren(QLineEdit)]:
        if isinstance(line, QLineEdit) and (line.isUndoAvailable() or line.isRedoAvailable()):
            _set_text(line, line.text())
    for edit in [widget, *widget.findChildren(QPlainTextEdit)]:
        if isinstance(edit, QPlainTextEdit):
            edit.document().clearUndoRedoStacks()


def item_of(combo: QComboBox, value: Any) -> int:
    """Return the row of the item that carries this value, -1 if none does."""
    return next((row for row in range(combo.count()) if combo.itemData(row) == value), -1)


def _choose(combo: QComboBox, value: Any) -> None:
    combo.setCurrentIndex(item_of(combo, value))


def _set_line(edit: QLineEdit, text: str | None) -> None:
    if edit.text() != (text or ""):
        _set_text(edit, text or "")


def _set_text(edit: QLineEdit, text: str) -> None:
    place = edit.cursorPosition()
    edit.setText(text)
    if edit.hasFocus():
        edit.setCursorPosition(place)
    else:
        edit.home(False)


def _set_plain_text(edit: QPlainTextEdit, text: str | None) -> None:
    if edit.toPlainText() == (text or ""):
        return
    place = edit.textCursor().position()
    edit.setPlainText(text or "")
    if edit.hasFocus():
        cursor = edit.textCursor()
        cursor.setPosition(min(place, edit.document().characterCount() - 1))
        edit.setTextCursor(cursor)


def _date(value: QDate) -> date:
    return cast("date", value.toPython())


def _qt_date(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)


def _time(value: QTime) -> time:
    return time(value.hour(), value.minute())


def _qt_time(value: time) -> QTime:
    return QTime(value.hour, value.minute)
