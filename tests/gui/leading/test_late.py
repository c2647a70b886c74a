"""A discussion that must end at a time, and begins later than when it was planned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from copdesk.gui.leading.question_strip import QuestionStrip
from copdesk.gui.pages.timer.page import TimerPage
from tests.gui.timer_pages import press

HOUR = 3600


@pytest.fixture
def page(timer_page: TimerPage, clock) -> TimerPage:
    page = timer_page
    page.show_item("protocol", "consultancy")
    press(page, "startProtocol")
    end = (clock.now() + timedelta(hours=1)).astimezone().replace(second=0, microsecond=0)
    page._before.choices.end_at.set_field_value(end.time())
    page._before.choices.end_at.field_edited.emit()
    return page


def late_question(page: TimerPage) -> str:
    found = page.findChild(QuestionStrip, "lateStart")
    assert found is not None
    return found.text()


def test_case_56_in_time_nothing_is_asked(page):
    press(page, "startDiscussion")
    assert late_question(page) == ""
    assert page.discussion.reading.end_at == page._before._end
    assert abs(page.discussion.reading.ahead_s) <= 60


def test_case_56_late_the_end_is_kept_by_one_key(page, clock, qtbot):
    planned, end = page._before.plan.total_s, page._before._end
    clock.advance(600)
    press(page, "startDiscussion")
    assert page.discussion is None
    assert late_question(page).startswith("It is ")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.discussion.reading.end_at == end
    assert planned - 660 <= page.discussion.plan.total_s <= planned - 540
    assert abs(page.discussion.reading.ahead_s) <= 60
    assert page.discussion.reading.projected_end == end


def test_case_56_late_the_lengths_are_kept_instead(page, clock):
    plan = page._before.plan
    clock.advance(600)
    press(page, "startDiscussion")
    press(page, "answer-lengths")
    assert page.discussion.plan.segments == plan.segments
    assert page.discussion.reading.end_at is None
    assert page.discussion.reading.ahead_s == 0


def test_case_56_it_is_asked_once(page, clock):
    plan, end = page._before.plan, page._before._end
    clock.advance(600)
    press(page, "startDiscussion")
    press(page, "startDiscussion")
    assert page.discussion.plan.segments == plan.segments
    assert page.discussion.reading.end_at == end
    assert -660 <= page.discussion.reading.ahead_s <= -540


def test_case_56_an_end_that_is_past_cannot_be_kept(page, clock):
    clock.advance(2 * HOUR)
    press(page, "startDiscussion")
    found = page.findChild(QuestionStrip, "lateStart")
    assert [one.objectName() for one in found.findChildren(QPushButton)] == ["answer-lengths"]
    press(page, "answer-lengths")
    assert page.discussion.reading.end_at is None


def test_case_56_too_late_to_keep_the_end_offers_the_ways_out(page, clock):
    clock.advance(HOUR - 300)
    press(page, "startDiscussion")
    press(page, "answer-end")
    assert page.discussion is None
    assert page.findChild(QuestionStrip, "waysOut").text() == "What can give way?"
