"""A button with words of any length, such as a name in them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolTip,
    QWidget,
)

LETTERS: Final = 10
BESIDE_ICON: Final = 4
"""Pixels that Qt leaves between the icon and the words."""


class ElidedButton(QPushButton):
    """Its words end in an ellipsis where there is no room; the tooltip has all of them."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Never ask for more than an icon and a few letters."""
        least = self.iconSize().width() + LETTERS * self.fontMetrics().averageCharWidth()
        return QSize(min(super().minimumSizeHint().width(), least), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as many of the words as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        drawn = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        room = drawn.width() - self.iconSize().width() - BESIDE_ICON
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def event(self, event: QEvent) -> bool:
        """Show all the words where some are not drawn."""
        if isinstance(event, QHelpEvent) and self.width() < self.sizeHint().width():
            words = self.accessibleName().replace("&", "&amp;").replace("<", "&lt;")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
