"""What a person does on the pages, each with a number that chooses what it is done to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from copdesk.gui.pages.meetings.agenda_view import AgendaView
from copdesk.gui.pages.meetings.attendance_model import AttendanceView
from copdesk.gui.pages.meetings.pane import MeetingPane
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.window.main_window import MainWindow

Act = Callable[[MainWindow, int], None]
# Discussions have a log of their own; what this laptop remembers for itself is no act.
_NO_ACTS: Final = frozenset({"run", "run_event"})
_STAMPS: Final = frozenset({"created_at", "updated_at", "removed_at"})


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what is in each shared table and not hidden, without the times of change."""
    with sqlite3.connect(folder / "community.sqlite") as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in found if not name.startswith(("local_", "alembic", "sqlite"))]
        kept = sorted(set(names) - _NO_ACTS)
        return {name: _rows(connection, name) for name in kept}


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
    return [_columns(row) for row in rows if row["removed_at"] is None]


def _columns(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if name not in _STAMPS}  # noqa: SIM118


def _page(window: MainWindow, key: str) -> QWidget:
    window.pages.show_page(key)
    page = window.pages.current_page()
    assert page is not None
    return page


def _enter(key: str, name: str, text: str, tab: str = "") -> Act:
    """Type into a line and press Enter."""

    def act(window: MainWindow, number: int) -> None:
        page = _page(window, key)
        _show_tab(page, tab)
        line = page.findChild(QLineEdit, name)
        if line is not None and line.isEnabled():
            line.setText(f"{text} {number}")
            QTest.keyClick(line, Qt.Key.Key_Return)

    return act


def _type(key: str, name: str, text: str, rows: str = "", tab: str = "") -> Act:
    """Choose a row and type into a field, which is stored by itself."""

    def act(window: MainWindow, number: int) -> None:
        page = _page(window, key)
        _choose(page, rows, number)
        _show_tab(page, tab)
        field = page.findChild(QWidget, name)
        if isinstance(field, QLineEdit) and field.isVisible():
            field.setText(f"{text} {number}")
        elif isinstance(field, QPlainTextEdit) and field.isVisible():
            field.setPlainText(f"{text} {number}")
        window.desk.flush()

    return act


def _press(key: str, name: str, rows: str = "", tab: str = "") -> Act:
    """Choose a row and press a button."""

    def act(window: MainWindow, number: int) -> None:
        page = _page(window, key)
        _choose(page, rows, number)
        _show_tab(page, tab)
        button = page.findChild(QAbstractButton, name)
        if button is not None and button.isVisible():
            button.click()

    return act


def _key(
    view: type[QWidget],
    key: Qt.Key,
    tab: str,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> Act:
    """Choose a row of a view, with 0 the last one, and press a key on it."""

    def act(window: MainWindow, number: int) -> None:
        page = _page(window, "meetings")
        _show_tab(page, tab)
        found: Any = page.findChild(view)
        if found is not None and found.model().rowCount():
            row = (number - 1) % found.model().rowCount()
            found.setCurrentIndex(found.model().index(row, 0))
            QTest.keyClick(found, key, held)

    return act


def _choose(page: QWidget, rows: str, number: int) -> None:
    found = page.findChild(RowList, rows) if rows else None
    if found is not None and found.model().rowCount():
        found.setCurrentIndex(found.model().index(number % found.model().rowCount(), 0))


def _show_tab(page: QWidget, tab: str) -> None:
    pane = page.findChild(MeetingPane)
    if tab and pane is not None and pane.isVisible():
        pane.show_tab(tab)


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "add a member": _enter("members", "newNames", "Person"),
        "change a school": _type("members", "school", "School", "memberRows"),
        "change a name": _type("members", "name", "Renamed", "memberRows"),
        "remove a member": _press("members", "removeMember", "memberRows"),
        "make a group": _enter("members", "newGroup", "Group"),
        "change a title": _type("meetings", "meetingTitle", "Meeting", "meetingList"),
        "change a place": _type("meetings", "meetingPlace", "Room", "meetingList"),
        "add an item": _enter("meetings", "newAgendaItem", "Item", "agenda"),
        "move an item up": _key(
            AgendaView, Qt.Key.Key_Up, "agenda", Qt.KeyboardModifier.AltModifier
        ),
        "remove an item": _key(AgendaView, Qt.Key.Key_Delete, "agenda"),
        "tick somebody": _key(AttendanceView, Qt.Key.Key_Space, "people"),
        "everybody came": _press("meetings", "everybodyHere", tab="people"),
        "add a visitor": _enter("meetings", "newVisitor", "Visitor", "people"),
        "begin it": _press("meetings", "nextState"),
        "decide": _enter("meetings", "newDecision", "Decision", "minutes"),
        "park a topic": _enter("meetings", "newTopic", "Topic", "minutes"),
        "promise": _enter("meetings", "newCommitment", "Promise", "commitments"),
        "plan a meeting": _press("meetings", "planMeeting"),
        "add a resource": _press("library", "addWithoutFile"),
        "change its title": _type("library", "title", "Resource", "resourceList"),
        "change its shelf": _type("library", "shelf", "Shelf", "resourceList"),
        "remove a resource": _press("library", "removeResource", "resourceList"),
        "add a goal": _enter("community", "newGoal", "Goal"),
        "add a topic": _enter("community", "newTopic", "Topic"),
        "add a group": _enter("community", "newGroupName", "Group"),
        "change the norms": _type("community", "normsText", "We listen"),
        "name the community": _type("community", "name", "Valley"),
        "undo": lambda window, _number: window.menus.undo.trigger(),
        "redo": lambda window, _number: window.menus.redo.trigger(),
    }
)
