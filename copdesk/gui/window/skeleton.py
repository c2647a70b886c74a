"""What stands where a page will be while CopDesk is still opening the community."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from copdesk.gui.look.theme import SPACE, TARGET
from copdesk.language import _

ROWS: Final = 7


class Skeleton(QWidget):
    """The outline of a list and a pane, in the quietest color."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Opening the community…"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        _paint(self, 0)


def paint_outline(window: QWidget) -> None:
    """Paint a window that is still without menu and tabs as it will look with them."""
    _paint(window, 4 * TARGET)


def _paint(widget: QWidget, above: int) -> None:
    bars = QPainterPath()
    mirrored, width = widget.isRightToLeft(), widget.width()
    side = min(320, width // 3)
    start = width - side - SPACE * 2 if mirrored else SPACE * 2
    for row in range(ROWS):
        top = above + SPACE * 2 + row * SPACE * 7
        bars.addRoundedRect(start, top, side - SPACE * (row % 3) * 4, SPACE * 2, 6, 6)
        bars.addRoundedRect(start, top + SPACE * 3, side * 3 // 5, SPACE, 4, 4)
    rest = width - side - SPACE * 6
    other = SPACE * 2 if mirrored else side + SPACE * 4
    bars.addRoundedRect(other, above + SPACE * 2, rest // 2, SPACE * 3, 6, 6)
    bars.addRoundedRect(other, above + SPACE * 7, rest, SPACE * 16, 8, 8)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(bars, widget.palette().brush(QPalette.ColorRole.Button))
    painter.end()
