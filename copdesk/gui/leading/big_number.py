"""A number to be read from across the table."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from copdesk.gui.look.theme import colors

USUAL_TIMES: Final = 4.0
LONGEST: Final = "+00:00"


class BigNumber(QWidget):
    """One short text, several times as large as all other text; long ones get smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._strong = False
        self._times = USUAL_TIMES
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def show_text(self, text: str, *, strong: bool = False) -> None:
        """Show another number; a strong one is drawn in the color of what is wrong."""
        if (text, strong) != (self._text, self._strong):
            self._text, self._strong = text, strong
            self.setAccessibleName(text)
            self.update()

    def set_times(self, times: float) -> None:
        """Be so many times as large as other text."""
        self._times = times
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: D102
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(LONGEST), metrics.ascent() + metrics.descent() // 2)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        font = self._font()
        while QFontMetrics(font).horizontalAdvance(self._text) > self.width():
            if font.pixelSize() <= self.fontMetrics().height():
                break
            font.setPixelSize(font.pixelSize() - 2)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the sign comes first
        painter.setFont(font)
        painter.setPen(QColor(colors().wrong if self._strong else colors().text))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(flags.value), self._text)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(self.fontMetrics().height() * self._times))
        font.setWeight(QFont.Weight.DemiBold)
        return font
