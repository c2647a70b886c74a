"""The hard cases 25 and 38 to 45 as far as they concern the windows, named after their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from copdesk.domain.run.reading import Reading, SignalKind
from copdesk.domain.run.state import Phase
from copdesk.gui.leading.big_number import BigNumber
from copdesk.gui.leading.projector import Mode, ProjectorWindow
from copdesk.gui.leading.projector_screens import IN_A_WINDOW
from copdesk.gui.leading.sound import Sound, Volume
from copdesk.gui.pages.timer.page import TimerPage
from tests.gui.leading.screens import Plug
from tests.gui.timer_pages import pass_time, press, start


@pytest.fixture
def page(timer_page: TimerPage) -> TimerPage:
    return timer_page


def big_number(page: TimerPage) -> BigNumber:
    number = page.findChild(BigNumber, "stepTime")
    assert number is not None
    return number


def room_of(page: TimerPage) -> ProjectorWindow:
    page.projector.open(IN_A_WINDOW)
    page.projector.show_mode(Mode.DIGITS)
    assert page.projector.window is not None
    return page.projector.window


def test_case_25_in_the_background_for_a_quarter_of_an_hour(page, clock):
    start(page)
    room = room_of(page)
    page.hide()
    pass_time(page, clock, 900)
    page.show()
    planned = page.discussion.reading.planned_s
    over = 900 - planned
    assert big_number(page).text() == f"+{over // 60}:{over % 60:02}"
    assert room.number() == big_number(page).text()


def test_case_25_a_window_that_got_no_time_for_a_quarter_of_an_hour_asks(page, clock):
    start(page)
    planned = page.discussion.reading.planned_s
    clock.advance(900)
    page.discussion.look()
    assert page.discussion.reading.seconds == planned
    press(page, "answer-count")
    assert page.discussion.reading.elapsed_ms == 900_000


def test_case_38_the_next_look_comes_just_after_the_number_has_changed(page, clock):
    start(page)
    for passed in (0.3, 0.45, 2.0, 0.999):
        clock.advance(passed)
        page.discussion.look()
        before = page.discussion.reading.seconds
        wait = page.discussion._alarm.interval()
        assert 0 < wait <= 1004
        clock.advance(wait / 1000)
        page.discussion.look()
        assert page.discussion.reading.seconds == before - 1


def test_case_39_controls_and_room_never_differ_in_any_frame(page, clock):
    start(page)
    room = room_of(page)
    seen: list[tuple[str, str]] = []
    page.discussion.read.connect(lambda _r: seen.append((big_number(page).text(), room.number())))
    for step in range(400):
        clock.advance(0.37 if step % 3 else 1.61)
        page.discussion.look()
    assert len({shown for shown, _room in seen}) > 100
    assert all(shown == told for shown, told in seen)


def test_case_40_the_frame_of_the_room_is_that_of_the_controls(page, clock):
    start(page)
    room = room_of(page)
    frames: list[Reading] = []
    page.discussion.read.connect(frames.append)
    clock.advance(1.234)
    page.discussion.look()
    assert room.reading is frames[-1]
    assert room.reading.elapsed_ms == 1234


@pytest.mark.parametrize(("minutes", "shown"), [(98, "100:00"), (58, "60:00"), (118, "2:00:00")])
def test_case_41_long_times_fit_both_windows(page, clock, minutes, shown):
    start(page)
    room = room_of(page)
    page.discussion.press(lambda timer: timer.add(minutes * 60, confirmed=True))
    text = big_number(page).text()
    assert text == ("1:40:00" if shown == "100:00" else shown)
    assert_fits(page, room, text)


def test_case_41_a_long_overrun_fits_both_windows(page, clock):
    start(page)
    room = room_of(page)
    pass_time(page, clock, page.discussion.reading.planned_s + 12 * 60 + 5)
    assert big_number(page).text() == "+12:05"
    assert_fits(page, room, "+12:05")


def assert_fits(page: TimerPage, room: ProjectorWindow, text: str) -> None:
    number = big_number(page)
    smallest = QFontMetrics(number.font()).horizontalAdvance(text)
    assert smallest <= number.width()
    room.resize(1280, 720)
    assert room.number() == text
    shown = room.grab().toImage()
    edge = {shown.pixelColor(x, y).name() for x in range(12) for y in range(0, 720, 3)}
    assert edge == {"#ffffff"}


def test_case_42_a_projector_that_blinks_is_found_again_and_the_time_goes_on(page, clock):
    plugs = [Plug(page.window().screen().name(), 0), Plug("HDMI-1")]
    page.projector._screens = lambda: plugs
    start(page)
    page.projector.open("screen:HDMI-1")
    window = page.projector.window
    for _blink in range(3):
        hdmi = plugs.pop()
        page.projector.lose_screen(hdmi)
        assert not window.isVisible()
        pass_time(page, clock, 2)
        plugs.append(hdmi)
        page.projector.find_screen(hdmi)
        assert window.isVisible()
        assert window.geometry() == hdmi.geometry()
    assert page.discussion.reading.elapsed_ms == 6000
    assert window.reading.elapsed_ms == 6000
    assert page.discussion.reading.phase is Phase.RUNNING


def test_case_43_a_screen_of_last_time_that_is_missing_is_told_and_nothing_opened(page, desk):
    desk.settings.set_text("timer/projector", "screen:HDMI-7")
    page.show_item("protocol", "chalk-talk")
    press(page, "startProtocol")
    told = page.findChild(QLabel, "roomAdvice")
    assert told.isVisible()
    assert "“HDMI-7” is not plugged in" in told.text()
    press(page, "startDiscussion")
    assert page.projector.window is None
    assert page.discussion.reading.phase is Phase.RUNNING


def a_player(folder: Path) -> Path:
    """A player of sounds that leaves a trace instead."""
    heard = folder / "heard"
    player = folder / "paplay"
    player.write_text(f'#!/bin/sh\necho "$@" >> "{heard}"\n', "utf-8")
    player.chmod(0o755)
    return heard


def test_case_44_a_sound_device_that_vanished_leaves_the_screens_and_comes_back(
    page, clock, settings, tmp_path, monkeypatch, qtbot
):
    Sound(settings).choose(Volume.SOFT)
    monkeypatch.setenv("PATH", str(tmp_path))
    start(page)
    pass_time(page, clock, page.discussion.reading.planned_s)
    assert page.findChild(QLabel, "stepLevel").text() == "Time is up"
    heard = a_player(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    page.discussion.press(lambda timer: timer.add(10))
    pass_time(page, clock, 12)
    qtbot.waitUntil(lambda: heard.exists() and "end-soft.wav" in heard.read_text("utf-8"))


def test_case_45_ten_seconds_of_nothing_at_zero_chime_within_a_second_and_lose_no_time(
    page, clock, qtbot
):
    start(page)
    planned = page.discussion.reading.planned_s
    pass_time(page, clock, planned - 3)
    clock.advance(10)
    assert page.discussion._alarm.remainingTime() <= 1004
    with qtbot.waitSignal(
        page.discussion.signalled,
        check_params_cb=lambda signal: signal.kind is SignalKind.ZERO,
    ):
        pass
    assert page.discussion.reading.elapsed_ms == (planned + 7) * 1000
    assert big_number(page).text() == "+0:07"


def test_case_45_an_open_menu_does_not_hold_the_end_back(page, clock, qtbot):
    start(page)
    pass_time(page, clock, page.discussion.reading.planned_s - 1)
    menu = page._running.transport.more_menu
    menu.popup(page.mapToGlobal(page.rect().center()))
    clock.advance(1)
    with qtbot.waitSignal(page.discussion.signalled) as signalled:
        pass
    assert signalled.args[0].kind is SignalKind.ZERO
    assert menu.isVisible()
    menu.close()
