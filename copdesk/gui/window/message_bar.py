"""The message that follows a removal and can take it back, or says why something was refused."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal, SignalInstance
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.margins import set_margins
from copdesk.language import _

SHOWN_MS: Final = 12_000


class MessageBar(QFrame):
    """Show "Removed Ada." with Undo for a while; the mouse over it keeps it there."""

    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._text = ElidedLabel()
        self.undo = button(_("Undo"), "", "undo", lambda: self._press(self.undo_pressed))
        self.redo = button(_("Redo"), "", "redo", lambda: self._press(self.redo_pressed))
        close = tool_button("close", _("Close this message"), "", self.hide)
        row = QHBoxLayout(self)
        set_margins(row, SPACE * 2, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self._text, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, *, undo: bool = False, redo: bool = False) -> None:
        """Show what has happened; `undo` offers to take it back, `redo` to do it again."""
        self.undo.setVisible(undo)
        self.redo.setVisible(redo)
        self._text.set_text(text)
        self.setAccessibleName(text)
        self.show()
        self._timer.start()

    def leave_page(self) -> None:
        """Take away what was said about a page; an offer to undo or redo holds on every page."""
        if self.undo.isHidden() and self.redo.isHidden():
            self.hide()

    def text(self) -> str:
        """Return what is shown, nothing while hidden."""
        return "" if self.isHidden() else self._text.text()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        self._timer.start()
        super().leaveEvent(event)

    def _press(self, pressed: SignalInstance) -> None:
        self.hide()
        pressed.emit()
