"""The people: a list at the side, one of them in the pane."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from copdesk.clock import today
from copdesk.domain.brings import Brings
from copdesk.domain.members import Group, Member
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import added, name_of, remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.members.bulk_actions import export_members
from copdesk.gui.pages.members.detail import MemberDetail, nobody_chosen
from copdesk.gui.pages.members.member_list import MembersList
from copdesk.gui.pages.members.removed import RemovedMembers
from copdesk.gui.pages.page import Page
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.widgets.actions import action, menu_of
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.splitter import Splitter
from copdesk.language import _, ngettext
from copdesk.services.changes import Area, Outcome
from copdesk.services.formats import choices_to_open, choices_to_save, may_bring
from copdesk.services.handouts.kinds import About

if TYPE_CHECKING:
    from copdesk.gui.pages.members.import_pane import PeopleImportPane
    from copdesk.services.opening import Services

LIST_WIDTH: Final = 300
PANE_WIDTH: Final = 620


class MembersPage(Page):
    """List, add, edit and remove members; join and leave groups."""

    shows = Area.MEMBERS | Area.GROUPS | Area.MEETINGS | Area.COMMITMENTS

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._service = services.members
        self._header = PageHeader(_("Members"))
        self._list = MembersList()
        self._detail = MemberDetail(today(services.clock))
        self._binding = FormBinding(Member, self._detail.form)
        self._autosave = Autosave(desk, self._binding, self._service.save)
        self._names_draft = LineDraft(desk, services.drafts, self._list.names, "names")
        self._group_draft = LineDraft(
            desk, services.drafts, self._detail.form.groups.line, "member-group"
        )
        self._names_draft.be_about()
        self._groups: list[Group] = []
        self._is_shown = False
        self._empty = EmptyState(
            "members",
            _("Nobody is here yet"),
            _(
                "Press “Add members”, type a name and press Enter, then the next one. "
                "Or drop a file here: a table (CSV) or address cards (vCard)."
            ),
            _("Import a file…"),
        )
        self._empty.button.setProperty("primary", False)  # adding is, over the list
        self._pane = QStackedWidget()
        self._splitter = Splitter()
        self._import: PeopleImportPane | None = None
        self._waiting: list[Path] = []
        self._removed = RemovedMembers(self._service, desk)
        self._whole = QStackedWidget()
        self._make_actions()
        self._lay_out()
        self._connect()
        self.allow_changes(not services.read_only_reason)

    def reload(self, changed: Area) -> None:
        """Read the lists again; the pane follows the cursor."""
        self._groups = self._service.groups()
        members = self._service.all()
        self._is_shown = False
        self._list.show_members(members, self._groups)
        if not self._is_shown:  # the list had no cursor to tell of
            self._show(self._list.rows.current_id())
        self._removed.reload()

    def show_item(self, kind: str, item_id: str) -> None:
        """Show a member, or all members of a group."""
        self._go_back()
        if kind == "group":
            self._list.show_all()
            self._list.show_group(item_id)
        else:
            self._list.select(item_id)

    def put_cursor(self) -> None:
        """Put the cursor into the list, or where the first name is typed."""
        first = self._list.rows if self._list.model.rowCount() else self._list.names
        first.setFocus()

    def search_here(self) -> bool:
        """Put the cursor into the search line."""
        self._go_back()
        return self._list.search.take_cursor()

    def print_here(self) -> str:
        """Open the menu of what is printed about people."""
        if not self._service.all():
            return _("Nobody is here yet: add members first, then their directory can be printed.")
        self._go_back()
        self._print_button.showMenu()
        return ""

    def allow_changes(self, allowed: bool) -> None:
        """Whether people may be added, changed and removed."""
        self._detail.allow_changes(allowed)
        self._removed.allow_changes(allowed)
        for one in (self._add, self._bring):
            one.setEnabled(allowed)
        for one in (self._list.names, self._add_button, self._import_button, self._empty.button):
            one.setEnabled(allowed)

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done with members."""
        return self._actions

    def takes_files(self, paths: list[Path]) -> bool:
        """Whether these are files of people, and they may be stored."""
        if self._services.read_only_reason:
            return False
        return all(may_bring(path, Brings.PEOPLE) for path in paths)

    def drop_hint(self) -> str:
        """Return what happens with a dropped file."""
        return _("Drop here: you see everything before it is imported")

    def drop_files(self, paths: list[Path]) -> None:
        """Show what the files would bring, one after another."""
        if self._import is None:
            self._import = self._new_import_pane()
        self._waiting += paths
        if self._whole.currentWidget() is not self._import or self._import.has_given_up:
            self._open_next_import()

    def save_layout(self) -> None:
        """Remember how wide the list is."""
        self._desk.settings.set_state("members/splitter", self._splitter.saveState())

    def _make_actions(self) -> None:
        make = partial(action, self)
        self._add = make(_("Add members"), "add", run=self._start_adding)
        self._bring = make(_("Import a file…"), "import", run=self._choose_import)
        self._print_menu = PrintMenu(self, About.MEMBERS, About.MEMBER)
        self._print_menu.asked.connect(self._print)
        self._actions = [
            self._add,
            self._bring,
            self._print_menu.menuAction(),
            make(_("Export…"), "export", run=self._export),
            make(_("Removed members…"), "trash", run=self._show_removed),
        ]

    def _lay_out(self) -> None:
        self._add_button = self._header.add(
            _("Add members"), "add", self._start_adding, primary=True
        )
        self._import_button = self._header.add(_("Import…"), "import", self._choose_import)
        self._print_button = self._header.add_menu(_("Print"), "print", self._print_menu)
        self._header.add_menu(_("More"), "down", menu_of(self, self._actions[3:]))
        self._pane.addWidget(nobody_chosen())
        self._pane.addWidget(self._detail)
        self._pane.addWidget(self._empty)
        self._splitter.addWidget(self._list)
        self._splitter.addWidget(self._pane)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([LIST_WIDTH, PANE_WIDTH])
        self._splitter.restoreState(self._desk.settings.state("members/splitter"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        rows.setSpacing(SPACE)
        rows.addWidget(self._whole)
        people = QWidget()
        inner = bare(QVBoxLayout(people))
        inner.setSpacing(SPACE)
        inner.addWidget(self._header)
        inner.addWidget(self._splitter, 1)
        self._whole.addWidget(people)
        self._whole.addWidget(self._removed)

    def _connect(self) -> None:
        self._list.rows.chosen.connect(self._show)
        self._list.rows.opened.connect(self._go_to_form)
        self._list.names.entered.connect(self._add_names)
        self._detail.remove_asked.connect(self._remove)
        self._empty.pressed.connect(self._choose_import)
        self._removed.closed.connect(self._go_back)
        groups = self._detail.form.groups
        groups.joined.connect(self._join)
        groups.left.connect(self._leave)
        groups.new_groups.connect(self._join_new_groups)

    def _new_import_pane(self) -> PeopleImportPane:
        from copdesk.gui.pages.members.import_pane import PeopleImportPane  # seldom needed

        pane = PeopleImportPane(self._services.transfer, self._desk)
        pane.closed.connect(self._open_next_import)
        self._whole.addWidget(pane)
        return pane

    def _open_next_import(self) -> None:
        if self._import is None or not self._waiting:
            self._go_back()
            return
        self._whole.setCurrentWidget(self._import)
        self._import.open(self._waiting.pop(0))

    def _show(self, member_id: str) -> None:
        self._is_shown = True
        if member_id:
            member = self._service.get(member_id)
            self._binding.show(member)
            self._group_draft.be_about(member_id)
            self._detail.show_member(member, self._groups, self._service.participation(member_id))
            self._pane.setCurrentWidget(self._detail)
        elif self._list.model.rowCount() or self._service.all():
            self._pane.setCurrentIndex(0)
        else:
            self._pane.setCurrentWidget(self._empty)

    def _go_to_form(self, _member_id: str) -> None:
        self._detail.form.name.setFocus()

    def _go_back(self) -> None:
        self._whole.setCurrentIndex(0)

    def _show_removed(self) -> None:
        self._whole.setCurrentWidget(self._removed)

    def _choose_import(self) -> None:
        kinds = choices_to_open(Brings.PEOPLE)
        chosen = self._desk.ask.choose_files(self, _("Import people from a file"), kinds)
        if chosen:
            self.drop_files(chosen)

    def _export(self) -> None:
        kinds = choices_to_save(Brings.PEOPLE)
        path = self._desk.ask.choose_save(self, _("Export members"), _("Members.csv"), kinds)
        if path is not None:
            self._desk.flush()
            export_members(self._services.transfer, self._desk, path)

    def _print(self, kind: str) -> None:
        from copdesk.gui.printing.preview import show_preview  # seldom needed
        from copdesk.services.handouts.wanted import Wanted

        wanted = Wanted(kind=kind, member=self._list.rows.current_id())
        show_preview(self, self._services, self._desk, wanted.fitted())

    def _start_adding(self) -> None:
        self._list.names.setFocus()

    def _add_names(self, names: list[str]) -> None:
        number = len(names)
        text = ngettext("Add {number} member", "Add {number} members", number)
        message = ngettext("Added {number} member.", "Added {number} members.", number)
        outcome = self._desk.do(
            text.format(number=number),
            lambda: self._service.add(names),
            message=message.format(number=number) if number > 1 else "",
        )
        if outcome is None:
            self._list.names.put_back(names)
        else:
            self._list.select(outcome.value[-1].id)

    def _remove(self) -> None:
        gone, service = self._binding.shown, self._service
        if gone is None:
            return
        remove_named(
            self._desk,
            gone.name,
            gone.id,
            service.remove,
            text=_("Remove {name}"),
            message=_("Removed {name}."),
        )
        self._list.rows.setFocus()

    def _join(self, group_id: str) -> None:
        self._with_shown(
            _("Put “{name}” into a group"), lambda key: self._service.join(key, group_id)
        )

    def _leave(self, group_id: str) -> None:
        self._with_shown(
            _("Take “{name}” out of a group"), lambda key: self._service.leave(key, group_id)
        )

    def _join_new_groups(self, names: list[str]) -> None:
        for name in names:
            self._join_new_group(name)

    def _join_new_group(self, name: str) -> None:
        known = next((one for one in self._groups if one.name.casefold() == name.casefold()), None)
        if known is None:
            outcome = self._desk.do(added(name), lambda: self._service.save_group(Group(name=name)))
            known = outcome.value if outcome else None
        if known is not None:
            self._join(known.id)

    def _with_shown(self, words: str, action: Callable[[str], Outcome[Member]]) -> None:
        shown = self._binding.shown
        if shown is not None:
            self._desk.do(words.format(name=name_of(shown)), lambda: action(shown.id))
