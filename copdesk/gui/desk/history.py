"""Everything a person did, in one order: the newest is taken back first."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from copdesk.errors import ChangedSince, UserError
from copdesk.services.changes import Outcome
from copdesk.services.history import Act

Refused = Callable[[UserError], None]
Run = Callable[[Callable[[], Outcome[Any]], Refused], Outcome[Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act, in words that say what was done to what, such as "Remove “Ada”"."""

    words: str
    act: Act
    page: str = ""
    """The key of the page on which it happened."""

    typed_in: Hashable = None
    """What was typed into one field, one save after another, is one entry."""

    is_final: bool = False
    """Nothing takes this back; whoever tries is told."""


class History(QObject):
    """What can be taken back, and what was taken back and can be done again."""

    changed = Signal()
    taken_back = Signal(object)
    """The Entry that was just taken back."""
    done_again = Signal(object)
    refused = Signal(object)
    """The Entry that nothing takes back."""

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        """Call services by `run`, which tells of a refusal and returns None then."""
        super().__init__(parent)
        self._run = run
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Remember what was done; an act that came to nothing leaves no entry."""
        newest = self._done[-1] if self._done else None
        if not entry.act.is_empty or entry.is_final:
            self._undone.clear()
        if newest and entry.typed_in and newest.typed_in == entry.typed_in:
            newest.act.join(entry.act)
            if newest.act.is_empty:
                self._done.pop()
        elif not entry.act.is_empty or entry.is_final:
            self._done.insert(bisect(self._done, entry.act.number, key=_number), entry)
        self.changed.emit()

    @property
    def undo_words(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._undone[-1].words if self._undone else ""

    def undo(self) -> None:
        """Take back the newest act; what nothing takes back is named, and then passed over."""
        if not self._done:
            return
        entry = self._done.pop()
        if entry.is_final:
            self.changed.emit()
            self.refused.emit(entry)
            return
        if self._has_written(entry.act.take_back, self._done, entry):
            self._undone.append(entry)
            self.changed.emit()
            self.taken_back.emit(entry)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self._undone:
            return
        entry = self._undone.pop()
        if self._has_written(entry.act.do_again, self._undone, entry):
            self._done.append(entry)
            self.changed.emit()
            self.done_again.emit(entry)

    def _has_written(
        self, write: Callable[[], Outcome[Any]], entries: list[Entry], entry: Entry
    ) -> bool:
        """Call a service; where it refuses, the entry stays unless the world has overtaken it."""
        refusals: list[UserError] = []
        if self._run(write, refusals.append) is not None:
            return True
        if not any(isinstance(error, ChangedSince) for error in refusals):
            entries.append(entry)
        self.changed.emit()
        return False

    def clear(self) -> None:
        """Forget everything, as when another community is opened."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()


def _number(entry: Entry) -> int:
    return entry.act.number
