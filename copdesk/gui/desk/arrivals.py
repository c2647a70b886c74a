"""What other threads have for the window's thread: taken there one by one, or dropped.

Qt and Python both own an object of Qt that Python has made. It dies twice when the last hold on
its parent is in a connection of the object itself, and in the wrong thread when a worker has the
last hold on it. So a worker knows only what is made here and in `jobs`, none of which ever goes
while a thread runs: the one receiver is never deleted, and what waits is let go of by the
window's thread alone.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from shiboken6 import Shiboken

Listener = Callable[..., object]


class Listeners:
    """Who is told something; a plain stand-in for a signal that nothing of Qt can delete."""

    def __init__(self) -> None:
        self._all: list[Listener] = []

    def connect(self, listener: Listener) -> None:
        """Tell this one too; the method of a widget is dropped once the widget is deleted."""
        self._all.append(listener)

    def disconnect(self, listener: Listener) -> None:
        """Tell this one no more."""
        self._all.remove(listener)

    def emit(self, *told: object) -> None:
        """Tell everybody, in the order in which they came; a mistake of one stops no other."""
        for listener in tuple(self._all):
            call(listener, *told)

    def forget(self) -> None:
        """Let go of everybody."""
        self._all.clear()


class Arrivals(QObject):
    """The one receiver for all threads; nothing that it holds goes in another thread."""

    _came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Listener] = deque()
        self._came.connect(self._take_one, Qt.ConnectionType.QueuedConnection)
        self.deleteLater()  # gives it to Qt: Python ends what it owns while threads go on
        QCoreApplication.removePostedEvents(self, QEvent.Type.DeferredDelete.value)

    def put(self, listener: Listener) -> None:
        """Have this called in the window's thread, unless its widget is gone by then."""
        self._waiting.append(listener)
        self._came.emit()

    @Slot()
    def _take_one(self) -> None:
        call(self._waiting.popleft())


@cache
def arrivals() -> Arrivals:
    """Return the receiver; the first call must come from the window's thread."""
    return Arrivals()


def call(listener: Listener, *told: object) -> None:
    """Call it as Qt calls a slot: not when its widget is gone, and a mistake is reported."""
    owner = _owner(listener)
    if isinstance(owner, QObject) and not Shiboken.isValid(owner):
        return
    try:
        listener(*told)
    except Exception as error:  # noqa: BLE001 - reported as Qt does for a slot
        report(error)


def report(mistake: Exception) -> None:
    """Hand a mistake of ours to the one place for them."""
    sys.excepthook(type(mistake), mistake, mistake.__traceback__)


def _owner(listener: Listener) -> Any:
    while isinstance(listener, partial):
        listener = listener.func
    return getattr(listener, "__self__", None)
