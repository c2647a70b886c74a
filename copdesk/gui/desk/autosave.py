"""Save a form by itself: after two seconds of quiet, and after five at most."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, replace
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
    """Hand what a form holds to the desk's writer; the form keeps the text until it is saved.

    `save` gets the value and what it was before somebody typed.
    """

    def __init__(
        self, desk: Desk, binding: FormBinding[T], save: Callable[[T, T], Outcome[Any]]
    ) -> None:
        super().__init__(binding)
        self._desk, self._binding, self._save = desk, binding, save
        self._handed_in = self._heard = 0
        self._written: dict[Hashable, tuple[int, dict[str, Any]]] = {}
        self._creating = False
        self._page = ""
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
        value, before, heard = binding.read(), binding.before(), self._heard
        identity = getattr(value, "id", None)
        self._creating = identity == ""
        form = (type(value).__name__, id(binding), identity)
        edited = binding.edited_fields()
        self._desk.save_later(
            form,
            lambda: self._write(value, before, serial, heard),
            words=self._words(value, edited),
            typed_in=(*form, *edited),
            page=self._page,
            saved=lambda outcome: self._take_saved(value, outcome, serial),
            refused=self._take_refused,
        )

    def _words(self, value: T, edited: Mapping[str, str]) -> str:
        """Return under which words what is typed stands in the history."""
        name = name_of(value)
        if self._creating:
            return added(name)
        field = next(iter(edited.values())) if len(edited) == 1 else ""
        if not field:
            return _("Change “{name}”").format(name=name)
        if not name or "text" in edited:  # a text is called by its first words: those just typed
            return _("Change “{field}”").format(field=field)
        return _("Change “{field}” of “{name}”").format(field=field, name=name)

    def _wait(self) -> None:
        self._page = self._desk.page_in_front()
        self._timer.touch()
        self._desk.note_typing(self, True)

    def _write(self, value: T, before: T, serial: int, heard: int) -> Outcome[Any]:
        """Save in the writer's thread, where one follows the other.

        What the writer has stored and the form had not heard of yet is what the value was before.
        """
        identity = getattr(value, "id", None)
        latest, known = self._written.get(identity, (0, {}))
        if latest <= heard:
            known = {}
        outcome = self._save(value, replace(before, **known))
        names = [one.name for one in fields(value)]
        typed = {one for one in names if getattr(value, one) != getattr(before, one)}
        stored = {one: getattr(value, one) for one in typed | known.keys()}
        self._written[identity] = (serial, stored)
        return outcome

    def _take_saved(self, value: T, outcome: Outcome[Any], serial: int) -> None:
        stored = outcome.value if isinstance(outcome.value, type(value)) else value
        self._binding.mark_saved(value, stored, serial)
        self._heard = max(self._heard, serial)
        if self._creating:  # what was typed meanwhile belongs to the record that now has an id
            self._creating = False
            self.hand_in()

    def _take_refused(self, error: Exception) -> None:
        self._creating = False
        if isinstance(error, InvalidInput):
            self._binding.mark(error)
