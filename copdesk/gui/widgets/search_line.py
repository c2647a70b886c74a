"""A line that searches while somebody types."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from copdesk.gui.desk.quiet_timer import QuietTimer
from copdesk.gui.look.icons import set_icon

PAUSE_MS: Final = 120


class SearchLine(QLineEdit):
    """Emit `searched` after a short pause, at once for Return and for an emptied line."""

    searched = Signal(str)
    moved_down = Signal()
    """The down key: the cursor wants to go to the results."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        set_icon(glass, "search")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._sent = ""
        self._pause = QuietTimer(self._send, self, quiet=PAUSE_MS)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._send)

    def words(self) -> str:
        """Return what is searched for."""
        return self.text().strip()

    def take_cursor(self) -> bool:
        """Get ready for other words; False while the line is not on the screen."""
        if not self.isVisible():
            return False
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Down:
            self._send()
            self.moved_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _wait(self) -> None:
        if self.words():
            self._pause.touch()
        else:
            self._send()

    def _send(self) -> None:
        self._pause.stop()
        if self.words() != self._sent:
            self._sent = self.words()
            self.searched.emit(self._sent)
