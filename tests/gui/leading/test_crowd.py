"""Many people with long names, in parallel circles, on a small laptop and for the room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from copdesk.domain.plan.run_plan import compile_plan
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.leading.group_words import group_lines
from copdesk.gui.leading.projector import Mode, ProjectorWindow, _voice_fonts
from copdesk.gui.leading.projector_screens import IN_A_WINDOW
from copdesk.gui.leading.words import voice_lines
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.gui.widgets.fitted_text import cut_to, draw_text, font_of, text_height
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import listed
from copdesk.services.opening import Services
from copdesk.services.protocols import shipped_protocol
from tests.gui.timer_pages import press, shown_timer, start

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
    page = shown_timer(qtbot, services, desk)
    yield page
    page.finish()


def onward(page: TimerPage, step_id: str) -> None:
    while page.discussion.state.current.step_id != step_id:
        page.discussion.press(DiscussionTimer.next)


@pytest.mark.usefixtures("noto_on_screen")
def test_names_neither_push_the_notes_aside_nor_the_pace_out_of_sight(page, qtbot):
    start(page, "save-the-last-word")
    page.projector.open(IN_A_WINDOW)
    before = page._running._splitter.sizes()
    onward(page, "respond")

    def everything_fits() -> None:
        for scroll in page._running.findChildren(TallScroll):
            assert scroll.verticalScrollBar().maximum() == 0, scroll.accessibleName()

    QApplication.processEvents()  # the layout of the new step
    qtbot.waitUntil(everything_fits)
    assert page._running._splitter.sizes() == before
    pace = page.findChild(QLabel, "pace")
    assert pace.visibleRegion().boundingRect() == pace.rect()


def test_parallel_turns_are_told_apart(page):
    start(page, "save-the-last-word")
    onward(page, "respond")
    turns = page.findChild(QLabel, "turns").text()
    assert turns.count("·") == 2
    assert turns.startswith("▶")


def test_only_one_persons_turn_can_be_passed(page):
    start(page, "save-the-last-word")
    passing = next(one for one in page.findChildren(QPushButton, "passTurn"))
    onward(page, "respond")
    assert not passing.isEnabled()
    page.discussion.press(DiscussionTimer.finish)
    press(page, "summaryDone")
    start(page, "plus-delta")
    onward(page, "round")
    assert passing.isEnabled()
    first = page.discussion.reading.speakers
    passing.click()
    assert page.discussion.reading.speakers != first


def test_the_controls_follow_a_key_in_the_rooms_window(page, qtbot):
    start(page, "chalk-talk")
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

    monkeypatch.setattr("copdesk.gui.leading.projector.cut_to", noted)
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


def test_the_room_sees_who_sits_with_whom_until_somebody_has_a_turn(room, clock):
    timer = DiscussionTimer(compile_plan(shipped_protocol("jigsaw"), people()), clock)
    timer.start()
    room.show_reading(timer.reading())
    home = timer.state.current.groups
    lines = room.words().splitlines()
    for number, group in enumerate(home, start=1):
        assert lines_of(group.people, number) in lines
    timer.goto(next(s.id for s in timer.state.segments if s.step_id == "prepare"))
    room.show_reading(timer.reading())
    experts = timer.state.current.groups
    assert experts != home
    assert lines_of(experts[0].people, 1) in room.words().splitlines()
    timer.goto(next(s.id for s in timer.state.segments if s.step_id == "teach"))
    assert group_lines(timer.state.current) == ()


def lines_of(group, number: int) -> str:
    return f"{number}: {listed(person.name for person in group)}"


def test_nobody_is_told_where_to_sit_in_a_room_of_one_group_or_at_four_walls(clock):
    for name, number in (("micro-lab", 3), ("compass-points", 9), ("consultancy", 6)):
        plan = compile_plan(shipped_protocol(name), people()[:number])
        assert [segment.id for segment in plan.segments if group_lines(segment)] == []


def test_the_host_of_a_table_is_named_and_a_station_too():
    cafe = compile_plan(shipped_protocol("world-cafe"), people())
    talk = next(s for s in cafe.segments if s.step_id == "talk")
    assert group_lines(talk)[0].names.count("(host)") == 1
    carousel = compile_plan(shipped_protocol("feedback-carousel"), people())
    write = next(s for s in carousel.segments if s.step_id == "write")
    assert group_lines(write)[0].label == "at station 2"


@pytest.mark.parametrize("name", ["jigsaw", "one-two-four-all", "world-cafe", "fishbowl"])
@pytest.mark.parametrize("size", [(1280, 720), (800, 600)])
def test_all_groups_have_room_on_the_screen(room, clock, monkeypatch, name, size):
    timer = DiscussionTimer(compile_plan(shipped_protocol(name), people()), clock)
    timer.start()
    room.resize(*size)
    bottoms: list[tuple[float, float]] = []

    def noted(painter, place, words, font, ink, **more):
        draw_text(painter, place, words, font, ink, **more)
        needed = text_height(font, place.width(), words)
        bottoms.append((place.top() + needed, place.bottom()))

    monkeypatch.setattr("copdesk.gui.leading.group_table.draw_text", noted)
    for segment in timer.state.segments:
        if group_lines(segment):
            timer.goto(segment.id)
            room.show_reading(timer.reading())
            room.grab()
    assert len(bottoms) > 8
    assert all(needed <= there + 1 for needed, there in bottoms)


def test_the_plan_and_the_step_name_the_groups(page):
    page.show_item("protocol", "jigsaw")
    press(page, "startProtocol")
    rows = page._before._steps.rows
    assert any("2: " in row.voices and LONG[0] in row.voices for row in rows)
    press(page, "startDiscussion")
    shown = page.findChild(QLabel, "turns").text()
    assert shown.count("\n") == len(page.discussion.state.current.groups) - 1
    page.discussion.press(DiscussionTimer.finish)
    press(page, "summaryDone")
    assert not any("1: " in row.voices for row in page._browser.card._steps.rows)


def test_a_list_that_begins_with_an_arabic_name_still_reads_from_left_to_right():
    assert listed(("Ada", "Ben")) == "Ada, Ben"
    assert listed((LONG[0], "Ben")).startswith("\u200e")
    assert listed((LONG[0],)) == LONG[0]
