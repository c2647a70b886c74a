from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from copdesk.domain.run.state import Phase
from copdesk.exchange.toml.protocol_text import write_protocol
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.changes import Area
from copdesk.services.opening import Services
from copdesk.store.transaction import Database


@pytest.fixture
def page(qtbot, services, desk) -> Iterator[TimerPage]:
    page = make_page(qtbot, services, desk)
    yield page
    page.finish()


def make_page(qtbot, services, desk) -> TimerPage:
    page = TimerPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    desk.settings.set_text("timer/sound", "off")
    desk.settings.set_text("timer/projector", "")
    page.resize(1024, 560)
    page.reload(Area.ALL)
    page.show()
    qtbot.waitExposed(page)
    return page


def button(page: QWidget, name: str) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton, name) if one.isVisibleTo(page)]
    assert len(found) == 1, name
    return found[0]


def listed(page: TimerPage) -> RowList:
    return page.findChild(RowList, "protocolList")


def file_of(services, tmp_path: Path, name: str = "tuning") -> Path:
    path = tmp_path / f"{name}.toml"
    path.write_text(write_protocol(services.protocols.get(name)))
    return path


def test_a_shipped_protocol_is_copied_to_be_changed(page, services):
    page.show_item("protocol", "tuning")
    button(page, "changeProtocol").click()
    assert list(services.own_protocols.all()) == ["tuning-2"]
    button(page, "editorDone").click()
    assert listed(page).current_id() == "tuning-2"
    button(page, "changeProtocol").click()
    assert list(services.own_protocols.all()) == ["tuning-2"]


def test_a_new_protocol_is_written_and_led(page, services):
    button(page, "newProtocol").click()
    name = page._workshop._editor.document.protocol.id
    page._workshop._editor.forms.head.title.setText("Tea first")
    button(page, "editorDone").click()
    assert listed(page).current_id() == name
    assert services.protocols.get(name).title == "Tea first"
    assert button(page, "startProtocol").isEnabled()


def test_a_draft_is_in_the_list_but_cannot_be_led(page, services):
    button(page, "newProtocol").click()
    editor = page._workshop._editor
    editor.tree.setCurrentItem(editor.tree.item_of((0,)))
    editor.tree.remove_asked.emit()
    button(page, "editorDone").click()
    assert page._browser.card.start.isHidden()
    assert not button(page, "practiceProtocol").isEnabled()
    assert not button(page, "exportProtocol").isEnabled()
    listed(page).opened.emit(listed(page).current_id())
    assert editor.isVisibleTo(page)


def test_a_file_is_taken_in(page, services, asked, tmp_path):
    path = tmp_path / "ours.toml"
    text = write_protocol(services.protocols.get("tuning"))
    path.write_text(text.replace('id = "tuning"', 'id = "ours"', 1))
    asked.answers = [[path]]
    button(page, "importProtocols").click()
    assert listed(page).current_id() == "ours"
    assert len(asked.questions) == 1


@pytest.mark.parametrize(("answer", "names"), [(0, {"tuning"}), (1, {"tuning-2"}), (None, set())])
def test_a_name_that_is_taken_is_asked_about(page, services, asked, tmp_path, answer, names):
    asked.answers = [answer]
    page.drop_files([file_of(services, tmp_path)])
    assert asked.questions == ["“Tuning Protocol” is here already."]
    assert set(services.own_protocols.all()) == names


def test_a_broken_file_says_line_and_key_and_changes_nothing(page, services, desk, tmp_path):
    told: list[str] = []
    desk.refused.connect(lambda error: told.append(error.title))
    path = file_of(services, tmp_path)
    path.write_text(path.read_text().replace("format = 1\n", "format = 1\nsize = 3\n"))
    page.drop_files([path])
    assert len(told) == 1
    assert "tuning.toml" in told[0]
    assert "line" in told[0]
    assert services.own_protocols.all() == {}


def test_only_protocols_can_be_dropped_and_not_while_one_is_changed(page, tmp_path):
    assert page.takes_files([tmp_path / "a.TOML"])
    assert not page.takes_files([tmp_path / "a.toml", tmp_path / "b.pdf"])
    button(page, "newProtocol").click()
    assert not page.takes_files([tmp_path / "a.toml"])


def test_the_protocol_is_written_into_a_file(page, services, asked, desk, tmp_path):
    told: list[str] = []
    desk.told.connect(told.append)
    page.show_item("protocol", "jigsaw")
    asked.answers = [tmp_path / "out.toml", None]
    button(page, "exportProtocol").click()
    assert (tmp_path / "out.toml").read_text() == write_protocol(services.protocols.get("jigsaw"))
    assert told == ["The protocol was written to “out.toml”."]
    button(page, "exportProtocol").click()
    assert [path.name for path in tmp_path.glob("*.toml")] == ["out.toml"]


@pytest.mark.parametrize("replaces", [True, False])
def test_an_ending_is_added_but_no_file_is_replaced_unasked(page, asked, tmp_path, replaces):
    there = tmp_path / "ours.toml"
    there.write_text("mine")
    page.show_item("protocol", "jigsaw")
    asked.answers = [tmp_path / "ours", replaces]
    button(page, "exportProtocol").click()
    assert (there.read_text() == "mine") is not replaces


