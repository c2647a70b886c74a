"""Who sits with whom, as large as it fits, for a screen that is read from far away."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from copdesk.gui.leading.group_words import GroupLine
from copdesk.gui.widgets.fitted_text import draw_text, font_of, text_height

MOST_COLUMNS: Final = 3
LARGEST, SMALLEST = 46.0, 11.0
"""Pixels of a letter at 720 lines."""
SHRINK: Final = 0.94
BETWEEN: Final = 0.35
"""Of a line, between two groups."""


class _Fit(NamedTuple):
    pixels: float
    columns: int


def paint_groups(
    painter: QPainter, place: QRectF, groups: Sequence[GroupLine], ink: QColor, screen: float
) -> None:
    """Draw each group's name in bold before the names; `screen` is the height of the window."""
    fit = _fit(place, groups, screen / 720)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    rows = ceil(len(groups) / fit.columns)
    wide = place.width() / fit.columns
    for column in range(fit.columns):
        x = place.right() - (column + 1) * wide if mirrored else place.left() + column * wide
        top = place.top()
        for group in groups[column * rows : (column + 1) * rows]:
            top += _paint_one(painter, QRectF(x, top, wide, place.bottom() - top), group, fit, ink)


def _paint_one(painter: QPainter, place: QRectF, group: GroupLine, fit: _Fit, ink: QColor) -> float:
    """Draw one group and return how much room it took."""
    names, label = font_of(fit.pixels), font_of(fit.pixels, bold=True)
    before = _label_width(group, fit.pixels)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    head, text = QRectF(place), QRectF(place)
    head.setWidth(before)
    text.setWidth(_names_width(place.width(), group, fit.pixels))
    if mirrored:
        head.moveRight(place.right())
        text.moveRight(head.left())
    else:
        text.moveLeft(head.right())
    draw_text(painter, head, group.label, label, ink)
    draw_text(painter, text, group.names, names, ink)
    return text_height(names, text.width(), group.names) + fit.pixels * BETWEEN


def _label_width(group: GroupLine, pixels: float) -> float:
    metrics = QFontMetricsF(font_of(pixels, bold=True))
    return metrics.horizontalAdvance(group.label) + pixels * 0.6


def _names_width(width: float, group: GroupLine, pixels: float) -> float:
    return max(width - _label_width(group, pixels) - pixels * 0.6, pixels)


def _fit(place: QRectF, groups: Sequence[GroupLine], scale: float) -> _Fit:
    """Return the largest letters, in as many columns as they need."""
    pixels = LARGEST * scale
    while pixels > SMALLEST * scale:
        for columns in range(1, min(MOST_COLUMNS, len(groups)) + 1):
            if _height(place, groups, _Fit(pixels, columns)) <= place.height():
                return _Fit(pixels, columns)
        pixels *= SHRINK
    return _Fit(pixels, min(MOST_COLUMNS, len(groups)))


def _height(place: QRectF, groups: Sequence[GroupLine], fit: _Fit) -> float:
    """Return the height of the longest column; a name that must be broken is too wide."""
    rows, wide = ceil(len(groups) / fit.columns), place.width() / fit.columns
    font = font_of(fit.pixels)
    metrics = QFontMetricsF(font)
    columns = [0.0] * fit.columns
    for number, group in enumerate(groups):
        width = _names_width(wide, group, fit.pixels)
        if any(metrics.horizontalAdvance(word) > width for word in group.names.split()):
            return float("inf")
        height = text_height(font, width, group.names) + fit.pixels * BETWEEN
        columns[number // rows] += height
    return max(columns)
