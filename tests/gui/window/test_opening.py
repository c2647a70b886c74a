from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from copdesk import language
from copdesk.domain.meetings import AgendaItem
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.gui.pages.meetings.glance import MeetingGlance
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.window.opening import Opening
from copdesk.services.discussions import DiscussionService
from copdesk.services.first_look import first_look
from copdesk.services.meetings import MeetingService
from copdesk.services.protocols import shipped_protocol
from copdesk.store.lock import CommunityLock
from copdesk.store.transaction import COMMUNITY_FILE, Database


@pytest.fixture
def opening(window, settings, clock, tmp_path):
    opening = Opening(window, settings, clock, tmp_path / "communities")
    yield opening
    window.detach()
    opening.close()


def names(opening):
    """Return the names of the communities as they come into the window."""
    found = []
    opening.opened.connect(lambda services: found.append(services.community.get().name))
    return found


def test_the_first_start_asks_for_a_name(qtbot, window, opening, tmp_path):
    window.show()
    opening.begin(None)
    name = window.findChild(QLineEdit, "communityName")
    assert name.isVisible()
    name.setText("Upper Valley")
    start = next(one for one in window.findChildren(QPushButton) if one.property("primary"))
    with qtbot.waitSignal(opening.opened):
        start.click()
    assert "Upper Valley" in window.windowTitle()
    assert (tmp_path / "communities" / "Upper Valley" / COMMUNITY_FILE).is_file()


def test_a_new_community_prints_in_the_language_of_the_window(qtbot, window, opening):
    language.choose("hi")
    with qtbot.waitSignal(opening.opened) as opened:
        window.new_asked.emit("तीन घाटी", "")
    assert opened.args[0].community.get().language == "hi"


def test_the_community_of_last_time_is_opened(qtbot, opening, settings, community_folder):
    settings.add_recent(community_folder)
    found = names(opening)
    with qtbot.waitSignal(opening.opened):
        opening.begin(None)
    assert found == ["Upper Valley"]


def test_the_sample_can_be_looked_at_first(qtbot, window, opening):
    with qtbot.waitSignal(opening.opened) as opened:
        window.sample_asked.emit()
    assert len(opened.args[0].members.all()) == 14


def test_another_community_takes_the_place_of_the_first(qtbot, window, opening, community_folder):
    with qtbot.waitSignal(opening.opened):
        window.new_asked.emit("Other", "")
    with qtbot.waitSignal(opening.opened):
        window.open_asked.emit(community_folder)
    assert "Upper Valley" in window.windowTitle()
    lock = CommunityLock(community_folder.parent / "communities" / "Other", opening._clock)
    lock.take()  # the first one was let go
    lock.give_back()


def test_a_community_that_somebody_has_can_be_looked_at(
    qtbot, window, opening, asked, community_folder, clock
):
    holder = Database.open(community_folder, clock)
    asked.answers = [True]
    with qtbot.waitSignal(opening.opened):
        opening.begin(community_folder)
    assert window.banner.isVisibleTo(window)
    assert "open" in asked.questions[0]
    holder.close()


def test_a_community_that_was_not_opened_after_all_does_not_name_the_window(
    qtbot, window, opening, asked, community_folder, clock
):
    holder = Database.open(community_folder, clock)
    asked.answers = [False]
    window.show()
    opening.begin(community_folder)
    qtbot.waitUntil(lambda: window.findChild(QLineEdit, "communityName") is not None)
    assert window.windowTitle() == "CopDesk"
    holder.close()


def test_a_newer_community_is_explained(qtbot, window, opening, asked, community_folder, settings):
    path = community_folder / COMMUNITY_FILE
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    asked.answers = [False]
    opening.begin(community_folder)
    qtbot.waitUntil(lambda: bool(asked.questions))
    assert "newer" in asked.questions[0]
    assert path.read_bytes() == before
    assert community_folder not in settings.recent()


def test_a_folder_without_a_community_is_explained(qtbot, window, opening, asked, tmp_path):
    opening.begin(tmp_path)
    qtbot.waitUntil(lambda: bool(asked.questions))
    assert "no CopDesk community" in asked.questions[0]
    assert window.findChild(QLineEdit, "communityName") is not None


def test_a_read_only_community_says_so(qtbot, window, opening, community_folder):
    (community_folder / COMMUNITY_FILE).chmod(0o444)
    with qtbot.waitSignal(opening.opened) as opened:
        opening.begin(community_folder)
    assert opened.args[0].read_only_reason
    assert window.banner.isVisibleTo(window)


def test_the_quick_guide_can_be_printed(qtbot, window, opening, community_folder):
    with qtbot.waitSignal(opening.opened):
        opening.begin(community_folder)
    window.findChild(QAction, "print-quick-guide").trigger()
    preview = window.findChild(PrintPreview)
    qtbot.waitUntil(lambda: preview.handout is not None)
    assert preview.handout.title == "CopDesk in an evening"
    preview.close()


