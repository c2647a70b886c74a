"""A column that scrolls up and down and is never narrower than what is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class TallScroll(QScrollArea):
    """Scrolls only where there is no room; the mouse and the cursor reach everything."""

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self._inside = inside
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._give_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        handled = super().eventFilter(watched, event)
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._give_height()
        return handled

    def _give_height(self) -> None:
        """Let text that is broken into lines have all of them; Qt asks for too few."""
        if self._inside.hasHeightForWidth():
            height = self._inside.heightForWidth(self.viewport().width())
            if height != self._inside.minimumHeight():
                self._inside.setMinimumHeight(height)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        inside = self._inside.minimumSizeHint().width()
        return QSize(inside + self.verticalScrollBar().sizeHint().width(), 80)


class LowScroll(TallScroll):
    """Fills the window, and scrolls only where that is lower than the pane can be."""

    def _give_height(self) -> None:
        """Leave the height to the pane: its own lists scroll."""
