from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget

from copdesk.domain.meetings import MeetingRole, Presence
from copdesk.gui.pages.meetings.attendance import AttendancePane
from copdesk.gui.pages.meetings.attendance_model import AttendanceView
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.widgets.optional_fields import TimeField
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from tests.gui.meetings_pages import members, only, planned, shown_page


@pytest.fixture
def people(services):
    return members(services, "Ada", "Bo", "Chi")


@pytest.fixture
def page(services, desk, qtbot, people):
    planned(services)
    page = shown_page(services, desk, qtbot)
    page.findChild(QTabWidget, "meetingTabs").setCurrentIndex(1)
    return page


def view(page):
    return page.findChild(AttendanceView, "attendance")


def choose(page, row):
    view(page).setCurrentIndex(view(page).model().index(row, 0))


def came(services):
    return {one.member_id or one.visitor: one.presence for one in only(services).attendance}


def test_space_ticks_who_is_here_and_again_takes_it_away(page, services, people, qtbot):
    choose(page, 1)
    qtbot.keyClick(view(page), Qt.Key.Key_Space)
    assert came(services) == {people[1].id: Presence.PRESENT}
    assert view(page).currentIndex().row() == 1
    qtbot.keyClick(view(page), Qt.Key.Key_Space)
    assert came(services) == {}


def test_everybody_here_leaves_what_is_known_alone(page, services, people):
    choose(page, 2)
    page.findChild(QPushButton, "presence-sent_word").click()
    page.findChild(QPushButton, "everybodyHere").click()
    assert came(services) == {
        people[0].id: Presence.PRESENT,
        people[1].id: Presence.PRESENT,
        people[2].id: Presence.SENT_WORD,
    }
    assert page.findChild(QLabel, "attendanceCount").text() == "2 people took part"


def test_a_visitor_is_added_with_enter_and_removed_with_undo(
    page, services, desk, qtbot, type_text
):
    line = page.findChild(QLineEdit, "newVisitor")
    type_text(line, "Žofie")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert came(services) == {"Žofie": Presence.PRESENT}
    choose(page, 3)
    qtbot.keyClick(view(page), Qt.Key.Key_Space)
    assert came(services) == {}
    desk.history.undo()
    assert came(services) == {"Žofie": Presence.PRESENT}


def test_a_visitor_can_take_part_from_afar(page, services, qtbot, type_text):
    line = page.findChild(QLineEdit, "newVisitor")
    type_text(line, "Guest")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    choose(page, 3)
    page.findChild(QPushButton, "presence-remote").click()
    assert came(services) == {"Guest": Presence.REMOTE}


def test_late_arrival_is_kept(page, services, desk, qtbot):
    choose(page, 0)
    qtbot.keyClick(view(page), Qt.Key.Key_Space)
    field = page.findChild(AttendancePane).findChildren(TimeField)[0]
    field.set_field_value(time(16, 20))
    field.field_edited.emit()
    desk.flush()
    assert only(services).attendance[0].arrived_at == time(16, 20)


def test_the_rota_says_whose_turn_it_is_and_one_press_accepts(services, desk, qtbot, people):
    earlier = planned(services, held_on=date(2026, 1, 8), title="Earlier")
    services.meetings.take_role(earlier.id, MeetingRole.FACILITATOR, people[0].id)
    meeting = planned(services)
    page = shown_page(services, desk, qtbot)
    page.findChild(QTabWidget, "meetingTabs").setCurrentIndex(1)
    turn = page.findChild(QPushButton, "turn-facilitator")
    assert turn.text() == "Bo’s turn: not done yet"
    turn.click()
    now = services.meetings.get(meeting.id)
    assert now.role_holder(MeetingRole.FACILITATOR) == people[1].id
    assert not turn.isVisible()
    desk.history.undo()
    assert services.meetings.get(meeting.id).role_holder(MeetingRole.FACILITATOR) == ""


def test_a_role_is_given_by_name_and_taken_away(page, services, people, qtbot):
    picker = page.findChild(PersonPicker, "role-host")
    picker.setFocus()
    picker.set_field_value(Person(people[2].id, "Chi"))
    qtbot.keyClick(picker.lineEdit(), Qt.Key.Key_Return)
    assert only(services).role_holder(MeetingRole.HOST) == people[2].id
    picker.set_field_value(Person("", ""))
    qtbot.keyClick(picker.lineEdit(), Qt.Key.Key_Return)
    assert only(services).role_holder(MeetingRole.HOST) == ""


def test_the_name_of_nobody_here_gives_no_role(page, services, qtbot):
    picker = page.findChild(PersonPicker, "role-host")
    picker.set_field_value("Nobody")
    qtbot.keyClick(picker.lineEdit(), Qt.Key.Key_Return)
    assert only(services).roles == ()


def test_the_agenda_of_a_new_meeting_suggests_who_facilitates(services, desk, qtbot, people):
    planned(services)
    page = shown_page(services, desk, qtbot)
    hint = page.findChild(QPushButton, "facilitatorHint")
    assert hint.text() == "Who facilitates? Ada’s turn: not done yet"
    hint.click()
    assert only(services).role_holder(MeetingRole.FACILITATOR) == people[0].id
    assert not hint.isVisible()
    desk.history.undo()
    assert hint.isVisible()


def test_a_catch_up_sheet_is_for_the_chosen_member(page, desk, qtbot):
    choose(page, 1)
    page.findChild(QPushButton, "catchUp").click()
    (preview,) = page.findChildren(PrintPreview)
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert preview.handout is not None
    assert "Bo" in preview.windowTitle()
    preview.close()


def test_each_role_is_offered_to_somebody_else(page, people):
    offered = [page.findChild(QPushButton, f"turn-{role.value}").text() for role in MeetingRole]
    assert [text.partition("’")[0] for text in offered] == ["Ada", "Bo", "Chi", "Ada"]
