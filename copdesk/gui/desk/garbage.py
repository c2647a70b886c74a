"""Garbage of Python is collected by the window's thread alone.

Python collects in whichever thread happens to make the next object. A widget in a circle of
references would be deleted by a worker, and Qt allows no other thread than the window's to do it.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class Garbage(QObject):
    """Collects in the thread that made it, as often as Python would."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(EVERY_MS)


def collect() -> None:
    """Collect what is due by Python's own thresholds."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
