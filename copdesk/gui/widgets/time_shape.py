"""Time as a shape that shrinks, and how near the end is as a shape of its own."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from copdesk.domain.run.reading import Level, Reading
from copdesk.domain.run.state import Phase
from copdesk.gui.look.theme import colors

TOP: Final = 90 * 16
WHOLE: Final = 360 * 16


def paint_time(painter: QPainter, place: QRectF, reading: Reading, ink: QColor) -> None:
    """Draw what is left as a piece of a disc; dashed for open ends, hatched when it is over."""
    side = min(place.width(), place.height())
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(place.center())
    line = max(side / 40, 2.0)
    disc.adjust(line, line, -line, -line)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, line)
    if reading.segment.open_ended:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    over = reading.remaining_ms <= 0 and not reading.segment.open_ended
    hatch = QBrush(ink, Qt.BrushStyle.BDiagPattern)
    painter.setBrush(hatch if over and reading.planned_s else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawEllipse(disc)
    _paint_quarters(painter, disc, line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if reading.share_left > 0 and not reading.segment.open_ended:
        inner = disc.adjusted(2 * line, 2 * line, -2 * line, -2 * line)
        # Clocks go round the same way wherever people write from right to left.
        painter.drawPie(inner, TOP, round(reading.share_left * WHOLE))
    painter.restore()


def _paint_quarters(painter: QPainter, disc: QRectF, line: float) -> None:
    radius = disc.width() / 2
    for quarter in range(4):
        angle = math.pi / 2 * quarter
        toward = QPointF(math.sin(angle), -math.cos(angle))
        painter.drawLine(
            disc.center() + toward * (radius - 2.4 * line), disc.center() + toward * radius
        )


def paint_level(painter: QPainter, place: QRectF, reading: Reading, ink: QColor) -> None:
    """Draw how near the end is: ring, half disc, triangle, square; two bars while paused."""
    side = min(place.width(), place.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(place.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(side / 9, 1.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = box.adjusted(side / 10, side / 10, -side / 10, -side / 10)
    if reading.phase is not Phase.RUNNING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        bar = QRectF(inside.left() + side * 0.1, inside.top(), side * 0.2, inside.height())
        painter.drawRect(bar)
        painter.drawRect(bar.translated(side * 0.38, 0))
    elif reading.level is Level.OVER:
        painter.setBrush(ink)
        painter.drawRect(inside)
    elif reading.level is Level.LAST:
        painter.setBrush(ink)
        corners = [inside.bottomLeft(), QPointF(inside.center().x(), inside.top())]
        painter.drawPolygon(QPolygonF([*corners, inside.bottomRight()]))
    else:
        painter.drawEllipse(inside)
        if reading.level is Level.SOON:
            painter.setBrush(ink)
            painter.drawChord(inside, 180 * 16, 180 * 16)
    painter.restore()


USUAL_LINES: Final = 8


class TimeShape(QWidget):
    """The shape on the control side, in the colors of the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._lines = USUAL_LINES
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_reading(self, reading: Reading) -> None:
        """Draw another frame."""
        self._reading = reading
        self.update()

    def set_lines(self, lines: int) -> None:
        """Be as high as so many lines of text."""
        self._lines = lines
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: D102
        side = self.fontMetrics().height() * self._lines
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        if self._reading is None:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        late = self._reading.level in (Level.LAST, Level.OVER)
        ink = QColor(colors().wrong if late else colors().accent)
        if self._reading.phase is not Phase.RUNNING:
            ink = QColor(colors().muted)
        paint_time(painter, QRectF(self.rect()), self._reading, ink)


class LevelMark(QWidget):
    """The level's own shape, beside its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_reading(self, reading: Reading) -> None:
        """Draw another frame."""
        self._reading = reading
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        if self._reading is None:
            return
        late = self._reading.level in (Level.LAST, Level.OVER)
        ink = QColor(colors().wrong if late else colors().text)
        paint_level(QPainter(self), QRectF(self.rect()), self._reading, ink)
