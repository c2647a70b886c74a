"""What the window promises of each page, tried on all of them."""

from __future__ import annotations

import importlib.util
import logging
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from copdesk.clock import SystemClock
from copdesk.gui.look.icons import has_icon, picture
from copdesk.gui.pages import PAGES, PageEntry
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.widgets.splitter import Splitter
from copdesk.gui.window.search_kinds import KINDS
from copdesk.keys import KEYS, Place, keys_at, keys_of, shown
from copdesk.services.opening import Services, open_community
from copdesk.services.sample import make_sample
from tests.gui.every_page import (
    buttons_in_sight,
    offered,
    press,
    press_key,
    settle,
    shown_page,
    shown_window,
    with_icons,
)

EVERY_PAGE = pytest.mark.parametrize("entry", PAGES, ids=[entry.key for entry in PAGES])
OWN_SEARCH = {"meetings", "members", "library", "timer"}
OWN_KEYS = {"meetings": Place.MEETINGS, "library": Place.LIBRARY}


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "valley"
    make_sample(folder, SystemClock()).close()
    return folder


@pytest.fixture
def sample_folder(template, tmp_path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "valley"))


@pytest.fixture
def sample(sample_folder) -> Iterator[Services]:
    services = open_community(sample_folder, SystemClock())
    yield services
    services.close()


@pytest.fixture
def read_only(sample_folder) -> Iterator[Services]:
    services = open_community(sample_folder, SystemClock(), read_only=True)
    yield services
    services.close()


@pytest.fixture
def window(qtbot, qapp, tmp_path, sample):
    window = shown_window(qtbot, qapp, tmp_path, sample)
    yield window
    window.close()


@EVERY_PAGE
def test_ctrl_p_prints_what_is_in_front(qtbot, window, entry):
    shown_page(qtbot, window, entry.key)
    press(window, "print")
    assert offered(window) != []
    assert window.message.text() == ""


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
def test_the_keys_of_a_page_are_those_of_the_table_and_do_something(qtbot, window, entry):
    page = shown_page(qtbot, window, entry.key)
    place = OWN_KEYS.get(entry.key)
    promised = {key for one in (keys_at(place) if place else ()) for key in one.keys}
    having = {one.shortcut().toString(): one for one in page.actions() if one.shortcuts()}
    assert set(having) == promised
    for key, action in having.items():
        with qtbot.waitSignal(action.triggered):
            press_key(window, key)
    assert window.message.text() == ""


@EVERY_PAGE
def test_f1_tells_the_keys_of_the_window_and_of_the_page(qtbot, window, entry):
    page = shown_page(qtbot, window, entry.key)
    press(window, "keys")
    (told,) = window.desk.ask.told
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


def test_every_key_of_the_window_has_one_action(window):
    bound = [key.toString() for one in window.menus.everywhere() for key in one.shortcuts()]
    promised = [key for one in keys_at(Place.EVERYWHERE) for key in one.keys]
    assert sorted(bound) == sorted(set(promised) - set(keys_of("pages")[len(PAGES) :]))


@EVERY_PAGE
def test_a_digit_brings_the_page_to_the_front(qtbot, window, entry):
    number = PAGES.index(entry)
    shown_page(qtbot, window, PAGES[number - 1].key)
    press_key(window, keys_of("pages")[number])
    assert window.pages.current_key == entry.key


@EVERY_PAGE
def test_a_page_keeps_its_menu_while_others_are_in_front(qtbot, window, entry):
    shown_page(qtbot, window, entry.key)
    texts = [one.text() for one in window.menus.page.actions()]
    assert texts
    for other in (*PAGES, entry):
        shown_page(qtbot, window, other.key)
    assert [one.text() for one in window.menus.page.actions()] == texts


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
def test_every_icon_exists(qtbot, window, entry):
    page = shown_page(qtbot, window, entry.key)
    assert has_icon(entry.icon)
    names = {str(one.property("iconName")) for one in with_icons(page)}
    assert names
    assert [name for name in names if not has_icon(name)] == []


