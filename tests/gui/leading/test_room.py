"""What to think of before a discussion: battery, lid, the room's screen and the sound."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from copdesk.gui.leading.power import (
    Power,
    PowerWatch,
    power_of_linux,
    power_of_macos,
    power_of_windows,
    read_power,
)
from copdesk.gui.leading.projector_screens import IN_A_WINDOW, Projector
from copdesk.gui.leading.room import TimerRoom
from copdesk.gui.leading.sound import Sound, Volume
from copdesk.gui.pages.timer.page import TimerPage
from tests.gui.timer_pages import press


def a_battery(folder: Path, **values: str) -> Path:
    folder.mkdir(parents=True)
    for name, value in values.items():
        (folder / name).write_text(value + "\n", "ascii")
    return folder


def test_linux_tells_charge_and_how_long_it_lasts(tmp_path):
    a_battery(tmp_path / "AC", type="Mains", online="0")
    a_battery(tmp_path / "ABC", type="Battery", scope="Device", capacity="5", status="Discharging")
    a_battery(
        tmp_path / "BAT0",
        type="Battery",
        capacity="40",
        status="Discharging",
        energy_now="20000000",
        power_now="10000000",
    )
    assert power_of_linux(tmp_path) == Power(charge=40, discharging=True, minutes=120)


def test_linux_that_tells_charge_only(tmp_path):
    a_battery(tmp_path / "BAT1", type="Battery", capacity="77", status="Charging")
    assert power_of_linux(tmp_path) == Power(charge=77, discharging=False)


@pytest.mark.parametrize("capacity", ["", "full"])
def test_linux_without_a_battery_or_with_a_broken_one(tmp_path, capacity):
    a_battery(tmp_path / "BAT0", type="Battery", capacity=capacity)
    assert power_of_linux(tmp_path) is None
    assert power_of_linux(tmp_path / "nothing") is None


def test_macos_tells_charge_and_time():
    head = "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1234)\t"
    told = head + "23%; discharging; 0:41 remaining present: true\n"
    assert power_of_macos(told) == Power(charge=23, discharging=True, minutes=41)
    told = head + "23%; discharging; (no estimate) present: true\n"
    assert power_of_macos(told) == Power(charge=23, discharging=True)
    told = head + "99%; finishing charge; 0:10 remaining present: true\n"
    assert power_of_macos(told) == Power(charge=99, discharging=False, minutes=10)
    assert power_of_macos("Now drawing from 'AC Power'\n") is None


def test_windows_tells_charge_and_seconds():
    assert power_of_windows(0, 1, 50, 3600) == Power(charge=50, discharging=True, minutes=60)
    assert power_of_windows(1, 8, 50, 0xFFFFFFFF) == Power(charge=50, discharging=False)
    assert power_of_windows(1, 128, 255, 0xFFFFFFFF) is None


def test_this_computer_can_be_asked():
    assert read_power() is None or 0 <= read_power().charge <= 100


@pytest.mark.parametrize(
    ("power", "minutes", "low"),
    [
        (Power(charge=90, discharging=True, minutes=60), 45, False),
        (Power(charge=90, discharging=True, minutes=50), 45, True),
        (Power(charge=30, discharging=True), 45, True),
        (Power(charge=60, discharging=True), 45, False),
        (Power(charge=3, discharging=False), 45, False),
    ],
)
def test_a_battery_is_low_when_it_does_not_last_for_the_plan(power, minutes, low):
    assert power.is_low_for(minutes) is low


@pytest.fixture
def controls(qtbot) -> QComboBox:
    window = QComboBox()
    qtbot.addWidget(window)
    return window


def a_room(qtbot, settings, controls, power: Power | None) -> TimerRoom:
    watch = PowerWatch(lambda: power)
    room = TimerRoom(Projector(settings, controls), Sound(settings), watch)
    qtbot.addWidget(room)
    with qtbot.waitSignal(watch.found):
        room.refresh()
    return room


def advice(room: TimerRoom, name: str) -> str:
    label = room.findChild(QLabel, name)
    return label.text() if label.isVisibleTo(room) else ""


def test_a_low_battery_is_told_with_the_minutes(qtbot, settings, controls):
    room = a_room(qtbot, settings, controls, Power(charge=18, discharging=True))
    room.advise_for(45)
    assert advice(room, "batteryAdvice") == (
        "The battery is at 18 %, which may be too little for 45 min. Plug the laptop in."
    )
    assert "lid" in advice(room, "roomAdvice")
    room.advise_for(5)
    assert advice(room, "batteryAdvice") == ""


def test_a_full_battery_is_not_spoken_of_and_a_desktop_has_no_lid(qtbot, settings, controls):
    room = a_room(qtbot, settings, controls, Power(charge=100, discharging=True, minutes=300))
    room.advise_for(60)
    assert advice(room, "batteryAdvice") == ""
    room = a_room(qtbot, settings, controls, None)
    room.advise_for(60)
    assert advice(room, "batteryAdvice") == ""
    assert advice(room, "roomAdvice") == ""


def test_a_battery_that_cannot_be_read_is_no_reason_to_stop(qtbot):
    def broken() -> Power:
        raise OSError("The driver does not answer.")

    watch = PowerWatch(broken)
    with qtbot.waitSignal(watch.found) as found:
        watch.look()
    assert found.args == [None]


@pytest.fixture
def page(timer_page: TimerPage) -> TimerPage:
    timer_page.show_item("protocol", "final-word")
    press(timer_page, "startProtocol")
    return timer_page


def test_the_first_step_is_shown_to_the_room_for_a_look(page, services):
    button = page.findChild(QPushButton, "tryProjector")
    assert not button.isEnabled()
    place = page.findChild(QComboBox, "projectorScreen")
    place.setCurrentIndex(place.findData(IN_A_WINDOW))
    press(page, "tryProjector")
    assert "Speaks: Ada" in page.projector.window.words()
    assert services.discussions.all() == []
    assert button.text() == "Close"
    press(page, "tryProjector")
    assert page.projector.window is None
    assert button.text() == "Try"


def test_leaving_closes_what_was_only_for_a_look(page):
    place = page.findChild(QComboBox, "projectorScreen")
    place.setCurrentIndex(place.findData(IN_A_WINDOW))
    press(page, "tryProjector")
    press(page, "backToProtocols")
    assert page.projector.window is None


def test_no_sound_to_listen_to_is_told(page, monkeypatch, tmp_path, desk):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("paplay") is None
    page._sound.choose(Volume.SOFT)
    press(page, "trySound")
    assert page.findChild(QLabel, "roomAdvice").text().startswith("Nothing here can play a sound")
