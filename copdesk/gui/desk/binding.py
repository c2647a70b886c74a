"""Move values between a frozen dataclass and the widgets named like its fields.

Text that was typed and is not saved yet is never overwritten by showing the same record again.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from copdesk.gui.desk.field_access import FieldAccess, field_access

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from copdesk.errors import InvalidInput

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was typed into one field of a record that is not shown just now."""

    serial: int
    typed: Any
    before: tuple[int, Any]


class FormBinding(QObject, Generic[T]):
    """Bind `form.name` to the field `name`, for every field that has a widget."""

    edited = Signal()
    """The user has changed a widget."""
    field_left = Signal()
    """Another field is about to be edited while one has text that is not saved."""
    leaving = Signal()
    """Another record is about to be shown while this one has text that is not saved."""

    def __init__(self, kind: type[T], form: object, parent: QObject | None = None) -> None:
        super().__init__(parent if parent is not None else _owner(form))
        self._widgets: dict[str, QWidget] = {
            field.name: widget
            for field in fields(kind)
            if isinstance(widget := getattr(form, field.name, None), QWidget)
        }
        self._access: dict[str, FieldAccess] = {}
        self._edits: dict[str, int] = {}
        self._before: dict[str, tuple[int, Any]] = {}
        self._drafts: dict[Hashable, dict[str, _Draft]] = {}
        self._serial = 0
        self._showing = False
        self._shown: T | None = None
        for name, widget in self._widgets.items():
            self._access[name] = access = field_access(widget)
            access.edited.connect(partial(self._note_edit, name))

    def show(self, value: T) -> None:
        """Fill the widgets; unsaved typing stays, also when its record is shown again later."""
        draft: dict[str, _Draft] = {}
        if self._shown is not None and _identity(self._shown) != _identity(value):
            self._set_aside(_identity(self._shown))
            for access in self._access.values():
                access.forget()
            draft = self._drafts.pop(_identity(value), {})
        self._shown = value
        self._showing = True
        try:
            for name, access in self._access.items():
                if name not in self._edits:
                    shown = draft[name].typed if name in draft else getattr(value, name)
                    if not self._only_spaces_differ(name, shown):
                        access.write(shown)
        finally:
            self._showing = False
        self._edits |= {name: kept.serial for name, kept in draft.items()}
        self._before |= {name: kept.before for name, kept in draft.items()}

    @property
    def shown(self) -> T | None:
        """The record in the form, as it was last read or saved."""
        return self._shown

    @property
    def dirty(self) -> bool:
        """Whether a field differs from what is saved."""
        return bool(self._edits)

    def edited_fields(self) -> dict[str, str]:
        """Return the fields whose text is not saved yet, each with what it is called."""
        return {name: _called(self._widgets[name]) for name in self._edits}

    @property
    def serial(self) -> int:
        """A number that grows with each edit."""
        return self._serial

    def read(self) -> T:
        """Return the record with every edited field as the widgets say."""
        if self._shown is None:
            raise LookupError("Nothing has been shown in this form yet.")
        return replace(self._shown, **{name: self._access[name].read() for name in self._edits})

    def before(self) -> T:
        """Return the record with every edited field as it was when somebody began to type."""
        if self._shown is None:
            raise LookupError("Nothing has been shown in this form yet.")
        return replace(self._shown, **{name: was for name, (_serial, was) in self._before.items()})

    def mark_saved(self, handed_in: T, stored: T, serial: int) -> None:
        """Take a record as saved; later edits than `serial` are still unsaved.

        `stored` may have got its id only now.
        """
        if self._shown is None or _identity(self._shown) != _identity(handed_in):
            self._drop_draft(handed_in, serial)
            return
        self._shown = stored
        self._edits = {name: edit for name, edit in self._edits.items() if edit > serial}
        self._before = {
            name: _from_now(name, self._before[name], handed_in, serial) for name in self._edits
        }
        if not self._edits:
            self._clear_marks()

    def mark(self, error: InvalidInput) -> None:
        """Draw the field as wrong and say why, without moving the cursor."""
        widget = self._widgets.get(error.field)
        if widget is not None:
            _set_wrong(widget, error.sentence)

    def _note_edit(self, name: str, *_values: object) -> None:
        if self._showing:
            return
        if self._edits and name not in self._edits:
            self.field_left.emit()
        self._serial += 1
        if name not in self._edits:
            self._before[name] = (self._serial, getattr(self._shown, name, None))
        self._edits[name] = self._serial
        _set_wrong(self._widgets[name], "")
        self.edited.emit()

    def _only_spaces_differ(self, name: str, value: object) -> bool:
        """Whether a service has only tidied what somebody is still typing."""
        text = self._access[name].read()
        if not isinstance(value, str) or not isinstance(text, str):
            return False
        return self._widgets[name].hasFocus() and text.split() == value.split()

    def _set_aside(self, identity: Hashable) -> None:
        if self._edits:
            self.leaving.emit()
            self._drafts[identity] = {
                name: _Draft(serial, self._access[name].read(), self._before[name])
                for name, serial in self._edits.items()
            }
            self._edits, self._before = {}, {}
        self._clear_marks()

    def _drop_draft(self, handed_in: T, serial: int) -> None:
        draft = self._drafts.pop(_identity(handed_in), {})
        later = {
            name: replace(kept, before=_from_now(name, kept.before, handed_in, serial))
            for name, kept in draft.items()
            if kept.serial > serial
        }
        if later:
            self._drafts[_identity(handed_in)] = later

    def _clear_marks(self) -> None:
        for widget in self._widgets.values():
            _set_wrong(widget, "")


def _owner(form: object) -> QObject | None:
    return form if isinstance(form, QObject) else None


def _called(widget: QWidget) -> str:
    """Return what a field is called on the screen: by itself, else by the label beside it."""
    labels = widget.window().findChildren(QLabel)
    beside = (label.text().replace("&", "") for label in labels if label.buddy() is widget)
    return widget.accessibleName() or next(beside, "")


def _from_now(name: str, before: tuple[int, Any], saved: object, serial: int) -> tuple[int, Any]:
    """Return what a field that is edited still was before, now that a record is saved."""
    first, was = before
    return first, getattr(saved, name) if first <= serial else was


def _identity(value: Any) -> Hashable:
    return getattr(value, "id", None)


def _set_wrong(widget: QWidget, sentence: str) -> None:
    if bool(widget.property("wrong")) == bool(sentence):
        return
    widget.setProperty("wrong", bool(sentence))
    widget.setAccessibleDescription(sentence)
    widget.setToolTip(sentence)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