@EVERY_PAGE
def test_nothing_can_be_changed_where_nothing_may_be(
    qtbot, qapp, tmp_path, read_only, sample_folder, entry
):
    """Press and type whatever can be pressed and typed: nobody has to be refused."""
    window = shown_window(qtbot, qapp, tmp_path, read_only)
    page = shown_page(qtbot, window, entry.key)
    before = (sample_folder / "community.sqlite").read_bytes()
    refused: list[str] = []
    window.desk.refused.connect(lambda error: refused.append(error.sentence))
    opener = _OpensNothing()
    QDesktopServices.setUrlHandler("file", opener, "open")
    try:
        _do_everything(qtbot, window, page, entry.key)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert window.desk.flush()
    assert refused == []
    assert window.failure.text() == ""
    assert window.desk.undo_stack.count() == 0
    window.close()
    assert (sample_folder / "community.sqlite").read_bytes() == before


def _do_everything(qtbot, window, page, key):
    for field in (*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)):
        if field.isVisible() and field.isEnabled() and not field.isReadOnly():
            QTest.keyClicks(field, "x")
            QTest.keyClick(field, "\r")
            field.clear()
            settle(qtbot, window)
    for action in [one for one in page.actions() if one.isEnabled()]:
        action.trigger()
        _close_previews(window)
        settle(qtbot, window)
    for button in buttons_in_sight(shown_page(qtbot, window, key)):
        if not button.isVisible() or not button.isEnabled():
            continue  # something that was pressed before has taken it away
        menu = button.menu() if isinstance(button, (QPushButton, QToolButton)) else None
        if menu is None:
            button.click()
            _close_previews(window)
        for one in _enabled(menu):
            one.trigger()
            _close_previews(window)
        settle(qtbot, window)


def _close_previews(window):
    for preview in window.findChildren(PrintPreview):
        preview.close()


def _enabled(menu: QMenu | None):
    return [one for one in menu.actions() if one.isEnabled()] if menu is not None else []


class _Windows(QObject):
    """Keeps which windows were shown, even if only for a moment."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


class _OpensNothing(QObject):
    @Slot("QUrl")
    def open(self, _url):
        """Files are opened by other programs, which no test starts."""


def _splitters(page):
    return [one for one in page.findChildren(Splitter) if one.isVisible()]


def _focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def _written() -> str:
    """Return the text of the field that has the cursor."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _line(page, name) -> str:
    return next(one for one in page.findChildren(QLineEdit, name) if one.isVisible()).text()


def _chosen(page, name) -> str:
    (view,) = page.findChildren(QObject, name)
    return view.currentIndex().data()


def _held(services):
    return next(one for one in services.meetings.all() if one.notes and one.decisions)


def _meeting(services):
    meeting = _held(services)
    return meeting.id, lambda page: _line(page, "meetingTitle") == meeting.title


def _series(services):
    meeting = next(one for one in services.meetings.all() if one.series_id)
    titles = [one.title for one in services.meetings.all() if one.series_id == meeting.series_id]
    return meeting.series_id, lambda page: _line(page, "meetingTitle") in titles


def _agenda_item(services):
    item = _held(services).agenda[-1]
    return item.id, lambda page: _chosen(page, "agendaItems") == item.title


def _note(services):
    note = _held(services).notes[-1]
    return note.id, lambda _page: _cursor_line() == note.line


def _decision(services):
    decision = _held(services).decisions[-1]
    return decision.id, lambda _page: _written() == decision.text


def _commitment(services):
    one = next(one for one in services.commitments.all() if one.meeting_id)
    return one.id, lambda _page: _written() == one.text


def _member(services):
    member = services.members.all()[-1]
    return member.id, lambda page: _line(page, "name") == member.name


def _group(services):
    group = services.members.groups()[-1]
    return group.id, lambda page: page.findChild(QObject, "groupFilter").currentData() == group.id


