"""The meetings: those to come and those held, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.clock import today
from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.domain.text import folded
from copdesk.errors import NotFound
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.rows import meetings_model, sorted_rows
from copdesk.gui.pages.meetings.words import (
    meeting_title,
    next_like,
    next_thursday,
    when_and_where,
)
from copdesk.gui.pages.page import Page
from copdesk.gui.widgets.actions import action
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.widgets.splitter import Splitter
from copdesk.gui.widgets.tall_scroll import LowScroll
from copdesk.keys import keys_of
from copdesk.language import _
from copdesk.services.changes import Area

if TYPE_CHECKING:
    from copdesk.gui.pages.meetings.pane import MeetingPane
    from copdesk.services.opening import Services

LIST_WIDTH: Final = 300


class MeetingsPage(Page):
    """A list of meetings at the side, one of them in the pane."""

    shows = (
        Area.MEETINGS | Area.COMMITMENTS | Area.TOPICS | Area.MEMBERS | Area.LIBRARY
        | Area.PROTOCOLS | Area.RUNS
    )  # fmt: skip

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._made_pane: MeetingPane | None = None
        make = partial(action, self)
        self._plan_action = make(_("Plan a meeting"), "add", keys_of("plan-meeting"), self.plan)
        self._like_action = make(_("Plan the next one like this"), "next", run=self.plan_like)
        self._remove_action = make(_("Remove this meeting"), "trash", run=self.remove)
        self._search = SearchLine(_("Search meetings"))
        self._search.setObjectName("meetingSearch")
        self._list = RowList(_("Meetings"))
        self._list.setObjectName("meetingList")
        self._model = meetings_model(self)
        self._list.setModel(self._model)
        self._lay_out()
        self._search.searched.connect(self._find)
        self._search.moved_down.connect(self._list.setFocus)
        self._list.chosen.connect(self._show)
        self.allow_changes(not services.read_only_reason)

    @property
    def _pane(self) -> MeetingPane:
        """The pane, made when a meeting is first chosen, as the list is on the screen by then."""
        if self._made_pane is None:
            self._made_pane = self._make_pane()
        return self._made_pane

    def _make_pane(self) -> MeetingPane:
        from copdesk.gui.pages.meetings.pane import MeetingPane

        pane = MeetingPane(self._services, self._desk)
        pane.plan_like_pressed.connect(self.plan_like)
        pane.remove_pressed.connect(self.remove)
        pane.take_in(Area.ALL)
        self._scroll = LowScroll(pane, _("Meeting"))
        self._stack.addWidget(self._scroll)
        return pane

    def first_look(self) -> bool:
        """Show the list of the meetings, which is quick to read."""
        self._set_rows(self._services.meetings.heads())
        return True

    def reload(self, changed: Area) -> None:
        """Read the meetings again; the pane follows the list."""
        meetings = self._services.meetings.all()
        if self._made_pane is not None:
            self._made_pane.take_in(changed)
        self._set_rows(meetings)
        self._empty.button.setVisible(not meetings and not self._services.read_only_reason)
        if not self._list.current_id():
            self._choose_first()

    def show_item(self, kind: str, item_id: str) -> None:
        """Show a meeting, or the one that something belongs to."""
        self._search.clear()
        meeting_id, tab = self._home_of(kind, item_id)
        if self._list.select(meeting_id):
            self._pane.show_part(tab, item_id)
        elif kind == "commitment":
            self._desk.told.emit(
                _("No meeting has this commitment; the Community page lists what is open.")
            )

    def put_cursor(self) -> None:
        """Put the cursor into the list, or where the first meeting is planned."""
        first = self._list if self._list.current_id() else self._empty.button
        first.setFocus()

    def search_here(self) -> bool:
        """Put the cursor into the search line."""
        return self._search.take_cursor()

    def print_here(self) -> str:
        """Open the menu of what is printed for a meeting."""
        if not self._list.current_id():
            return _("Plan or choose a meeting first; then its agenda can be printed.")
        self._pane.open_print_menu()
        return ""

    def allow_changes(self, allowed: bool) -> None:
        """Whether meetings may be planned and removed."""
        actions = (self._plan_action, self._like_action, self._remove_action)
        for one in (*actions, self._plan_button):
            one.setEnabled(allowed)

    def search_for(self, words: str) -> None:
        """Find the meetings with these words, and go on where they are typed."""
        self._search.setText(words)
        self._search.setFocus()

    def actions_for_menu(self) -> list[QAction]:
        """Return planning and removing."""
        return [self._plan_action, self._like_action, self._remove_action]

    def takes_files(self, paths: list[Path]) -> bool:
        """Files go to the agenda item under the cursor."""
        return bool(self._list.current_id()) and self._pane.takes_files()

    def drop_hint(self) -> str:
        """Say where the files would go."""
        return self._pane.drop_hint()

    def drop_files(self, paths: list[Path]) -> None:
        """Put files into the library and tie them to the agenda item."""
        self._pane.drop_files(paths)

    def save_layout(self) -> None:
        """Remember the width of the list and of the agenda."""
        self._desk.settings.set_state("meetings/splitter", self._sides.saveState())
        if self._made_pane is not None:
            self._made_pane.agenda_pane.save_layout()

    def plan(self) -> None:
        """Plan a meeting for the next free Thursday, at the place and time of the latest one."""
        known = self._services.meetings.all()
        latest = next((one for one in known if one.state is not MeetingState.NOT_HELD), None)
        taken = {one.held_on for one in known}
        day = next_thursday(self._today())
        while day in taken:
            day = next_thursday(day)
        self._plan(day, latest.id if latest else "", own_title=True)

    def plan_like(self) -> None:
        """Plan the next meeting with everything that this one has settled."""
        model = self._pane.meeting
        if model is not None:
            self._plan(next_like(model.held_on, self._today()), model.id, own_title=False)

    def remove(self) -> None:
        """Take the chosen meeting away; the message can bring it back."""
        gone, service = self._pane.meeting, self._services.meetings
        if gone is None:
            return
        remove_named(self._desk, meeting_title(gone), gone.id, service.remove)

    def _plan(self, day: date, like: str, *, own_title: bool) -> None:
        service = self._services.meetings
        title = _("New meeting") if own_title else ""
        outcome = self._desk.do(_("Plan a meeting"), lambda: service.plan(day, title, like))
        if outcome is not None:
            self._search.clear()
            self._list.select(outcome.value.id)
            self._pane.start_editing()

    def _lay_out(self) -> None:
        header = PageHeader(_("Meetings"))
        self._plan_button = header.add(_("Plan a meeting"), "add", self.plan, primary=True)
        self._plan_button.setObjectName("planMeeting")
        self._side = side = QWidget()
        rows = QVBoxLayout(side)
        set_margins(rows, 0, 0, SPACE, 0)
        rows.setSpacing(SPACE)
        for widget in (header, self._search):
            rows.addWidget(widget)
        rows.addWidget(self._list, 1)
        self._empty = EmptyState(
            "meetings",
            _("Meet, and keep what you find"),
            _(
                "A meeting has an agenda with times, the people who came, notes, decisions and"
                " commitments. Its agenda and sign-in sheet can be printed."
            ),
            _("Plan a meeting"),
        )
        self._empty.button.setObjectName("planFirstMeeting")
        self._empty.pressed.connect(self.plan)
        self._stack = QStackedWidget()
        self._nothing_found = EmptyState(
            "search",
            _("No meeting found"),
            _("No agenda, note or decision has all these words. Ctrl+K searches everywhere."),
        )
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._nothing_found)
        self._sides = Splitter()
        self._sides.addWidget(side)
        self._sides.addWidget(self._stack)
        self._sides.setStretchFactor(1, 1)
        self._sides.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self._sides.restoreState(self._desk.settings.state("meetings/splitter"))
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        page.addWidget(self._sides)

    def _today(self) -> date:
        return today(self._services.clock)

    def _matching(self, meetings: Sequence[Meeting]) -> list[Meeting]:
        words = folded(self._search.words()).split()
        return [one for one in meetings if all(word in _said(one) for word in words)]

    def _set_rows(self, meetings: Sequence[Meeting]) -> None:
        self._model.set_rows(sorted_rows(self._matching(meetings), self._today()))
        self._side.setVisible(bool(meetings))

    def _find(self, _words: str) -> None:
        self.reload(Area.NONE)

    def _choose_first(self) -> None:
        rows = [self._model.row(number) for number in range(self._model.rowCount())]
        wanted = next((row for row in rows if row and row.is_next), rows[0] if rows else None)
        if wanted is not None:
            self._list.select(wanted.meeting.id)
        else:
            self._show("")

    def _show(self, meeting_id: str) -> None:
        for one in (self._like_action, self._remove_action):
            one.setEnabled(bool(meeting_id) and not self._services.read_only_reason)
        empty = self._nothing_found if self._search.words() else self._empty
        if meeting_id:
            self._pane.show_meeting(self._services.meetings.get(meeting_id))
            self._stack.setCurrentWidget(self._scroll)
            return
        self._stack.setCurrentWidget(empty)
        if self._made_pane is not None:
            self._made_pane.show_meeting(None)

    def _home_of(self, kind: str, item_id: str) -> tuple[str, str]:
        """Return the meeting that a thing belongs to and the tab that shows it."""
        if kind == "commitment":
            with suppress(NotFound):
                return self._home_of_commitment(item_id), "commitments"
            return "", ""
        for meeting in self._services.meetings.all():
            if item_id in (meeting.id, meeting.series_id):
                return meeting.id, ""
            if any(item_id == item.id for item in meeting.agenda):
                return meeting.id, "agenda"
            if any(item_id == one.id for one in (*meeting.notes, *meeting.decisions)):
                return meeting.id, "minutes"
        return "", ""

    def _home_of_commitment(self, item_id: str) -> str:
        """Return the meeting that made it; without one, the next that should hear of it."""
        from copdesk.gui.pages.meetings.commitments import comes_back

        commitment, meetings = self._services.commitments.get(item_id), self._services.meetings
        if commitment.meeting_id:
            return commitment.meeting_id
        ahead = [one for one in meetings.all() if comes_back(commitment, one)]
        return min(ahead, key=lambda one: one.held_on).id if ahead else ""


def _said(meeting: Meeting) -> str:
    parts = [meeting_title(meeting), when_and_where(meeting), meeting.purpose]
    parts += [item.title for item in meeting.agenda]
    parts += [note.text for note in meeting.notes]
    parts += [decision.text for decision in meeting.decisions]
    return folded(" ".join(parts))
