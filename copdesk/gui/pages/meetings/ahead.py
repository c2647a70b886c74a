"""The meetings while the community is still being opened: to be read, searched and chosen from.

What is pressed or typed here is not lost: the page that takes its place goes on with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.text import folded
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.glance import MeetingGlance
from copdesk.gui.pages.meetings.rows import MeetingRow, meetings_model, sorted_rows
from copdesk.gui.pages.meetings.words import meeting_title, when_and_where
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.language import _
from copdesk.services.first_look import FirstLook

if TYPE_CHECKING:
    from copdesk.gui.pages.meetings.page import MeetingsPage

LIST_WIDTH: Final = 300


class MeetingsAhead(QWidget):
    """Stands where the page of the meetings will be, and looks like its beginning."""

    painted = Signal()
    """The rows are on the screen for the first time."""

    def __init__(self, look: FirstLook, day: date) -> None:
        super().__init__()
        self._look, self._day = look, day
        self._was_painted = self._is_planning = False
        self._list = RowList(_("Meetings"))
        self._model = meetings_model(self)
        self._list.setModel(self._model)
        self._glance = MeetingGlance()
        self._search = SearchLine(_("Search meetings"))
        self._lay_out()
        self._find("")
        self._choose_first()
        self._first = self._list.current_id()
        self._list.chosen.connect(self._show)
        self._search.searched.connect(self._find)
        self._search.moved_down.connect(self._list.setFocus)
        self._show(self._first)

    def hand_over(self, page: MeetingsPage) -> None:
        """Let the page go on with what was begun here."""
        chosen = self._list.current_id()
        if chosen and chosen != self._first:
            page.show_item("meeting", chosen)
        if self._search.text() or self.focusWidget() is self._search:
            page.search_for(self._search.text())
        if self._is_planning:
            page.plan()

    def search_here(self) -> bool:
        """Put the cursor into the search line; False while this is not on the screen."""
        return self._search.take_cursor()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)  # after the rows, which are painted next

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        rows = QVBoxLayout(side)
        set_margins(rows, 0, 0, SPACE, 0)
        rows.setSpacing(SPACE)
        header = PageHeader(_("Meetings"))
        self._plan = header.add(_("Plan a meeting"), "add", self._plan_later, primary=True)
        rows.addWidget(header)
        rows.addWidget(self._search)
        rows.addWidget(self._list, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        across.addWidget(side)
        across.addWidget(self._glance, 1)

    def _plan_later(self) -> None:
        self._is_planning = True
        self._plan.setEnabled(False)  # pressed once is enough

    def _choose_first(self) -> None:
        rows = [self._model.row(number) for number in range(self._model.rowCount())]
        following = next((row for row in rows if row and row.is_next), rows[0] if rows else None)
        if following is not None:
            self._list.select(following.meeting.id)

    def _find(self, words: str) -> None:
        wanted = folded(words).split()
        rows = sorted_rows(self._look.meetings, self._day)
        self._model.set_rows([row for row in rows if all(one in _said(row) for one in wanted)])

    def _show(self, meeting_id: str) -> None:
        found = next((one for one in self._look.meetings if one.id == meeting_id), None)
        if found is not None:
            found = replace(found, agenda=self._look.agenda(meeting_id))
        self._glance.show_meeting(found)


def _said(row: MeetingRow) -> str:
    meeting = row.meeting
    return folded(" ".join((meeting_title(meeting), when_and_where(meeting), meeting.purpose)))
