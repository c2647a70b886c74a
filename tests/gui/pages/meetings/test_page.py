from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTreeView,
)

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import AgendaKind, Decision, MeetingState, Note
from copdesk.gui.look.theme import Appearance
from copdesk.gui.pages.meetings.agenda_view import AgendaView
from copdesk.gui.pages.meetings.words import next_like, next_thursday
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.tall_scroll import LowScroll
from copdesk.services.opening import Services
from copdesk.store.transaction import Database
from tests.gui.meetings_pages import APRIL, only, planned, shown_page


@pytest.fixture
def page(services, desk, qtbot):
    return shown_page(services, desk, qtbot)


def button(page, name):
    return page.findChild(QPushButton, name)


def rows(page):
    model = page.findChild(RowList, "meetingList").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_an_empty_page_offers_to_plan_the_first_meeting(page, services, qtbot):
    first = button(page, "planFirstMeeting")
    assert first.isVisible()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert only(services).held_on == date(2026, 3, 12)
    assert not first.isVisible()
    assert page.findChild(QLineEdit, "meetingTitle").isVisible()


def test_a_new_meeting_takes_over_place_time_and_open_commitments(page, services, desk, qtbot):
    earlier = planned(services, held_on=date(2026, 2, 5))
    desk.do(
        "Act", lambda: services.commitments.save(Commitment(text="Try it", meeting_id=earlier.id))
    )
    page.findChild(QPushButton, "planMeeting").click()
    new = next(one for one in services.meetings.all() if one.id != earlier.id)
    assert (new.place, new.starts_at) == ("Hill School", time(16, 0))
    assert [item.kind for item in new.agenda] == [AgendaKind.REPORT_BACK]
    assert page.findChild(RowList, "meetingList").current_id() == new.id


def test_a_thursday_that_is_taken_is_not_offered(services, desk, qtbot):
    planned(services, held_on=date(2026, 3, 12))
    page = shown_page(services, desk, qtbot)
    page.findChild(QPushButton, "planMeeting").click()
    assert {one.held_on.day for one in services.meetings.all()} == {12, 19}


def test_the_nearest_meeting_that_is_still_to_be_held_is_next(services, desk, qtbot):
    today = planned(services, held_on=date(2026, 3, 12))
    services.meetings.save(replace(today, state=MeetingState.DRAFT))
    planned(services, held_on=date(2026, 3, 19), title="Light")
    page = shown_page(services, desk, qtbot)
    model = page.findChild(RowList, "meetingList").model()
    badges = [model.index(row, 0).data(RowRole.BADGE) for row in range(2)]
    assert badges == ["Draft", "Next"]


def test_the_menu_of_the_page_and_what_it_prints(services, desk, qtbot):
    planned(services)
    page = shown_page(services, desk, qtbot)
    texts = [action.text() for action in page.actions_for_menu()]
    assert texts == [
        "Plan a meeting",
        "Plan the next one like this",
        "Remove this meeting",
    ]
    page.findChild(QAction, "print-agenda").trigger()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    (preview,) = page.findChildren(PrintPreview)
    assert preview.windowTitle() == "Agenda: Fractions"
    preview.close()


def test_every_input_has_a_name_for_a_screen_reader(services, desk, qtbot):
    meeting = planned(services, "One")
    services.meetings.save_decision(meeting.id, Decision(text="So be it."))
    services.commitments.save(Commitment(text="Try", meeting_id=meeting.id))
    page = shown_page(services, desk, qtbot)
    tabs = page.findChild(QTabWidget, "meetingTabs")
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QListView, QTreeView):
            for widget in page.findChildren(kind):
                inside = isinstance(widget.parent(), (QAbstractSpinBox, QComboBox))
                if widget.isVisible() and not inside:
                    assert widget.accessibleName(), widget.objectName()


def test_what_is_to_come_stands_before_what_has_been(services, desk, qtbot):
    for day in (date(2026, 2, 1), APRIL, date(2026, 3, 20), date(2026, 1, 1)):
        planned(services, held_on=day, title=day.isoformat())
    page = shown_page(services, desk, qtbot)
    assert rows(page) == ["2026-03-20", "2026-04-02", "2026-02-01", "2026-01-01"]
    chosen = page.findChild(RowList, "meetingList").currentIndex()
    assert chosen.data() == "2026-03-20"


