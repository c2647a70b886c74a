"""Who has spoken how much, as names over bars, for a screen that is read from far away."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from copdesk.domain.run.talk_tally import Spoken
from copdesk.gui.widgets.fitted_text import draw_fitted

MOST_IN_A_ROW: Final = 6
GAP: Final = 0.06


def paint_spoken(painter: QPainter, place: QRectF, spoken: Sequence[Spoken], ink: QColor) -> None:
    """Draw everybody; the longest bar is whoever has spoken most, an outline nobody yet."""
    rows = ceil(len(spoken) / MOST_IN_A_ROW)
    columns = ceil(len(spoken) / rows)
    wide, high = place.width() / columns, place.height() / rows
    most = max(one.share for one in spoken)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for number, one in enumerate(spoken):
        row, column = divmod(number, columns)
        column = columns - 1 - column if mirrored else column
        cell = QRectF(place.left() + column * wide, place.top() + row * high, wide, high)
        cell.adjust(wide * GAP, high * GAP, -wide * GAP, -high * GAP)
        _paint_one(painter, cell, one, one.share / most if most else 0.0, ink)


def _paint_one(painter: QPainter, cell: QRectF, one: Spoken, length: float, ink: QColor) -> None:
    name = QRectF(cell)
    name.setBottom(cell.top() + cell.height() * 0.76)
    draw_fitted(painter, name, one.person.name, ink, bold=one.is_speaking, one_line=True)
    line = QRectF(cell.left(), name.bottom(), cell.width(), cell.height() * 0.2)
    bar = QRectF(line)
    bar.setWidth(line.width() * length)
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        bar.moveRight(line.right())
    painter.setPen(QPen(ink, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(line)
    painter.fillRect(bar, ink)
