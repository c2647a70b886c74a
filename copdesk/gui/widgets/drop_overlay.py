"""What lies over a page while files are dragged across it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from copdesk.gui.look.theme import SPACE, colors


class DropOverlay(QWidget):
    """A dashed frame with a sentence; the mouse passes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self.hide()

    def show_over(self, area: QRect, text: str) -> None:
        """Lie over a part of the parent."""
        self._text = text
        self.setGeometry(area)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colors().selection)
        ground.setAlpha(235)
        inner = self.rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(colors().accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(inner, SPACE, SPACE)
        painter.setPen(QColor(colors().on_selection))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, int(flags), self._text)


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files and folders of this laptop in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def accept_copies(event: QDropEvent) -> None:
    """Accept files as copies: after a move, some file managers delete the originals."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
