"""What was typed and entered can be taken back, and its line does not show it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from copdesk.domain.topics import Topic
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.pages.meetings.pane import MeetingPane
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.services.changes import Area, Outcome
from tests.gui.meetings_pages import planned, shown_page
from tests.gui.timer_pages import start

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(services, desk, qtbot):
    planned(services, "One")
    return shown_page(services, desk, qtbot)


def enter(page, tab: str, name: str, type_text) -> QLineEdit:
    page.findChild(MeetingPane).show_tab(tab)
    line = page.findChild(QLineEdit, name)
    type_text(line, "Tea & talk")
    QTest.keyClick(line, Qt.Key.Key_Return)
    return line


def agenda(services) -> list[tuple[str, str]]:
    (meeting,) = services.meetings.all()
    return [(item.id, item.title) for item in meeting.agenda[1:]]


def commitments(services) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in services.commitments.all()]


def topics(services) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in services.commitments.topics()]


def decisions(services) -> list[tuple[str, str]]:
    (meeting,) = services.meetings.all()
    return [(one.id, one.text) for one in meeting.decisions]


@pytest.mark.parametrize(
    ("tab", "name", "read"),
    [
        ("agenda", "newAgendaItem", agenda),
        ("commitments", "newCommitment", commitments),
        ("minutes", "newTopic", topics),
        ("minutes", "newDecision", decisions),
    ],
)
def test_what_was_added_to_a_meeting_is_undone_and_redone(
    page, services, desk, type_text, tab, name, read
):
    line = enter(page, tab, name, type_text)
    ((made, text),) = read(services)
    assert text == "Tea & talk"
    desk.history.undo()
    assert read(services) == []
    desk.history.redo()
    assert read(services) == [(made, text)]
    assert line.text() == ""


def test_a_commitment_of_a_discussion_is_undone(timer_page, services, desk, type_text):
    start(timer_page)
    line = timer_page.findChild(QLineEdit, "commitmentWhat")
    type_text(line, "Bring drawings")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [text for _id, text in commitments(services)] == ["Bring drawings"]
    desk.history.undo()
    assert commitments(services) == []


@pytest.mark.parametrize(
    ("words", "text", "message"),
    [
        ({}, "Remove “Tea & talk”", "Removed “Tea & talk”."),
        (
            {"text": "Let {name} go", "message": "{name} is gone."},
            "Let Tea & talk go",
            "Tea & talk is gone.",
        ),
    ],
)
def test_what_was_removed_is_named_and_comes_back(desk, qtbot, services, words, text, message):
    service = services.commitments
    made = service.save_topic(Topic(text="Tea & talk")).value
    with qtbot.waitSignal(desk.undo_offered) as offered:
        remove_named(desk, "Tea &\ntalk", made.id, service.remove_topic, **words)
    assert offered.args == [message]
    assert desk.history.undo_words == text
    assert topics(services) == []
    desk.history.undo()
    assert topics(services) == [(made.id, "Tea & talk")]
    desk.history.redo()
    assert topics(services) == []


def test_the_name_of_what_was_removed_is_shortened(desk, qtbot):
    with qtbot.waitSignal(desk.undo_offered) as offered:
        remove_named(desk, "word " * 60, "", nothing_changed)
    assert len(offered.args[0]) < 100
    assert "word…" in offered.args[0]


def nothing_changed(_key: str) -> Outcome[None]:
    return Outcome(None, Area.NONE)


def test_an_emptied_line_leaves_the_undo_key_to_the_window(qtbot, type_text):
    line = OnceLine()
    qtbot.addWidget(line)
    type_text(line, "Tea")
    assert takes_undo(line)
    line.empty()
    assert not takes_undo(line)


def takes_undo(line: QLineEdit) -> bool:
    """Whether the line keeps Ctrl+Z for itself."""
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    key.ignore()
    QApplication.sendEvent(line, key)
    return key.isAccepted()
