"""The one thread in which typed changes reach the disk, in the order in which they were typed."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from copdesk.services.changes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something typed that waits to be saved; a newer one with the same key replaces it."""

    key: Hashable
    action: Callable[[], Outcome[Any]]
    saved: Callable[[Outcome[Any]], None] | None = None
    refused: Callable[[Exception], None] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """How one change ended: an outcome or an error, never both."""

    change: Change
    outcome: Outcome[Any] | None
    error: Exception | None


class Writer:
    """Save changes one after another; `arrived` is called in the writer's thread after each."""

    def __init__(self, arrived: Callable[[], None]) -> None:
        self._arrived = arrived
        self._waiting: dict[Hashable, Change] = {}
        self._written: deque[Written] = deque()
        self._state = threading.Condition()
        self._busy = False
        self._closed = False
        self._action_lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, change: Change) -> None:
        """Queue a change; the thread starts with the first one."""
        with self._state:
            if self._closed:
                raise RuntimeError("The writer was asked to save after it had been closed.")
            self._waiting[change.key] = change
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._state.notify_all()

    def run_between(self, action: Callable[[], Outcome[Any]]) -> Outcome[Any]:
        """Run an action of the calling thread while the writer's thread stands still."""
        with self._action_lock:
            return action()

    def idle(self) -> bool:
        """Whether nothing waits and nothing is being written."""
        with self._state:
            return not self._waiting and not self._busy

    def wait(self, seconds: float | None = None) -> bool:
        """Block until everything queued so far is written; False when the time ran out."""
        with self._state:
            return self._state.wait_for(lambda: not self._waiting and not self._busy, seconds)

    def take(self) -> list[Written]:
        """Return what has ended since the last call, oldest first."""
        taken: list[Written] = []
        while self._written:
            taken.append(self._written.popleft())
        return taken

    def close(self) -> None:
        """Write what waits, then end the thread."""
        with self._state:
            self._closed = True
            self._state.notify_all()
        if self._thread is not None:
            self._thread.join()
        self._arrived = _nobody  # who made the writer goes when nobody else holds it

    def _run(self) -> None:
        while (change := self._next()) is not None:
            written = self._write(change)
            with self._state:
                self._written.append(written)
                self._busy = False
                self._state.notify_all()
            self._arrived()

    def _next(self) -> Change | None:
        with self._state:
            self._state.wait_for(lambda: self._waiting or self._closed)
            if not self._waiting:
                return None
            self._busy = True
            return self._waiting.pop(next(iter(self._waiting)))

    def _write(self, change: Change) -> Written:
        try:
            with self._action_lock:
                return Written(change, change.action(), None)
        except Exception as error:  # noqa: BLE001 - handed to the GUI thread, which shows or raises it
            return Written(change, None, error)


def _nobody() -> None:
    """Stand where somebody heard what has ended."""
