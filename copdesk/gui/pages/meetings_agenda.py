"""The agenda of one meeting: its items with clock times, and the one under the cursor."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.domain.members import Member
from copdesk.domain.topics import Topic
from copdesk.gui.desk import Desk
from copdesk.gui.icons import set_icon
from copdesk.gui.pages.meetings_agenda_model import AgendaColumn, AgendaModel
from copdesk.gui.pages.meetings_item import ItemPane
from copdesk.gui.theme import SPACE
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import _, ngettext, time_text
from copdesk.services.changes import Area, Outcome
from copdesk.services.library import FilesAdded
from copdesk.services.opening import Services

TOPICS_SHOWN = 4
TOPIC_LETTERS = 40


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
        self._new = QLineEdit()
        self._new.setObjectName("newAgendaItem")
        self._new.setPlaceholderText(_("Add an item and press Enter"))
        self._new.setAccessibleName(_("Title of a new agenda item"))
        self._new.setEnabled(self._model.editable)
        self._sum = plain_label(role="muted")
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
        self._model.show(meeting, self._members)
        if not self.view.select(kept) and meeting.agenda:
            self.view.select(meeting.agenda[0].id)
        self._show_sum(meeting)
        self._show_topics(meeting)
        self._show_item()

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
        rows.setContentsMargins(0, SPACE, SPACE, 0)
        rows.setSpacing(SPACE)
        rows.addWidget(self.view, 1)
        rows.addWidget(self._new)
        self._topics = QWidget()
        self._topic_flow = FlowLayout(self._topics)
        self._topic_row = QWidget()
        beside = QVBoxLayout(self._topic_row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE // 2)
        beside.addWidget(
            plain_label(_("Topics that wait: press one to put it on the agenda"), "muted")
        )
        beside.addWidget(self._topics)
        rows.addWidget(self._topic_row)
        rows.addLayout(self._foot())
        nothing = EmptyState(
            "note",
            _("Nothing on the agenda yet"),
            _("Type the first item below the list and press Enter. Each has its minutes."),
        )
        self._sides = QStackedWidget()
        self._sides.addWidget(nothing)
        self._sides.addWidget(self.item_pane)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._sides)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _foot(self) -> QHBoxLayout:
        self._remove = QPushButton(_("Remove"))
        self._remove.setObjectName("removeAgendaItem")
        self._remove.setFlat(True)
        set_icon(self._remove, "trash")
        self._remove.clicked.connect(self._remove_item)
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
        outcome = self._desk.do(lambda: self._services.meetings.save_item(meeting.id, item))
        if outcome is not None:
            self._new.clear()
            self.view.select(outcome.value.id)

    def _save(self, item: AgendaItem) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._desk.do(lambda: self._services.meetings.save_item(meeting.id, item))

    def _remove_item(self) -> None:
        row = self._model.row(self._model.row_of(self.view.current_id()))
        if row is None or not self._model.editable:
            return
        item, service = row.item, self._services.meetings
        self._desk.do_undoable(
            _("Remove “{name}”").format(name=item.title),
            lambda: service.remove_item(item.id),
            undo=lambda: service.restore_item(item.id),
            message=_("Removed “{name}” from the agenda.").format(name=item.title),
        )

    def _move(self, item_id: str, before: str) -> None:
        if item_id == before:
            return
        service, place = self._services.meetings, self._model.row_of(item_id)
        follower = self._model.row(place + 1)
        back_before = follower.item.id if follower else ""
        self._desk.do_undoable(
            _("Move an agenda item"),
            lambda: service.move_item(item_id, before),
            undo=lambda: service.move_item(item_id, back_before),
        )
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

        def tie(outcome: Outcome[FilesAdded]) -> None:
            for error in outcome.value.refused:
                self._desk.refused.emit(error)
            known = [resource for _name, resource in outcome.value.known]
            for resource in (*outcome.value.added, *known):
                self._desk.do(partial(services.meetings.tie, meeting.id, item_id, resource.id))

        self._desk.jobs.start(
            _("Putting files into the library"),
            lambda report: services.library.add_files(paths, report),
            done=tie,
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
        self._sum.setText(text if meeting.agenda else "")

    def _show_topics(self, meeting: Meeting) -> None:
        waiting = self._services.commitments.topics() if _is_ahead(meeting) else []
        self._topic_flow.clear()
        for topic in waiting[:TOPICS_SHOWN]:
            self._topic_flow.addWidget(self._chip(topic))
        self._topic_row.setVisible(bool(waiting) and self._model.editable)

    def _chip(self, topic: Topic) -> QPushButton:
        whole = topic.text.replace("&", "&&")
        short = whole if len(whole) <= TOPIC_LETTERS else f"{whole[:TOPIC_LETTERS].rstrip()}…"
        chip = QPushButton(short)
        chip.setProperty("role", "chip")
        chip.setToolTip(topic.text.replace("&", "&amp;").replace("<", "&lt;"))
        chip.setAccessibleName(_("Put “{topic}” on the agenda").format(topic=topic.text))
        chip.clicked.connect(partial(self._take_up, topic))
        return chip

    def _take_up(self, topic: Topic, _checked: bool = False) -> None:
        meeting, service = self._meeting, self._services.meetings
        if meeting is None:
            return
        outcome = self._desk.do(lambda: service.take_up(meeting.id, topic.id))
        if outcome is not None:
            self.view.select(outcome.value.id)


class AgendaView(QTreeView):
    """The table of items: Return edits, Alt with an arrow moves, Delete removes."""

    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, model: AgendaModel) -> None:
        super().__init__()
        self.setObjectName("agendaItems")
        self.setAccessibleName(_("Agenda"))
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        fit = QHeaderView.ResizeMode.ResizeToContents
        for column in AgendaColumn:
            stretch = column is AgendaColumn.TITLE
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if stretch else fit)

    def current_id(self) -> str:
        """Return the id of the item under the cursor, nothing if there is none."""
        model = self.model()
        row = model.row(self.currentIndex().row()) if isinstance(model, AgendaModel) else None
        return row.item.id if row else ""

    def select(self, item_id: str) -> bool:
        """Put the cursor on an item; False when it is not there."""
        model = self.model()
        number = model.row_of(item_id) if isinstance(model, AgendaModel) else -1
        if number < 0:
            return False
        if self.currentIndex().row() != number:
            self.setCurrentIndex(model.index(number, AgendaColumn.TITLE))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
        editing = self.state() == QAbstractItemView.State.EditingState
        if alt and steps:
            self.move_asked.emit(steps)
        elif event.key() == Qt.Key.Key_Delete and not editing:
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._edit_title(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _edit_title(self, index: QModelIndex) -> None:
        if index.isValid():
            column = index.column()
            editable = column in (AgendaColumn.TITLE, AgendaColumn.MINUTES)
            self.edit(index if editable else index.siblingAtColumn(AgendaColumn.TITLE))


def _is_ahead(meeting: Meeting) -> bool:
    return meeting.state.value in ("planned", "running")
