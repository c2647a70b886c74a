"""What stands where a page will be while CopDesk is still opening the community."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from copdesk.gui.theme import SPACE, colors
from copdesk.language import _

ROWS = 7


class Skeleton(QWidget):
    """The outline of a list and a pane, in the quietest color."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Opening the community…"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().raised))
        side = min(320, self.width() // 3)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = self.width() - side - SPACE * 2 if mirrored else SPACE * 2
        for row in range(ROWS):
            top = SPACE * 2 + row * SPACE * 7
            painter.drawRoundedRect(
                QRect(start, top, side - SPACE * (row % 3) * 4, SPACE * 2), 6, 6
            )
            painter.drawRoundedRect(QRect(start, top + SPACE * 3, side * 3 // 5, SPACE), 4, 4)
        rest = self.width() - side - SPACE * 6
        other = SPACE * 2 if mirrored else side + SPACE * 4
        painter.drawRoundedRect(QRect(other, SPACE * 2, rest // 2, SPACE * 3), 6, 6)
        painter.drawRoundedRect(QRect(other, SPACE * 7, rest, SPACE * 16), 8, 8)
