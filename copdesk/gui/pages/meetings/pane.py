"""One meeting: what it is called, when and where, and its agenda, people, minutes, commitments."""

from __future__ import annotations

from datetime import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.icons import set_icon
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.agenda import AgendaPane
from copdesk.gui.pages.meetings.commitments import CommitmentsPane
from copdesk.gui.pages.meetings.finishing import FinishingPane
from copdesk.gui.pages.meetings.folding_row import FoldingRow
from copdesk.gui.pages.meetings.minutes import MinutesPane
from copdesk.gui.pages.meetings.people import PeoplePane
from copdesk.gui.pages.meetings.words import STATES, meeting_title
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.printing.preview import show_preview
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.date_edit import DateEdit
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.optional_fields import TimeField
from copdesk.language import N_, _, pgettext
from copdesk.services.changes import Area, Outcome
from copdesk.services.handouts.kinds import About
from copdesk.services.handouts.wanted import Wanted

if TYPE_CHECKING:
    from copdesk.services.opening import Services

USUAL_START: Final = time(16, 0)
NEXT_STATES: Final = {
    MeetingState.PLANNED: (MeetingState.RUNNING, N_("Begin the meeting")),
    MeetingState.RUNNING: (MeetingState.DRAFT, N_("End the meeting")),
    MeetingState.DRAFT: (MeetingState.FINAL, N_("Minutes are final")),
    MeetingState.FINAL: (MeetingState.DRAFT, N_("Amend the minutes")),
    MeetingState.NOT_HELD: (MeetingState.PLANNED, N_("Plan it again")),
}
TABS: Final = ("agenda", "people", "minutes", "commitments")


