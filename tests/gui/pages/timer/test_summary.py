"""Afterwards: times are corrected, entries taken back, the tally kept, the report printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.log import Kind
from copdesk.domain.run.runs import RunState
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.leading.log_words import log_lines
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.gui.widgets.length_field import LengthField
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.protocols import shipped_protocol
from tests.gui.timer_pages import pass_time, press


@pytest.fixture
def page(timer_page: TimerPage) -> TimerPage:
    return timer_page


def lead(page: TimerPage, clock, seconds: int = 30) -> str:
    """Lead a discussion that lasts for a while, and end it; return its id."""
    page.show_item("protocol", "chalk-talk")
    press(page, "startProtocol")
    press(page, "startDiscussion")
    pass_time(page, clock, seconds)
    run_id = page.discussion.run.id
    page.discussion.press(lambda timer: timer.add(120))
    page.discussion.press(lambda timer: timer.finish())
    return run_id


def test_times_end_under_one_another(page, clock):
    lead(page, clock)
    model = page.findChild(QTableView, "summaryTable").model()
    side = Qt.ItemDataRole.TextAlignmentRole
    for column in range(model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal, side)
        cell = model.index(0, column).data(side)
        assert heading == cell
        assert bool(cell & Qt.AlignmentFlag.AlignTrailing) is (column > 0)


def table(page: TimerPage) -> list[tuple[str, ...]]:
    model = page.findChild(QTableView, "summaryTable").model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def correct(page: TimerPage, row: int, seconds: int) -> None:
    view = page.findChild(QTableView, "summaryTable")
    view.setCurrentIndex(view.model().index(row, 0))
    page.findChild(LengthField, "correctLength").setValue(seconds)
    press(page, "correctTime")


def happened(page: TimerPage) -> list[tuple[str, str]]:
    """The words of the log with their second lines."""
    model = page.findChild(RowList, "logList").model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [(one.data(), one.data(RowRole.SECOND)) for one in rows]


def choose_entry(page: TimerPage, text: str) -> QPushButton:
    entries = page.findChild(RowList, "logList")
    row = next(n for n, (words, _second) in enumerate(happened(page)) if words == text)
    entries.setCurrentIndex(entries.model().index(row, 0))
    return page.findChild(QPushButton, "takeBack")


def test_the_cursor_is_on_done_when_a_discussion_is_over(page, clock):
    lead(page, clock)
    assert page.focusWidget().objectName() == "summaryDone"


def test_the_time_of_a_step_is_corrected_and_kept(page, clock, services):
    run_id = lead(page, clock)
    assert table(page)[0][2] == "0:30"
    correct(page, 0, 240)
    assert table(page)[0][2] == "4:00"
    assert not page.findChild(QPushButton, "correctTime").isEnabled()
    log = services.discussions.load(run_id).log
    assert [event.kind for event in log][-1] == Kind.CORRECT
    assert services.discussions.get(run_id).state is RunState.ENDED


def test_a_correction_is_taken_back_from_the_list(page, clock):
    lead(page, clock)
    correct(page, 0, 240)
    title = page.discussion.plan.segments[0].title
    words = f"The time of “{title}” was corrected to 4:00"
    choose_entry(page, words).click()
    assert table(page)[0][2] == "0:30"
    assert dict(happened(page))[words].endswith("taken back")
    assert not choose_entry(page, words).isEnabled()


def test_minutes_that_were_added_are_taken_back(page, clock):
    lead(page, clock)
    title = page.discussion.plan.segments[0].title
    choose_entry(page, f"“{title}” got 2:00 more").click()
    assert page.discussion.state.segments[0].seconds == page.discussion.plan.segments[0].seconds


def test_what_others_build_on_stays(page, clock):
    lead(page, clock)
    assert not choose_entry(page, "Started").isEnabled()
    assert not choose_entry(page, "Finished").isEnabled()


def test_an_old_run_is_corrected_without_being_opened_again(page, clock, services, desk):
    run_id = lead(page, clock)
    press(page, "summaryDone")
    ended = services.discussions.get(run_id).ended_at
    clock.advance(86_400)
    page.show_item("run", run_id)
    correct(page, 0, 60)
    assert table(page)[0][2] == "1:00"
    run = services.discussions.get(run_id)
    assert (run.state, run.ended_at) == (RunState.ENDED, ended)
    page.show_item("run", run_id)
    assert table(page)[0][2] == "1:00"
    desk.flush()


def test_a_run_that_was_ended_from_the_list_is_corrected_without_counting_the_days(
    page, clock, services
):
    page.show_item("protocol", "chalk-talk")
    press(page, "startProtocol")
    press(page, "startDiscussion")
    pass_time(page, clock, 20)
    run_id = page.discussion.run.id
    page.discussion.beat()
    page.finish()
    services.discussions.end(run_id)
    clock.advance(86_400)
    page.show_item("run", run_id)
    took = table(page)[0][2]
    correct(page, 0, 90)
    assert took == "0:20"
    assert table(page)[0][2] == "1:30"
    assert "It took" in page.findChild(QLabel, "summaryTimes").text()


def test_the_tally_is_forgotten_unless_somebody_keeps_it(page, clock, services):
    run_id = counted(page, clock)
    assert page.findChild(QLabel, "tallyText").text() == (
        "Talk time by taps: Ada\u00a0·\u00a01\u00a0×\u00a0·\u00a00:20\n"
        "Not heard: Joseph, Mei, Tomás"
    )
    press(page, "summaryDone")
    assert services.discussions.get(run_id).notes == ()


def test_a_kept_tally_is_a_note_of_the_run(page, clock, services):
    run_id = counted(page, clock)
    press(page, "keepTally")
    [note] = services.discussions.get(run_id).notes
    assert note.text.startswith("Talk time by taps: Ada")
    assert "Talk time by taps" in page.findChild(QLabel, "summaryWritten").text()
    assert not page.findChild(QPushButton, "keepTally").isVisible()


def counted(page: TimerPage, clock) -> str:
    page.show_item("protocol", "chalk-talk")
    press(page, "startProtocol")
    press(page, "startDiscussion")
    discussion = page.discussion
    page._running.talk.count(True, discussion.state)
    ada = next(one for one in discussion.state.people if one.name == "Ada")
    press(page, f"talk-{ada.id}")
    pass_time(page, clock, 20)
    discussion.press(lambda timer: timer.finish())
    return discussion.run.id


def test_nothing_counted_offers_nothing_to_keep(page, clock):
    lead(page, clock)
    assert not page.findChild(QPushButton, "keepTally").isVisible()


def test_the_report_is_printed_from_here(page, clock, qtbot, desk):
    lead(page, clock)
    press(page, "printReport")
    preview = page.window().findChild(QWidget, "printPreview")
    qtbot.waitUntil(lambda: preview.handout is not None)
    assert preview.handout.pages >= 1
    qtbot.waitUntil(lambda: not desk.jobs.running)
    with qtbot.waitSignal(preview.destroyed):
        preview.close()


def test_everything_that_can_happen_is_said_in_words(clock):
    timer = DiscussionTimer(compile_plan(shipped_protocol("final-word"), invented(4)), clock)
    people = timer.state.people
    timer.start()
    timer.pause()
    timer.resume()
    timer.started_ago(30)
    timer.reset_turn()
    timer.next()
    timer.add(-60)
    timer.person_left(people[3].id)
    timer.person_arrived(people[3])
    timer.repeat()
    timer.goto(timer.state.segments[0].id)
    clock.asleep(400)
    timer.tick()
    timer.decide_gap(count=True)
    timer.put_away()
    timer.resume()
    timer.skip(timer.state.segments[-1].id)
    timer.undo()
    timer.finish()
    lines = log_lines(timer)
    kinds = {event.kind for event in timer.log}
    assert len(lines) == sum(event.kind != Kind.UNDO for event in timer.log)
    assert kinds >= set(Kind) - {Kind.ENDED_EARLY, Kind.CORRECT}
    assert all(line.text and "{" not in line.text for line in lines)
    assert [line.second.endswith("taken back") for line in lines].count(True) == 1
    texts = [line.text for line in lines]
    assert f"{people[3].name} left" in texts
    assert "The laptop slept for 6:40." in texts


def test_each_turn_says_whose_it_was_so_that_the_right_one_is_corrected(page, clock):
    page.show_item("protocol", "plus-delta")
    press(page, "startProtocol")
    press(page, "startDiscussion")
    turns = [s for s in page.discussion.plan.segments if s.step_id == "round"]
    page.discussion.press(DiscussionTimer.finish)
    titles = [row[0] for row in table(page)]
    for segment in turns:
        assert f"{segment.title} ({segment.turn_people[0].name})" in titles
