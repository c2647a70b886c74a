"""What is seldom needed while leading, the room's window from the controls, sound and sleep."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from copdesk.domain.meetings import AgendaItem
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.protocols.protocol import OnZero
from copdesk.domain.run.reading import Signal, SignalKind
from copdesk.domain.run.state import Phase
from copdesk.gui.leading.keep_awake import KeepAwake
from copdesk.gui.leading.projector import Mode
from copdesk.gui.leading.projector_screens import IN_A_WINDOW
from copdesk.gui.leading.sound import Sound, Volume
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.resources import resource
from copdesk.services.protocols import shipped_protocol
from tests.gui.timer_pages import NAMES, pass_time, press

KEY = Qt.Key


@pytest.fixture
def page(timer_page: TimerPage) -> TimerPage:
    return timer_page


def start(page: TimerPage, protocol: str, without: str = "") -> None:
    page.show_item("protocol", protocol)
    press(page, "startProtocol")
    if without:
        here = [person.name for person in page._before.people.present()]
        page._before.people.tick([name for name in here if name != without])
    press(page, "startDiscussion")


def choose(page: TimerPage, *words: str) -> None:
    """Choose from the menu of what is seldom needed, as with the mouse."""
    menu = page._running.transport.more_menu
    menu.aboutToShow.emit()
    action: QAction | None = None
    for word in words:
        action = next(one for one in menu.actions() if one.text() == word)
        menu = action.menu() or menu
    assert isinstance(action, QAction)
    action.trigger()


def test_a_step_that_began_earlier(page, clock):
    start(page, "chalk-talk")
    pass_time(page, clock, 10)
    choose(page, "This step began…", "30 s ago")
    assert page.discussion.reading.seconds == 80


def test_a_step_is_repeated(page, clock):
    start(page, "chalk-talk")
    pass_time(page, clock, 60)
    choose(page, "Repeat this step")
    assert page.discussion.reading.seconds == page.discussion.reading.planned_s


def test_who_has_left_gets_no_turn_and_comes_back(page):
    start(page, "final-word")
    choose(page, "Who has left, who is back", "Mei has left")
    coming = page.discussion.state.segments[1:]
    assert all("Mei" not in [one.name for one in segment.turn_people] for segment in coming)
    choose(page, "Who has left, who is back", "Mei is back")
    assert any(
        "Mei" in [one.name for one in segment.turn_people]
        for segment in page.discussion.state.segments[1:]
    )


def test_a_latecomer_is_offered_turns(page):
    start(page, "final-word", without="Tomás")
    choose(page, "Somebody comes late", "Tomás")
    assert "Tomás" in [person.name for person in page.discussion.state.people]


def test_finish_takes_the_cursor_to_its_question(page, qtbot):
    start(page, "final-word")
    qtbot.keyClick(page.focusWidget(), KEY.Key_F)
    assert page.focusWidget().objectName() == "answer-finish"
    qtbot.keyClick(page.focusWidget(), KEY.Key_Escape)
    assert page.discussion.reading.phase is Phase.RUNNING
    assert page.focusWidget() is page._running.transport.toggle
    qtbot.keyClick(page.focusWidget(), KEY.Key_F)
    qtbot.keyClick(page.focusWidget(), KEY.Key_Return)
    assert page.discussion.reading.phase is Phase.FINISHED


def test_the_last_step_ends_without_a_question_once_its_time_is_up(page, qtbot, clock):
    start(page, "chalk-talk")
    for _step in range(3):
        qtbot.keyClick(page.focusWidget(), KEY.Key_N)
    pass_time(page, clock, page.discussion.reading.planned_s)
    qtbot.keyClick(page.focusWidget(), KEY.Key_F)
    assert page.discussion.reading.phase is Phase.FINISHED


def test_arrows_follow_the_direction_of_the_script(page, qtbot):
    start(page, "chalk-talk")
    page._running.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(page.focusWidget(), KEY.Key_Left)
    assert page.discussion.reading.number == 2
    qtbot.keyClick(page.focusWidget(), KEY.Key_Right)
    assert page.discussion.reading.number == 1


def test_a_night_asleep_offers_to_finish(page, clock):
    start(page, "chalk-talk")
    pass_time(page, clock, 30)
    clock.asleep(9 * 3600)
    page.discussion.look()
    press(page, "answer-finish")
    assert page.discussion.reading.phase is Phase.FINISHED
    assert "It took 0:30" in page.findChild(QLabel, "summaryTimes").text()


def test_the_plan_can_be_kept_as_it_is(page, clock):
    start(page, "tuning")
    pass_time(page, clock, page.discussion.reading.planned_s + 240)
    before = [segment.seconds for segment in page.discussion.state.segments]
    choose(page, "Plan the rest again…")
    press(page, "keepPlan")
    assert [segment.seconds for segment in page.discussion.state.segments] == before
    assert not page._running._replan.isVisible()


def test_one_step_can_be_chosen_to_pay(page, clock):
    start(page, "tuning")
    pass_time(page, clock, page.discussion.reading.planned_s + 120)
    state = page.discussion.state
    payer = max(state.segments[state.index + 1 :], key=lambda segment: segment.seconds)
    choose(page, "Plan the rest again…")
    box = page.findChild(QComboBox, "replanPayer")
    box.setCurrentIndex(box.findData(payer.id))
    press(page, "applyReplan")
    after = {segment.id: segment.seconds for segment in page.discussion.state.segments}
    changed = [one.id for one in state.segments if after[one.id] != one.seconds]
    assert changed == [payer.id]


def test_the_room_is_led_from_the_controls(page, qtbot, clock):
    start(page, "chalk-talk")
    place = page.findChild(QComboBox, "roomPlace")
    place.setCurrentIndex(place.findData(IN_A_WINDOW))
    place.activated.emit(place.currentIndex())
    window = page.projector.window
    assert window.isVisible()
    qtbot.keyClick(page.focusWidget(), KEY.Key_D)
    assert window.mode is Mode.DIGITS
    assert window.number() == "2:00"
    message = page.findChild(QLineEdit, "roomMessage")
    qtbot.keyClicks(message, "Tea at four")
    qtbot.keyClick(message, KEY.Key_Return)
    assert window.words().endswith("Tea at four")
    mode = page.findChild(QComboBox, "roomMode")
    mode.setCurrentIndex(mode.findData(Mode.BLACK.value))
    mode.activated.emit(mode.currentIndex())
    assert window.mode is Mode.BLACK


def test_the_room_window_passes_keys_to_the_controls(page, qtbot):
    start(page, "chalk-talk")
    page.projector.open(IN_A_WINDOW)
    qtbot.keyClick(page.projector.window, KEY.Key_Space)
    assert page.discussion.reading.phase is Phase.PAUSED
    qtbot.keyClick(page.projector.window, KEY.Key_N)
    assert page.discussion.reading.number == 2


def test_leaving_closes_the_room_window(page):
    start(page, "chalk-talk")
    page.projector.open(IN_A_WINDOW)
    page.finish()
    assert page.projector.window is None
    assert page.discussion is None


def test_a_small_page_keeps_the_seldom_buttons_in_the_menu(page):
    start(page, "final-word")
    page._running.transport.resize(300, 120)
    shown = [
        one.objectName()
        for one in page._running.transport.findChildren(QPushButton)
        if one.isVisibleTo(page._running.transport)
    ]
    assert "skipStep" not in shown
    choose(page, "Skip (S)")
    assert page.discussion.state.skipped


def test_printing_the_card_opens_a_preview(page, qtbot, desk):
    page.show_item("protocol", "chalk-talk")
    page.findChild(QAction, "print-protocol-card").trigger()
    preview = page.window().findChild(QWidget, "printPreview")
    qtbot.waitUntil(lambda: preview.handout is not None)
    assert preview.handout.pages >= 1
    qtbot.waitUntil(lambda: not desk.jobs.running)
    with qtbot.waitSignal(preview.destroyed):
        preview.close()


def a_signal(kind: SignalKind, on_zero: OnZero = OnZero.CHIME) -> Signal:
    plan = compile_plan(shipped_protocol("chalk-talk"), invented(4))
    found = [segment for segment in plan.segments if segment.on_zero is on_zero]
    return Signal(kind=kind, segment=found[0])


def test_sound_is_soft_until_somebody_chooses(settings):
    sound = Sound(settings)
    assert sound.volume is Volume.SOFT
    sound.choose(Volume.CLEAR)
    assert Sound(settings).volume is Volume.CLEAR


def test_no_sound_when_it_is_off(settings):
    sound = Sound(settings)
    sound.choose(Volume.OFF)
    assert not sound.play()
    assert not sound.follow(a_signal(SignalKind.ZERO))


def test_a_new_step_makes_no_sound(settings):
    assert not Sound(settings).follow(a_signal(SignalKind.SEGMENT))


def test_every_sound_is_there():
    for name in ("end", "warning"):
        for volume in (Volume.SOFT, Volume.CLEAR):
            head = resource(f"sounds/{name}-{volume.value}.wav").read_bytes()[:12]
            assert (head[:4], head[8:]) == (b"RIFF", b"WAVE")


def test_staying_awake_is_asked_once_and_let_go():
    awake = KeepAwake()
    awake.set_on(True)
    asked = awake._release
    awake.set_on(True)
    assert awake._release is asked
    awake.set_on(False)
    assert asked.is_set()
    assert not awake.is_on


def test_the_laptop_stays_awake_only_while_it_runs(page):
    start(page, "chalk-talk")
    assert page._awake.is_on
    page.discussion.press(lambda timer: timer.pause())
    assert not page._awake.is_on


def test_menu_has_the_room_window(page):
    assert [action.text() for action in page.actions_for_menu()] == [
        "Show or close the room's window"
    ]
    assert isinstance(page._running.transport.more_menu, QMenu)


def test_closing_the_community_closes_the_room_window(window, services, settings, qtbot):
    services.members.add(NAMES)
    settings.set_text("timer/sound", "off")
    search = services.search
    window.attach(services, "Valley", search=search.search, interrupt=search.interrupt)
    window.pages.show_page("timer")
    page = window.pages.current_page()
    assert isinstance(page, TimerPage)
    start(page, "chalk-talk")
    page.projector.open(IN_A_WINDOW)
    run_id = page.discussion.run.id
    assert window.detach()
    assert page.projector.window is None
    assert [run.id for run in services.discussions.waiting()] == [run_id]
    window.close()


def test_an_agenda_item_is_shown_from_another_page(window, services, qtbot):
    search = services.search
    window.attach(services, "Valley", search=search.search, interrupt=search.interrupt)
    meeting = services.meetings.plan(services.clock.now().date(), "Thursday").value
    item = services.meetings.save_item(
        meeting.id, AgendaItem(title="Our text", protocol_id="final-word")
    ).value
    window.desk.show_requested.emit("discussion", f"{meeting.id}/{item.id}")
    page = window.pages.current_page()
    assert isinstance(page, TimerPage)
    assert page._before.preparation.item_id == item.id
    window.close()
