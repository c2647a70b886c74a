"""The menu bar: every action of the window, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from copdesk.gui.look.icons import draw_named_icons
from copdesk.gui.look.theme import TEXT_SIZES, THEME_TITLES, Appearance
from copdesk.gui.pages import PageEntry
from copdesk.gui.widgets.actions import action
from copdesk.keys import keys_of
from copdesk.language import _
from copdesk.services.handouts.kinds import About, HandoutKind, kinds_about


class Menus:
    """Build the menus once; what they do is connected by the window."""

    def __init__(self, window: QMainWindow, entries: tuple[PageEntry, ...]) -> None:
        self._window = window
        self.file = self._menu(_("&File"))
        self.edit = self._menu(_("&Edit"))
        self.view = self._menu(_("&View"))
        self.page = self._menu(_("&Page"))
        self.help = self._menu(_("&Help"))
        self.new = self._action(self.file, _("&New community…"), "add", keys_of("new"))
        self.open = self._action(self.file, _("&Open community…"), "folder", keys_of("open"))
        self.recent = self.file.addMenu(_("Opened &before"))
        self.sample = self._action(self.file, _("Open the &sample community"), "star")
        self.file.addSeparator()
        self.print = self._action(self.file, _("&Print…"), "print", keys_of("print"))
        self.file.addSeparator()
        self.quit = self._action(self.file, _("&Quit"), "", keys_of("quit"))
        self.undo = self._action(self.edit, _("&Undo"), "undo", keys_of("undo"))
        self.redo = self._action(self.edit, _("&Redo"), "redo", keys_of("redo"))
        self.edit.addSeparator()
        self.search = self._action(self.edit, _("&Search everywhere…"), "search", keys_of("search"))
        self.find = self._action(self.edit, _("&Find on this page"), "search", keys_of("find"))
        digits = keys_of("pages")
        self.pages = [
            self._action(self.view, _(entry.title), entry.icon, digits[number : number + 1])
            for number, entry in enumerate(entries)
        ]
        self.view.addSeparator()
        self.prints = [self._printing(kind) for kind in kinds_about(About.PROGRAM)]
        self.keys = self._action(self.help, _("&Keys"), "help", keys_of("keys"))
        self.about = self._action(self.help, _("&About CopDesk"), "")

    def add_appearance(self, appearance: Appearance) -> None:
        """Offer the themes and the sizes of text."""
        themes = self.view.addMenu(_("&Colors"))
        sizes = self.view.addMenu(_("&Text size"))
        theme_group, size_group = QActionGroup(self._window), QActionGroup(self._window)
        for theme, title in THEME_TITLES.items():
            choice = self._choice(themes, theme_group, _(title), theme is appearance.theme)
            choice.triggered.connect(partial(_choose, appearance.choose_theme, theme))
        for percent in TEXT_SIZES:
            title = _("{percent} %").format(percent=percent)
            choice = self._choice(sizes, size_group, title, percent == appearance.text_size)
            choice.triggered.connect(partial(_choose, appearance.choose_text_size, percent))

    def everywhere(self) -> list[QAction]:
        """Return every action that the window itself has, whatever page is in front."""
        menus = (self.file, self.edit, self.view, self.help)
        return [one for menu in menus for one in menu.actions()]

    def show_page_actions(self, title: str, actions: list[QAction]) -> None:
        """Fill the menu of the page in front; it is hidden when the page offers nothing."""
        for one in self.page.actions():
            self.page.removeAction(one)  # `clear` would let those die that only their page has
        self.page.setTitle(title)
        self.page.addActions(actions)
        self.page.menuAction().setVisible(bool(actions))

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.aboutToShow.connect(partial(draw_named_icons, menu))
        return menu

    def _action(self, menu: QMenu, text: str, icon_name: str, keys: Sequence[str] = ()) -> QAction:
        made = action(self._window, text, icon_name, keys)
        menu.addAction(made)
        return made

    def _printing(self, kind: HandoutKind) -> QAction:
        action = self._action(
            self.help, _("{title}, to print…").format(title=_(kind.title)), "print"
        )
        action.setObjectName(f"print-{kind.key}")
        action.setData(kind.key)
        return action

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, checked: bool) -> QAction:
        choice = menu.addAction(text)
        choice.setCheckable(True)
        choice.setChecked(checked)
        group.addAction(choice)
        return choice


def _choose(choose: Callable[..., None], value: object, _checked: bool = False) -> None:
    choose(value)
