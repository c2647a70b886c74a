"""One resource: its form, the files inside, who used it and where it is tied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.library import Resource, ResourceKind, Tag
from copdesk.domain.meetings import Meeting
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.fields.resource_words import kind_name
from copdesk.gui.forms.ui_resource_form import Ui_ResourceForm
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.library.entry import Entry, entry_of, resource_of
from copdesk.gui.pages.library.files import FilesPane
from copdesk.gui.pages.library.uses import UsesPane
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.person_picker import Person
from copdesk.language import _, date_text
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from copdesk.services.opening import Services

Pane = TypeVar("Pane", bound=QWidget)
COLUMN: Final = 36
"""The least width of a column, in letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A resource with what other aggregates say about it."""

    resource: Resource
    meetings: Sequence[Meeting] = ()
    is_removed: bool = False


class ResourceForm(QWidget, Ui_ResourceForm):
    """The fields, named like those of an Entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setupUi(self)
        self.kind.currentIndexChanged.connect(self.show_consent)

    def show_consent(self, _row: int = 0) -> None:
        """Ask for consent only for student work."""
        self.rows.setRowVisible(
            self.consent, self.kind.currentData() == ResourceKind.STUDENT_WORK.value
        )


class DetailParts:
    """The panes of a resource, each made when it is first asked for.

    Made one after another while nobody waits, no single one holds up the window.
    """

    def __init__(self, services: Services, desk: Desk) -> None:
        self._services, self._desk = services, desk

    @cached_property
    def form(self) -> ResourceForm:
        """The fields."""
        return _polished(ResourceForm())

    @cached_property
    def files(self) -> FilesPane:
        """What is inside."""
        return _polished(FilesPane(self._services, self._desk))

    @cached_property
    def uses(self) -> UsesPane:
        """Who used it."""
        return _polished(UsesPane(self._services, self._desk))


class ResourceDetail(QScrollArea):
    """The pane beside the list: one column or two, as there is room."""

    remove_pressed = Signal()
    restore_pressed = Signal()

    def __init__(self, services: Services, desk: Desk, parts: DetailParts) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._names: Mapping[str, str] = {}
        self.form = parts.form
        self.binding = FormBinding(Entry, self.form)
        Autosave(desk, self.binding, self._save)
        self.files, self.uses = parts.files, parts.uses
        self._ties = _Ties(desk)
        self._title = ElidedLabel("", "title")
        self._title.setObjectName("resourceTitle")
        self._about = ElidedLabel("", "muted")
        self._remove = button(_("Remove"), "removeResource", "trash", self.remove_pressed.emit)
        self._restore = button(
            _("Put it back"), "restoreResource", "undo", self.restore_pressed.emit, primary=True
        )
        self._lay_out()

    def set_people(self, people: Sequence[Person], names: Mapping[str, str]) -> None:
        """Offer these members; `names` also knows those who were removed."""
        self._names = names
        self.form.shared_by.set_people(people)
        self.uses.who.set_people(people)

    def show_resource(self, shown: Shown) -> None:
        """Show a resource; what is being typed into it stays."""
        resource = shown.resource
        other = self.binding.shown is None or self.binding.shown.id != resource.id
        may_change = not self._services.read_only_reason and not shown.is_removed
        self.binding.show(entry_of(resource, self._names))
        self.form.show_consent()
        self.form.setEnabled(may_change)
        self._title.set_text(resource.title)
        added = resource.added_on
        day = _("added on {date}").format(date=date_text(added)) if added else ""
        self._about.set_text(" · ".join(part for part in (kind_name(resource), day) if part))
        self._remove.setVisible(not shown.is_removed)
        self._remove.setEnabled(may_change)
        self._restore.setVisible(shown.is_removed)
        self._restore.setEnabled(not self._services.read_only_reason)
        self.files.show_resource(resource, may_change=may_change)
        self.uses.show_resource(resource, self._names, may_change=may_change)
        self._ties.show_meetings(shown.meetings)
        if other:
            self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _save(self, entry: Entry, before: Entry) -> Outcome[Resource]:
        tags = tuple(Tag(text=word) for word in before.tags)
        base = replace(resource_of(before), tags=tags)
        return self._services.library.save(resource_of(entry), entry.tags, base)

    def _fit(self) -> None:
        needed = 2 * COLUMN * self.fontMetrics().averageCharWidth()
        wide = self.viewport().width() >= needed
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addWidget(self._about)
        head.addLayout(names, 1)
        for each in (self._remove, self._restore):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.setSpacing(2 * SPACE)
        for pane in (self.form, self.uses, self._ties):
            left.addWidget(pane)
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(3 * SPACE)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.files, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        set_margins(column, SPACE, 0, 2 * SPACE, SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(head)
        column.addLayout(self._columns)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)


class _Ties(QWidget):
    """The meetings that use a resource; a click goes there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[tuple[str, str]] = []
        self._buttons: list[QPushButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = bare(QVBoxLayout(self))
        column.addWidget(plain_label(_("On the agenda of"), "heading"))
        column.addLayout(self._list)

    def show_meetings(self, meetings: Sequence[Meeting]) -> None:
        """Show a button for each."""
        self.setVisible(bool(meetings))
        shown = [(one.id, _meeting_line(one)) for one in meetings]
        if shown == self._shown:
            return
        self._shown = shown
        for each in self._buttons:
            each.hide()
            each.deleteLater()
        self._buttons = [self._line(meeting_id, text) for meeting_id, text in shown]
        for each in self._buttons:
            self._list.addWidget(each, 0, Qt.AlignmentFlag.AlignLeading)

    def _line(self, meeting_id: str, text: str) -> QPushButton:
        go_there = partial(self._desk.show_requested.emit, "meeting", meeting_id)
        line = button(text.replace("&", "&&"), "tiedMeeting", "meetings", go_there)
        line.setFlat(True)
        return line


def _polished(pane: Pane) -> Pane:
    """Have a pane dressed now, before it is shown with all the others."""
    for widget in pane.findChildren(QWidget):
        widget.ensurePolished()
    return pane


def _meeting_line(meeting: Meeting) -> str:
    day = date_text(meeting.held_on, "medium")
    return f"{meeting.title} · {day}" if meeting.title else _("Meeting on {date}").format(date=day)
