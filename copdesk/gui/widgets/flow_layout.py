"""A layout that breaks like words on a line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QWidget

GAP: Final = 6


class FlowLayout(QLayout):
    """Put widgets beside each other and go on in the next row, from right to left where due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def clear(self) -> None:
        """Take all widgets out and delete them."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def width_of_one_row(self) -> int:
        """Return the width at which nothing has to go to a second row."""
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        return sum(widths) + GAP * max(len(widths) - 1, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102
        self._items.append(item)

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override] # noqa: D102
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override] # noqa: D102
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: D102
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: D102
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: D102
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        rows: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), 10_000))
            if x and x + size.width() > rect.width():
                rows.append([])
                x = 0
            rows[-1].append((item, size))
            x += size.width() + GAP
        y = 0
        for row in rows:
            height = max((size.height() for _item, size in row), default=0)
            if move:
                self._place(row, QRect(rect.left(), rect.top() + y, rect.width(), height))
            y += height + GAP
        return y - GAP

    def _place(self, row: list[tuple[QLayoutItem, QSize]], rect: QRect) -> None:
        """Put widgets beside each other, each in the middle of the row's height."""
        mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 0
        for item, size in row:
            left = rect.width() - x - size.width() if mirrored else x
            down = (rect.height() - size.height()) // 2
            item.setGeometry(QRect(rect.topLeft() + QPoint(left, down), size))
            x += size.width() + GAP