class MeetingPane(QWidget):
    """Everything about one meeting; what is typed into it saves itself."""

    plan_like_pressed = Signal()
    remove_pressed = Signal()

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self.title, self.place, self.purpose = QLineEdit(), QLineEdit(), QLineEdit()
        self.held_on = DateEdit()
        self.starts_at = TimeField(_("Begins at"), USUAL_START)
        self._binding = FormBinding(Meeting, self)
        self._autosave = Autosave(desk, self._binding, self._save)
        self.agenda_pane = AgendaPane(services, desk)
        self.people_pane = PeoplePane(services, desk)
        self.minutes_pane = MinutesPane(services, desk)
        self.commitments_pane = CommitmentsPane(services, desk)
        self._panes = (
            self.agenda_pane,
            self.people_pane,
            self.minutes_pane,
            self.commitments_pane,
        )
        self._stale: set[QWidget] = set()
        self._name_fields()
        self._lay_out()
        self._tabs.currentChanged.connect(self._show_pane)
        self.people_pane.attendance.print_asked.connect(self._show_preview)
        self.minutes_pane.foot.made_commitment.connect(partial(self.show_tab, "commitments"))
        self.allow_changes(not services.read_only_reason)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown."""
        return self._binding.shown

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show a meeting, also again after it has changed."""
        if meeting is None:
            return
        before = self.meeting
        if before is None or (before.id, before.state) != (meeting.id, meeting.state):
            self._finishing.hide()
        elif self._finishing.isVisibleTo(self):
            self._finishing.show_ends(self._services.meetings.loose_ends(meeting.id))
        self._binding.show(meeting)
        self._state.setText(_(STATES[meeting.state]))
        next_state = NEXT_STATES[meeting.state][1]
        self._next.setText(_(next_state))
        not_held = meeting.state is MeetingState.NOT_HELD
        self.purpose.setPlaceholderText(
            _("Why was it not held? (may stay empty)")
            if not_held
            else _("What is it for? (may stay empty)")
        )
        self._not_held.setVisible(meeting.state is MeetingState.PLANNED)
        self._stale = set(self._panes)
        self._show_pane()

    def _show_pane(self, *_index: object) -> None:
        """Show the meeting in the pane in front; the others wait until somebody looks."""
        pane = self._panes[max(self._tabs.currentIndex(), 0)]
        if self.meeting is not None and pane in self._stale:
            self._stale.discard(pane)
            pane.show_meeting(self.meeting)

    def take_in(self, changed: Area) -> None:
        """Read again what the panes offer: members, protocols."""
        for pane in self._panes:
            pane.take_in(changed)

    def show_tab(self, name: str) -> None:
        """Bring one of agenda, people, minutes and commitments to the front."""
        if name in TABS:
            self._tabs.setCurrentIndex(TABS.index(name))

    def show_part(self, tab: str, part_id: str) -> None:
        """Bring a tab to the front and, in it, what has this id; the meeting itself has no part."""
        self.show_tab(tab)
        pane = self._panes[self._tabs.currentIndex()]
        if tab and not isinstance(pane, PeoplePane):
            pane.show_part(part_id)

    def start_editing(self) -> None:
        """Put the cursor where a new meeting begins: its title."""
        self.show_tab("agenda")
        self.title.setFocus()
        self.title.selectAll()

    def open_print_menu(self) -> None:
        """Offer what can be printed, under its button."""
        self._print.showMenu()

    def takes_files(self) -> bool:
        """Whether an agenda item can take files now."""
        return self._tabs.currentIndex() == 0 and self.agenda_pane.takes_files()

    def drop_hint(self) -> str:
        """Say where dropped files would go."""
        return self.agenda_pane.drop_hint()

    def drop_files(self, paths: list[Path]) -> None:
        """Give dropped files to the agenda item under the cursor."""
        self.agenda_pane.drop_files(paths)

    def _name_fields(self) -> None:
        for widget, name, text in (
            (self.title, "meetingTitle", _("Title")),
            (self.place, "meetingPlace", _("Place")),
            (self.purpose, "meetingPurpose", _("Purpose")),
            (self.held_on, "meetingDate", _("Date")),
            (self.starts_at, "meetingStart", _("Begins at")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(text)
        self.title.setPlaceholderText(_("What is this meeting called?"))
        self.place.setPlaceholderText(_("Where?"))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        set_margins(rows, SPACE, 0, 0, 0)
        rows.setSpacing(SPACE)
        rows.addWidget(self._first_row())
        rows.addWidget(self._second_row())
        self._finishing = FinishingPane()
        self._finishing.looked_at.connect(self.show_tab)
        self._finishing.finished.connect(lambda: self._set_state(MeetingState.FINAL))
        rows.addWidget(self._finishing)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("meetingTabs")
        self._tabs.setDocumentMode(True)
        minutes = pgettext("of a meeting", "Minutes")
        titles = (_("Agenda"), _("People"), minutes, _("Commitments"))
        for pane, title in zip(self._panes, titles, strict=True):
            self._tabs.addTab(pane, title)
        rows.addWidget(self._tabs, 1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Lead through the fields before the buttons, so that typing never presses one."""
        fields = (self.title, self.held_on, self.starts_at, self.place, self.purpose)
        for before, after in pairwise((*fields, self._next, self._print, self._more)):
            QWidget.setTabOrder(before, after)

    def _first_row(self) -> QWidget:
        self._state = plain_label(role="muted")
        self._state.setObjectName("meetingState")
        self._next = button("", "nextState", "", self._go_on)
        self._print = button(_("Print"), "printMeeting", "print")
        menu = PrintMenu(self, About.MEETING)
        menu.asked.connect(self._show_preview)
        menu.put_on(self._print)
        self._more = tool_button("", _("More"), "moreOfMeeting")
        self._more.setText("⋯")
        self._more.setAutoRaise(False)  # it stands beside buttons with a frame
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._more_menu())
        row = FoldingRow(self.title)
        row.put(self._state, self._next, self._print, self._more)
        return row

    def _second_row(self) -> QWidget:
        row = FoldingRow(self.place, self.purpose, letters=76, growing_last=True)
        row.put(self.held_on, self.starts_at)
        return row

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        self._like = menu.addAction(_("Plan the next one like this"))
        self._like.setObjectName("planLike")
        self._like.triggered.connect(self.plan_like_pressed)
        self._not_held = menu.addAction(_("It was not held"))
        self._not_held.setObjectName("notHeld")
        self._not_held.triggered.connect(lambda: self._set_state(MeetingState.NOT_HELD))
        self._removing = menu.addAction(_("Remove this meeting"))
        self._removing.setObjectName("removeMeeting")
        set_icon(self._removing, "trash")
        self._removing.triggered.connect(self.remove_pressed)
        return menu

    def allow_changes(self, allowed: bool) -> None:
        """Whether the meeting may be changed."""
        for field in (self.title, self.place, self.purpose):
            field.setReadOnly(not allowed)
        for each in (self.held_on, self.starts_at, self._next):
            each.setEnabled(allowed)
        for action in (self._like, self._not_held, self._removing):
            action.setEnabled(allowed)

    def _save(self, typed: Meeting, before: Meeting) -> Outcome[Meeting]:
        return self._services.meetings.save(typed, before)

    def _go_on(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        next_state = NEXT_STATES[meeting.state][0]
        if next_state is MeetingState.FINAL and not self._is_whole(meeting):
            return
        self._set_state(next_state)

    def _is_whole(self, meeting: Meeting) -> bool:
        """Whether nothing seems forgotten; else show what, which still stops nobody."""
        self._desk.flush()
        ends = self._services.meetings.loose_ends(meeting.id)
        self._finishing.show_ends(ends)
        if ends:
            self._finishing.later.setFocus()
        return not ends

    def _set_state(self, state: MeetingState) -> None:
        meeting, service = self.meeting, self._services.meetings
        if meeting is None:
            return
        self._desk.do(
            _("“{name}”: {state}").format(name=meeting_title(meeting), state=_(STATES[state])),
            lambda: service.set_state(meeting.id, state),
            message=_("This meeting is now: {state}.").format(state=_(STATES[state])),
        )

    def _show_preview(self, kind: str, member_id: str = "") -> None:
        if self.meeting is not None:
            wanted = Wanted(kind=kind, meeting=self.meeting.id, member=member_id)
            show_preview(self, self._services, self._desk, wanted.fitted())
