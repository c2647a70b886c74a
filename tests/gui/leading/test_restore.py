"""What is left of a discussion when the power goes, the disk fails or the laptop sleeps."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit

from copdesk.domain.meetings import AgendaItem, AgendaKind, Meeting, MeetingRole, Presence
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.reading import Reading
from copdesk.domain.run.runs import RunState
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.desk.desk import Desk, SaveState
from copdesk.gui.leading.discussion import begin, take_up
from copdesk.gui.leading.projector_screens import IN_A_WINDOW
from copdesk.gui.leading.question_strip import QuestionStrip
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.services.changes import Area
from copdesk.services.opening import Services
from copdesk.services.protocols import shipped_protocol
from tests.gui.timer_pages import pass_time, press, start


@pytest.fixture
def services(database) -> Services:
    services = Services.over(database)
    services.members.add(("Ada", "Joseph", "Mei", "Tomás"))
    return services


class Opened:
    """Pages over the same files, as after one start of the program and the next."""

    def __init__(self, qtbot, services, desk) -> None:
        self._qtbot, self._services, self._desk = qtbot, services, desk
        desk.settings.set_text("timer/sound", "off")
        desk.settings.set_text("timer/projector", "")
        self.pages: list[TimerPage] = []

    def page(self) -> TimerPage:
        page = TimerPage(self._services, self._desk)
        self._qtbot.addWidget(page)
        page.reload(Area.ALL)
        page.resize(1024, 520)
        page.show()
        self._qtbot.waitExposed(page)
        self.pages.append(page)
        return page

    def kill(self, page: TimerPage) -> None:
        """Take the page away without a word, as when the power goes."""
        page.discussion._alarm.stop()
        page.discussion._beats.stop()
        page._awake.set_on(False)
        page.hide()


@pytest.fixture
def opened(qtbot, services, desk) -> Iterator[Opened]:
    opened = Opened(qtbot, services, desk)
    yield opened
    for page in opened.pages:
        page.finish()


def question(page: TimerPage, name: str) -> str:
    return page.findChild(QuestionStrip, name).text()


def offers(page: TimerPage) -> list[str]:
    return [strip.text() for strip in page._waiting._strips if strip.text()]


def test_after_a_crash_it_goes_on_at_the_right_second_step_and_speaker(opened, clock, desk):
    first = opened.page()
    start(first, "final-word")
    pass_time(first, clock, 100)
    first.discussion.press(lambda timer: timer.next())
    pass_time(first, clock, 22)
    first.discussion.beat()
    desk.flush()
    first.findChild(QPlainTextEdit, "noteText").setPlainText("Unfinished sent")
    desk.flush()
    opened.kill(first)
    clock.advance(600)

    second = opened.page()
    assert offers(second) == ["Go on with “Final Word”, at 0:38 of step 2, “Respond”?"]
    press(second, "answer-go-on")
    reading = second.discussion.reading
    assert (reading.seconds, reading.number, reading.speakers) == (38, 2, ("Joseph",))
    assert question(second, "gapQuestion").startswith("CopDesk was not running for 10:00.")
    notes = second._services.discussions.get(second.discussion.run.id).notes
    assert [note.text for note in notes] == ["Unfinished sent"]
    press(second, "answer-count")
    assert second.discussion.reading.is_over
    assert question(second, "gapQuestion") == ""


def test_a_short_absence_counts_unless_somebody_says_otherwise(opened, clock, desk):
    first = opened.page()
    start(first, "final-word")
    pass_time(first, clock, 60)
    first.discussion.beat()
    desk.flush()
    opened.kill(first)
    clock.advance(60)
    second = opened.page()
    press(second, "answer-go-on")
    assert second.discussion.reading.seconds == 60
    press(second, "answer-leave")
    assert second.discussion.reading.seconds == 120


def test_paused_stays_paused_over_night(opened, clock, desk):
    first = opened.page()
    start(first, "final-word")
    pass_time(first, clock, 60)
    first.discussion.press(lambda timer: timer.pause())
    opened.kill(first)
    clock.advance(14 * 3600)
    second = opened.page()
    press(second, "answer-go-on")
    assert second.discussion.reading.phase is Phase.PAUSED
    assert second.discussion.reading.seconds == 120
    assert question(second, "gapQuestion") == ""


def test_every_press_is_on_disk_at_once(opened, services):
    page = opened.page()
    start(page, "final-word")
    run_id = page.discussion.run.id
    for command in (DiscussionTimer.next, DiscussionTimer.pause, DiscussionTimer.resume):
        page.discussion.press(command)
        assert services.discussions.load(run_id).log == page.discussion.timer.log


def test_put_away_is_offered_and_goes_on_at_the_same_second(opened, clock, services):
    first = opened.page()
    start(first, "final-word")
    pass_time(first, clock, 60)
    first._running.put_away_asked.emit()
    assert first.discussion is None
    clock.advance(7 * 24 * 3600)
    assert services.discussions.waiting()[0].state is RunState.PUT_AWAY
    second = opened.page()
    press(second, "answer-go-on")
    assert second.discussion.reading.phase is Phase.PAUSED
    assert second.discussion.reading.seconds == 120
    assert services.discussions.waiting()[0].state is RunState.OPEN


def test_a_run_that_nobody_wants_is_ended(opened, clock, services):
    first = opened.page()
    start(first, "final-word")
    opened.kill(first)
    second = opened.page()
    press(second, "answer-end")
    second.reload(Area.RUNS)
    assert offers(second) == []
    assert services.discussions.waiting() == []


def test_closing_the_window_leaves_it_running_for_next_time(opened, clock, services, desk):
    first = opened.page()
    start(first, "final-word")
    pass_time(first, clock, 30)
    first.finish()
    clock.advance(10)
    second = opened.page()
    press(second, "answer-go-on")
    assert second.discussion.reading.seconds == 140


def test_a_disk_that_fails_is_told_and_nothing_is_lost(opened, clock, services, desk, database):
    page = opened.page()
    start(page, "final-word")
    run_id = page.discussion.run.id
    whole = database.path.stat().st_mode
    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    before = services.discussions.load(run_id).log
    page.discussion.press(lambda timer: timer.next())
    failed = desk.state is SaveState.FAILED
    assert page.discussion.reading.number == 2
    pass_time(page, clock, 10)
    assert page.discussion.reading.seconds == 50
    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
    page.discussion.beat()
    desk.flush()
    log = services.discussions.load(run_id).log
    assert failed
    assert len(log) > len(before)
    assert log == page.discussion.timer.log
    assert desk.state is SaveState.SAVED
    assert database.path.stat().st_mode == whole


def test_sleep_is_not_counted_and_can_be(opened, clock):
    page = opened.page()
    start(page, "final-word")
    pass_time(page, clock, 60)
    clock.asleep(480)
    page.discussion.look()
    assert page.discussion.reading.seconds == 120
    assert question(page, "gapQuestion") == "The laptop slept for 8:00. It is not counted now."
    press(page, "answer-leave")
    assert question(page, "gapQuestion") == ""


def test_both_screens_show_the_same_in_every_frame(opened, clock):
    page = opened.page()
    start(page, "final-word")
    page.projector.open(IN_A_WINDOW)
    seen: list[Reading] = []
    for _second in range(300):
        clock.advance(0.93)
        page.discussion.look()
        window = page.projector.window
        assert window.reading is page.discussion.reading
        assert page._running.step.number.text() == window.reading.text
        seen.append(window.reading)
    assert len({reading.number for reading in seen}) > 2


def test_each_warning_and_end_is_pointed_out_once(opened, clock):
    page = opened.page()
    start(page, "chalk-talk")
    signals: list[str] = []
    page.discussion.signalled.connect(lambda signal: signals.append(signal.kind.value))
    length = page.discussion.reading.planned_s
    pass_time(page, clock, length - 2)
    for _look in range(8):
        clock.advance(0.5)
        page.discussion.look()
    assert signals.count("zero") == 1
    assert signals.count("warning") == len(page.discussion.reading.warnings)


def test_a_stalled_interface_loses_no_time(opened, clock):
    page = opened.page()
    start(page, "chalk-talk")
    clock.advance(10)
    page.discussion.look()
    planned = page.discussion.reading.planned_s
    assert page.discussion.reading.seconds == planned - 10


def a_meeting(services) -> tuple[Meeting, AgendaItem]:
    ids = {member.name: member.id for member in services.members.all()}
    meeting = services.meetings.plan(services.clock.now().date(), "Thursday").value
    item = services.meetings.save_item(
        meeting.id,
        AgendaItem(
            title="Ada's question",
            kind=AgendaKind.DISCUSSION,
            minutes=40,
            lead_id=ids["Ada"],
            protocol_id="consultancy",
        ),
    ).value
    for name in ("Ada", "Joseph", "Mei"):
        services.meetings.attend(meeting.id, ids[name], Presence.PRESENT)
    services.meetings.take_role(meeting.id, MeetingRole.FACILITATOR, ids["Mei"])
    return services.meetings.get(meeting.id), item


def test_an_agenda_item_brings_its_people_roles_and_minutes(opened, services):
    page = opened.page()
    meeting, item = a_meeting(services)
    page.show_item("discussion", f"{meeting.id}/{item.id}")
    assert [person.name for person in page._before.plan.people] == ["Ada", "Joseph", "Mei"]
    assert page._before.plan.total_s == 40 * 60
    assert page.findChild(QComboBox, "role-presenter").currentText() == "Ada"
    assert page.findChild(QComboBox, "role-facilitator").currentText() == "Mei"
    press(page, "startDiscussion")
    run = page.discussion.run
    assert (run.meeting_id, run.item_id) == (meeting.id, item.id)


def test_the_summary_leads_to_the_meeting(opened, services, desk: Desk, qtbot):
    page = opened.page()
    meeting, item = a_meeting(services)
    page.show_item("discussion", f"{meeting.id}/{item.id}")
    press(page, "startDiscussion")
    page.discussion.press(lambda timer: timer.finish())
    with qtbot.waitSignal(desk.show_requested) as asked:
        press(page, "toMeeting")
    assert asked.args == ["meeting", meeting.id]


def test_the_pace_is_for_the_facilitator_only(opened, clock):
    page = opened.page()
    start(page, "chalk-talk")
    page.projector.open(IN_A_WINDOW)
    pass_time(page, clock, page.discussion.reading.planned_s + 60)
    assert "behind" in page.findChild(QLabel, "pace").text()
    assert "behind" not in page.projector.window.words()


def test_planning_again_shows_first_and_changes_when_told(opened, clock):
    page = opened.page()
    start(page, "tuning")
    pass_time(page, clock, page.discussion.reading.planned_s + 240)
    page._running.transport.replan_asked.emit()
    shown = page.findChild(QLabel, "replanPreview").text()
    assert "→" in shown
    before = page.discussion.reading.rest_s
    press(page, "applyReplan")
    assert page.discussion.reading.rest_s < before


COMMANDS = (
    DiscussionTimer.next,
    DiscussionTimer.back,
    DiscussionTimer.pause,
    DiscussionTimer.resume,
    DiscussionTimer.skip,
    DiscussionTimer.undo,
    lambda timer: timer.add(30),
)


@pytest.mark.parametrize("seed", range(25))
def test_killed_at_a_random_moment_it_comes_back_where_it_was(services, desk, clock, seed):
    chance = random.Random(seed)  # noqa: S311
    plan = compile_plan(shipped_protocol("world-cafe"), invented(9))
    discussion = begin(services, desk, plan)
    discussion.press(lambda timer: timer.start())
    for _step in range(chance.randrange(5, 25)):
        if chance.random() < 0.3:
            discussion.press(chance.choice(COMMANDS))
        clock.advance(chance.uniform(0.1, 4))
        discussion.look()
        discussion.beat()
        desk.flush()
    clock.advance(chance.uniform(0, 4.9))  # since the last heartbeat
    discussion.look()
    before = discussion.reading
    discussion._alarm.stop()
    discussion._beats.stop()
    clock.advance(chance.uniform(600, 6000))
    again = take_up(services, desk, discussion.run.id)
    after = again.reading
    assert (after.segment.id, after.phase, after.speakers) == (
        before.segment.id,
        before.phase,
        before.speakers,
    )
    assert after.segment.groups == before.segment.groups
    assert abs(after.elapsed_ms - before.elapsed_ms) <= 5000


def test_a_second_discussion_is_refused_while_one_goes_on(opened, desk):
    page = opened.page()
    start(page, "final-word")
    told: list[str] = []
    desk.refused.connect(lambda error: told.append(error.title))
    page.show_item("protocol", "chalk-talk")
    assert told == ["A discussion is going on."]
    assert page.discussion.plan.protocol_id == "final-word"


def test_an_old_run_can_be_looked_at(opened, clock):
    page = opened.page()
    start(page, "chalk-talk")
    pass_time(page, clock, 90)
    run_id = page.discussion.run.id
    page.discussion.press(lambda timer: timer.finish())
    press(page, "summaryDone")
    page.show_item("run", run_id)
    assert "It took 1:30" in page.findChild(QLabel, "summaryTimes").text()
    press(page, "summaryDone")
    assert page._panes.currentWidget() is page._browser
