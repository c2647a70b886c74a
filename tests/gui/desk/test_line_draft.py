"""What was typed into a line and never entered is there again, also after the power went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from copdesk.clock import SystemClock
from copdesk.domain.commitments import Commitment
from copdesk.domain.members import Member
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.pages.community.page import CommunityPage
from copdesk.gui.pages.meetings.page import MeetingsPage
from copdesk.gui.pages.meetings.pane import TABS, MeetingPane
from copdesk.gui.pages.members.page import MembersPage
from copdesk.services.changes import Area
from copdesk.services.opening import Services, open_community
from tests.gui.meetings_pages import APRIL, planned, shown_page

LINES = {
    "agenda": ["newAgendaItem"],
    "people": ["newVisitor"],
    "minutes": ["newTopic", "newDecision"],
    "commitments": ["newCommitment", "reportText"],
}
COMMUNITY_LINES = ["newGoal", "newTopic", "newGroupName"]


@pytest.fixture
def line(qtbot, desk, services) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    draft = LineDraft(desk, services.drafts, made, "line")
    draft.be_about("one")
    made.draft = draft
    made.show()
    return made


def again(services: Services) -> Services:
    """Return what another start of the program would read."""
    return Services.over(services._database)


def kept(services: Services, key: str = "one") -> str:
    return again(services).drafts.text(f"line/{key}")


def test_what_waits_for_enter_is_kept(line, desk, services, type_text):
    type_text(line, "Réunion")
    desk.flush()
    assert kept(services) == "Réunion"


def test_it_is_kept_by_itself_after_a_while(line, desk, services, type_text, qtbot):
    type_text(line, "Tea")
    qtbot.waitUntil(lambda: kept(services) == "Tea")


def test_each_thing_has_its_own_text(line, desk, services, type_text):
    type_text(line, "for one")
    line.draft.be_about("two")
    assert line.text() == ""
    type_text(line, "for two")
    line.draft.be_about("one")
    assert line.text() == "for one"
    desk.flush()
    assert (kept(services), kept(services, "two")) == ("for one", "for two")


def test_what_was_entered_is_forgotten(line, desk, services, type_text, qtbot):
    type_text(line, "Tea")
    desk.flush()
    line.returnPressed.connect(line.clear)
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(services) == "")


def test_a_draft_stays_until_what_was_entered_is_stored(line, desk, services, type_text):
    seen = []
    type_text(line, "Tea")
    desk.flush()

    def store() -> None:
        line.clear()  # before it is stored, as a careless page might
        desk.flush()
        seen.append(kept(services))

    line.returnPressed.connect(store)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert seen == ["Tea"]


def test_what_was_refused_is_kept(line, desk, services, type_text, qtbot):
    type_text(line, "Tea")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(services) == "Tea")


def test_what_is_entered_at_once_is_never_written_as_a_draft(line, desk, services, monkeypatch):
    written = []
    monkeypatch.setattr(desk, "save_later", lambda key, action, **_how: written.append(key))
    line.returnPressed.connect(desk.flush)
    line.returnPressed.connect(line.clear)
    QTest.keyClicks(line, "Tea")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert written == []


def test_every_line_of_a_meeting_comes_back(services, desk, qtbot, type_text):
    planned(services, "One")
    commitment = Commitment(text="Bring drawings", made_on=APRIL - timedelta(days=30))
    services.commitments.save(commitment)
    page = shown_page(services, desk, qtbot)
    for tab, names in LINES.items():
        page.findChild(MeetingPane).show_tab(tab)
        for name in names:
            type_text(page.findChild(QLineEdit, name), f"begun in {name}")
    desk.flush()
    other = shown_page(again(services), desk, qtbot)
    for tab, names in LINES.items():
        other.findChild(MeetingPane).show_tab(tab)
        for name in names:
            assert other.findChild(QLineEdit, name).text() == f"begun in {name}"
    assert set(LINES) == set(TABS)


def test_every_line_of_the_community_comes_back(services, desk, qtbot, type_text):
    for shown in (True, False):
        page = CommunityPage(again(services), desk)
        qtbot.addWidget(page)
        page.reload(Area.ALL)
        for name in COMMUNITY_LINES:
            line = page.findChild(QLineEdit, name)
            if shown:
                type_text(line, f"begun in {name}")
            assert line.text() == f"begun in {name}"
        desk.flush()


def test_the_lines_of_the_members_come_back(services, desk, qtbot, type_text):
    services.members.save(Member(name="Ada"))
    for shown in (True, False):
        page = MembersPage(again(services), desk)
        qtbot.addWidget(page)
        page.reload(Area.ALL)
        for name in ("newNames", "newGroup"):
            line = page.findChild(QLineEdit, name)
            if shown:
                type_text(line, f"begun in {name}")
            assert line.text() == f"begun in {name}"
        desk.flush()


def test_a_text_of_several_lines_is_kept_too(services, desk, qtbot, type_text):
    text = QPlainTextEdit()
    qtbot.addWidget(text)
    draft = LineDraft(desk, services.drafts, text, "line")
    draft.be_about("one")
    type_text(text, "Grade 4")
    desk.flush()
    assert kept(services) == "Grade 4"
    draft.be_about("two")
    assert text.toPlainText() == ""


def test_a_line_is_there_after_the_power_went(community_folder: Path, qtbot, desk):
    ready = Services.over(open_community(community_folder, SystemClock())._database)
    planned(ready, "One")
    ready.close()
    command = [sys.executable, "-m", "tests.gui.desk.typing_program", str(community_folder)]
    child = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "Saved"
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    services = open_community(community_folder, SystemClock())
    page = shown_page(services, desk, qtbot)
    assert isinstance(page, MeetingsPage)
    assert page.findChild(QLineEdit, "newAgendaItem").text() == "Who brings the tea?"
    services.close()
