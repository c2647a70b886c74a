from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from copdesk.gui.dialogs.print_preview import PrintPreview
from copdesk.gui.opening import Opening
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.discussions import DiscussionService
from copdesk.services.first_look import first_look
from copdesk.services.meetings import MeetingService
from copdesk.services.protocols import lay_out, shipped_protocol
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
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        start.click()
    assert "Upper Valley" in window.windowTitle()
    assert (tmp_path / "communities" / "Upper Valley" / COMMUNITY_FILE).is_file()


def test_the_community_of_last_time_is_opened(qtbot, opening, settings, community_folder):
    settings.add_recent(community_folder)
    found = names(opening)
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.begin(None)
    assert found == ["Upper Valley"]


def test_the_sample_can_be_looked_at_first(qtbot, window, opening):
    with qtbot.waitSignal(opening.opened, timeout=60_000) as opened:
        window.sample_asked.emit()
    assert len(opened.args[0].members.all()) == 14


def test_another_community_takes_the_place_of_the_first(qtbot, window, opening, community_folder):
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        window.new_asked.emit("Other", "")
    with qtbot.waitSignal(opening.opened, timeout=20_000):
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
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.begin(community_folder)
    assert window.banner.isVisibleTo(window)
    assert "open" in asked.questions[0]
    holder.close()


def test_a_newer_community_is_explained(qtbot, window, opening, asked, community_folder, settings):
    path = community_folder / COMMUNITY_FILE
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    asked.answers = [False]
    opening.begin(community_folder)
    qtbot.waitUntil(lambda: bool(asked.questions), timeout=20_000)
    assert "newer" in asked.questions[0]
    assert path.read_bytes() == before
    assert community_folder not in settings.recent()


def test_a_folder_without_a_community_is_explained(qtbot, window, opening, asked, tmp_path):
    opening.begin(tmp_path)
    qtbot.waitUntil(lambda: bool(asked.questions), timeout=20_000)
    assert "no CopDesk community" in asked.questions[0]
    assert window.findChild(QLineEdit, "communityName") is not None


def test_a_read_only_community_says_so(qtbot, window, opening, community_folder):
    (community_folder / COMMUNITY_FILE).chmod(0o444)
    with qtbot.waitSignal(opening.opened, timeout=20_000) as opened:
        opening.begin(community_folder)
    assert opened.args[0].read_only_reason
    assert window.banner.isVisibleTo(window)


def test_the_quick_guide_can_be_printed(qtbot, window, opening, community_folder):
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.begin(community_folder)
    window.menus.guide.trigger()
    preview = window.findChild(PrintPreview)
    qtbot.waitUntil(lambda: preview.handout is not None, timeout=20_000)
    assert preview.handout.title == "CopDesk in an evening"
    preview.close()


def test_an_interrupted_discussion_is_pointed_to(
    qtbot, window, opening, community_folder, clock, settings
):
    database = Database.open(community_folder, clock)
    plan = lay_out(shipped_protocol("tuning"), number=6)
    DiscussionService(database).start(plan)
    database.close()
    settings.set_text("page", "members")
    window.pages.show_page("members")
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.begin(community_folder)
    qtbot.waitUntil(lambda: "Tuning" in window.banner.text(), timeout=20_000)
    window.banner.findChild(QPushButton).click()
    assert window.pages.current_key == "timer"
    assert window.banner.text() == ""


def test_making_a_community_shows_that_it_goes_on(qtbot, window, opening):
    opening.begin(None)
    window.findChild(QLineEdit, "communityName").setText("Upper Valley")
    start = window.findChild(QPushButton, "startCommunity")
    with qtbot.waitSignal(opening.opened, timeout=20_000):
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
    with qtbot.waitSignal(opening.looked_ahead, timeout=20_000):
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


def test_nothing_is_looked_at_ahead_that_is_not_simple(tmp_path, community_folder):
    assert first_look(community_folder) == ("Upper Valley", [])
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
    with qtbot.waitSignal(opening.opened, timeout=20_000):
        opening.begin(community_folder)
    assert "Upper Valley" in window.windowTitle()
