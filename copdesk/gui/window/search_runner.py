"""Run the search everywhere beside the window; only the newest words count."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from copdesk.errors import Cancelled, UserError


class Hit(Protocol):
    """One thing found."""

    @property
    def kind(self) -> str:
        """See KINDS."""
        ...

    @property
    def id(self) -> str:
        """Which one."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...

    @property
    def snippet(self) -> str:
        """Where the words stand in it."""
        ...


Search = Callable[[str], Sequence[Hit]]


class SearchRunner(QObject):
    """Search in one worker thread; `interrupt` ends a search that nobody waits for any more."""

    found = Signal(str, object)
    refused = Signal(object)
    _returned = Signal(int, str, object, object)

    def __init__(
        self, search: Search, interrupt: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._search, self._interrupt = search, interrupt
        self._newest = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def look_for(self, words: str) -> None:
        """Search for these words and forget about earlier ones."""
        self.stop()
        number = self._newest
        self._pool.start(lambda: self._run(number, words))

    def stop(self) -> None:
        """Drop what is being searched for."""
        self._newest += 1
        self._pool.clear()
        self._interrupt()

    def finish(self) -> None:
        """Drop everything and wait for the worker, before the community is closed."""
        self.stop()
        self._pool.waitForDone()

    def _run(self, number: int, words: str) -> None:  # in the worker thread
        if number != self._newest:
            return
        try:
            self._returned.emit(number, words, tuple(self._search(words)), None)
        except (Exception, Cancelled) as error:  # noqa: BLE001 - delivered to the GUI thread
            self._returned.emit(number, words, (), error)

    @Slot(int, str, object, object)
    def _deliver(self, number: int, words: str, hits: object, error: Exception | None) -> None:
        if number != self._newest or isinstance(error, Cancelled):
            return
        if error is None:
            self.found.emit(words, hits)
        elif isinstance(error, UserError):
            self.refused.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