def test_searching_looks_into_agendas_and_notes_without_accents(services, desk, qtbot):
    planned(services, "Réunion of strips", title="First")
    other = planned(services, title="Second")
    services.meetings.save_note(other.id, Note(text="The boat was late."))
    page = shown_page(services, desk, qtbot)
    line = page.findChild(QLineEdit, "meetingSearch")
    for words, found in (("reunion", ["First"]), ("boat late", ["Second"]), ("zebra", [])):
        line.setText(words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert rows(page) == found


def test_the_head_of_a_meeting_saves_itself(services, desk, qtbot, type_text):
    planned(services)
    page = shown_page(services, desk, qtbot)
    title = page.findChild(QLineEdit, "meetingTitle")
    title.selectAll()
    type_text(title, "Größer als ½")
    page.findChild(QLineEdit, "meetingPlace").setText("Ferry Landing")
    assert desk.flush()
    assert (only(services).title, only(services).place) == ("Größer als ½", "Ferry Landing")


def test_tab_leads_from_field_to_field_before_any_button(services, desk, qtbot, type_text):
    planned(services)
    page = shown_page(services, desk, qtbot)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.findChild(QLineEdit, "meetingTitle").setFocus()
    passed = []
    while "nextState" not in passed:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        passed.append(page.focusWidget().objectName())
    names = (name for name in passed if name.startswith("meeting") or name == "nextState")
    fields = list(dict.fromkeys(names))
    assert fields == ["meetingDate", "meetingPlace", "meetingPurpose", "nextState"]
    assert only(services).state is MeetingState.PLANNED


def test_a_meeting_goes_through_its_states_and_back(services, desk, qtbot):
    planned(services)
    page = shown_page(services, desk, qtbot)
    states = [MeetingState.RUNNING, MeetingState.DRAFT, MeetingState.FINAL]
    for state in states:
        button(page, "nextState").click()
        if state is MeetingState.FINAL:
            button(page, "finalAsTheyAre").click()
        assert only(services).state is state
    desk.history.undo()
    assert only(services).state is MeetingState.DRAFT
    assert page.findChild(QLabel, "meetingState").text() == "Minutes in draft"


def test_a_meeting_that_was_not_held_can_be_planned_again(services, desk, qtbot):
    planned(services)
    page = shown_page(services, desk, qtbot)
    page.findChild(QAction, "notHeld").trigger()
    assert only(services).state is MeetingState.NOT_HELD
    button(page, "nextState").click()
    assert only(services).state is MeetingState.PLANNED


def test_the_next_one_like_this_is_four_weeks_later(services, desk, qtbot):
    model = planned(services)
    page = shown_page(services, desk, qtbot)
    page.findChild(QAction, "planLike").trigger()
    new = next(one for one in services.meetings.all() if one.id != model.id)
    assert new.held_on == date(2026, 4, 30)
    assert (new.title, new.place) == (model.title, model.place)


def test_a_removed_meeting_comes_back_with_undo(services, desk, qtbot):
    kept = planned(services)
    page = shown_page(services, desk, qtbot)
    with qtbot.waitSignal(desk.undo_offered) as offered:
        page.findChild(QAction, "removeMeeting").trigger()
    assert offered.args == ["Removed “Fractions”."]
    assert services.meetings.all() == []
    desk.history.undo()
    assert only(services).id == kept.id


def test_a_search_result_opens_its_meeting_on_the_right_tab(services, desk, qtbot):
    meeting = planned(services, "Strips", held_on=date(2026, 1, 8))
    planned(services, title="Other")
    note = services.meetings.save_note(meeting.id, Note(text="Said")).value
    commitment = services.commitments.save(Commitment(text="Try", meeting_id=meeting.id)).value
    page = shown_page(services, desk, qtbot)
    tabs = page.findChild(QTabWidget, "meetingTabs")
    for kind, key, tab in (
        ("note", note.id, 2),
        ("agenda_item", meeting.agenda[0].id, 0),
        ("commitment", commitment.id, 3),
    ):
        page.show_item(kind, key)
        assert page.findChild(RowList, "meetingList").current_id() == meeting.id
        assert tabs.currentIndex() == tab
    page.show_item("commitment", "gone")
    assert page.findChild(RowList, "meetingList").current_id() == meeting.id


def test_a_community_for_reading_changes_nothing(services, desk, qtbot, database, clock):
    planned(services, "Strips")
    folder = database.folder
    reading = Database.open(folder, clock, read_only_reason="Only for reading.")
    page = shown_page(Services.over(reading), desk, qtbot)
    for name in ("planMeeting", "nextState", "everybodyHere", "waitingTopics"):
        assert not (button(page, name).isEnabled() and button(page, name).isVisible())
    assert page.findChild(QLineEdit, "meetingTitle").isReadOnly()
    assert not page.findChild(QLineEdit, "newAgendaItem").isEnabled()
    assert button(page, "printMeeting").isEnabled()
    reading.close()


@pytest.mark.parametrize(
    ("day", "thursday"),
    [(date(2026, 3, 4), date(2026, 3, 5)), (date(2026, 3, 5), date(2026, 3, 12))],
)
def test_next_thursday_is_never_today(day, thursday):
    assert next_thursday(day) == thursday


def test_the_next_one_like_an_old_meeting_is_still_to_come():
    assert next_like(date(2025, 1, 7), date(2026, 3, 5)) == date(2026, 3, 10)


def test_a_title_may_be_emptied_and_the_date_stands_for_it(services, desk, qtbot):
    meeting = planned(services)
    desk.do("Act", lambda: services.meetings.save(replace(meeting, title="")))
    assert rows(shown_page(services, desk, qtbot)) == ["Meeting on April 2, 2026"]


def test_on_a_low_window_with_large_text_the_meeting_scrolls_and_nothing_overlaps(
    services, desk, qtbot, qapp, settings
):
    appearance = Appearance(qapp, settings)
    planned(services, "One", "Two")
    page = shown_page(services, desk, qtbot)
    page.resize(1000, 520)
    qtbot.waitUntil(lambda: page.width() == 1000)
    areas = page.findChildren(LowScroll)
    area = next(one for one in areas if one.accessibleName() == "Meeting")
    assert area.verticalScrollBar().maximum() == 0
    appearance.choose_text_size(200)
    page.resize(1000, 300)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    new, total = page.findChild(QLineEdit, "newAgendaItem"), page.findChild(QLabel, "agendaSum")
    rows = page.findChild(AgendaView)
    places = [one.mapTo(area.widget(), QPoint(0, 0)).y() for one in (rows, new, total)]
    assert places[0] + rows.height() <= places[1]
    assert places[1] + new.height() <= places[2]
    appearance.choose_text_size(100)
