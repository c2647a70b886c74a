"""All steps of a discussion that goes on: what is done, what comes, and a way to any of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.run.state import TimerState
from copdesk.gui.leading.step_marks import StepMark, step_marks
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.row_list import RowList
from copdesk.language import _


class TimerSteps(QWidget):
    """The cursor stands on the step of now; Return goes to the one under it."""

    chosen = Signal(str)
    """The id of the segment to go to."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._list = RowList(_("Steps"))
        self._list.setObjectName("stepList")
        self._model = ListModel[StepMark](
            Face(
                id=lambda mark: mark.segment.id,
                title=lambda mark: mark.title,
                second=lambda mark: mark.second,
                badge=lambda mark: mark.badge,
                icon=lambda mark: mark.icon,
            ),
            self,
        )
        self._list.setModel(self._model)
        self._list.opened.connect(self.chosen)
        self._go = button(_("Go there (Enter)"), "goToStep", "", self._choose)
        stay = button(_("Stay (Esc)"), "stayHere", "", self.left.emit)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(plain_label(_("Go to a step"), "heading"), 1)
        row.addWidget(stay)
        row.addWidget(self._go)
        column = QVBoxLayout(self)
        set_margins(column, 0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addLayout(row)
        column.addWidget(self._list, 1)

    def show_state(self, state: TimerState) -> None:
        """Mark again what is done, what goes on and what comes; keep the cursor."""
        marks = step_marks(state)
        if marks != [self._model.row(number) for number in range(self._model.rowCount())]:
            self._model.set_rows(marks)

    def offer(self, state: TimerState) -> None:
        """Show the steps, with the cursor on the one that goes on."""
        self.show_state(state)
        self._list.select(state.current.id)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self.chosen.emit(self._list.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
