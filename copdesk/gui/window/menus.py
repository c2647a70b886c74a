"""The menu bar: every action of the window, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from copdesk.gui.look.icons import draw_named_icons, name_icon
from copdesk.gui.look.theme import TEXT_SIZES, THEME_TITLES, Appearance
from copdesk.gui.pages import PageEntry
from copdesk.language import _

Keys = QKeySequence.StandardKey


class Menus:
    """Build the menus once; what they do is connected by the window."""

    def __init__(self, window: QMainWindow, entries: tuple[PageEntry, ...]) -> None:
        self._window = window
        self.file = self._menu(_("&File"))
        self.edit = self._menu(_("&Edit"))
        self.view = self._menu(_("&View"))
        self.page = self._menu(_("&Page"))
        self.help = self._menu(_("&Help"))
        self.new = self._action(self.file, _("&New community…"), "add", Keys.New)
        self.open = self._action(self.file, _("&Open community…"), "folder", Keys.Open)
        self.recent = self.file.addMenu(_("Opened &before"))
        self.sample = self._action(self.file, _("Open the &sample community"), "star")
        self.before_commands = self.file.addSeparator()
        self.before_quit = self.file.addSeparator()
        self.quit = self._action(self.file, _("&Quit"), "", Keys.Quit)
        self.search = self._action(self.edit, _("&Search everywhere…"), "search", "Ctrl+K")
        self.find = self._action(self.edit, _("&Find on this page"), "search", Keys.Find)
        self.pages = [
            self._action(self.view, _(entry.title), entry.icon, f"Ctrl+{number}")
            for number, entry in enumerate(entries, start=1)
        ]
        self.view.addSeparator()
        self.guide = self._action(self.help, _("&Quick guide, to print…"), "print")
        self.keys = self._action(self.help, _("&Keys"), "help", Keys.HelpContents)
        self.about = self._action(self.help, _("&About CopDesk"), "")

    def add_undo(self, undo: QAction, redo: QAction) -> None:
        """Put undo and redo at the head of the edit menu."""
        for action, name, keys in ((undo, "undo", Keys.Undo), (redo, "redo", Keys.Redo)):
            name_icon(action, name)
            action.setShortcuts(keys)
            self.edit.insertAction(self.search, action)
        self.edit.insertSeparator(self.search)

    def add_appearance(self, appearance: Appearance) -> None:
        """Offer the themes and the sizes of text."""
        themes = self.view.addMenu(_("&Colors"))
        sizes = self.view.addMenu(_("&Text size"))
        theme_group, size_group = QActionGroup(self._window), QActionGroup(self._window)
        for theme, title in THEME_TITLES.items():
            action = self._choice(themes, theme_group, _(title), theme is appearance.theme)
            action.triggered.connect(partial(_choose, appearance.choose_theme, theme))
        for percent in TEXT_SIZES:
            title = _("{percent} %").format(percent=percent)
            action = self._choice(sizes, size_group, title, percent == appearance.text_size)
            action.triggered.connect(partial(_choose, appearance.choose_text_size, percent))

    def add_command(
        self, text: str, icon_name: str, run: Callable[[], object], keys: str = ""
    ) -> QAction:
        """Add something to the file menu, such as a backup; `run` is called without arguments."""
        action = QAction(text, self._window)
        name_icon(action, icon_name)
        if keys:
            action.setShortcuts([QKeySequence.fromString(keys)])
        action.triggered.connect(lambda: run())
        self.file.insertAction(self.before_quit, action)
        return action

    def show_page_actions(self, title: str, actions: list[QAction]) -> None:
        """Fill the menu of the page in front; it is hidden when the page offers nothing."""
        self.page.clear()
        self.page.setTitle(title)
        self.page.addActions(actions)
        self.page.menuAction().setVisible(bool(actions))

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.aboutToShow.connect(partial(draw_named_icons, menu))
        return menu

    def _action(
        self, menu: QMenu, text: str, icon_name: str, keys: str | QKeySequence.StandardKey = ""
    ) -> QAction:
        action = menu.addAction(text)
        if icon_name:
            name_icon(action, icon_name)
        if isinstance(keys, str):
            action.setShortcuts([QKeySequence.fromString(keys)])
        else:
            action.setShortcuts(keys)
        return action

    def _choice(self, menu: QMenu, group: QActionGroup, text: str, checked: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        return action


def _choose(choose: Callable[..., None], value: object, _checked: bool = False) -> None:
    choose(value)
