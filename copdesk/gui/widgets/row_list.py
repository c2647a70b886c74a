"""A list of big, comfortable rows: a title, a second line, a badge, an icon."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from copdesk.gui.icons import picture
from copdesk.gui.theme import SPACE, colors

Index = QModelIndex | QPersistentModelIndex
ICON = 22


class RowRole(IntEnum):
    """What a model answers for one row; the title is the display role."""

    SECOND = int(Qt.ItemDataRole.UserRole) + 10
    BADGE = int(Qt.ItemDataRole.UserRole) + 11
    ICON = int(Qt.ItemDataRole.UserRole) + 12
    ID = int(Qt.ItemDataRole.UserRole) + 13
    VALUE = int(Qt.ItemDataRole.UserRole) + 14


class RowDelegate(QStyledItemDelegate):
    """Draw such a row in the colors of the theme."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        height = _metrics(option).height()
        return QSize(160, 2 * height + 2 * SPACE)

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(_state(option) & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, selected)
        area = _rect(option).adjusted(SPACE + 4, SPACE, -SPACE - 4, -SPACE)
        area = self._paint_icon(painter, option, index, area, selected)
        area = self._paint_badge(painter, option, index, area, selected)
        self._paint_lines(painter, option, index, area, selected)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, selected: bool
    ) -> None:
        state, shown = _state(option), colors()
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.selection if selected else shown.hover))
        painter.drawRoundedRect(_rect(option).adjusted(3, 1, -3, -1), 6, 6)

    def _paint_icon(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        area: QRect,
        selected: bool,
    ) -> QRect:
        name = index.data(RowRole.ICON)
        if not name:
            return area
        ink = QColor(colors().on_selection if selected else colors().muted)
        ratio = painter.device().devicePixelRatio()
        place = _aligned(option, area, ICON, Qt.AlignmentFlag.AlignLeft)
        place.moveTop(area.center().y() - ICON // 2)
        painter.drawPixmap(place.topLeft(), picture(str(name), ICON, ink, ratio))
        return _without(option, area, ICON + SPACE + 2, Qt.AlignmentFlag.AlignLeft)

    def _paint_badge(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        area: QRect,
        selected: bool,
    ) -> QRect:
        text = str(index.data(RowRole.BADGE) or "")
        if not text:
            return area
        metrics, shown = _metrics(option), colors()
        width = min(metrics.horizontalAdvance(text) + 2 * SPACE, area.width() // 2)
        place = _aligned(option, area, width, Qt.AlignmentFlag.AlignRight)
        place.setHeight(metrics.height() + 4)
        place.moveTop(area.center().y() - place.height() // 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shown.base if selected else shown.raised))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setPen(QColor(shown.text))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - SPACE)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), elided)
        return _without(option, area, width + SPACE, Qt.AlignmentFlag.AlignRight)

    def _paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        area: QRect,
        selected: bool,
    ) -> None:
        title = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        second = str(index.data(RowRole.SECOND) or "")
        font, shown = QFont(_font(option)), colors()
        font.setWeight(QFont.Weight.DemiBold)
        half = area.height() // 2
        lines = [(title, font, shown.on_selection if selected else shown.text)]
        if second:
            ink = shown.on_selection if selected else shown.muted
            lines.append((second, QFont(_font(option)), ink))
        top = area.top() if second else area.top() + half // 2
        alignment = QStyle.visualAlignment(_direction(option), Qt.AlignmentFlag.AlignLeft)
        for number, (text, line_font, ink) in enumerate(lines):
            place = QRect(area.left(), top + number * half, area.width(), half)
            painter.setFont(line_font)
            painter.setPen(QColor(ink))
            elided = QFontMetrics(line_font).elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, int(alignment | Qt.AlignmentFlag.AlignVCenter), elided)


class RowList(QListView):
    """Such a list; `chosen` follows the cursor, `opened` is Return or a double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._open)
        self._kept = ""
        self._kept_scroll = 0

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: D102
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentChanged.connect(self._choose)
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._return)

    def current_id(self) -> str:
        """Return the id of the row under the cursor, nothing if there is none."""
        return _id_of(self.currentIndex())

    def select(self, item_id: str) -> bool:
        """Put the cursor on a thing; False when the list does not have it."""
        model: Any = self.model()
        index: QModelIndex = model.index_of(item_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def select_first(self) -> None:
        """Put the cursor on the first row, if there is one."""
        if self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _remember(self) -> None:
        self._kept = self.current_id()
        self._kept_scroll = self.verticalScrollBar().value()

    def _return(self) -> None:
        """After the list was read again, go back to where the cursor was."""
        if not self._kept:
            return
        model: Any = self.model()
        index: QModelIndex = model.index_of(self._kept)
        self.verticalScrollBar().setValue(self._kept_scroll)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.chosen.emit("")

    def _choose(self, index: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(_id_of(index))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(_id_of(index))


def _id_of(index: Index) -> str:
    return str(index.data(RowRole.ID) or "") if index.isValid() else ""


def _aligned(
    option: QStyleOptionViewItem, area: QRect, width: int, side: Qt.AlignmentFlag
) -> QRect:
    return QStyle.alignedRect(
        _direction(option), side | Qt.AlignmentFlag.AlignVCenter, QSize(width, area.height()), area
    )


def _without(
    option: QStyleOptionViewItem, area: QRect, width: int, side: Qt.AlignmentFlag
) -> QRect:
    other = (
        Qt.AlignmentFlag.AlignRight
        if side == Qt.AlignmentFlag.AlignLeft
        else Qt.AlignmentFlag.AlignLeft
    )
    return _aligned(option, area, area.width() - width, other)


def _field(option: QStyleOptionViewItem, name: str) -> Any:
    """Read a field that Qt's type stubs do not know."""
    return getattr(option, name)


def _rect(option: QStyleOptionViewItem) -> QRect:
    return _field(option, "rect")


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return _field(option, "state")


def _font(option: QStyleOptionViewItem) -> QFont:
    return _field(option, "font")


def _direction(option: QStyleOptionViewItem) -> Qt.LayoutDirection:
    return _field(option, "direction")


def _metrics(option: QStyleOptionViewItem) -> QFontMetrics:
    return _field(option, "fontMetrics")
