"""The window without its real pages: start, tabs, search, messages, closing."""

import re
import subprocess
import sys
from collections import namedtuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from copdesk.errors import UserError
from copdesk.gui.leading.transport import Transport
from copdesk.gui.look.theme import Appearance
from copdesk.gui.pages import PAGES, PageEntry
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.gui.window.main_window import MainWindow
from copdesk.services.changes import Area, Outcome

CTRL = Qt.KeyboardModifier.ControlModifier
Hit = namedtuple("Hit", "kind id title snippet")
HITS = [
    Hit("member", "m1", "Ada", "Hill School"),
    Hit("meeting", "t1", "Reading circle", ""),
    Hit("member", "m2", "Adam", ""),
]


@pytest.fixture
def entries():
    return (
        PageEntry(
            key="meetings",
            title="Meetings",
            icon="meetings",
            factory="tests.gui.shell_pages:Plain",
        ),
        PageEntry(
            key="members",
            title="Members",
            icon="members",
            factory="tests.gui.shell_pages:Notes",
            kinds=frozenset({"member"}),
        ),
    )


@pytest.fixture
def open_window(qtbot, qapp, asked, settings, entries):
    def open_(**options):
        window = MainWindow(settings, asked, Appearance(qapp, settings))
        window.furnish(entries)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        options.setdefault("search", lambda words: HITS)
        window.attach(object(), "Three Valleys", interrupt=lambda: None, **options)
        return window

    return open_


