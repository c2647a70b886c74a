from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from copdesk.domain.members import Member
from copdesk.domain.run.reading import Level
from copdesk.domain.run.runs import RunState
from copdesk.domain.run.state import Phase
from copdesk.gui.leading.big_number import BigNumber
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.opening import Services
from tests.gui.timer_pages import pass_time

NAMES = ("Ada", "Joseph", "Mei", "Tomás")
KEY = Qt.Key


@pytest.fixture
def services(database) -> Services:
    services = Services.over(database)
    services.members.add(NAMES)
    return services


def make_page(qtbot, services, desk) -> TimerPage:
    page = TimerPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    desk.settings.set_text("timer/sound", "off")
    desk.settings.set_text("timer/projector", "")
    page.resize(1024, 520)
    from copdesk.services.changes import Area

    page.reload(Area.ALL)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


@pytest.fixture
def page(qtbot, services, desk) -> Iterator[TimerPage]:
    page = make_page(qtbot, services, desk)
    yield page
    page.finish()


def button(page: QWidget, name: str) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton, name) if one.isVisibleTo(page)]
    assert len(found) == 1, name
    return found[0]


def label(page: QWidget, name: str) -> str:
    return page.findChild(QLabel, name).text()


def big_time(page: QWidget) -> str:
    return page.findChild(BigNumber, "stepTime").text()


def start(page: TimerPage, protocol: str = "final-word") -> None:
    page.show_item("protocol", protocol)
    button(page, "startProtocol").click()
    button(page, "startDiscussion").click()


def test_the_list_is_filtered_by_words_and_by_minutes(page):
    listed = page.findChild(RowList, "protocolList")
    everything = listed.model().rowCount()
    page.findChild(QLineEdit, "protocolSearch").setText("passage final")
    page.findChild(QLineEdit, "protocolSearch").returnPressed.emit()
    assert listed.current_id() == "final-word"
    page.findChild(QLineEdit, "protocolSearch").clear()
    assert listed.model().rowCount() == everything
    page._browser.minutes.setValue(12)
    assert 0 < listed.model().rowCount() < everything


def test_start_is_one_key_and_shows_who_speaks(page, qtbot):
    page.show_item("protocol", "final-word")
    button(page, "startProtocol").click()
    qtbot.keyClick(page.focusWidget(), KEY.Key_Return)
    assert page.discussion.reading.phase is Phase.RUNNING
    assert big_time(page) == "3:00"
    assert page.discussion.reading.speakers == ("Ada",)


def test_time_counts_down_and_over(page, clock):
    start(page, "chalk-talk")
    pass_time(page, clock, 1)
    first = page.discussion.reading.planned_s
    pass_time(page, clock, first - 1 + 80)
    assert big_time(page) == "+1:20"
    assert page.discussion.reading.level is Level.OVER
    assert label(page, "stepLevel") == "Time is up"


@pytest.mark.parametrize(
    ("key", "shown"),
    [(KEY.Key_Plus, "3:50"), (KEY.Key_Minus, "1:50"), (KEY.Key_3, "3:20"), (KEY.Key_R, "3:00")],
)
def test_keys_change_the_time(page, qtbot, clock, key, shown):
    start(page)
    pass_time(page, clock, 10)
    qtbot.keyClick(page.focusWidget(), key)
    assert big_time(page) == shown


def test_space_pauses_and_goes_on(page, qtbot, clock):
    start(page)
    pass_time(page, clock, 10)
    qtbot.keyClick(page.focusWidget(), KEY.Key_Space)
    pass_time(page, clock, 60)
    assert big_time(page) == "2:50"
    assert label(page, "pace").startswith("Nothing is counting")
    qtbot.keyClick(page.focusWidget(), KEY.Key_Space)
    pass_time(page, clock, 10)
    assert big_time(page) == "2:40"


def test_next_back_skip_and_undo(page, qtbot, clock):
    start(page)
    pass_time(page, clock, 30)
    qtbot.keyClick(page.focusWidget(), KEY.Key_N)
    assert label(page, "turns") == "▶\u00a0Joseph   Mei   Tomás"
    qtbot.keyClick(page.focusWidget(), KEY.Key_Right)
    assert label(page, "turns") == "✓\u00a0Joseph   ▶\u00a0Mei   Tomás"
    qtbot.keyClick(page.focusWidget(), KEY.Key_U)
    assert page.discussion.reading.speakers == ("Joseph",)
    qtbot.keyClick(page.focusWidget(), KEY.Key_P)
    assert page.discussion.reading.speakers == ("Mei",)
    for _press in range(2):
        qtbot.keyClick(page.focusWidget(), KEY.Key_Left)
    assert big_time(page) == "2:30"
    qtbot.keyClick(page.focusWidget(), KEY.Key_S)
    assert page.discussion.state.skipped


