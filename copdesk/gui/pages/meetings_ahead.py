"""The list of meetings while the community is still being opened: to be read and chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.meetings import Meeting
from copdesk.gui.pages.meetings_rows import meetings_model, sorted_rows
from copdesk.gui.theme import SPACE
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.widgets.skeleton import Skeleton
from copdesk.language import _

LIST_WIDTH = 300


class MeetingsAhead(QWidget):
    """Stands where the page of the meetings will be, and looks like its beginning."""

    painted = Signal()
    """The rows are on the screen for the first time."""

    def __init__(self, meetings: Sequence[Meeting], day: date) -> None:
        super().__init__()
        self._was_painted = False
        self._list = RowList(_("Meetings"))
        model = meetings_model(self)
        self._list.setModel(model)
        model.set_rows(sorted_rows(meetings, day))
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 0, SPACE, 0)
        rows.setSpacing(SPACE)
        header, search = PageHeader(_("Meetings")), SearchLine(_("Search meetings"))
        header.add(_("Plan a meeting"), "add", lambda: None, primary=True).setEnabled(False)
        search.setEnabled(False)
        rows.addWidget(header)
        rows.addWidget(search)
        rows.addWidget(self._list, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        across.addWidget(side)
        across.addWidget(Skeleton(), 1)

    def chosen_id(self) -> str:
        """Return the meeting that was chosen meanwhile, if one was."""
        return self._list.current_id()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)  # after the rows, which are painted next
