"""What happened in a discussion and when, with a way to take an entry back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.leading.log_words import LogLine, log_lines
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.widgets.actions import keys_inside
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.row_list import RowList
from copdesk.keys import keys_of
from copdesk.language import _


class TimerLog(QWidget):
    """Entries on which nothing later builds can be taken back; the others say that they stay."""

    undo_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._may_change = False
        self._list = RowList(_("What happened"))
        self._list.setObjectName("logList")
        self._model = ListModel[LogLine](
            Face(
                id=lambda line: str(line.seq),
                title=lambda line: line.text,
                second=lambda line: line.second,
            ),
            self,
        )
        self._list.setModel(self._model)
        self._undo = button(_("Take back"), "takeBack", "undo")
        self._hint = plain_label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._hint, 1)
        row.addWidget(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._list, 1)
        column.addLayout(row)
        self._list.chosen.connect(self._offer)
        self._undo.clicked.connect(self._ask)
        keys_inside(self._list, keys_of("remove-chosen"), self._ask)

    def show_log(self, timer: DiscussionTimer, may_change: bool) -> None:
        """Read the log again; the cursor stays where it is."""
        self._may_change = may_change
        self._model.set_rows(log_lines(timer))
        self._offer(self._list.current_id())

    def _offer(self, line_id: str) -> None:
        line = self._line(line_id)
        self._undo.setEnabled(self._may_change and line is not None and line.undoable)
        if line is None or line.undoable:
            self._hint.setText(_("Lengths, late starts and corrections can be taken back."))
        else:
            self._hint.setText(_("What came later builds on this, so it stays."))

    def _ask(self) -> None:
        if self._undo.isEnabled():
            self.undo_asked.emit(int(self._list.current_id()))

    def _line(self, line_id: str) -> LogLine | None:
        index = self._model.index_of(line_id)
        return self._model.row(index.row()) if index.isValid() else None
