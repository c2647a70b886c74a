"""Many people with long names, in parallel circles, on a small laptop and for the room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from copdesk.domain.run_plan import Person, compile_plan
from copdesk.domain.timer import DiscussionTimer
from copdesk.gui.pages.timer_page import TimerPage
from copdesk.gui.projector import Mode, ProjectorWindow, _voice_fonts
from copdesk.gui.projector_screens import IN_A_WINDOW, OFF
from copdesk.gui.timer_words import voice_lines
from copdesk.gui.widgets.fitted_text import cut_to, draw_text, font_of
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.services.changes import Area
from copdesk.services.opening import Services
from copdesk.services.protocols import shipped_protocol

LONG = (
    "عبد الرحمن بن محمد الأنصاري القرطبي",
    "فاطمة الزهراء بنت عبد العزيز السعدي",
    "محمد المختار ولد سيدي عبد الله الشنقيطي",
    "نور الهدى عبد القادر الحسني الإدريسي",
    "عبد الحليم مصطفى كمال الدين الطرابلسي",
    "خديجة بنت أحمد بن يوسف التلمسانية",
)
NAMES = (
    *LONG,
    *(f"{first} {last}" for first in ("Amara", "Inês", "Łukasz") for last in ("Osei", "Kovačević")),
    *("Ngozi Adeyemi", "Dawit Tesfaye", "Grace Bello", "Mei Chen", "Ruth Lindqvist", "Pema Choden"),
)
BLACK = QColor("#000000")


@pytest.fixture
def page(qtbot, database, desk) -> Iterator[TimerPage]:
    services = Services.over(database)
    services.members.add([f"{name} {number}" for name in LONG for number in range(3)])
    desk.settings.set_text("timer/sound", "off")
    desk.settings.set_text("timer/projector", OFF)
    page = TimerPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    page.reload(Area.ALL)
    page.resize(1024, 520)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.finish()


def press(page: TimerPage, name: str) -> None:
    next(one for one in page.findChildren(QPushButton, name) if one.isVisibleTo(page)).click()


def lead(page: TimerPage, protocol: str) -> None:
    page.show_item("protocol", protocol)
    press(page, "startProtocol")
    press(page, "startDiscussion")


def onward(page: TimerPage, step_id: str) -> None:
    while page.discussion.state.current.step_id != step_id:
        page.discussion.press(DiscussionTimer.next)


def test_names_neither_push_the_notes_aside_nor_the_pace_out_of_sight(page, qtbot):
    lead(page, "save-the-last-word")
    page.projector.open(IN_A_WINDOW)
    before = page._running._splitter.sizes()
    onward(page, "respond")
    qtbot.wait(50)
    assert page._running._splitter.sizes() == before
    for scroll in page._running.findChildren(TallScroll):
        assert scroll.verticalScrollBar().maximum() == 0, scroll.accessibleName()
    pace = page.findChild(QLabel, "pace")
    assert pace.visibleRegion().boundingRect() == pace.rect()


def test_parallel_turns_are_told_apart(page):
    lead(page, "save-the-last-word")
    onward(page, "respond")
    turns = page.findChild(QLabel, "turns").text()
    assert turns.count("·") == 2
    assert turns.startswith("▶")


def test_only_one_persons_turn_can_be_passed(page):
    lead(page, "save-the-last-word")
    passing = next(one for one in page.findChildren(QPushButton, "passTurn"))
    onward(page, "respond")
    assert not passing.isEnabled()
    page.discussion.press(DiscussionTimer.finish)
    press(page, "summaryDone")
    lead(page, "plus-delta")
    onward(page, "round")
    assert passing.isEnabled()
    first = page.discussion.reading.speakers
    passing.click()
    assert page.discussion.reading.speakers != first


def test_the_controls_follow_a_key_in_the_rooms_window(page, qtbot):
    lead(page, "chalk-talk")
    page.projector.open(IN_A_WINDOW)
    page.projector.window.activateWindow()
    qtbot.waitUntil(page.projector.window.isActiveWindow)
    mode = page.findChild(QComboBox, "roomMode")
    for key, chosen in ((Qt.Key.Key_D, Mode.DIGITS), (Qt.Key.Key_B, Mode.BLACK)):
        qtbot.keyClick(page.projector.window, key)
        assert mode.currentData() == chosen.value


def people() -> tuple[Person, ...]:
    return tuple(Person(id=str(number), name=name) for number, name in enumerate(NAMES))


@pytest.fixture
def room(qtbot) -> ProjectorWindow:
    window = ProjectorWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    return window


def test_whoever_is_silent_is_never_larger_than_who_speaks():
    for percent in range(40, 101):
        _label, speaks = _voice_fonts(400, 0, percent / 100)
        _label, silent = _voice_fonts(400, 1, percent / 100)
        assert silent.pixelSize() <= speaks.pixelSize()


def test_no_name_of_five_circles_is_cut(room, clock, monkeypatch):
    timer = DiscussionTimer(compile_plan(shipped_protocol("save-the-last-word"), people()), clock)
    timer.start()
    timer.goto(next(s.id for s in timer.state.segments if s.step_id == "respond"))
    room.show_reading(timer.reading())
    cut: list[str] = []

    def noted(font, place, text):
        cut.append(text)
        return cut_to(font, place, text)

    monkeypatch.setattr("copdesk.gui.projector.cut_to", noted)
    room.grab()
    assert len(timer.reading().speakers[0].split(", ")) >= 4
    assert cut == []


def test_at_the_end_the_room_is_asked_nothing_more(room, clock):
    timer = DiscussionTimer(compile_plan(shipped_protocol("tuning"), people()[:4]), clock)
    timer.start()
    room.show_reading(timer.reading())
    assert timer.reading().segment.room in room.words()
    timer.finish()
    room.show_reading(timer.reading())
    assert room.words() == "Finished"
    assert voice_lines(timer.reading()) == ()


def test_lines_of_arabic_begin_at_the_same_edge(qapp):
    shown = QImage(400, 300, QImage.Format.Format_RGB32)
    shown.fill(Qt.GlobalColor.white)
    painter = QPainter(shown)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text = "ا ا ا ا ا ا ا ا ا ا ا ا"
    draw_text(painter, QRectF(0, 0, 130, 300), text, font_of(40), BLACK)
    painter.end()
    height = 300 // 6
    edges = [_right_edge(shown, top, top + height) for top in range(0, 300, height)]
    inked = [edge for edge in edges if edge]
    assert len(inked) > 2
    assert max(inked) - min(inked) <= 2


def _right_edge(shown: QImage, top: int, bottom: int) -> int:
    dark = (
        x
        for x in range(shown.width() - 1, 0, -1)
        if any(shown.pixelColor(x, y).lightness() < 90 for y in range(top, bottom))
    )
    return next(dark, 0)
