"""The steps of a plan, painted as lines: time, step, who speaks, who is silent."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.gui.leading.words import PlanRow, plan_rows
from copdesk.gui.look.icons import picture
from copdesk.gui.look.theme import SPACE, colors
from copdesk.language import _


class PlanTable(QWidget):
    """All of a plan at its full height; put it into something that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan")
        self._rows: tuple[PlanRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The lines that are shown."""
        return self._rows

    def show_plan(self, plan: RunPlan | None, with_groups: bool = False) -> None:
        """Show a plan, or nothing; `with_groups` says who sits with whom as well."""
        self._rows = plan_rows(plan.segments, with_groups) if plan else ()
        lines = [f"{row.length} {row.title}. {row.voices}" for row in self._rows]
        self.setAccessibleName(_("Plan"))
        self.setAccessibleDescription("\n".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(320, self._height() * len(self._rows))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        height = self._height()
        first = max(event.rect().top() // height, 0)
        last = min(event.rect().bottom() // height + 1, len(self._rows))
        for number in range(first, last):
            place = QRect(0, number * height, self.width(), height)
            self._paint_row(painter, place, self._rows[number])

    def _paint_row(self, painter: QPainter, place: QRect, row: PlanRow) -> None:
        metrics, shown = self.fontMetrics(), colors()
        painter.setPen(QColor(shown.line))
        painter.drawLine(place.topLeft(), place.topRight())
        line = metrics.height()
        top = place.top() + SPACE // 2 + 1
        time_width = max(metrics.horizontalAdvance("00 × 00:00"), line * 5)
        ratio = self.devicePixelRatioF()
        drawn = picture(row.icon, line, QColor(shown.muted), ratio)
        icon = self._mirrored(QRect(0, top, line, line))
        painter.drawPixmap(icon.topLeft(), drawn)
        left = line + SPACE
        title = self._mirrored(QRect(left, top, self.width() - left - time_width - SPACE, line))
        length = self._mirrored(QRect(self.width() - time_width, top, time_width, line))
        second = self._mirrored(QRect(left, top + line, self.width() - left, line))
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._draw(painter, title, row.title, bold, shown.text)
        self._draw(painter, second, row.voices, self.font(), shown.muted)
        self._draw(painter, length, row.length, self.font(), shown.text, end=True)

    def _draw(
        self, painter: QPainter, place: QRect, text: str, font: QFont, ink: str, end: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        wanted = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = QStyle.visualAlignment(self.layoutDirection(), wanted)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags.value), words)

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _height(self) -> int:
        return 2 * self.fontMetrics().height() + SPACE + 2
