"""A row that folds under itself where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.margins import bare

Direction = QBoxLayout.Direction


class FoldingRow(QWidget):
    """Some widgets that grow, and beside or under them some that do not.

    `letters` is how wide the row must be to stay one.
    """

    def __init__(self, *growing: QWidget, letters: int = 64, growing_last: bool = False) -> None:
        super().__init__()
        self._letters = letters
        self._rest = QHBoxLayout()
        self._rest.setSpacing(SPACE)
        first = QHBoxLayout()
        first.setSpacing(SPACE)
        for widget in growing:
            first.addWidget(widget, 1)
        self._box = bare(QBoxLayout(Direction.LeftToRight, self))
        self._box.setSpacing(SPACE)
        self._box.addLayout(first, 1)
        self._box.insertLayout(0 if growing_last else 1, self._rest)

    def put(self, *widgets: QWidget) -> None:
        """Add widgets at the end that keep their size."""
        for widget in widgets:
            self._rest.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        wide = self.width() >= self._letters * self.fontMetrics().averageCharWidth()
        self._box.setDirection(Direction.LeftToRight if wide else Direction.TopToBottom)
        side = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeading
        self._box.setAlignment(self._rest, side)
