"""A field for several lines of plain text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from copdesk.language import with_line_breaks

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class TextEditor(QPlainTextEdit):
    """Grow with the text between two heights; Tab leaves, each paragraph finds its direction."""

    def __init__(
        self, name: str, parent: QWidget | None = None, *, lines: int = 3, most_lines: int = 12
    ) -> None:
        super().__init__(parent)
        self._lines, self._most_lines = lines, most_lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)
        self.document().contentsChanged.connect(self._choose_side)
        self._choose_side()

    def setPlaceholderText(self, placeholderText: str) -> None:  # noqa: D102
        super().setPlaceholderText(with_line_breaks(placeholderText))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return not source.hasUrls() and super().canInsertFromMimeData(source)  # files: the page's

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._choose_side()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # other lines break now

    def sizeHint(self) -> QSize:  # noqa: D102
        shown = min(max(round(self.document().size().height()), self._lines), self._most_lines)
        return QSize(super().sizeHint().width(), self._height(shown))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().averageCharWidth() * 12, self._height(self._lines))

    def _choose_side(self) -> None:
        """Begin where the script of the first line does; Qt has one side for all lines."""
        first, option = self.document().firstBlock(), self.document().defaultTextOption()
        right_to_left = Qt.LayoutDirection.RightToLeft
        direction = first.textDirection() if first.text() else self.layoutDirection()
        side = _RIGHT if direction == right_to_left else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _height(self, lines: int) -> int:
        margins = self.contentsMargins()
        frame = 2 * round(self.document().documentMargin()) + margins.top() + margins.bottom() + 8
        return lines * self.fontMetrics().lineSpacing() + frame
