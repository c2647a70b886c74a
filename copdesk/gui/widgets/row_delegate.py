"""How a comfortable row is drawn: a title, a second line, a badge, an icon."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from copdesk.gui.look.icons import picture
from copdesk.gui.look.theme import SPACE, colors
from copdesk.gui.widgets.model_index import Index


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
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
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
        side = _metrics(option).height() + 4
        place = _aligned(option, area, side, Qt.AlignmentFlag.AlignLeft)
        place.moveTop(area.center().y() - side // 2)
        painter.drawPixmap(place.topLeft(), picture(str(name), side, ink, ratio))
        return _without(option, area, side + SPACE + 2, Qt.AlignmentFlag.AlignLeft)

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
        side = QStyle.visualAlignment(_direction(option), Qt.AlignmentFlag.AlignLeft)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        for number, (text, line_font, ink) in enumerate(lines):
            place = QRect(area.left(), top + number * half, area.width(), half)
            painter.setFont(line_font)
            painter.setPen(QColor(ink))
            elided = QFontMetrics(line_font).elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, int(flags), elided)


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