def test_keys_are_letters_while_a_note_is_written(page, qtbot):
    start(page)
    text = page.findChild(QPlainTextEdit, "noteText")
    text.setFocus()
    qtbot.keyClicks(text, "n b 3 f")
    assert text.toPlainText() == "n b 3 f"
    assert page.discussion.reading.number == 1


def test_a_refused_press_changes_nothing(page, qtbot, desk):
    start(page, "chalk-talk")
    told: list[str] = []
    desk.refused.connect(lambda error: told.append(error.title))
    page.discussion.press(lambda timer: timer.pass_turn())
    assert len(told) == 1
    assert page.discussion.reading.number == 1


def test_notes_belong_to_the_step_in_which_they_were_begun(page, qtbot, services, clock):
    start(page)
    text = page.findChild(QPlainTextEdit, "noteText")
    text.setFocus()
    qtbot.keyClicks(text, "Page 12")
    page.discussion.press(lambda timer: timer.next())
    qtbot.keyClicks(text, ", line 4")
    qtbot.keyClick(text, KEY.Key_Return)
    qtbot.keyClicks(text, "A doubt")
    qtbot.keyClick(text, KEY.Key_Return)
    notes = services.discussions.get(page.discussion.run.id).notes
    assert [(n.segment_title, n.text) for n in notes] == [
        ("Present a passage", "Page 12, line 4"),
        ("Respond", "A doubt"),
    ]
    assert (notes[0].kind, notes[0].person) == ("quote", "Ada")
    assert page.findChild(RowList, "writtenList").model().rowCount() == 2


def test_typing_is_saved_without_enter(page, qtbot, services, desk):
    start(page)
    text = page.findChild(QPlainTextEdit, "noteText")
    qtbot.keyClicks(text, "half a sent")
    desk.flush()
    assert services.discussions.get(page.discussion.run.id).notes[0].text == "half a sent"


def test_a_line_is_corrected_and_removed(page, qtbot, services, desk):
    start(page)
    text, written = page.findChild(QPlainTextEdit, "noteText"), page.findChild(RowList)
    written = page.findChild(RowList, "writtenList")
    qtbot.keyClicks(text, "Wrong")
    qtbot.keyClick(text, KEY.Key_Return)
    written.select_first()
    written.opened.emit(written.current_id())
    text.selectAll()
    qtbot.keyClicks(text, "Right")
    qtbot.keyClick(text, KEY.Key_Return)
    notes = services.discussions.get(page.discussion.run.id).notes
    assert [note.text for note in notes] == ["Right"]
    written.select_first()
    written.setFocus()
    qtbot.keyClick(written, KEY.Key_Delete)
    assert services.discussions.get(page.discussion.run.id).notes == ()
    desk.history.undo()
    assert len(services.discussions.get(page.discussion.run.id).notes) == 1


def test_enter_stores_a_commitment(page, qtbot, services):
    start(page)
    who, what = (
        page.findChild(QComboBox, "commitmentWho"),
        page.findChild(QLineEdit, "commitmentWhat"),
    )
    who.setCurrentText("Mei")
    qtbot.keyClicks(what, "try one silent minute")
    qtbot.keyClick(what, KEY.Key_Return)
    stored = services.commitments.all()[0]
    mei = next(member for member in services.members.all() if member.name == "Mei")
    assert (stored.text, stored.member_id) == ("try one silent minute", mei.id)
    assert stored.run_id == page.discussion.run.id
    assert (what.text(), who.currentText()) == ("", "")


def test_escape_leaves_a_field_so_that_keys_lead_again(page, qtbot):
    start(page)
    what = page.findChild(QLineEdit, "commitmentWhat")
    what.setFocus()
    qtbot.keyClicks(what, "n")
    qtbot.keyClick(what, KEY.Key_Escape)
    assert what.text() == "n"
    qtbot.keyClick(page.focusWidget(), KEY.Key_N)
    assert page.discussion.reading.number == 2


