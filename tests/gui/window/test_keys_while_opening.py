"""What is pressed and typed while a community is still being opened."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from copdesk.domain.library import Resource
from copdesk.domain.members import Member
from copdesk.gui.pages import PAGES
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.window.opening import Opening
from copdesk.services.meetings import MeetingService
from copdesk.services.opening import open_community
from copdesk.store.transaction import Database
from tests.gui.every_page import offered, press, press_key, settle

EVERY_PAGE = pytest.mark.parametrize("key", [entry.key for entry in PAGES])


@pytest.fixture
def folder(community_folder, clock):
    """A community with a member and something to read, and no meeting that is shown ahead."""
    services = open_community(community_folder, clock)
    services.members.save(Member(name="Ada"))
    services.library.save(Resource(title="Strips"))
    services.close()
    return community_folder


@pytest.fixture
def opening(window, settings, clock, tmp_path, qtbot):
    opening = Opening(window, settings, clock, tmp_path / "communities")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.pages.tabs.clearFocus()  # a window that gets its tabs on the screen has no cursor
    yield opening
    window.detach()
    opening.close()


@pytest.fixture
def slowly(qtbot, window, opening, folder, clock):
    """Open the community, which does not go on before everything was pressed."""

    def open_(act):
        pressed = Event()

        def work():
            pressed.wait()
            return open_community(folder, clock)

        opening._bring(work, folder)
        act()
        with qtbot.waitSignal(opening.opened) as opened:
            pressed.set()
        settle(qtbot, window)
        return opened.args[0]

    return open_


def test_a_page_that_was_asked_for_early_comes(window, slowly):
    window.pages.show_page("community")
    slowly(lambda: press_key(window, "Ctrl+2"))
    assert [page.objectName() for page in window.pages.built_pages()] == ["membersPage"]
    assert window.pages.current_key == "members"
    assert QApplication.focusWidget().objectName() == "memberRows"


def test_words_for_elsewhere_do_not_go_into_a_field_by_themselves(window, slowly):
    window.pages.show_page("community")
    services = slowly(lambda: QTest.keyClicks(window, "Gra"))
    QTest.keyClicks(QApplication.focusWidget(), "ce")
    assert window.desk.flush()
    assert services.community.name() == "Upper Valley"


def test_the_cursor_stays_on_the_tabs_where_somebody_walks_along_them(window, slowly):
    window.pages.show_page("community")
    slowly(window.pages.tabs.setFocus)
    assert window.pages.tabs.hasFocus()


@EVERY_PAGE
def test_printing_asked_for_early_prints_what_is_in_front(window, slowly, key):
    window.pages.show_page(key)
    slowly(lambda: press(window, "print"))
    early = offered(window), window.message.text()
    press(window, "print")
    assert early == (offered(window), window.message.text())
    assert any(early)


@EVERY_PAGE
def test_finding_asked_for_early_puts_the_cursor_into_a_search_line(window, slowly, key):
    window.pages.show_page(key)
    slowly(lambda: press(window, "find"))
    assert isinstance(QApplication.focusWidget(), SearchLine)


def test_of_what_was_asked_for_early_the_newest_is_done(window, slowly):
    slowly(lambda: (press(window, "find"), press(window, "search")))
    assert QApplication.focusWidget().objectName() == "searchEverywhere"
    window.search.close()
    window.detach()
    slowly(lambda: (press(window, "search"), press_key(window, "Ctrl+2")))
    assert window.search.isHidden()
    assert window.pages.current_page().objectName() == "membersPage"


def test_what_was_asked_of_a_community_that_cannot_be_opened_is_forgotten(
    qtbot, window, opening, asked, tmp_path, folder
):
    with qtbot.waitSignal(opening.settled):
        opening.open(tmp_path)
        press(window, "search")
    press(window, "search")
    with qtbot.waitSignal(opening.opened):
        opening.open(folder)
    settle(qtbot, window)
    assert window.findChild(SearchLine, "searchEverywhere") is None


def test_ctrl_f_finds_in_what_is_shown_ahead_and_the_page_goes_on_there(
    qtbot, window, opening, folder, clock
):
    database = Database.open(folder, clock)
    MeetingService(database).plan(date(2026, 2, 5), "First evening")
    MeetingService(database).plan(date(2026, 4, 2), "Next evening")
    database.close()

    def find():
        press(window, "find")
        QTest.keyClicks(QApplication.focusWidget(), "fir")

    opening.looked_ahead.connect(find)
    with qtbot.waitSignal(opening.opened):
        opening.begin(folder)
    listed = window.findChild(RowList, "meetingList").model()
    qtbot.waitUntil(lambda: listed.rowCount() == 1)
    line = QApplication.focusWidget()
    assert line.objectName() == "meetingSearch"
    QTest.keyClick(line, Qt.Key.Key_S)
    assert line.text() == "firs"
