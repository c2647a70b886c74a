"""What the window promises of each page, tried on all of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from copdesk.gui.look.icons import has_icon
from copdesk.gui.pages import PAGES
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.widgets.splitter import Splitter
from copdesk.keys import KEYS, Place, keys_at, keys_of, shown
from tests.gui.every_page import (
    EVERY_PAGE,
    offered,
    press,
    press_key,
    shown_page,
    shown_window,
    with_icons,
)

OWN_SEARCH = {"meetings", "members", "library", "timer"}

OWN_KEYS = {"meetings": Place.MEETINGS, "library": Place.LIBRARY}


@EVERY_PAGE
def test_ctrl_p_prints_what_is_in_front(qtbot, filled, entry):
    shown_page(qtbot, filled, entry.key)
    press(filled, "print")
    assert offered(filled) != []
    assert filled.message.text() == ""


@EVERY_PAGE
def test_an_empty_page_prints_or_says_why_not(qtbot, qapp, tmp_path, services, entry):
    window = shown_window(qtbot, qapp, tmp_path, services)
    shown_page(qtbot, window, entry.key)
    press(window, "print")
    assert bool(offered(window)) != bool(window.message.text())
    assert window.message.text().count(".") <= 1
    window.close()


def test_why_nothing_is_printed_is_not_said_on_another_page(qtbot, qapp, tmp_path, services):
    window = shown_window(qtbot, qapp, tmp_path, services)
    shown_page(qtbot, window, "library")
    press(window, "print")
    assert window.message.text().startswith("The library is empty")
    shown_page(qtbot, window, "timer")
    assert window.message.text() == ""
    window.close()


@EVERY_PAGE
def test_an_empty_page_has_the_cursor_where_work_begins(qtbot, qapp, tmp_path, services, entry):
    window = shown_window(qtbot, qapp, tmp_path, services)
    window.pages.tabs.clearFocus()  # there the cursor stays while somebody walks along the tabs
    shown_page(qtbot, window, "timer" if entry.key != "timer" else "members")
    page = shown_page(qtbot, window, entry.key)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    assert focused.isVisible()
    assert focused.isEnabled()
    window.close()


@EVERY_PAGE
@pytest.mark.parametrize("filled", [True, False])
def test_ctrl_f_puts_the_cursor_into_a_search_line(qtbot, qapp, tmp_path, request, entry, filled):
    services = request.getfixturevalue("sample" if filled else "services")
    window = shown_window(qtbot, qapp, tmp_path, services)
    page = shown_page(qtbot, window, entry.key)
    press(window, "find")
    line = QApplication.focusWidget()
    assert isinstance(line, SearchLine)
    has_own = any(one.isVisible() for one in page.findChildren(SearchLine))
    assert page.isAncestorOf(line) == has_own
    assert has_own or line.objectName() == "searchEverywhere"
    assert has_own or not filled or entry.key not in OWN_SEARCH
    QTest.keyClicks(line, "a")
    assert line.words() == "a"
    window.close()


@EVERY_PAGE
def test_the_keys_of_a_page_are_those_of_the_table_and_do_something(qtbot, filled, entry):
    page = shown_page(qtbot, filled, entry.key)
    place = OWN_KEYS.get(entry.key)
    promised = {key for one in (keys_at(place) if place else ()) for key in one.keys}
    having = {one.shortcut().toString(): one for one in page.actions() if one.shortcuts()}
    assert set(having) == promised
    for key, action in having.items():
        with qtbot.waitSignal(action.triggered):
            press_key(filled, key)
    assert filled.message.text() == ""


@EVERY_PAGE
def test_f1_tells_the_keys_of_the_window_and_of_the_page(qtbot, filled, entry):
    page = shown_page(qtbot, filled, entry.key)
    press(filled, "keys")
    (told,) = filled.desk.ask.told
    assert f"Ctrl+1 to Ctrl+{len(PAGES)}: the pages" in told
    for action in page.actions():
        for key in action.shortcuts():
            assert f"{key.toString()}: {action.text().rstrip('…')}" in told
    for one in KEYS:
        if one.place is Place.EVERYWHERE and one.name != "pages":
            assert f"{', '.join(one.keys)}: {one.does}" in told
    for one in keys_at(Place.LISTS):
        assert f"{shown(one.keys)}: {one.does}" in told


@EVERY_PAGE
@pytest.mark.parametrize("filled", [True, False])
def test_a_page_opens_no_window_of_its_own(qtbot, qapp, tmp_path, request, entry, filled):
    services = request.getfixturevalue("sample" if filled else "services")
    watch = _Windows()
    qapp.installEventFilter(watch)
    window = shown_window(qtbot, qapp, tmp_path, services)
    shown_page(qtbot, window, entry.key)
    qapp.removeEventFilter(watch)
    assert watch.shown == ["MainWindow"]
    window.close()


def test_every_key_of_the_window_has_one_action(filled):
    bound = [key.toString() for one in filled.menus.everywhere() for key in one.shortcuts()]
    promised = [key for one in keys_at(Place.EVERYWHERE) for key in one.keys]
    assert sorted(bound) == sorted(set(promised) - set(keys_of("pages")[len(PAGES) :]))


@EVERY_PAGE
def test_a_digit_brings_the_page_to_the_front(qtbot, filled, entry):
    number = PAGES.index(entry)
    shown_page(qtbot, filled, PAGES[number - 1].key)
    press_key(filled, keys_of("pages")[number])
    assert filled.pages.current_key == entry.key


@EVERY_PAGE
def test_a_page_keeps_its_menu_while_others_are_in_front(qtbot, filled, entry):
    shown_page(qtbot, filled, entry.key)
    texts = [one.text() for one in filled.menus.page.actions()]
    assert texts
    for other in (*PAGES, entry):
        shown_page(qtbot, filled, other.key)
    assert [one.text() for one in filled.menus.page.actions()] == texts


@EVERY_PAGE
def test_the_layout_is_remembered(qtbot, qapp, tmp_path, sample, entry):
    window = shown_window(qtbot, qapp, tmp_path, sample)
    page = shown_page(qtbot, window, entry.key)
    for split in _splitters(page):
        first, *_rest = split.sizes()
        split.setSizes([first + 40, sum(split.sizes()) - first - 40])
    before = [split.sizes() for split in _splitters(page)]
    window.close()
    again = shown_window(qtbot, qapp, tmp_path, sample)
    assert [split.sizes() for split in _splitters(shown_page(qtbot, again, entry.key))] == before
    again.close()


@EVERY_PAGE
def test_every_icon_exists(qtbot, filled, entry):
    page = shown_page(qtbot, filled, entry.key)
    assert has_icon(entry.icon)
    names = {str(one.property("iconName")) for one in with_icons(page)}
    assert names
    assert [name for name in names if not has_icon(name)] == []


class _Windows(QObject):
    """Keeps which windows were shown, even if only for a moment."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def _splitters(page):
    return [one for one in page.findChildren(Splitter) if one.isVisible()]