def test_the_enter_that_ends_a_line_does_not_finish_the_discussion(page, qtbot, services):
    start(page)
    qtbot.keyClick(page.focusWidget(), KEY.Key_F)
    what = page.findChild(QLineEdit, "commitmentWhat")
    what.setFocus()
    qtbot.keyClicks(what, "try it")
    qtbot.keyClick(what, KEY.Key_Return)
    assert page.discussion.reading.phase is Phase.RUNNING
    assert [one.text for one in services.commitments.all()] == ["try it"]


def test_finishing_asks_first_and_can_be_undone(page, qtbot, services, clock):
    start(page)
    pass_time(page, clock, 30)
    qtbot.keyClick(page.focusWidget(), KEY.Key_F)
    assert page.discussion.reading.phase is Phase.RUNNING
    button(page, "answer-finish").click()
    assert page.findChild(QTableView, "summaryTable").isVisibleTo(page)
    assert services.discussions.get(page.discussion.run.id).state is RunState.ENDED
    button(page, "undoFinish").click()
    assert page.discussion.reading.phase is Phase.RUNNING
    assert services.discussions.get(page.discussion.run.id).state is RunState.OPEN


def test_the_summary_compares_and_parks(page, qtbot, services, clock):
    start(page, "chalk-talk")
    kind, text = page.findChild(QComboBox, "noteKind"), page.findChild(QPlainTextEdit, "noteText")
    qtbot.keyClicks(text, "Who looks after the stove?")
    kind.setCurrentIndex(3)
    kind.activated.emit(3)
    qtbot.keyClick(text, KEY.Key_Return)
    pass_time(page, clock, 60)
    page.discussion.press(lambda timer: timer.finish())
    assert "It took 1:00" in label(page, "summaryTimes")
    assert "Who looks after the stove?" in label(page, "summaryWritten")
    assert [topic.text for topic in services.commitments.topics()] == ["Who looks after the stove?"]
    button(page, "summaryDone").click()
    assert page.discussion is None
    assert services.discussions.waiting() == []


def test_an_impossible_budget_shows_ways_out(page):
    page.show_item("protocol", "final-word")
    button(page, "startProtocol").click()
    page._before.choices.minutes.setValue(12)
    assert not button(page, "startDiscussion").isEnabled()
    button(page, "answer-presenters").click()
    assert button(page, "startDiscussion").isEnabled()
    assert page._before.plan.total_s == 12 * 60


def test_when_nothing_can_give_way_only_more_time_is_offered(page):
    page.show_item("protocol", "consultancy")
    button(page, "startProtocol").click()
    page._before.choices.minutes.setValue(10)
    strip = page.findChild(QFrame, "waysOut")
    offered = [one.objectName() for one in strip.findChildren(QPushButton) if one.isVisible()]
    assert offered == ["answer-more_time"]
    button(page, "answer-more_time").click()
    assert button(page, "startDiscussion").isEnabled()
    assert page._before.plan.total_s == 17 * 60


def test_unticking_somebody_changes_the_plan(page):
    page.show_item("protocol", "final-word")
    button(page, "startProtocol").click()
    names = page.findChild(QListWidget, "peopleHere")
    four = page._before.plan.total_s
    names.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert page._before.plan.total_s < four
    assert [person.name for person in page._before.plan.people] == ["Joseph", "Mei", "Tomás"]


def test_a_guest_takes_part_by_name(page, qtbot):
    page.show_item("protocol", "final-word")
    button(page, "startProtocol").click()
    guest = page.findChild(QLineEdit, "guest")
    qtbot.keyClicks(guest, "Old Sam")
    qtbot.keyClick(guest, KEY.Key_Return)
    assert page._before.plan.people[-1].name == "Old Sam"
    assert page.discussion is None


def test_must_end_at_bounds_the_time(page, clock):
    page.show_item("protocol", "chalk-talk")
    button(page, "startProtocol").click()
    end = clock.now().astimezone()
    later = end.replace(minute=end.minute - 5) if end.minute > 50 else end
    page._before.choices.end_at.set_field_value(later.replace(hour=(end.hour + 1) % 24).time())
    page._before.choices.end_at.field_edited.emit()
    asked = page._before.choices.seconds(clock.now())
    assert asked is not None
    assert page._before.plan.total_s <= asked
    button(page, "startDiscussion").click()
    assert page.discussion.reading.end_at is not None


def test_nobody_is_here(page):
    for member in page._services.members.all():
        page._services.members.remove(member.id)
    page.show_item("protocol", "final-word")
    button(page, "startProtocol").click()
    assert not button(page, "startDiscussion").isEnabled()
    page._services.members.save(Member(name="Ada"))