def test_an_interrupted_discussion_is_pointed_to(
    qtbot, window, opening, community_folder, clock, settings
):
    database = Database.open(community_folder, clock)
    plan = compile_plan(shipped_protocol("tuning"), invented(6))
    DiscussionService(database).start(plan)
    database.close()
    settings.set_text("page", "members")
    window.pages.show_page("members")
    with qtbot.waitSignal(opening.opened):
        opening.begin(community_folder)
    qtbot.waitUntil(lambda: "Tuning" in window.banner.text())
    window.banner.findChild(QPushButton).click()
    assert window.pages.current_key == "timer"
    assert window.banner.text() == ""


def test_making_a_community_shows_that_it_goes_on(qtbot, window, opening):
    opening.begin(None)
    window.findChild(QLineEdit, "communityName").setText("Upper Valley")
    start = window.findChild(QPushButton, "startCommunity")
    with qtbot.waitSignal(opening.opened):
        start.click()
        assert not start.isEnabled()
        assert "Making" in start.text()


def test_the_list_is_there_before_the_community_is_open(
    qtbot, window, opening, community_folder, clock
):
    database = Database.open(community_folder, clock)
    service = MeetingService(database)
    first = service.plan(date(2026, 2, 5), "First evening").value
    service.plan(date(2026, 4, 2), "Next evening")
    database.close()
    window.show()
    with qtbot.waitSignal(opening.looked_ahead):
        opening.begin(community_folder)
    ahead = window.pages.currentWidget()
    rows = ahead.findChild(RowList)
    assert [rows.model().index(row, 0).data() for row in range(2)] == [
        "Next evening",
        "First evening",
    ]
    rows.select(first.id)
    title = lambda: window.findChild(QLineEdit, "meetingTitle")  # noqa: E731
    qtbot.waitUntil(lambda: title() is not None and title().text() == "First evening")


@pytest.fixture
def look_ahead(qtbot, window, opening, community_folder, clock):
    """Open two meetings, one with an agenda, and do something before the community is there."""
    database = Database.open(community_folder, clock)
    service = MeetingService(database)
    first = service.plan(date(2026, 2, 5), "First evening").value
    service.save_item(first.id, AgendaItem(title="Reading <aloud>", minutes=25))
    service.plan(date(2026, 4, 2), "Next evening")
    database.close()
    window.show()

    def look(act):
        opening.looked_ahead.connect(lambda: act(window.pages.currentWidget()))
        with qtbot.waitSignal(opening.opened):
            opening.begin(community_folder)

    return look


def test_what_a_meeting_is_about_is_there_before_the_community_is_open(look_ahead):
    seen = []

    def read(ahead):
        rows, glance = ahead.findChild(RowList), ahead.findChild(MeetingGlance)
        seen.append({label.text() for label in glance.widget().findChildren(QLabel)})
        rows.setCurrentIndex(rows.model().index(1, 0))
        seen.append({label.text() for label in glance.widget().findChildren(QLabel)})

    look_ahead(read)
    assert "Next evening" in seen[0]
    assert {"First evening", "Reading <aloud>", "25 minutes"} <= seen[1]


def test_the_page_goes_on_with_a_search_that_was_begun_before(qtbot, window, look_ahead):
    found = []

    def search(ahead):
        line = ahead.findChild(SearchLine)
        qtbot.keyClicks(line, "first")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        found.append(ahead.findChild(RowList).model().rowCount())

    look_ahead(search)
    assert found == [1]
    listed = window.findChild(RowList, "meetingList").model()
    qtbot.waitUntil(lambda: listed.rowCount() == 1)
    assert listed.index(0, 0).data() == "First evening"
    assert window.findChild(SearchLine, "meetingSearch").text() == "first"


def test_a_meeting_that_was_asked_for_early_is_planned_when_the_community_is_open(
    qtbot, window, look_ahead
):
    def plan(ahead):
        button = next(one for one in ahead.findChildren(QPushButton) if "Plan" in one.text())
        button.click()
        assert not button.isEnabled()

    look_ahead(plan)
    listed = window.findChild(RowList, "meetingList").model()
    qtbot.waitUntil(lambda: listed.rowCount() == 3)


def test_nothing_is_looked_at_ahead_that_is_not_simple(tmp_path, community_folder):
    found = first_look(community_folder)
    assert found.name == "Upper Valley"
    assert found.meetings == found.agenda("unknown") == ()
    assert first_look(tmp_path) is None
    with sqlite3.connect(community_folder / COMMUNITY_FILE) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    assert first_look(community_folder) is None
    (community_folder / COMMUNITY_FILE).write_bytes(b"something else")
    assert first_look(community_folder) is None


def test_a_window_that_is_not_painted_opens_its_community_too(
    qtbot, window, opening, community_folder, clock
):
    database = Database.open(community_folder, clock)
    MeetingService(database).plan(date(2026, 2, 5), "First evening")
    database.close()
    with qtbot.waitSignal(opening.opened):
        opening.begin(community_folder)
    assert "Upper Valley" in window.windowTitle()


def test_it_says_when_nothing_is_being_opened_any_more(qtbot, window, opening, tmp_path):
    with qtbot.waitSignal(opening.settled):
        opening.begin(None)
    with qtbot.waitSignal(opening.settled):
        opening.open(tmp_path)  # not a community: a sentence and the welcome
    with qtbot.waitSignals([opening.opened, opening.settled]):
        window.new_asked.emit("Upper Valley", "")
