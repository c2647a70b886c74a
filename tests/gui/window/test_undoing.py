"""Ctrl+Z takes back the newest act of a person, wherever it was done, and says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.domain.members import Member
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.runs import RunNote
from copdesk.gui.pages.meetings.pane import MeetingPane
from copdesk.gui.pages.timer.browser import TimerBrowser
from copdesk.gui.pages.timer.protocols.editor import ProtocolEditor
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.changes import Area
from copdesk.services.opening import create_community
from tests.gui.acts import ACTS, tables
from tests.gui.every_page import shown_page, shown_window

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, qapp, tmp_path, services):
    return shown_window(qtbot, qapp, tmp_path, services)


def undo_key():
    """Press Ctrl+Z wherever the cursor is."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)


def choose(page, rows, number):
    view = page.findChild(RowList, rows)
    view.setCurrentIndex(view.model().index(number, 0))


def test_an_import_stays_when_the_meeting_planned_after_it_is_undone(
    window, services, qtbot, tmp_path
):
    shown_page(qtbot, window, "members")
    people = tmp_path / "people.csv"
    people.write_text("Name,School\nAda,Hill\nBo,Valley\n", "utf-8")
    window.desk.start(
        "Import “people.csv”", "Importing", lambda _report: services.transfer.import_people(people)
    )
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    page = shown_page(qtbot, window, "meetings")
    page.findChild(QPushButton, "planFirstMeeting").click()
    page.findChild(RowList, "meetingList").setFocus()
    undo_key()
    assert services.meetings.all() == []
    assert len(services.members.all()) == 2
    assert window.message.text() == "Undone: Plan a meeting"
    undo_key()
    assert services.members.all() == []
    assert window.message.text() == "Undone: Import “people.csv”"
    assert window.pages.current_key == "members"
    window.message.redo.click()
    assert len(services.members.all()) == 2
    assert window.message.text() == "Redone: Import “people.csv”"


def test_a_field_brings_no_words_of_somebody_else(window, services, qtbot):
    services.members.save(Member(name="Agnes", school="Kibos Primary"))
    services.members.save(Member(name="Alice", school="Nyalenda School"))
    page = shown_page(qtbot, window, "members")
    school = page.findChild(QLineEdit, "school")
    choose(page, "memberRows", 0)
    school.setFocus()
    school.selectAll()
    QTest.keyClicks(school, "Nyalenda School")
    choose(page, "memberRows", 1)
    school.setFocus()
    undo_key()
    window.desk.flush()
    schools = {one.name: one.school for one in services.members.all()}
    assert schools == {"Agnes": "Kibos Primary", "Alice": "Nyalenda School"}
    assert window.message.text() == "Undone: Change “School” of “Agnes”"
    assert page.findChild(QLineEdit, "name").text() == "Agnes"


def test_what_was_typed_before_another_page_came_is_shown_where_it_was(window, services, qtbot):
    services.members.save(Member(name="Agnes", school="Kibos"))
    page = shown_page(qtbot, window, "members")
    page.findChild(QLineEdit, "school").setText("Kibos Primary")
    shown_page(qtbot, window, "library")
    window.desk.flush()
    window.menus.undo.trigger()
    assert window.pages.current_key == "members"
    assert page.findChild(QLineEdit, "school").text() == "Kibos"


def test_letters_are_undone_before_acts(window, services, qtbot):
    services.members.save(Member(name="Agnes", school="Kibos"))
    page = shown_page(qtbot, window, "members")
    school = page.findChild(QLineEdit, "school")
    school.setFocus()
    QTest.keyClicks(school, " Primary")
    window.desk.flush()
    undo_key()
    window.desk.flush()
    assert school.text() == "Kibos"
    assert services.members.all()[0].school == "Kibos"
    assert window.desk.history.undo_words == ""


def test_what_was_said_about_a_meeting_is_undone_and_not_its_title(window, services, qtbot):
    day = date(2026, 1, 8)
    services.meetings.save(Meeting(title="January", held_on=day))
    services.meetings.save(Meeting(title="December", held_on=day - timedelta(days=30)))
    window.desk.changed.emit(Area.ALL)
    page = shown_page(qtbot, window, "meetings")
    choose(page, "meetingList", 0)
    title = page.findChild(QLineEdit, "meetingTitle")
    shown = title.text()
    page.findChild(QAction, "notHeld").trigger()
    title.setFocus()
    undo_key()
    window.desk.flush()
    assert title.text() == shown
    assert {one.state.value for one in services.meetings.all()} == {"planned"}
    assert {one.title for one in services.meetings.all()} == {"January", "December"}


