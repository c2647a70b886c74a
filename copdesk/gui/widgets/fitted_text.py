"""Text that is as large as its place allows; what never fits ends in an ellipsis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from copdesk.language import with_line_breaks

_WORD: Final = re.compile("[^ \u200b]+[ \u200b]*")

ONE_LINE_SHARE: Final = 0.7
"""How much of its place a single line may take, so that nothing below it is cut off."""


def font_of(pixels: float, bold: bool = False) -> QFont:
    """Return a font of this many pixels."""
    font = QFont()
    font.setPixelSize(max(int(pixels), 6))
    font.setBold(bold)
    return font


def draw_fitted(
    painter: QPainter,
    place: QRectF,
    text: str,
    ink: QColor,
    *,
    bold: bool = False,
    one_line: bool = False,
    center: bool = False,
    largest: float = 0.0,
) -> None:
    """Draw text as large as it fits; what never fits ends in an ellipsis."""
    top = largest or place.height() * (ONE_LINE_SHARE if one_line else 0.36)
    bottom = max(top * (0.5 if one_line else 0.45), 8.0)
    font = font_of(top, bold)
    words = " ".join(text.split())
    if not one_line:
        words = with_line_breaks(words)
    while font.pixelSize() > bottom and not fits(font, place, words, one_line):
        font.setPixelSize(max(int(font.pixelSize() * 0.93), 6))
    metrics = QFontMetricsF(font)
    if one_line:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    elif not fits(font, place, words, one_line):
        words = cut_to(font, place, words)
    draw_text(painter, place, words, font, ink, center=center, one_line=one_line)


def draw_text(
    painter: QPainter,
    place: QRectF,
    words: str,
    font: QFont,
    ink: QColor,
    *,
    center: bool = False,
    one_line: bool = False,
) -> None:
    """Draw text in a font, from the side where its readers begin."""
    option = QTextOption(_alignment(painter, center))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(_direction(words))
    painter.setFont(font)
    painter.setPen(ink)
    if one_line or center:
        painter.drawText(place, words, option)
        return
    for top, line in _lines(font, place.width(), words):  # Qt aligns the space at a line's end
        row = QRectF(place.left(), place.top() + top, place.width(), place.height() - top)
        painter.drawText(row, line, option)


def _direction(words: str) -> Qt.LayoutDirection:
    """Return the direction of the first letter that has one."""
    found = (unicodedata.bidirectional(letter) for letter in words)
    first = next((one for one in found if one in ("L", "R", "AL")), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def _alignment(painter: QPainter, center: bool) -> Qt.AlignmentFlag:
    if center:
        return Qt.AlignmentFlag.AlignCenter
    right = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute


def fits(font: QFont, place: QRectF, text: str, one_line: bool) -> bool:
    """Whether a text has room in a place."""
    if one_line:
        return QFontMetricsF(font).horizontalAdvance(text) <= place.width()
    return text_height(font, place.width(), text) <= place.height() + 1


def text_height(font: QFont, width: float, text: str) -> float:
    """Return how high a text is when it is broken into lines as it will be drawn."""
    return _broken(font, width, text)[1]


def _lines(font: QFont, width: float, text: str) -> list[tuple[float, str]]:
    """Return the lines with how far down each begins, without the spaces between them."""
    return _broken(font, width, text)[0]


def _broken(font: QFont, width: float, text: str) -> tuple[list[tuple[float, str]], float]:
    layout, units = QTextLayout(text, font), text.encode("utf-16-le")
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(_direction(text))
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[tuple[float, str]] = []
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        found.append((height, units[start:end].decode("utf-16-le").strip(" \u200b")))
        height += line.height()
    layout.endLayout()
    return found, height


def cut_to(font: QFont, place: QRectF, text: str) -> str:
    """Return as many words as fit, with an ellipsis."""
    words = _WORD.findall(text)
    low, high = 0, len(words)
    while low < high:
        half = (low + high + 1) // 2
        if fits(font, place, _ended(words[:half]), one_line=False):
            low = half
        else:
            high = half - 1
    return _ended(words[:low])


def _ended(words: Sequence[str]) -> str:
    return "".join(words).rstrip(" \u200b").rstrip(",;") + "…"
