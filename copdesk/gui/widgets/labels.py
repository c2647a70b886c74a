"""Labels for text that somebody typed: it is never taken for markup."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from copdesk.language import with_line_breaks

_HEADINGS: Final = ("title", "heading")
_RIGHT: Final = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


def plain_label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label; `role` is title, heading or muted, and the theme draws it so."""
    label = WrappedLabel() if wrap else QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    if role in _HEADINGS and QGuiApplication.isRightToLeft():
        # A word of another script would else stand at the other side of what it heads.
        label.setAlignment(_RIGHT)
    return label


class WrappedLabel(QLabel):
    """A text of as many lines as it needs, in languages without spaces between words as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:  # noqa: D102
        super().setText(with_line_breaks(text))


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the tooltip has all of it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setToolTip(text.replace("&", "&amp;").replace("<", "&lt;"))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        line = " ".join(self.text().split())
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(flags), shown)
