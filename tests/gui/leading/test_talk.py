"""Who speaks, by taps; all steps at one key; a discussion that goes on at the next meeting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from copdesk.domain.run.runs import RunState
from copdesk.domain.run.state import Phase
from copdesk.domain.run.talk_tally import TalkTally
from copdesk.gui.leading.projector_screens import IN_A_WINDOW
from copdesk.gui.leading.question_strip import QuestionStrip
from copdesk.gui.leading.tally import TalkButton
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.changes import Area
from copdesk.services.opening import Services
from tests.gui.timer_pages import pass_time, press, start

KEY = Qt.Key


@pytest.fixture
def page(timer_page: TimerPage) -> TimerPage:
    return timer_page


def menu_words(page: TimerPage) -> dict[str, QAction]:
    menu = page._running.transport.more_menu
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def names(page: TimerPage) -> list[TalkButton]:
    """The names as they stand in the row."""
    flow = page._running.talk._flow
    found = [flow.itemAt(number).widget() for number in range(flow.count())]
    return [one for one in found if isinstance(one, TalkButton)]


def tap(page: TimerPage, name: str) -> None:
    next(one for one in names(page) if one.text().split(" · ")[0] == name).click()


def count(page: TimerPage) -> None:
    menu_words(page)["Count who speaks"].trigger()


def test_nobody_is_counted_until_somebody_asks(page):
    start(page, "chalk-talk")
    assert not page._running.talk.isVisible()
    assert "Show the room who has spoken" not in menu_words(page)
    count(page)
    assert [one.text() for one in names(page)] == ["Ada", "Joseph", "Mei", "Tomás"]


@pytest.mark.usefixtures("noto_on_screen")
def test_on_a_low_window_the_names_make_room_while_the_rest_is_planned_again(page, qtbot):
    start(page, "chalk-talk")
    count(page)
    page.resize(1000, 500)
    qtbot.waitUntil(lambda: page._running._is_low)
    page._running.transport.replan_asked.emit()
    assert not page._running.talk.isVisible()
    page.findChild(QPushButton, "keepPlan").click()
    assert page._running.talk.isVisible()
    page.resize(1000, 1400)
    qtbot.waitUntil(lambda: not page._running._is_low)
    page._running.transport.replan_asked.emit()
    assert page._running.talk.isVisible()


def test_a_tap_counts_turns_and_seconds_and_moves_behind_the_unheard(page, clock):
    start(page, "chalk-talk")
    count(page)
    tap(page, "Ada")
    pass_time(page, clock, 20)
    tap(page, "Mei")
    pass_time(page, clock, 8)
    tap(page, "Mei")
    assert [one.text() for one in names(page)] == [
        "Joseph",
        "Tomás",
        "Ada · 1 × · 0:20",
        "Mei · 1 × · 0:08",
    ]
    assert not any(one.isChecked() for one in names(page))
    assert page.findChild(QLabel, "notYetHeard").text().startswith("2 not yet heard")


def test_a_pause_and_a_sleep_are_nobodys_time(page, clock):
    start(page, "chalk-talk")
    count(page)
    tap(page, "Ada")
    pass_time(page, clock, 10)
    page.discussion.press(lambda timer: timer.pause())
    pass_time(page, clock, 40)
    page.discussion.press(lambda timer: timer.resume())
    clock.asleep(30)
    page.discussion.look()
    tap(page, "Ada")
    assert names(page)[-1].text() == "Ada · 1 × · 0:10"


def test_the_room_sees_it_only_when_it_was_chosen(page, clock):
    start(page, "chalk-talk")
    page.projector.open(IN_A_WINDOW)
    count(page)
    tap(page, "Joseph")
    pass_time(page, clock, 10)
    assert "Joseph" not in page.projector.window.words()
    menu_words(page)["Show the room who has spoken"].trigger()
    assert "Joseph" in page.projector.window.words()
    menu_words(page)["Show the room who has spoken"].trigger()
    assert "Joseph" not in page.projector.window.words()


def test_another_discussion_begins_uncounted(page, qtbot):
    start(page, "chalk-talk")
    count(page)
    page._put_away()
    start(page, "chalk-talk")
    assert page._running.talk.tally is None
    assert not page._running.talk.isVisible()


def interrupted(page: TimerPage, services, desk, qtbot) -> TimerPage:
    """Return the page of another start, after the power went in the middle of a discussion."""
    desk.flush()
    run_id = page.discussion.run.id
    page.discussion._beats.stop()
    again = TimerPage(Services.over(services._database), desk)
    qtbot.addWidget(again)
    again.reload(Area.ALL)
    again.show()
    again.show_item("run", run_id)
    return again


def test_the_tally_goes_on_after_the_power_went(page, services, desk, clock, qtbot):
    start(page, "chalk-talk")
    count(page)
    tap(page, "Ada")
    pass_time(page, clock, 20)
    tap(page, "Mei")
    pass_time(page, clock, 7)
    again = interrupted(page, services, desk, qtbot)
    assert again.discussion is not None
    assert [one.text() for one in names(again)] == [
        "Joseph", "Tomás", "Ada · 1 × · 0:20", "Mei · 1 × · 0:07",
    ]  # fmt: skip
    assert not again._running.talk.for_room
    clock.advance(600)
    again.discussion.look()
    assert names(again)[-1].text() == "Mei · 1 × · 0:07"
    again.finish()


@pytest.mark.parametrize("way", ["end", "put_away", "remove", "uncount"])
def test_a_tally_is_not_kept_any_longer_than_the_discussion(page, services, desk, clock, way):
    start(page, "chalk-talk")
    count(page)
    tap(page, "Ada")
    pass_time(page, clock, 20)
    desk.flush()
    run_id = page.discussion.run.id
    assert services.discussions.tally(run_id)
    if way == "uncount":
        count(page)
    elif way == "end":
        page.discussion.press(lambda timer: timer.finish())
    elif way == "put_away":
        page._put_away()
    else:
        desk.do("Act", lambda: services.discussions.remove(run_id))
    if page.discussion is not None and way != "remove":
        page.discussion.look()
    desk.flush()
    assert services.discussions.tally(run_id) == ""


def test_nothing_is_written_while_nobody_is_counted(page, services, desk, clock):
    start(page, "chalk-talk")
    pass_time(page, clock, 30)
    desk.flush()
    assert services.discussions.tally(page.discussion.run.id) == ""


def test_a_tally_that_cannot_be_read_is_none():
    for text in ("", "{", "[]", "{}", '{"times": 3}', "null"):
        assert TalkTally.from_json(text) is None


def test_each_speaks_once_and_the_page_says_who_has(page, clock):
    start(page, "connections")
    once = next(one for one in page.discussion.state.segments if one.once_only)
    page.discussion.press(lambda timer: timer.goto(once.id))
    assert page.findChild(QLabel, "turns").text() == "Whoever wants to speaks, each only once."
    count(page)
    tap(page, "Mei")
    pass_time(page, clock, 5)
    tap(page, "Tomás")
    pass_time(page, clock, 5)
    assert page.findChild(QLabel, "turns").text() == "Each only once. Have spoken: Mei, Tomás"


def steps(page: TimerPage) -> RowList:
    return page.findChild(RowList, "stepList")


def seconds_of(page: TimerPage) -> list[str]:
    """The second lines of all steps."""
    model = steps(page).model()
    return [model.index(row, 0).data(RowRole.SECOND) for row in range(model.rowCount())]


def test_one_key_shows_all_steps_and_return_goes_to_one(page, qtbot, clock):
    start(page, "chalk-talk")
    pass_time(page, clock, 30)
    qtbot.keyClick(page.focusWidget(), KEY.Key_N)
    qtbot.keyClick(page.focusWidget(), KEY.Key_G)
    assert steps(page).isVisible()
    assert seconds_of(page)[:3] == ["Done, took 0:30", "Now", "Coming"]
    first = page.discussion.state.segments[0]
    steps(page).select(first.id)
    qtbot.keyClick(steps(page), KEY.Key_Return)
    assert not steps(page).isVisible()
    assert page.discussion.state.current.id == first.id
    assert page.discussion.reading.elapsed_ms == 30_000


def test_escape_stays_where_it_is(page, qtbot):
    start(page, "chalk-talk")
    qtbot.keyClick(page.focusWidget(), KEY.Key_G)
    qtbot.keyClick(steps(page), KEY.Key_Escape)
    assert not steps(page).isVisible()
    assert page.discussion.reading.number == 1
    qtbot.keyClick(page.focusWidget(), KEY.Key_G)
    press(page, "stayHere")
    assert not steps(page).isVisible()


def test_case_46_pointing_at_a_step_before_the_start_marks_nothing(page, qtbot):
    start(page, "chalk-talk")
    page.discussion.press(lambda timer: timer.undo())
    assert page.discussion.reading.phase is Phase.READY
    end = page.discussion.reading.projected_end
    qtbot.keyClick(page.focusWidget(), KEY.Key_G)
    steps(page).select(page.discussion.state.segments[2].id)
    press(page, "goToStep")
    qtbot.keyClick(page.focusWidget(), KEY.Key_G)
    assert seconds_of(page)[:4] == ["Coming", "Coming", "Comes first", "Coming"]
    assert page.discussion.reading.projected_end == end


def to_the_sitting(page: TimerPage) -> None:
    start(page, "peer-observation")
    while not page.discussion.reading.segment.is_sitting:
        page.discussion.press(lambda timer: timer.next())


def test_where_the_meeting_ends_it_offers_to_wait_for_the_next(page, services):
    to_the_sitting(page)
    question = page.findChild(QuestionStrip, "sittingQuestion")
    assert question.text().startswith("This goes on another time.")
    assert page.findChild(QLabel, "stepLevel").text() == "It goes on another time"
    assert not page._running.step.number.isVisible()
    run_id = page.discussion.run.id
    press(question, "answer-put-away")
    assert page.discussion is None
    assert services.discussions.get(run_id).state is RunState.PUT_AWAY


def test_it_can_go_on_at_once_all_the_same(page):
    to_the_sitting(page)
    press(page.findChild(QuestionStrip, "sittingQuestion"), "answer-go-on")
    assert not page.discussion.reading.segment.is_sitting
    assert page.discussion.reading.phase is Phase.RUNNING
    assert not page.findChild(QuestionStrip, "sittingQuestion").isVisible()
    assert page._running.step.number.isVisible()
