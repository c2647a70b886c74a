"""The agenda of one meeting: its items with clock times, and the one under the cursor."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.domain.members import Member
from copdesk.domain.text import shortened
from copdesk.domain.topics import Topic
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.jobs import Report
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import added, name_of, remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.agenda_model import AgendaModel
from copdesk.gui.pages.meetings.agenda_view import AgendaView
from copdesk.gui.pages.meetings.facilitator_hint import FacilitatorHint
from copdesk.gui.pages.meetings.item import ItemPane
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.splitter import Splitter
from copdesk.language import _, ngettext, time_text
from copdesk.services.changes import Area, Outcome
from copdesk.services.library import FilesAdded

if TYPE_CHECKING:
    from copdesk.services.opening import Services

TOPIC_LETTERS: Final = 80
_SPLITTER: Final = "meetings/agenda"


class AgendaPane(QWidget):
    """Items in their order, a line to add the next, and the fields of the chosen one."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting: Meeting | None = None
        self._members: dict[str, Member] = {}
        self._model = AgendaModel(self)
        self._model.editable = not services.read_only_reason
        self.view = AgendaView(self._model)
        self.item_pane = ItemPane(services, desk)
        self._hint = FacilitatorHint(services, desk)
        self._new = OnceLine()
        self._new.setObjectName("newAgendaItem")
        self._new.setPlaceholderText(_("Add an item and press Enter"))
        self._new.setAccessibleName(_("Title of a new agenda item"))
        self._new.setEnabled(self._model.editable)
        self._draft = LineDraft(desk, services.drafts, self._new, "agenda")
        self._sum = ElidedLabel(role="muted")
        self._sum.setObjectName("agendaSum")
        self._lay_out()
        self._connect()

    def take_in(self, changed: Area) -> None:
        """Read members and protocols again."""
        if changed & Area.MEMBERS:
            self._members = {one.id: one for one in self._services.members.all()}
        self.item_pane.take_in(changed)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the agenda of a meeting; the cursor stays on its item."""
        kept = self.view.current_id()
        self._meeting = meeting
        self._draft.be_about(meeting.id)
        self._model.show(meeting, self._members)
        if not self.view.select(kept) and meeting.agenda:
            self.view.select(meeting.agenda[0].id)
        self._hint.show_meeting(meeting)
        self._show_sum(meeting)
        self._show_topics(meeting)
        self._show_item()

    def show_part(self, part_id: str) -> None:
        """Put the cursor on an item."""
        if self.view.select(part_id):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_layout(self) -> None:
        """Remember how much room the items have beside the chosen one."""
        self._desk.settings.set_state(_SPLITTER, self._split.saveState())

    def takes_files(self) -> bool:
        """Whether there is an item to tie files to."""
        return self._model.editable and bool(self.view.current_id())

    def drop_hint(self) -> str:
        """Name the item that dropped files would be tied to."""
        row = self._model.row(self._model.row_of(self.view.current_id()))
        name = row.item.title if row else ""
        return _("Put the files into the library and tie them to “{item}”").format(item=name)

    def drop_files(self, paths: list[Path]) -> None:
        """Put files into the library and tie them to the item under the cursor."""
        self._tie_files(self.view.current_id(), paths)

    def _lay_out(self) -> None:
        left = QWidget()
        rows = QVBoxLayout(left)
        set_margins(rows, 0, SPACE, SPACE, 0)
        rows.setSpacing(SPACE)
        rows.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignLeading)
        rows.addWidget(self.view, 1)
        foot = self._foot()
        adding = QHBoxLayout()
        adding.addWidget(self._new, 1)
        adding.addWidget(self._topics)
        rows.addLayout(adding)
        rows.addLayout(foot)
        nothing = EmptyState(
            "note",
            _("Nothing on the agenda yet"),
            _("Type the first item below the list and press Enter. Each has its minutes."),
        )
        self._sides = QStackedWidget()
        self._sides.addWidget(nothing)
        self._sides.addWidget(self.item_pane)
        self._split = Splitter()
        self._split.addWidget(left)
        self._split.addWidget(self._sides)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.restoreState(self._desk.settings.state(_SPLITTER))
        whole = bare(QVBoxLayout(self))
        whole.addWidget(self._split)

    def _foot(self) -> QHBoxLayout:
        self._remove = tool_button(
            "trash", _("Remove the chosen item"), "removeAgendaItem", self._remove_item
        )
        self._topics = button("", "waitingTopics")
        self._topics.setFlat(True)
        self._topics.setToolTip(_("Put a topic that waits on the agenda"))
        self._topics.setMenu(QMenu(self))
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._remove)
        return foot

    def _connect(self) -> None:
        self._new.returnPressed.connect(self._add)
        self._model.edited.connect(self._save)
        self._model.moved.connect(self._move)
        self._model.files_dropped.connect(self._tie_files)
        self.view.selectionModel().currentRowChanged.connect(self._show_item)
        self.view.move_asked.connect(self._move_by)
        self.view.remove_asked.connect(self._remove_item)

    def _add(self) -> None:
        meeting = self._meeting
        title = self._new.text().strip()
        if meeting is None or not title:
            return
        item = AgendaItem(title=title)
        service = self._services.meetings
        outcome = self._desk.do(added(title), lambda: service.save_item(meeting.id, item))
        if outcome is not None:
            self._new.empty()
            self.view.select(outcome.value.id)

    def _save(self, item: AgendaItem) -> None:
        meeting = self._meeting
        service = self._services.meetings
        if meeting is not None:
            before = next((one for one in meeting.agenda if one.id == item.id), None)
            words = _("Change “{name}”").format(name=name_of(item))
            self._desk.do(words, lambda: service.save_item(meeting.id, item, before))

    def _remove_item(self) -> None:
        row = self._model.row(self._model.row_of(self.view.current_id()))
        if row is None or not self._model.editable:
            return
        item, service = row.item, self._services.meetings
        remove_named(self._desk, item.title, item.id, service.remove_item)

    def _move(self, item_id: str, before: str) -> None:
        if item_id == before:
            return
        service = self._services.meetings
        self._desk.do(_("Move an agenda item"), lambda: service.move_item(item_id, before))
        self.view.select(item_id)

    def _move_by(self, steps: int) -> None:
        item_id = self.view.current_id()
        place = self._model.row_of(item_id)
        target = place + steps
        if not item_id or not self._model.editable or not 0 <= target < self._model.rowCount():
            return
        before = self._model.row(target if steps < 0 else target + 1)
        self._move(item_id, before.item.id if before else "")

    def _tie_files(self, item_id: str, paths: list[Path]) -> None:
        meeting, services = self._meeting, self._services
        if meeting is None or not item_id:
            return

        def add_and_tie(report: Report) -> Outcome[FilesAdded]:
            outcome = services.library.add_files(paths, report)
            known = [resource for _name, resource in outcome.value.known]
            for resource in (*outcome.value.added, *known):
                services.meetings.tie(meeting.id, item_id, resource.id)
            return Outcome(outcome.value, outcome.changed | Area.MEETINGS)

        def tell(outcome: Outcome[FilesAdded]) -> None:
            for error in outcome.value.refused:
                self._desk.refused.emit(error)

        number = len(paths)
        words = ngettext(
            "Tie {number} file to the agenda", "Tie {number} files to the agenda", number
        )
        self._desk.start(
            words.format(number=number), _("Putting files into the library"), add_and_tie, done=tell
        )

    def _show_item(self, *_indexes: object) -> None:
        meeting = self._meeting
        row = self._model.row(self._model.row_of(self.view.current_id()))
        self._remove.setEnabled(row is not None and self._model.editable)
        self._sides.setCurrentIndex(1 if row else 0)
        if row is not None and meeting is not None:
            self.item_pane.show_item(meeting, row.item)

    def _show_sum(self, meeting: Meeting) -> None:
        words = ngettext("{number} minute", "{number} minutes", meeting.minutes)
        text = words.format(number=meeting.minutes)
        if meeting.ends_at is not None and meeting.agenda:
            text = _("{minutes}, ends at {time}").format(
                minutes=text, time=time_text(meeting.ends_at)
            )
        self._sum.set_text(text if meeting.agenda else "")

    def _show_topics(self, meeting: Meeting) -> None:
        waiting = self._services.commitments.topics() if _is_ahead(meeting) else []
        menu = self._topics.menu()
        menu.clear()
        for topic in waiting:
            action = menu.addAction(shortened(topic.text, TOPIC_LETTERS).replace("&", "&&"))
            action.triggered.connect(partial(self._take_up, topic))
        self._topics.setText(_("Topics that wait: {number}").format(number=len(waiting)))
        self._topics.setVisible(bool(waiting) and self._model.editable)

    def _take_up(self, topic: Topic, _checked: bool = False) -> None:
        meeting, service = self._meeting, self._services.meetings
        if meeting is None:
            return
        words = _("Take up “{name}”").format(name=name_of(topic))
        outcome = self._desk.do(words, lambda: service.take_up(meeting.id, topic.id))
        if outcome is not None:
            self.view.select(outcome.value.id)


def _is_ahead(meeting: Meeting) -> bool:
    return meeting.state.value in ("planned", "running")
