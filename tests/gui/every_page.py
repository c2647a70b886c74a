"""A window over a community with every page in it, and what tests look at in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from copdesk.gui.ask import Ask
from copdesk.gui.look.theme import Appearance
from copdesk.gui.pages import PAGES
from copdesk.gui.pages.page import Page
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.settings import Settings
from copdesk.gui.window.main_window import MainWindow
from copdesk.keys import keys_of
from copdesk.services.opening import Services

SIZE = (1180, 720)
EVERY_PAGE = pytest.mark.parametrize("entry", PAGES, ids=[entry.key for entry in PAGES])


class AnswersNothing(Ask):
    """Cancels whatever is asked, and keeps what was told, and over which window."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.told_over: list[QWidget | None] = []

    def question(self, parent, title, text, accept):
        return False

    def critical(self, parent, title, text, details=""):
        self.told.append(text)

    def tell(self, parent, title, text):
        self.told.append(text)
        self.told_over.append(parent)

    def choose_files(self, parent, title, filters="", folder=None):
        return []

    def choose_save(self, parent, title, name, filters=""):
        return None

    def choose_printer(self, parent, title, pages, paper="a4"):
        return None

    def choose_folder(self, parent, title, folder=None):
        return None

    def choose_one(self, parent, title, text, choices):
        return None


def shown_window(qtbot, qapp, folder: Path, services: Services, entries=None) -> MainWindow:
    """Show a window over an open community, as after a start."""
    settings = Settings(folder)
    settings.set_text("timer/sound", "off")
    window = MainWindow(settings, AnswersNothing(), Appearance(qapp, settings))
    window.furnish(entries)
    window.resize(*SIZE)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.attach(
        services,
        services.community.name(),
        search=services.search.search,
        interrupt=services.search.interrupt,
        read_only=services.read_only_reason,
    )
    return window


def shown_page(qtbot, window: MainWindow, key: str) -> Page:
    """Bring a page to the front and wait until it has read everything."""
    window.pages.show_page(key)
    settle(qtbot, window)
    page = window.pages.current_page()
    assert page is not None
    return page


def settle(qtbot, window: MainWindow) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    QApplication.processEvents()


def press(window: QWidget, name: str) -> None:
    """Press the first key of an entry of the table of keys."""
    (key,) = keys_of(name)[:1]
    press_key(window, key)


def press_key(window: QWidget, key: str) -> None:
    QTest.keySequence(window, key)
    QApplication.processEvents()


def focused() -> str:
    """Return the name of what has the cursor."""
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def offered(window: MainWindow) -> list[str]:
    """Return what came of printing: the entries of a menu, or the title of a preview's window."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        texts = [one.text() for one in menu.actions() if not one.isSeparator()]
        menu.close()
        return texts
    return [preview.objectName() for preview in window.findChildren(PrintPreview)]


def with_icons(widget: QWidget) -> list[QAbstractButton | QAction]:
    """Return the buttons and actions that ask for an icon by its name."""
    found = [*widget.findChildren(QAbstractButton), *widget.findChildren(QAction)]
    return [one for one in found if one.property("iconName")]


def buttons_in_sight(page: Page) -> list[QAbstractButton]:
    """Return the buttons that somebody could press now; those of a menu open it."""
    return [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
