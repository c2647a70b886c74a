from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from copdesk.domain.library import Resource
from copdesk.domain.meetings import Meeting
from copdesk.domain.members import Member
from copdesk.gui.pages import PAGES
from copdesk.gui.window.page_stack import PageStack

PLACES = {
    "meetings": "meetingList",
    "members": "memberRows",
    "library": "resourceList",
    "community": "name",
}


@pytest.fixture
def stack(services, desk, qtbot):
    stack = PageStack(PAGES, desk)
    qtbot.addWidget(stack)
    stack.resize(1100, 700)
    stack.show()
    return stack


@pytest.fixture
def furnished(services, stack, desk, qtbot):
    services.members.save(Member(name="Ada"))
    services.meetings.save(Meeting(title="Light", held_on=date(2026, 4, 2)))
    services.library.save(Resource(title="Strips"))
    stack.attach(services)
    return stack


def test_a_page_that_comes_to_the_front_has_the_cursor_where_work_begins(furnished, desk, qtbot):
    for key, name in PLACES.items():
        furnished.show_page(key)
        qtbot.waitUntil(lambda: not desk.jobs.running)
        assert furnished.focusWidget().objectName() == name


def test_a_page_gives_the_cursor_back_where_it_was_but_never_to_a_button(furnished, desk, qtbot):
    furnished.show_page("members")
    page = furnished.current_page()
    page.findChild(QLineEdit, "searchMembers").setFocus()
    furnished.show_page("meetings")
    meetings = furnished.current_page()
    meetings.findChild(QPushButton, "planMeeting").setFocus()
    furnished.show_page("members")
    assert furnished.focusWidget().objectName() == "searchMembers"
    furnished.show_page("meetings")
    assert furnished.focusWidget().objectName() == "meetingList"


def test_the_first_name_can_be_typed_at_once(stack, services):
    stack.attach(services)
    stack.show_page("members")
    assert stack.focusWidget().objectName() == "newNames"


def test_the_first_meeting_and_the_first_files_are_one_key_away(stack, services, desk, qtbot):
    stack.attach(services)
    qtbot.waitUntil(lambda: stack.focusWidget() is not None)
    assert stack.focusWidget().text() == "Plan a meeting"
    stack.show_page("library")
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert stack.focusWidget().objectName() == "addFirstFiles"
