from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.leading.projector import Mode, ProjectorWindow
from copdesk.gui.leading.projector_screens import IN_A_WINDOW, OFF, Projector
from copdesk.services.protocols import shipped_protocol
from tests.gui.leading.screens import Plug

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def controls(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def plugs(controls) -> list[Plug]:
    return [Plug(controls.screen().name(), 0), Plug("HDMI-1")]


@pytest.fixture
def projector(settings, controls, plugs) -> Iterator[Projector]:
    projector = Projector(settings, controls, lambda: plugs)
    yield projector
    projector.close()


@pytest.fixture
def window(qtbot) -> ProjectorWindow:
    window = ProjectorWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    return window


def a_timer(clock, name="final-word", people=5) -> DiscussionTimer:
    timer = DiscussionTimer(compile_plan(shipped_protocol(name), invented(people)), clock)
    timer.start()
    return timer


def pass_time(timer, clock, seconds):
    while seconds > 0:
        clock.advance(min(seconds, 4))
        timer.tick()
        seconds -= 4


def picture(window: ProjectorWindow) -> QImage:
    return window.grab().toImage()


def test_the_screen_of_the_controls_is_not_offered(projector, controls):
    places = [place for place, _title in projector.choices()]
    assert places == [OFF, "screen:HDMI-1", IN_A_WINDOW]


def test_the_other_screen_is_the_usual_choice_until_somebody_chooses(projector):
    assert projector.usual() == "screen:HDMI-1"
    projector.open(OFF)
    assert projector.usual() == OFF


def test_it_never_covers_the_controls(projector, controls):
    projector.open("screen:" + controls.screen().name())
    assert projector.window is not None
    assert not projector.window.isVisible()


def test_it_goes_frameless_to_the_chosen_screen(projector):
    projector.open("screen:HDMI-1")
    assert projector.window.isVisible()
    assert projector.window.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_an_unplugged_screen_hides_it_and_it_comes_back(projector, plugs):
    told: list[str] = []
    projector.told.connect(told.append)
    projector.open("screen:HDMI-1")
    hdmi = plugs.pop()
    projector.lose_screen(hdmi)
    assert not projector.window.isVisible()
    assert "unplugged" in told[0]
    plugs.append(hdmi)
    projector.find_screen(hdmi)
    assert projector.window.isVisible()
    assert "back" in told[1]


def test_another_screen_that_comes_or_goes_changes_nothing(projector):
    projector.open("screen:HDMI-1")
    projector.lose_screen(Plug("DP-2"))
    projector.find_screen(Plug("DP-2"))
    assert projector.window.isVisible()


def test_it_makes_way_when_the_controls_come_to_its_screen(projector, plugs, controls):
    projector.open("screen:HDMI-1")
    projector._place = "screen:" + controls.screen().name()
    projector.keep_apart()
    assert not projector.window.isVisible()


def test_a_screen_of_last_time_that_is_missing_is_told(projector, plugs):
    projector.open("screen:HDMI-1")
    projector.close()
    plugs.pop()
    assert "HDMI-1" in projector.missing()
    assert projector.usual() == OFF


def test_escape_closes_it(projector, qtbot):
    projector.open(IN_A_WINDOW)
    qtbot.keyClick(projector.window, Qt.Key.Key_Escape)
    assert projector.window is None
    assert projector.place == OFF


def test_the_program_does_not_wait_for_it(projector):
    projector.open(IN_A_WINDOW)
    assert not projector.window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_seconds_are_shown_only_in_the_last_minute(window, clock):
    timer = a_timer(clock)
    window.show_reading(timer.reading())
    assert window.number() == ""
    pass_time(timer, clock, 120)
    window.show_reading(timer.reading())
    assert window.number() == "1:00"


def test_overtime_is_words_when_calm_and_digits_when_wanted(window, clock):
    timer = a_timer(clock, "chalk-talk")
    pass_time(timer, clock, timer.reading().planned_s + 80)
    window.show_reading(timer.reading())
    assert window.number() == ""
    assert "Time is up" in window.words()
    window.show_mode(Mode.DIGITS)
    assert window.number() == "+1:20"


def test_keys_choose_what_the_room_sees(window, qtbot, clock):
    window.show_reading(a_timer(clock).reading())
    calm = picture(window)
    qtbot.keyClick(window, Qt.Key.Key_D)
    assert window.number() == "3:00"
    assert picture(window) != calm
    qtbot.keyClick(window, Qt.Key.Key_B)
    black = picture(window)
    assert {
        black.pixelColor(x, y).name() for x in range(0, 1280, 40) for y in range(0, 720, 40)
    } == {"#000000"}
    qtbot.keyClick(window, Qt.Key.Key_C)
    assert picture(window) == calm


def test_other_keys_go_to_the_controls(window, qtbot):
    with qtbot.waitSignal(window.key_pressed) as pressed:
        qtbot.keyClick(window, Qt.Key.Key_N)
    assert pressed.args == [int(Qt.Key.Key_N)]


def test_the_room_reads_who_speaks_and_who_is_silent(window, clock):
    window.show_reading(a_timer(clock).reading())
    window.show_message("Two minutes")
    words = window.words()
    assert "Speaks: Person 1" in words
    assert "Silent: Everyone else" in words
    assert words.endswith("Two minutes")


@pytest.mark.parametrize("people", [3, 18])
@pytest.mark.parametrize("size", [(1280, 720), (800, 600), (1920, 1080)])
def test_nothing_but_black_and_white_and_nothing_at_the_edge(window, clock, people, size):
    timer = a_timer(clock, "one-two-four-all" if people == 18 else "final-word", people)
    window.resize(*size)
    window.show_reading(timer.reading())
    shown = picture(window)
    for x in range(0, size[0], 4):
        for y in range(0, size[1], 4):
            color = shown.pixelColor(x, y)
            assert color.saturation() < 40
    edge = max(size[0] // 60, 8)
    border = {shown.pixelColor(x, y).name() for x in range(edge) for y in range(0, size[1], 3)}
    assert border == {"#ffffff"}


def test_on_two_real_screens_it_takes_the_other_one(tmp_path):
    screens = [
        {"name": "Laptop", "x": 0, "y": 0, "width": 1366, "height": 768},
        {"name": "HDMI-1", "x": 1366, "y": 0, "width": 1280, "height": 720},
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}), "utf-8")
    program = (
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "application = QApplication([])\n"
        "from copdesk.gui.leading.projector_screens import Projector\n"
        "from copdesk.gui.settings import Settings\n"
        "screens = {screen.name(): screen for screen in application.screens()}\n"
        "controls = QWidget()\n"
        "controls.setGeometry(10, 40, 600, 400)\n"
        "controls.show()\n"
        f"projector = Projector(Settings(Path({str(tmp_path)!r})), controls)\n"
        "projector.open(projector.usual())\n"
        "window = projector.window\n"
        "print(projector.place, window.geometry().getRect(), window.isVisible())\n"
        "application.screenRemoved.emit(screens['HDMI-1'])\n"
        "print(window.isVisible())\n"
        "application.screenAdded.emit(screens['HDMI-1'])\n"
        "print(window.isVisible())\n"
        "projector.close()\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == [
        "screen:HDMI-1 (1366, 0, 1280, 720) True",
        "False",
        "True",
    ]


def test_no_screen_is_left_when_there_is_only_one(settings, controls):
    alone = Projector(settings, controls, QGuiApplication.screens)
    assert [place for place, _title in alone.choices()] == [OFF, IN_A_WINDOW]
    assert alone.usual() == OFF


def test_how_much_the_room_sees_is_remembered_but_it_never_begins_black(projector):
    assert projector.window is None
    projector.open(IN_A_WINDOW)
    assert projector.window.mode is Mode.CALM
    for last, next_time in ((Mode.DIGITS, Mode.DIGITS), (Mode.BLACK, Mode.DIGITS)):
        projector.show_mode(last)
        projector.open(OFF)
        projector.open(IN_A_WINDOW)
        assert projector.window.mode is next_time
