"""A page that somebody has just written needs nothing but its line in the table."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from copdesk.gui.look.icons import picture
from copdesk.gui.pages import PAGES, PageEntry
from copdesk.gui.window import self_test
from tests.gui.every_page import focused, press, press_key, shown_window


@pytest.fixture
def further() -> PageEntry:
    """A page that somebody has just written, and its line in the table."""
    return PageEntry(
        key="diary",
        title="Diary",
        icon="note",
        factory="tests.gui.shell_pages:Diary",
        kinds=frozenset({"entry"}),
    )


def test_a_further_page_needs_nothing_but_its_line_in_the_table(
    qtbot, qapp, tmp_path, services, further
):
    window = shown_window(qtbot, qapp, tmp_path, services, (*PAGES, further))
    press_key(window, f"Ctrl+{len(PAGES) + 1}")
    page = window.pages.current_page()
    assert window.pages.current_key == "diary"
    assert [one.text() for one in window.menus.pages][-1] == "Diary"
    assert [one.text() for one in window.menus.page.actions()] == ["Write an entry…"]
    press_key(window, "Ctrl+Shift+E")
    assert page.written == 1
    press(window, "keys")
    (told,) = window.desk.ask.told
    assert f"Ctrl+1 to Ctrl+{len(PAGES) + 1}: the pages" in told
    assert "Diary\nCtrl+Shift+E: Write an entry" in told
    press(window, "print")
    assert window.message.text() == "There is nothing to print on this page."
    press(window, "find")
    assert focused() == "searchEverywhere"
    window.desk.show_requested.emit("entry", "e1")
    assert page.items == [("entry", "e1")]
    window.close()


def test_a_missing_icon_is_written_down_and_stops_nothing(
    qtbot, qapp, tmp_path, services, further, caplog
):
    entry = replace(further, icon="forgotten")
    with caplog.at_level(logging.WARNING):
        window = shown_window(qtbot, qapp, tmp_path, services, (*PAGES, entry))
    assert window.pages.tabs.count() == len(PAGES) + 1
    assert "forgotten" in caplog.text
    assert not picture("forgotten", 20, window.palette().text().color()).isNull()
    window.close()


def test_the_self_test_names_a_missing_icon(monkeypatch, capsys, further):
    monkeypatch.setattr(self_test, "PAGES", (*PAGES, replace(further, icon="forgotten")))
    assert self_test.self_test() == 1
    assert "icons: There is no picture for these icons: forgotten." in capsys.readouterr().out
