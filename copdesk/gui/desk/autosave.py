"""Save a form by itself: after two seconds of quiet, and after five at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer

from copdesk.errors import InvalidInput
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

QUIET_MS: Final = 2000
LIMIT_MS: Final = 5000

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
        self._quiet = self._timer(QUIET_MS)
        self._limit = self._timer(LIMIT_MS)
        binding.edited.connect(self._wait)
        binding.leaving.connect(self.hand_in)
        desk.handing_in.connect(self.hand_in)

    def hand_in(self) -> None:
        """Queue what was typed since the last time, now."""
        self._quiet.stop()
        self._limit.stop()
        binding = self._binding
        self._desk.note_typing(self, False)
        if not binding.dirty or binding.serial == self._handed_in or self._creating:
            return
        self._handed_in = serial = binding.serial
        value = binding.read()
        save = self._save
        identity = getattr(value, "id", None)
        self._creating = identity == ""
        self._desk.save_later(
            (type(value).__name__, id(binding), identity),
            lambda: save(value),
            saved=lambda outcome: self._take_saved(value, outcome, serial),
            refused=self._take_refused,
        )

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.hand_in)
        return timer

    def _wait(self) -> None:
        self._quiet.start()
        if not self._limit.isActive():
            self._limit.start()
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
