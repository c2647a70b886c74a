"""The library: what the community shares, with the files inside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.domain.library import Resource, ResourceFilter
from copdesk.errors import NotFound
from copdesk.gui.desk import Desk
from copdesk.gui.newest import Newest
from copdesk.gui.pages.library_adding import Adding
from copdesk.gui.pages.library_detail import ResourceDetail, Shown
from copdesk.gui.pages.library_list import LibraryList
from copdesk.gui.pages.library_results import ResultsCard
from copdesk.gui.pages.library_words import count_text
from copdesk.gui.pages.page import Page
from copdesk.gui.theme import SPACE
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.person_picker import Person
from copdesk.gui.widgets.sides import Sides
from copdesk.language import _, date_text
from copdesk.services.changes import Area
from copdesk.services.handouts import Wanted
from copdesk.services.library import LibraryService
from copdesk.services.opening import Services

LIST_WIDTH: Final = 320


@dataclass(frozen=True, slots=True)
class _Found:
    """What a worker read: ids in order, how many in words, and the tags if they were asked for."""

    ids: list[str]
    count: str
    tags: list[str] | None


class LibraryPage(Page):
    """A list of resources at the side, one of them in the pane."""

    shows = Area.LIBRARY | Area.MEMBERS | Area.MEETINGS

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._service = services.library
        self._wanted_id = ""
        self._tags_stale = True
        self._people: list[Person] = []
        self._names: dict[str, str] = {}
        self._newest = Newest(desk.jobs, self._service.stop_finding)
        self._add_action = self._action(_("Add files…"), "Ctrl+Shift+A", self._choose)
        self._paper_action = self._action(
            _("Add something without a file"), "Ctrl+Shift+N", self.add
        )
        self._remove_action = self._action(_("Remove this resource"), "", self.remove)
        self._print_action = self._action(_("Print the reading list…"), "Ctrl+P", self.print_list)
        self._list = LibraryList(self._service.many)
        self._card = ResultsCard()
        self._adding = Adding(services, desk, self._card, self)
        self._lay_out()
        self._connect()
        self._allow_changes()
        QTimer.singleShot(0, self, self._make_detail)

    def reload(self, changed: Area) -> None:
        """Read again what has changed; the list is read beside the window."""
        if changed & Area.MEMBERS:
            self._read_people()
        if changed & Area.LIBRARY:
            self._tags_stale = True
            self._read(keep=self._list.rows.current_id())
        elif self._list.rows.current_id():
            self._show(self._list.rows.current_id())

    def show_item(self, kind: str, item_id: str) -> None:
        """Show a resource, whatever was filtered before."""
        if not self._list.rows.select(item_id) or self._newest.busy:
            self._wanted_id = item_id
            self._list.show_all()
            self._read()

    def put_cursor(self) -> None:
        """Put the cursor into the list."""
        self._list.rows.setFocus()

    def search_here(self) -> None:
        """Put the cursor into the search line."""
        self._list.search.setFocus()

    def actions_for_menu(self) -> list[QAction]:
        """Return adding, removing and printing."""
        return [self._add_action, self._paper_action, self._remove_action, self._print_action]

    def takes_files(self, paths: list[Path]) -> bool:
        """Files become resources."""
        return not self._services.read_only_reason

    def drop_hint(self) -> str:
        """Say what happens to them."""
        return _("Drop the files to add them to the library")

    def drop_files(self, paths: list[Path]) -> None:
        """Add them, each as a resource."""
        self._adding.add(paths)

    def save_layout(self) -> None:
        """Remember the width of the list."""
        self._desk.settings.set_state("library/splitter", self._sides.saveState())

    def add(self) -> None:
        """Add something that is on paper, on a shelf or in somebody's head."""
        service = self._service
        outcome = self._desk.do(lambda: service.save(Resource(title=_("New resource"))))
        if outcome is not None:
            self.show_item("resource", outcome.value.id)
            self._show(outcome.value.id)
            self._detail.form.title.setFocus()
            self._detail.form.title.selectAll()

    def remove(self) -> None:
        """Put the resource into the trash; the message can bring it back."""
        shown, service = self._detail.binding.shown, self._service
        if shown is None or not self._remove_action.isEnabled():
            return
        name = shown.stored.title
        self._desk.do_undoable(
            _("Remove “{name}”").format(name=name),
            lambda: service.remove(shown.id),
            undo=lambda: service.restore(shown.id),
            message=_("Removed “{name}”.").format(name=name),
        )

    def restore(self) -> None:
        """Take the resource out of the trash."""
        shown, service = self._detail.binding.shown, self._service
        if shown is None:
            return
        name = shown.stored.title
        self._desk.do_undoable(
            _("Put back “{name}”").format(name=name),
            lambda: service.restore(shown.id),
            undo=lambda: service.remove(shown.id),
            message=_("“{name}” is back in the library.").format(name=name),
        )

    def print_list(self) -> None:
        """Show the reading list as it will be printed."""
        from copdesk.gui.dialogs.print_preview import show_preview

        show_preview(self, self._services, self._desk, Wanted(kind="reading-list"))

    def _lay_out(self) -> None:
        header = PageHeader(_("Library"))
        self._add_button = header.add(_("Add files…"), "add", self._choose, primary=True)
        self._add_button.setObjectName("addFiles")
        self._paper_button = header.add(_("Without a file"), "edit", self.add)
        self._paper_button.setObjectName("addWithoutFile")
        self._paper_button.setToolTip(_("Add something on paper, on a shelf or on the internet"))
        self._side = side = QWidget()
        rows = QVBoxLayout(side)
        set_margins(rows, 0, 0, SPACE, 0)
        rows.setSpacing(SPACE)
        rows.addWidget(header)
        rows.addWidget(self._list, 1)
        self._empty = EmptyState(
            "library",
            _("What you share with each other"),
            _(
                "Lesson plans, student work, rubrics, articles, stories: drop files here, or note"
                " down what stands on a shelf. Originals stay where they are."
            ),
            _("Add files…"),
        )
        self._empty.button.setObjectName("addFirstFiles")
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        for pane in (self._nothing, self._empty):
            self._stack.addWidget(pane)
        right = QWidget()
        column = QVBoxLayout(right)
        set_margins(column, SPACE, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._card)
        column.addWidget(self._stack, 1)
        self._sides = Sides()
        self._sides.addWidget(side)
        self._sides.addWidget(right)
        self._sides.setStretchFactor(1, 1)
        self._sides.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self._sides.restoreState(self._desk.settings.state("library/splitter"))
        page = QVBoxLayout(self)
        page.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        page.addWidget(self._sides)

    def _connect(self) -> None:
        self._list.filtered.connect(self._read)
        self._list.rows.chosen.connect(self._show)
        self._list.rows.opened.connect(self._edit)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list.rows)
        delete.activated.connect(self.remove)
        self._empty.pressed.connect(self._choose)
        self._card.open_asked.connect(self._go_to)
        self._adding.added.connect(self._go_to)

    def _action(self, text: str, keys: str, run: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda: run())
        self.addAction(action)
        return action

    def _allow_changes(self) -> None:
        allowed = not self._services.read_only_reason
        for one in (self._add_action, self._paper_action, self._add_button, self._paper_button):
            one.setEnabled(allowed)
        self._empty.button.setVisible(allowed)
        self._remove_action.setEnabled(False)

    @cached_property
    def _detail(self) -> ResourceDetail:
        detail = ResourceDetail(self._services, self._desk)
        detail.set_people(self._people, self._names)
        detail.remove_pressed.connect(self.remove)
        detail.restore_pressed.connect(self.restore)
        detail.files.attach_asked.connect(self._attach)
        self._stack.addWidget(detail)
        return detail

    def _make_detail(self) -> None:
        """Make the pane while the list is read, apart from the page, so that nothing stalls."""
        self._detail.ensurePolished()

    def _edit(self, _resource_id: str) -> None:
        self._detail.form.title.setFocus()

    def _go_to(self, resource_id: str) -> None:
        self.show_item("resource", resource_id)

    def _choose(self) -> None:
        self._adding.choose()

    def _attach(self, paths: list[Path]) -> None:
        shown = self._detail.binding.shown
        if shown is not None:
            self._adding.attach(shown.id, paths)

    def _read_people(self) -> None:
        members = self._services.members.all()
        everybody = (*self._services.members.removed(), *members)
        self._names = {one.id: one.name for one in everybody}
        self._people = [Person(one.id, one.name) for one in members]
        if "_detail" in self.__dict__:
            self._detail.set_people(self._people, self._names)

    def _read(self, keep: str = "") -> None:
        service, wanted, with_tags = self._service, self._list.wanted(), self._tags_stale
        self._newest.start(lambda: _find(service, wanted, keep, with_tags), self._take)

    def _take(self, found: _Found) -> None:
        if found.tags is not None:
            self._tags_stale = False
            self._list.offer_tags(found.tags)
            self._detail.form.tags.set_known(found.tags)
        rows = self._list.rows
        rows.blockSignals(True)  # what is shown in the end is shown once
        self._list.show_ids(found.ids, found.count)
        if self._wanted_id and rows.select(self._wanted_id):
            self._wanted_id = ""
        if not rows.current_id():
            rows.select_first()
        rows.blockSignals(False)
        self._show(rows.current_id())

    def _show(self, resource_id: str) -> None:
        empty = not resource_id and not self._list.is_narrowed()
        self._side.setVisible(not empty)
        shown = self._shown(resource_id) if resource_id else None
        allowed = shown is not None and not shown.is_removed
        self._remove_action.setEnabled(allowed and not self._services.read_only_reason)
        if shown is None:
            self._stack.setCurrentWidget(self._empty if empty else self._nothing)
            return
        self._detail.show_resource(shown)
        self._stack.setCurrentWidget(self._detail)

    def _shown(self, resource_id: str) -> Shown | None:
        with suppress(NotFound):  # it has gone since the list was read
            return Shown(
                resource=self._service.get(resource_id),
                meetings=self._service.meetings_using(resource_id),
                is_removed=self._service.is_removed(resource_id),
            )
        return None


def _find(
    service: LibraryService, wanted: ResourceFilter, keep: str, with_tags: bool
) -> _Found:  # in a worker thread
    """What is shown stays in the list although a change in it means that it no longer fits."""
    ids = service.find(wanted)
    if keep and not wanted.removed and keep not in ids and not service.is_removed(keep):
        ids.append(keep)
    date_text(date.min)  # loads how dates are written while no window waits for it
    return _Found(ids, count_text(len(ids)), service.tags() if with_tags else None)
