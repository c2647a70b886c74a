"""When something follows what is typed by itself: after a pause, and before long at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

QUIET_MS: Final = 2000
LIMIT_MS: Final = 5000


class QuietTimer(QObject):
    """Calls `fire` once nothing was touched for a while; without a pause, at the limit."""

    def __init__(
        self,
        fire: Callable[[], object],
        parent: QObject,
        *,
        quiet: int = QUIET_MS,
        limit: int = LIMIT_MS,
    ) -> None:
        super().__init__(parent)
        self._quiet, self._limit = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self._quiet, quiet), (self._limit, limit)):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.setInterval(milliseconds)
            timer.timeout.connect(self.stop)
            timer.timeout.connect(fire)

    def touch(self) -> None:
        """Something was typed: wait for the next pause."""
        self._quiet.start()
        if not self._limit.isActive():
            self._limit.start()

    def stop(self) -> None:
        """Wait for nothing more, until the next touch."""
        self._quiet.stop()
        self._limit.stop()