def test_stars_are_shown_and_found(page, services):
    page.show_item("protocol", "jigsaw")
    button(page, "starProtocol").click()
    assert services.own_protocols.favorites() == {"jigsaw"}
    purpose = page.findChild(QComboBox, "purpose")
    purpose.setCurrentIndex(purpose.findData("favorites"))
    assert listed(page).model().rowCount() == 1
    assert button(page, "starProtocol").isChecked()
    button(page, "starProtocol").click()
    assert services.own_protocols.favorites() == frozenset()


def test_the_list_is_filtered_by_who_leads_and_by_whose_it_is(page, services):
    everything = listed(page).model().rowCount()
    experience = page.findChild(QComboBox, "experience")
    experience.setCurrentIndex(experience.findData("first-time"))
    found = listed(page).model().rowCount()
    wanted = [one for one in services.protocols.all() if one.experience == "first-time"]
    assert 0 < found == len(wanted) < everything
    page._browser.filters.clear()
    services.own_protocols.copy(services.protocols.get("tuning"))
    page.reload(Area.PROTOCOLS)
    page._browser.filters.purpose.setCurrentIndex(page._browser.filters.purpose.findData("own"))
    assert listed(page).model().rowCount() == 1


def begin_practice(page: TimerPage, protocol: str, speed: int):
    page.show_item("protocol", protocol)
    button(page, "practiceProtocol").click()
    pane = page._workshop._practice
    pane.speed.setCurrentIndex(pane.speed.findData(speed))
    button(page, "startPause").click()
    return pane


def test_a_practice_runs_sixty_times_as_fast_and_leaves_no_trace(page, services, clock):
    pane = begin_practice(page, "tuning", 60)
    for _second in range(3):
        clock.advance(1)
        pane.practice.look()
    assert pane.practice.state.tau_ms == 180_000
    pane.practice.press(lambda timer: timer.add(60))
    pane.practice.press(lambda timer: timer.finish())
    assert pane.practice.reading.phase is Phase.FINISHED
    assert "over" in next(
        label.text() for label in pane.findChildren(QLabel, "pace") if label.isVisibleTo(pane)
    )
    button(page, "endPractice").click()
    assert services.discussions.all() == []
    assert listed(page).current_id() == "tuning"
    assert page.discussion is None


def test_another_speed_holds_at_once(page, clock):
    pane = begin_practice(page, "tuning", 1)
    clock.advance(1)
    pane.speed.setCurrentIndex(pane.speed.findData(20))
    clock.advance(1)
    pane.practice.look()
    assert pane.practice.state.tau_ms == 21_000


def test_a_practice_goes_to_any_step(page):
    pane = begin_practice(page, "tuning", 10)
    button(page, "allSteps").click()
    steps = page._workshop._practice.findChild(RowList, "stepList")
    last = pane.practice.plan.segments[-1].id
    assert steps.select(last)
    button(page, "goToStep").click()
    assert pane.practice.state.current.id == last
    assert pane.step.isVisibleTo(page)


def test_practice_goes_on_by_itself(qtbot, page, clock):
    pane = begin_practice(page, "tuning", 60)
    clock.advance(1)
    with qtbot.waitSignal(pane.practice.read):
        pass
    assert pane.practice.state.tau_ms == 60_000


def test_both_screens_say_that_it_is_a_practice(page):
    pane = begin_practice(page, "tuning", 10)
    page.projector.open("window")
    window = page.projector.window
    assert window.words().startswith("Practice\n")
    mark = pane.findChild(QWidget, "practiceMark")
    assert mark.isVisibleTo(page)
    assert "Nothing of it is kept" in mark.findChild(QLabel).text()
    marked = window.grab().toImage().pixelColor(4, 4)
    assert marked.name() == "#000000"
    button(page, "endPractice").click()
    assert page.projector.window is None


def test_a_discussion_after_a_practice_is_not_marked(page, services):
    services.members.add(["Ada", "Mei", "Tomás", "Joseph"])
    begin_practice(page, "tuning", 10)
    page.show_item("protocol", "final-word")
    button(page, "startProtocol").click()
    button(page, "startDiscussion").click()
    page.projector.open("window")
    assert not page.projector.window.words().startswith("Practice")
    assert len(services.discussions.all()) == 1


def test_keys_in_the_rooms_window_lead_the_practice(page, qtbot):
    pane = begin_practice(page, "tuning", 10)
    page.projector.open("window")
    before = pane.practice.reading.number
    page.projector.key_pressed.emit(ord("N"))
    assert pane.practice.reading.number == before + 1


def test_a_community_that_is_only_read_can_practice_but_not_change(
    qtbot, desk, community_folder, clock
):
    database = Database.open(community_folder, clock, read_only_reason="Only reading.")
    page = make_page(qtbot, Services.over(database), desk)
    page.show_item("protocol", "tuning")
    for name in ("changeProtocol", "starProtocol", "newProtocol", "importProtocols"):
        assert not button(page, name).isEnabled()
    assert not page.takes_files([Path("a.toml")])
    begin_practice(page, "tuning", 10)
    assert page._workshop._practice.practice.reading.phase is Phase.RUNNING
    page.finish()
    database.close()
