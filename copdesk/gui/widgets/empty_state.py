"""What a page shows where there is nothing yet: what this is for, and the next step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from copdesk.gui.look.icons import picture
from copdesk.gui.look.theme import SPACE, colors
from copdesk.gui.widgets import buttons
from copdesk.gui.widgets.labels import plain_label

PICTURE: Final = 56
WIDTH: Final = 480


class EmptyState(QWidget):
    """A picture, a sentence, and at most one button."""

    pressed = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        sentence: str,
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading, text = plain_label(title, "heading", wrap=True), plain_label(sentence, wrap=True)
        text.setProperty("role", "muted")
        self.button = buttons.button(button, primary=True)
        if not button:
            self.button.hide()  # showing it here would open a window of its own
        self.button.clicked.connect(self.pressed)
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        rows = QVBoxLayout(column)
        rows.setSpacing(SPACE)
        rows.addStretch(2)
        rows.addWidget(self._picture)
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(label)
        rows.addSpacing(SPACE)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addWidget(column, 12)
        across.addStretch(1)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(picture(self._icon_name, PICTURE, QColor(colors().muted), ratio))