def test_the_window_is_there_before_anything_heavy_is_imported():
    code = (
        "import sys, copdesk.gui.window.main_window\n"
        "heavy = {'sqlalchemy', 'alembic', 'reportlab', 'babel', 'pikepdf', 'uharfbuzz'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_before_a_community_is_open_the_tabs_stand_and_nothing_is_searched_or_printed(window):
    assert window.windowTitle() == "CopDesk"
    assert window.pages.tabs.count() == len(PAGES)
    assert window.pages.current_page() is None
    assert not any(one.isEnabled() for one in window.menus.prints)
    for asked in (window.menus.search, window.menus.print, window.menus.pages[1]):
        asked.trigger()
    assert window.pages.current_page() is None
    assert window.findChild(QLineEdit, "searchEverywhere") is None


def test_attaching_builds_only_the_page_in_front(open_window):
    window = open_window()
    assert window.windowTitle() == "Three Valleys — CopDesk"
    assert len(window.pages.built_pages()) == 1
    assert window.pages.current_page().reloads == [Area.ALL]
    assert window.status.text() == "Saved"


def test_pages_open_by_key_and_read_only_what_concerns_them(open_window, qtbot):
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    notes = window.pages.current_page()
    assert notes.objectName() == "membersPage"
    window.desk.do("Act", lambda: Outcome(None, Area.LIBRARY))
    assert notes.reloads == [Area.ALL]
    window.desk.do("Act", lambda: Outcome(None, Area.MEMBERS))
    assert notes.reloads == [Area.ALL, Area.MEMBERS]
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert notes.left == 1
    window.desk.do("Act", lambda: Outcome(None, Area.MEMBERS))
    assert len(notes.reloads) == 2
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert len(notes.reloads) == 3


def test_the_page_in_front_brings_its_own_menu(open_window):
    window = open_window()
    assert not window.menus.page.menuAction().isVisible()
    window.pages.show_page("members")
    assert [action.text() for action in window.menus.page.actions()] == ["Print"]


def test_search_everywhere_by_keyboard_alone(open_window, qtbot, type_text):
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    line = window.search.findChild(QLineEdit, "searchEverywhere")
    assert line.hasFocus()
    type_text(line, "ré")
    qtbot.waitUntil(lambda: window.search._model.rowCount() == 3)
    titles = [window.search._model.index(row, 0).data() for row in range(3)]
    assert titles == ["Ada", "Adam", "Reading circle"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.search.isHidden()
    assert window.pages.current_page().items == [("member", "m2")]


def test_what_was_found_is_said_once_and_without_marks(open_window, qtbot, type_text):
    hits = [
        Hit("meeting", "t1", "Reading circle", "… we cut ‹strips,› then folded"),
        Hit("commitment", "c1", "Cut strips.", "Cut ‹strips.›"),
    ]
    window = open_window(search=lambda words: hits)
    window.menus.search.trigger()
    type_text(QApplication.focusWidget(), "strip")
    model = window.search._model
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    said = [model.index(row, 0).data(RowRole.SECOND) for row in range(2)]
    assert said == ["… we cut strips, then folded", ""]


def test_escape_closes_the_search_and_gives_the_cursor_back(open_window):
    window = open_window()
    window.pages.show_page("members")
    window.menus.find.trigger()
    before = QApplication.focusWidget()
    window.menus.search.trigger()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.search.isHidden()
    assert QApplication.focusWidget() is before


def test_a_search_that_is_refused_says_why(open_window, qtbot, type_text):
    def search(words):
        raise UserError("The search is not ready.")

    window = open_window(search=search)
    window.menus.search.trigger()
    type_text(QApplication.focusWidget(), "a")
    qtbot.waitUntil(lambda: window.search._state.text() == "The search is not ready.")


def test_a_removal_can_be_taken_back_from_the_message(open_window, services):
    window, (ada,) = open_window(), services.members.add(["Ada"]).value
    window.desk.do("Remove Ada", lambda: services.members.remove(ada.id), message="Removed Ada.")
    assert window.message.text() == "Removed Ada."
    window.message.undo.click()
    assert services.members.all() == [ada]
    assert window.message.text() == "Undone: Remove Ada"
    window.message.redo.click()
    assert services.members.all() == []
    assert window.message.text() == "Redone: Remove Ada"


def test_a_refusal_is_shown_in_the_window(open_window):
    window = open_window()
    window.desk.refused.emit(UserError("This file is empty.", "Choose another."))
    assert window.message.text() == "This file is empty. Choose another."
    assert window.message.undo.isHidden()


def test_what_was_said_about_a_page_goes_with_it(open_window):
    window = open_window()
    window.desk.told.emit("The library is empty.")
    window.pages.show_page("meetings")
    assert window.message.text() == "The library is empty."
    window.pages.show_page("members")
    assert window.message.text() == ""


def test_an_offer_to_undo_holds_on_every_page(open_window):
    window = open_window()
    window.desk.undo_offered.emit("Removed Ada.")
    window.pages.show_page("members")
    assert window.message.text() == "Removed Ada."


def test_what_is_refused_while_a_page_is_left_is_read_on_the_next(open_window):
    window = open_window()
    window.pages.show_page("members")
    window.pages.current_page().refuses = UserError("This name is taken.")
    window.pages.show_page("meetings")
    assert window.message.text() == "This name is taken."


def test_a_failed_write_stands_over_the_page_until_it_worked(open_window, qtbot):
    window, full = open_window(), [True]

    def save():
        if full[0]:
            raise UserError("The disk is full.")
        return Outcome(None, Area.MEMBERS)

    window.desk.save_later("name", save)
    qtbot.waitUntil(lambda: window.failure.text() == "Not saved: The disk is full.")
    assert window.status.text() == "Not saved"
    full[0] = False
    window.failure.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: window.failure.text() == "")
    assert window.status.text() == "Saved"


def test_closing_asks_before_text_is_lost(open_window, asked):
    window = open_window()

    def save():
        raise UserError("The disk is full.")

    window.desk.save_later("name", save)
    asked.answers = [False, True]
    assert not window.close()
    assert window.close()
    assert len(asked.questions) == 2


def test_every_key_on_a_button_of_the_timer_is_told_with_the_others(window, asked, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(asked, "tell", lambda _parent, _title, text: told.append(text))
    window.menus.keys.trigger()
    keys = {
        key for part in re.split("\n| · ", told[0]) for key in re.split(", | or | and |: ", part)
    }
    signs = {sign for _words, sign in Transport(QWidget())._words.values()}
    assert {"N", "F", "G"} < signs
    assert signs - {""} <= keys


def test_everything_that_takes_the_keyboard_has_a_name(open_window):
    window = open_window()
    window.pages.show_page("members")
    window.show_welcome()
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QPushButton):
            named = widget.accessibleName() or _buddy_of(window, widget)
            assert named, f"{type(widget).__name__} {widget.objectName()}"


def test_the_welcome_takes_the_place_of_a_page_and_goes_again(open_window):
    window = open_window()
    window.menus.new.trigger()
    assert window.pages.current_page() is None
    window.attach(object(), "New", search=lambda words: [], interrupt=lambda: None)
    assert window.pages.current_page() is not None
    assert window.pages.tabs.isEnabled()


def _buddy_of(window, widget):
    from PySide6.QtWidgets import QLabel

    return any(label.buddy() is widget for label in window.findChildren(QLabel))
