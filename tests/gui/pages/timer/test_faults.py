"""Discussions whose disk is full, and discussions that several crashes left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.run.runs import RunNote
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.desk.desk import SaveState
from copdesk.gui.leading.discussion import Discussion, begin, take_up
from copdesk.gui.pages.timer.waiting import WaitingRuns

CROWD = 9


@pytest.fixture
def plan(services) -> RunPlan:
    return compile_plan(services.protocols.get("micro-lab"), invented(CROWD))


@pytest.fixture
def discussion(services, desk, plan) -> Iterator[Discussion]:
    discussion = begin(services, desk, plan)
    discussion.press(DiscussionTimer.start)
    yield discussion
    discussion.stop()


@contextmanager
def full_disk(database) -> Iterator[None]:
    """Let the file grow by nothing at all until the end of the block."""

    def limit(pages: str) -> None:
        with database._engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    limit("1")  # less than there are is taken for as many as there are
    yield
    limit("1073741823")


def let_pass(discussion: Discussion, clock, seconds: int) -> None:
    for _second in range(seconds):
        clock.advance(1)
        discussion.look()


def test_case_31_a_full_disk_stops_neither_the_timer_nor_loses_what_was_pressed(
    discussion, services, desk, database, clock, monkeypatch
):
    crashes: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *bug: crashes.append(bug))
    run_id = discussion.run.id
    stored = services.discussions.load(run_id)
    with full_disk(database):
        presses: list[Callable[[DiscussionTimer], object]] = [DiscussionTimer.next]
        while desk.state is not SaveState.FAILED and len(presses) < 1000:
            presses.append(DiscussionTimer.next if len(presses) % 2 else DiscussionTimer.back)
            discussion.press(presses[-1])
        assert desk.failure.title == "The disk is full; this was not saved."
        segment, before = discussion.reading.segment.id, discussion.reading.elapsed_ms
        let_pass(discussion, clock, 12)
        discussion.beat()
        desk.flush()
        assert discussion.reading.segment.id == segment
        assert discussion.reading.elapsed_ms == before + 12_000
        assert len(services.discussions.load(run_id).log) < len(discussion.timer.log)
        assert desk.state is SaveState.FAILED
    discussion.beat()
    desk.flush()
    assert desk.state is SaveState.SAVED
    loaded = services.discussions.load(run_id)
    assert loaded.log == discussion.timer.log
    assert len(loaded.log) > len(stored.log)
    assert loaded.heartbeat.tau_ms == discussion.state.tau_ms
    assert crashes == []


def test_case_31_a_discussion_that_begins_on_a_full_disk_is_refused_in_words(
    services, desk, database, plan
):
    refusals: list[str] = []
    desk.refused.connect(lambda error: refusals.append(error.title))
    known = len(services.discussions.all())
    with full_disk(database):
        begun = begin(services, desk, plan)
    assert begun is None
    assert refusals == ["The disk is full; this was not saved."]
    assert len(services.discussions.all()) == known


def answers(waiting: WaitingRuns, name: str) -> list[QPushButton]:
    found = waiting.findChildren(QPushButton, f"answer-{name}")
    return [button for button in found if button.isVisibleTo(waiting)]


def test_case_34_every_discussion_that_a_crash_left_open_is_offered_until_all_are_closed(
    qtbot, services, desk, plan
):
    left_open = [services.discussions.start(plan).value.id for _crash in range(5)]
    waiting = WaitingRuns(services, desk)
    qtbot.addWidget(waiting)
    offered: list[str] = []
    for number in range(5):
        waiting.refresh("")
        offered.append(waiting._shown[0])
        answers(waiting, "end" if number % 2 else "put-away")[0].click()
        if not number % 2:
            services.discussions.end(offered[-1])
    waiting.refresh("")
    assert sorted(offered) == sorted(left_open)
    assert not waiting.isVisibleTo(None)
    assert services.discussions.waiting() == []


def test_case_34_all_of_them_are_offered_at_once_in_a_list_that_scrolls(
    qtbot, services, desk, plan
):
    left_open = [services.discussions.start(plan).value.id for _crash in range(8)]
    waiting = WaitingRuns(services, desk)
    qtbot.addWidget(waiting)
    waiting.resize(900, 400)
    waiting.show()
    waiting.refresh("")
    QApplication.processEvents()
    assert sorted(waiting._shown) == sorted(left_open)
    assert len(answers(waiting, "go-on")) == 8
    last = answers(waiting, "go-on")[-1]
    area = waiting.findChild(QScrollArea)
    assert area.viewport().height() < area.widget().height()
    assert not area.viewport().rect().contains(last.mapTo(area.viewport(), QPoint(0, 0)))
    for _press in range(3 * 8):
        QTest.keyClick(QApplication.focusWidget() or waiting, Qt.Key.Key_Tab)
        if last.hasFocus():
            break
    assert last.hasFocus()
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), QPoint(0, 0)))
    with qtbot.waitSignal(waiting.go_on_asked) as asked:
        last.click()
    assert asked.args == [waiting._shown[-1]]


def test_case_34_going_on_with_one_leaves_the_others_on_offer(services, desk, plan):
    first, second, third = (services.discussions.start(plan).value.id for _crash in range(3))
    services.discussions.save_note(second, RunNote(text="Kept"))
    discussion = take_up(services, desk, second)
    discussion.press(DiscussionTimer.start)
    discussion.press(DiscussionTimer.finish)
    discussion.stop()
    assert {run.id for run in services.discussions.waiting()} == {third, first}
    assert services.discussions.get(second).notes[0].text == "Kept"
