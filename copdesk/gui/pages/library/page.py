"""The library: what the community shares, with the files inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.domain.library import Resource
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.newest import Newest
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.library.adding import Adding
from copdesk.gui.pages.library.adding_results import ResultsCard
from copdesk.gui.pages.library.detail import DetailParts, ResourceDetail, Shown
from copdesk.gui.pages.library.reading import Asked, Found, find_resources, shown_of
from copdesk.gui.pages.library.resource_list import LibraryList
from copdesk.gui.pages.page import Page
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.widgets.actions import action, keys_inside
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.splitter import Splitter
from copdesk.keys import keys_of
from copdesk.language import _
from copdesk.services.changes import Area
from copdesk.services.handouts.kinds import About
from copdesk.services.handouts.wanted import Wanted

if TYPE_CHECKING:
    from copdesk.services.opening import Services

LIST_WIDTH: Final = 320


class LibraryPage(Page):
    """A list of resources at the side, one of them in the pane."""

    shows = Area.LIBRARY | Area.MEMBERS | Area.MEETINGS

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._service = services.library
        self._wanted_id = ""
        self._tags_stale = self._people_stale = True
        self._newest = Newest(desk.jobs, self._service.stop_finding)
        make = partial(action, self)
        self._add_action = make(_("Add files…"), "add", keys_of("add-files"), self._choose)
        self._paper_action = make(
            _("Add something without a file"), "edit", keys_of("add-resource"), self.add
        )
        self._remove_action = make(_("Remove this resource"), "trash", run=self.remove)
        self._print_action = make(_("Print the reading list…"), "print", run=self.print_list)
        self._print_menu = PrintMenu(self, About.RESOURCES)
        self._print_menu.asked.connect(self._print)
        self._list = LibraryList(self._service.many)
        self._card = ResultsCard()
        self._adding = Adding(services, desk, self._card, self)
        self._lay_out()
        self._connect()
        self.allow_changes(not services.read_only_reason)
        self._parts = DetailParts(services, desk)
        self._to_make: list[Callable[[], object]] = [
            lambda: self._parts.form,
            lambda: self._parts.files,
            lambda: self._parts.uses,
            lambda: self._loose_detail,
            lambda: self._detail,
        ]
        QTimer.singleShot(0, self, self._make_detail)

    def reload(self, changed: Area) -> None:
        """Read again what has changed; the list is read beside the window."""
        if changed & (Area.LIBRARY | Area.MEMBERS):
            self._tags_stale |= bool(changed & Area.LIBRARY)
            self._people_stale |= bool(changed & Area.MEMBERS)
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

    def search_here(self) -> bool:
        """Put the cursor into the search line."""
        return self._list.search.take_cursor()

    def print_here(self) -> str:
        """Show the reading list."""
        if self._side.isHidden():
            return _("The library is empty: there is no reading list to print yet.")
        self.print_list()
        return ""

    def allow_changes(self, allowed: bool) -> None:
        """Whether resources may be added and removed."""
        for one in (self._add_action, self._paper_action, self._add_button, self._paper_button):
            one.setEnabled(allowed)
        self._remove_action.setEnabled(False)  # until one is shown that may be

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
        outcome = self._desk.do(
            _("Add a resource"), lambda: service.save(Resource(title=_("New resource")))
        )
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
        remove_named(self._desk, shown.stored.title, shown.id, service.remove)

    def restore(self) -> None:
        """Take the resource out of the trash."""
        shown, service = self._detail.binding.shown, self._service
        if shown is None:
            return
        name = shown.stored.title
        self._desk.do(
            _("Put back “{name}”").format(name=name),
            lambda: service.restore(shown.id),
            message=_("“{name}” is back in the library.").format(name=name),
        )

    def print_list(self) -> None:
        """Show the reading list as it will be printed."""
        self._print_menu.ask()

    def _print(self, kind: str) -> None:
        from copdesk.gui.printing.preview import show_preview  # seldom needed

        show_preview(self, self._services, self._desk, Wanted(kind=kind))

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
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        right = QWidget()
        column = QVBoxLayout(right)
        set_margins(column, SPACE, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._card)
        column.addWidget(self._stack, 1)
        self._sides = Splitter()
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
        keys_inside(self._list.rows, keys_of("remove-chosen"), self.remove)
        self._card.open_asked.connect(self._go_to)
        self._adding.added.connect(self._go_to)

    @cached_property
    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "library",
            _("What you share with each other"),
            _(
                "Lesson plans, student work, rubrics, articles, stories: drop files here, or note"
                " down what stands on a shelf. Originals stay where they are."
            ),
            _("Add files…"),
        )
        empty.button.setObjectName("addFirstFiles")
        empty.button.setVisible(not self._services.read_only_reason)
        empty.pressed.connect(self._choose)
        self._stack.addWidget(empty)
        return empty

    @cached_property
    def _loose_detail(self) -> ResourceDetail:
        return ResourceDetail(self._services, self._desk, self._parts)

    @cached_property
    def _detail(self) -> ResourceDetail:
        detail = self._loose_detail
        detail.remove_pressed.connect(self.remove)
        detail.restore_pressed.connect(self.restore)
        detail.files.attach_asked.connect(self._attach)
        self._stack.addWidget(detail)
        return detail

    def _make_detail(self) -> None:
        """Make the pane part by part while the list is read, so that nothing stalls."""
        self._to_make.pop(0)()
        if self._to_make:
            QTimer.singleShot(0, self, self._make_detail)

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

    def _read(self, keep: str = "") -> None:
        asked = Asked(
            wanted=self._list.wanted(),
            keep=keep,
            cursor=self._wanted_id or self._list.rows.current_id(),
            with_tags=self._tags_stale,
            with_people=self._people_stale,
        )
        services = self._services
        self._newest.start(lambda _report: find_resources(services, asked), self._take)

    def _take(self, found: Found) -> None:
        if found.people is not None:
            self._people_stale = False
            self._detail.set_people(found.people.members, found.people.names)
        if found.tags is not None:
            self._tags_stale = False
            self._list.offer_tags(found.tags)
            self._detail.form.tags.set_known(found.tags)
        rows = self._list.rows
        rows.blockSignals(True)  # what is shown in the end is shown once
        self._list.show_ids(found.ids, found.count, found.first)
        if self._wanted_id and rows.select(self._wanted_id):
            self._wanted_id = ""
        if not rows.current_id():
            rows.select_first()
        rows.blockSignals(False)
        self._show(rows.current_id(), found.shown)

    def _show(self, resource_id: str, known: Shown | None = None) -> None:
        empty = not resource_id and not self._list.is_narrowed()
        focused: Any = self.focusWidget()  # None while nothing has had it
        had_cursor = focused is not None and self._side.isAncestorOf(focused)
        self._side.setVisible(not empty)
        if known is not None and known.resource.id == resource_id:
            shown = known
        else:
            shown = shown_of(self._service, resource_id) if resource_id else None
        allowed = shown is not None and not shown.is_removed
        self._remove_action.setEnabled(allowed and not self._services.read_only_reason)
        if shown is None:
            self._stack.setCurrentWidget(self._empty if empty else self._nothing)
            if empty and had_cursor:
                self._empty.button.setFocus()
            return
        self._detail.show_resource(shown)
        self._stack.setCurrentWidget(self._detail)
