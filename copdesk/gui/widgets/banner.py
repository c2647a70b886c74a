"""A strip above the pages that says what is different from usual."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label


class Banner(QFrame):
    """One sentence and at most one button; hidden until there is something to say."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = plain_label(wrap=True)
        self._button = button("", "", "", self.pressed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 2, SPACE // 2, SPACE * 2, SPACE // 2)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def say(self, text: str, *, button: str = "", grave: bool = False) -> None:
        """Show a sentence; a grave one is drawn as a danger."""
        self.setProperty("role", "danger" if grave else "warning")
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()

    def text(self) -> str:
        """Return what is said, nothing while the banner is hidden."""
        return "" if self.isHidden() else self._text.text()