def _resource(services):
    resource = services.library.many(services.library.ids())[-1]
    return resource.id, lambda page: _line(page, "title") == resource.title


def _protocol(services):
    return (
        "tuning",
        lambda page: _chosen(page, "protocolList") == (services.protocols.get("tuning").title),
    )


def _run(services):
    run = services.discussions.all()[-1]
    return run.id, lambda page: page.findChild(QObject, "summaryTimes").isVisible()


def _discussion(services):
    meeting, item = next(
        (meeting, item)
        for meeting in services.meetings.all()
        for item in meeting.agenda
        if item.protocol_id
    )
    return f"{meeting.id}/{item.id}", lambda page: _button(page, "startDiscussion").isVisible()


def _community(services):
    name = services.community.name()
    return services.community.get().id, lambda _page: _written() == name


def _norms(services):
    norms = services.community.get().current_norms
    return norms.id, lambda _page: _focused() == "normsText"


def _goal(services):
    goal = services.community.get().goals[-1]
    return goal.id, lambda _page: _written() == goal.text


def _topic(services):
    topic = services.commitments.topics()[-1]
    return topic.id, lambda _page: _written() == topic.text


def _button(page, name) -> QAbstractButton:
    return page.findChild(QAbstractButton, name)


def _cursor_line() -> str:
    editor = QApplication.focusWidget()
    return editor.textCursor().block().text() if isinstance(editor, QPlainTextEdit) else ""


THINGS = {
    "meeting": _meeting,
    "series": _series,
    "agenda_item": _agenda_item,
    "note": _note,
    "decision": _decision,
    "commitment": _commitment,
    "member": _member,
    "group": _group,
    "resource": _resource,
    "protocol": _protocol,
    "run": _run,
    "discussion": _discussion,
    "community": _community,
    "norms": _norms,
    "goal": _goal,
    "topic": _topic,
}
CLAIMED = [(entry.key, kind) for entry in PAGES for kind in sorted(entry.kinds)]


def test_each_kind_is_shown_by_one_page_and_all_that_the_search_names_are():
    kinds = [kind for _key, kind in CLAIMED]
    assert sorted(kinds) == sorted(THINGS)
    assert set(KINDS) <= set(kinds)


@pytest.mark.parametrize(("key", "kind"), CLAIMED, ids=[kind for _key, kind in CLAIMED])
def test_each_kind_that_a_page_claims_is_shown(qtbot, window, sample, key, kind):
    shown_page(qtbot, window, "community" if key != "community" else "members")
    item_id, is_shown = THINGS[kind](sample)
    window.desk.show_requested.emit(kind, item_id)
    settle(qtbot, window)
    assert window.pages.current_key == key
    qtbot.waitUntil(lambda: is_shown(window.pages.current_page()))


def test_a_commitment_of_no_meeting_is_shown_where_it_is_reported_on(qtbot, window, sample):
    alone = next(one for one in sample.commitments.all() if one.is_open)
    stored = sample.commitments.save(
        replace(alone, id="", meeting_id="", item_id="", run_id="", text="Bring the scale")
    ).value
    window.desk.show_requested.emit("commitment", stored.id)
    settle(qtbot, window)
    assert _focused() == "reportText"


@pytest.fixture
def further(monkeypatch) -> PageEntry:
    """A page that somebody has just written, and its line in the table."""
    path = Path(__file__).parents[1] / "shell_pages.py"
    spec = importlib.util.spec_from_file_location("shell_pages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "shell_pages", module)
    return PageEntry(
        key="diary",
        title="Diary",
        icon="note",
        factory="shell_pages:Diary",
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
    assert _focused() == "searchEverywhere"
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
    from copdesk.gui.window import self_test

    monkeypatch.setattr(self_test, "PAGES", (*PAGES, replace(further, icon="forgotten")))
    assert self_test.self_test() == 1
    assert "icons: There is no picture for these icons: forgotten." in capsys.readouterr().out
