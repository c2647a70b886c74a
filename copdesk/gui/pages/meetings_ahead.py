"""The list of meetings while the community is still being opened: to be read and chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.meetings import Meeting
from copdesk.gui.pages.meetings_rows import meetings_model, sorted_rows
from copdesk.gui.theme import SPACE
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.skeleton import Skeleton
from copdesk.language import _

LIST_WIDTH = 300


class MeetingsAhead(QWidget):
    """Stands where the page of the meetings will be, and looks like its beginning."""

    def __init__(self, meetings: Sequence[Meeting], day: date) -> None:
        super().__init__()
        self._list = RowList(_("Meetings"))
        model = meetings_model(self)
        self._list.setModel(model)
        model.set_rows(sorted_rows(meetings, day))
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, SPACE, SPACE, 0)
        rows.addWidget(plain_label(_("Meetings"), "title"))
        rows.addWidget(self._list, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        across.addWidget(side)
        across.addWidget(Skeleton(), 1)

    def chosen_id(self) -> str:
        """Return the meeting that was chosen meanwhile, if one was."""
        return self._list.current_id()