def test_the_menu_names_what_is_undone_and_is_off_when_there_is_nothing(window, services, qtbot):
    assert not window.menus.undo.isEnabled()
    window.desk.do("Add “Ada & Bo”", lambda: services.members.add(["Ada"]))
    assert window.menus.undo.text() == "&Undo Add “Ada && Bo”"
    window.menus.undo.trigger()
    assert not window.menus.undo.isEnabled()
    assert window.menus.redo.text() == "&Redo Add “Ada && Bo”"


def test_taking_back_a_note_of_a_discussion_goes_on_with_none(window, services, qtbot):
    plan = compile_plan(services.protocols.get("consultancy"), invented(4))
    run = services.discussions.start(plan).value
    services.discussions.put_away(run.id)
    page = shown_page(qtbot, window, "timer")
    note = RunNote(segment_title="Welcome", text="Late start")
    window.desk.do("Keep a note", lambda: services.discussions.save_note(run.id, note))
    window.menus.undo.trigger()
    assert page.findChild(TimerBrowser).isVisible()
    assert services.discussions.load(run.id).run.notes == ()


def test_what_nothing_takes_back_is_said(window, services):
    window.desk.do("Add Ada", lambda: services.members.add(["Ada"]))
    window.desk.do("End a discussion", lambda: services.members.add([]), is_final=True)
    window.menus.undo.trigger()
    assert window.message.text().startswith("“End a discussion” cannot be undone.")
    assert len(services.members.all()) == 1


@pytest.fixture
def evening(qtbot, qapp, tmp_path, clock):
    """A window over a community with two members and a meeting, made anew for each call."""
    opened = []

    def evening_():
        services = create_community(tmp_path / str(len(opened)), clock, name="Upper Valley")
        services.members.add(["Ada", "Bo"])
        agenda = (AgendaItem(title="Welcome"), AgendaItem(title="Farewell"))
        meeting = Meeting(title="Fractions", held_on=date(2026, 4, 2), agenda=agenda)
        services.meetings.save(meeting)
        window = shown_window(qtbot, qapp, tmp_path, services)
        opened.append((window, services))
        return window, services.folder

    yield evening_
    for window, services in opened:
        window.close()
        services.close()


def undo_all(window):
    window.desk.flush()
    while window.desk.history.undo_words:
        window.menus.undo.trigger()


def redo_all(window):
    while window.desk.history.redo_words:
        window.menus.redo.trigger()


def test_every_act_leaves_an_entry_and_all_are_taken_back(evening):
    window, folder = evening()
    at_start = tables(folder)
    for name, act in ACTS.items():
        before, last = tables(folder), window.desk.history.undo_words
        act(window, 0)
        assert tables(folder) != before, f"nothing came of: {name}"
        if name not in ("undo", "redo"):
            assert window.desk.history.undo_words not in ("", last), f"no entry for: {name}"
    at_end = tables(folder)
    undo_all(window)
    assert tables(folder) == at_start
    redo_all(window)
    assert tables(folder) == at_end


STEPS = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 3)), max_size=14)


@seed(8)
@settings(
    max_examples=12,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
def test_undoing_all_is_as_it_was_and_redoing_all_is_as_it_became(evening, steps):
    window, folder = evening()
    at_start = tables(folder)
    for name, number in steps:
        ACTS[name](window, number)
    redo_all(window)
    at_end = tables(folder)
    undo_all(window)
    assert tables(folder) == at_start
    redo_all(window)
    assert tables(folder) == at_end
    window.close()


def test_the_menu_undoes_in_the_protocol_that_is_being_changed(window, services, qtbot):
    own = services.own_protocols.copy(services.protocols.get("tuning")).value
    window.desk.do("Add Ada", lambda: services.members.add(["Ada"]))
    page = shown_page(qtbot, window, "timer")
    page.findChild(TimerBrowser).change_asked.emit(own.id)
    editor = page.findChild(ProtocolEditor)
    editor.forms.head.title.setText("Our tuning")
    assert editor.document.protocol.title == "Our tuning"
    window.menus.edit.aboutToShow.emit()
    window.menus.undo.trigger()
    assert editor.document.protocol.title == own.title
    assert len(services.members.all()) == 1
    window.menus.redo.trigger()
    assert editor.document.protocol.title == "Our tuning"


def test_a_text_is_not_called_by_the_words_just_typed(evening, qtbot):
    window, _folder = evening()
    page = shown_page(qtbot, window, "meetings")
    page.findChild(MeetingPane).show_tab("minutes")
    section = page.findChild(QWidget, "minutesOf-0")
    section.findChild(QPlainTextEdit).setPlainText("We began late.")
    window.desk.flush()
    assert window.desk.history.undo_words == "Change “Notes: 1. Welcome”"
