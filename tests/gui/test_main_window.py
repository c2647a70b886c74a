"""The window without its real pages: start, tabs, search, messages, closing."""

import importlib.util
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from copdesk.errors import UserError
from copdesk.gui.main_window import MainWindow
from copdesk.gui.pages import PAGES, PageEntry
from copdesk.gui.theme import Appearance
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.services.changes import Area, Outcome

CTRL = Qt.KeyboardModifier.ControlModifier
Hit = namedtuple("Hit", "kind id title snippet")
HITS = [
    Hit("member", "m1", "Ada", "Hill School"),
    Hit("meeting", "t1", "Reading circle", ""),
    Hit("member", "m2", "Adam", ""),
]


@pytest.fixture
def entries(monkeypatch):
    path = Path(__file__).with_name("shell_pages.py")
    spec = importlib.util.spec_from_file_location("shell_pages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "shell_pages", module)
    return (
        PageEntry(key="meetings", title="Meetings", icon="meetings", factory="shell_pages:Plain"),
        PageEntry(
            key="members",
            title="Members",
            icon="members",
            factory="shell_pages:Notes",
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
        "import sys, copdesk.gui.main_window\n"
        "heavy = {'sqlalchemy', 'alembic', 'reportlab', 'babel', 'pikepdf', 'uharfbuzz'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_before_a_community_is_open_the_tabs_stand_and_nothing_can_be_searched(window):
    assert window.windowTitle() == "CopDesk"
    assert window.pages.tabs.count() == len(PAGES) == 5
    assert window.pages.current_page() is None
    assert not window.menus.search.isEnabled()
    window.menus.pages[1].trigger()
    assert window.pages.current_page() is None


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
    window.desk.do(lambda: Outcome(None, Area.LIBRARY))
    assert notes.reloads == [Area.ALL]
    window.desk.do(lambda: Outcome(None, Area.MEMBERS))
    assert notes.reloads == [Area.ALL, Area.MEMBERS]
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert notes.left == 1
    window.desk.do(lambda: Outcome(None, Area.MEMBERS))
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


def test_a_removal_can_be_taken_back_from_the_message(open_window):
    window, names = open_window(), ["Ada"]
    window.desk.do_undoable(
        "Remove Ada",
        lambda: Outcome(names.pop(), Area.MEMBERS),
        lambda: Outcome(names.append("Ada"), Area.MEMBERS),
        message="Removed Ada.",
    )
    assert window.message.text() == "Removed Ada."
    window.message.undo.click()
    assert names == ["Ada"]
    assert window.message.text() == ""


def test_a_refusal_is_shown_in_the_window(open_window):
    window = open_window()
    window.desk.refused.emit(UserError("This file is empty.", "Choose another."))
    assert window.message.text() == "This file is empty. Choose another."
    assert window.message.undo.isHidden()


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


def test_page_and_size_and_layout_are_remembered(open_window, settings):
    window = open_window()
    window.resize(700, 500)
    window.pages.show_page("members")
    assert window.close()
    again = open_window()
    assert again.pages.current_key == "members"
    assert again.size().width() == 700
    assert settings.text("notes/layout") == "kept"


def test_the_page_is_remembered_although_the_window_was_never_closed(open_window, settings):
    open_window().pages.show_page("members")
    assert open_window().pages.current_key == "members"


def test_a_community_that_cannot_be_changed_says_so(open_window):
    window = open_window(read_only="Ada has this community open.")
    assert window.banner.text() == "Ada has this community open."


def test_files_dropped_on_a_page_that_takes_them(open_window, tmp_path):
    window = open_window()
    window.pages.show_page("members")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(window.rect().center(), *args, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert window._drops.overlay.isVisible()
    drop = QDropEvent(QPointF(window.rect().center()), *args, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, drop)
    assert window.pages.current_page().dropped == [tmp_path / "a.pdf"]
    assert window._drops.overlay.isHidden()


def test_files_dropped_on_a_line_go_to_the_page_and_not_into_the_line(open_window, qtbot, tmp_path):
    window = open_window()
    window.pages.show_page("members")
    page, handle = window.pages.current_page(), window.windowHandle()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    data.setText("file:///a.pdf")
    middle = page.line.mapTo(window, page.line.rect().center())
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    for event in (
        QDragEnterEvent(middle, *args, Qt.KeyboardModifier.NoModifier),
        QDragMoveEvent(middle, *args, Qt.KeyboardModifier.NoModifier),
        QDropEvent(QPointF(middle), *args, Qt.KeyboardModifier.NoModifier),
    ):
        QApplication.sendEvent(handle, event)
    assert (page.dropped, page.line.text()) == ([tmp_path / "a.pdf"], "")
    qtbot.waitUntil(page.line.acceptDrops)


def test_files_are_taken_as_copies_so_that_nobody_deletes_the_originals(open_window, tmp_path):
    window = open_window()
    window.pages.show_page("members")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    either = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    args = (either, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), *args))
    drop = QDropEvent(QPointF(window.rect().center()), *args)
    drop.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(window, drop)
    assert (drop.isAccepted(), drop.dropAction()) == (True, Qt.DropAction.CopyAction)


def test_the_welcome_asks_for_a_name_and_nothing_more(window, qtbot, settings, tmp_path, type_text):
    settings.add_recent(tmp_path / "Hill School")
    pane = window.show_welcome()
    assert not pane.start.isEnabled()
    type_text(pane.name, "Réseau")
    with qtbot.waitSignal(window.new_asked) as new:
        QTest.keyClick(pane.name, Qt.Key.Key_Return)
    assert new.args == ["Réseau", ""]
    pane = window.show_welcome()
    with qtbot.waitSignal(window.sample_asked):
        pane.sample.click()
    pane = window.show_welcome()
    with qtbot.waitSignal(window.open_asked) as opened:
        pane.findChild(QPushButton, "openRecent").click()
    assert opened.args == [tmp_path / "Hill School"]


def test_opening_asks_for_a_folder_in_one_place(window, qtbot, asked, tmp_path):
    asked.answers = [None, tmp_path]
    with qtbot.assertNotEmitted(window.open_asked):
        window.menus.open.trigger()
    with qtbot.waitSignal(window.open_asked) as opened:
        window.menus.open.trigger()
    assert opened.args == [tmp_path]


def test_help_tells_the_keys_and_the_version(window, asked):
    window.menus.keys.trigger()
    window.menus.about.trigger()
    assert len(asked.questions) == 2


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
