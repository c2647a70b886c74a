"""Pages of a document under one another, drawn only where somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from copdesk.domain.paper import A4
from copdesk.gui.look.theme import SPACE, colors
from copdesk.language import _

USUAL_SHAPE: Final = A4.height / A4.width
LARGEST_WIDTH: Final = 2400
KEPT: Final = 12
ZOOMS: Final = (50, 75, 100, 125, 150, 200)


class PageSheet(QWidget):
    """One page: a white sheet until its picture comes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.picture: QImage | None = None
        self.drawn_at = 0
        self._shape = USUAL_SHAPE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Page {number}").format(number=number + 1))

    def set_width(self, width: int) -> None:
        """Be as wide as this and as high as the page needs."""
        self.setFixedSize(QSize(width, round(width * self._shape)))

    def show_picture(self, picture: QImage, drawn_at: int) -> None:
        """Show the page; its shape is the picture's."""
        self.picture, self.drawn_at = picture, drawn_at
        if picture.width():
            self._shape = picture.height() / picture.width()
        self.set_width(self.width())
        self.update()

    def forget(self) -> None:
        """Let go of the picture, far away from where somebody looks."""
        self.picture, self.drawn_at = None, 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(QColor(colors().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagesView(QScrollArea):
    """A column of sheets as wide as the view, or larger and smaller."""

    pages_wanted = Signal(object, int)
    """Numbers of pages counted from 0, and how many pixels wide they are wanted."""
    page_changed = Signal(int)
    """The page in the middle of the view, counted from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("printedPages")
        self.setAccessibleName(_("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sheets: list[PageSheet] = []
        self._zoom = 100
        self._waiting = False
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self._column.setSpacing(SPACE + SPACE // 2)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._body)
        self.verticalScrollBar().valueChanged.connect(self._look)

    def show_document(self, pages: int) -> None:
        """Show as many empty sheets as the document has pages; the place in it is kept."""
        while len(self._sheets) > pages:
            sheet = self._sheets.pop()
            sheet.hide()
            sheet.deleteLater()
        for sheet in self._sheets:
            sheet.drawn_at = 0  # the old picture stays until the new one comes
        while len(self._sheets) < pages:
            sheet = PageSheet(len(self._sheets))
            self._column.addWidget(sheet)
            self._sheets.append(sheet)
        self._waiting = False
        self._fit()

    def take_pictures(self, pictures: Mapping[int, QImage], drawn_at: int) -> None:
        """Show pictures that were wanted; none at all when they could not be drawn."""
        self._waiting = False
        for number, picture in pictures.items():
            if number < len(self._sheets):
                self._sheets[number].show_picture(picture, drawn_at)
        if pictures:
            self._look()

    def set_zoom(self, percent: int) -> None:
        """Make the pages this wide, in percent of the view."""
        self._zoom = percent
        self._fit()

    def step_zoom(self, steps: int) -> None:
        """Make the pages larger or smaller."""
        place = min(range(len(ZOOMS)), key=lambda number: abs(ZOOMS[number] - self._zoom))
        self.set_zoom(ZOOMS[min(max(place + steps, 0), len(ZOOMS) - 1)])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _width(self) -> int:
        room = max(self.viewport().width() - 2 * SPACE, 120)
        return max(room * self._zoom // 100, 80)

    def _fit(self) -> None:
        for sheet in self._sheets:
            sheet.set_width(self._width())
        self._body.adjustSize()
        self._look()

    def _look(self, *_value: object) -> None:
        """Ask for what is in view and not drawn yet; forget what is far away."""
        if not self._sheets:
            return
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [
            one.number for one in self._sheets if one.y() < bottom and one.geometry().bottom() > top
        ]
        first, last = (seen[0], seen[-1]) if seen else (0, 0)
        self.page_changed.emit(first if len(seen) < 3 else seen[len(seen) // 2])
        for sheet in self._sheets:
            if not first - KEPT <= sheet.number <= last + KEPT:
                sheet.forget()
        if self._waiting:
            return
        width = min(round(self._width() * self.devicePixelRatioF()), LARGEST_WIDTH)
        near = range(max(first - 1, 0), min(last + 2, len(self._sheets)))
        wanted = [number for number in near if self._sheets[number].drawn_at != width]
        if wanted:
            self._waiting = True
            self.pages_wanted.emit(wanted, width)
