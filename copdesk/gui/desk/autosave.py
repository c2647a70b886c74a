"""Save a form by itself: after two seconds of quiet, and after five at most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject

from copdesk.errors import InvalidInput
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.quiet_timer import QuietTimer
from copdesk.gui.desk.undoable import added, name_of
from copdesk.language import _
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class Autosave(QObject, Generic[T]):
    """Hand what a form holds to the desk's writer; the form keeps the text until it is saved."""

    def __init__(
        self, desk: Desk, binding: FormBinding[T], save: Callable[[T], Outcome[Any]]
    ) -> None:
        super().__init__(binding)
        self._desk, self._binding, self._save = desk, binding, save
        self._handed_in = 0
        self._creating = False
        self._timer = QuietTimer(self.hand_in, self)
        binding.edited.connect(self._wait)
        binding.field_left.connect(self.hand_in)
        binding.leaving.connect(self.hand_in)
        desk.handing_in.connect(self.hand_in)

    def hand_in(self) -> None:
        """Queue what was typed since the last time, now."""
        self._timer.stop()
        binding = self._binding
        self._desk.note_typing(self, False)
        if not binding.dirty or binding.serial == self._handed_in or self._creating:
            return
        self._handed_in = serial = binding.serial
        value = binding.read()
        save = self._save
        identity = getattr(value, "id", None)
        self._creating = identity == ""
        form = (type(value).__name__, id(binding), identity)
        fields = binding.edited_fields()
        self._desk.save_later(
            form,
            lambda: save(value),
            words=self._words(value, fields),
            typed_in=(*form, *fields),
            saved=lambda outcome: self._take_saved(value, outcome, serial),
            refused=self._take_refused,
        )

    def _words(self, value: T, fields: Sequence[str]) -> str:
        """Return under which words what is typed stands in the history."""
        name = name_of(value)
        if self._creating:
            return added(name)
        if len(fields) != 1 or not fields[0]:
            return _("Change “{name}”").format(name=name)
        if not name:
            return _("Change “{field}”").format(field=fields[0])
        return _("Change “{field}” of “{name}”").format(field=fields[0], name=name)

    def _wait(self) -> None:
        self._timer.touch()
        self._desk.note_typing(self, True)

    def _take_saved(self, value: T, outcome: Outcome[Any], serial: int) -> None:
        stored = outcome.value if isinstance(outcome.value, type(value)) else value
        self._binding.mark_saved(value, stored, serial)
        if self._creating:  # what was typed meanwhile belongs to the record that now has an id
            self._creating = False
            self.hand_in()

    def _take_refused(self, error: Exception) -> None:
        self._creating = False
        if isinstance(error, InvalidInput):
            self._binding.mark(error)
