from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabWidget, QToolButton

from copdesk.domain.commitments import Commitment, CommitmentState
from copdesk.domain.meetings import Note, NoteKind
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.runs import RunNote
from copdesk.gui.pages.meetings.commitments import CommitmentsPane
from copdesk.gui.pages.meetings.minutes import MinutesPane
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.services.protocols import shipped_protocol
from tests.gui.meetings_pages import members, only, planned, shown_page


@pytest.fixture
def page(services, desk, qtbot):
    planned(services, "One", "Two")
    page = shown_page(services, desk, qtbot)
    page.findChild(QTabWidget, "meetingTabs").setCurrentIndex(2)
    return page


def section(page, number):
    page.findChild(QTabWidget, "meetingTabs").setCurrentIndex(2)
    return page.findChild(MinutesPane).sections[number]


def commitments(page):
    page.findChild(QTabWidget, "meetingTabs").setCurrentIndex(3)
    return page.findChild(CommitmentsPane)


def enter(qtbot, page, name, text, type_text):
    line = page.findChild(QLineEdit, name)
    type_text(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return line


def notes(services):
    return [(note.kind, note.text) for note in only(services).notes]


def test_each_line_under_an_item_is_a_note_of_it(page, services, desk):
    section(page, 1).text.setPlainText("First.\n\nSecond.")
    desk.flush()
    meeting = only(services)
    assert [note.text for note in meeting.notes] == ["First.", "Second."]
    assert {note.item_id for note in meeting.notes} == {meeting.agenda[1].id}


def test_a_line_between_keeps_the_order_and_the_speaker(services, desk, qtbot):
    meeting = planned(services, "One")
    item = meeting.agenda[0].id
    for text, kind in (("First.", NoteKind.NOTE), ("A quote.", NoteKind.QUOTE)):
        services.meetings.save_note(meeting.id, Note(item_id=item, text=text, kind=kind))
    page = shown_page(services, desk, qtbot)
    section(page, 0).text.setPlainText("First.\nBetween.\nA quote, longer.")
    desk.flush()
    assert notes(services) == [
        (NoteKind.NOTE, "First."),
        (NoteKind.NOTE, "Between."),
        (NoteKind.QUOTE, "A quote, longer."),
    ]
    section(page, 0).text.setPlainText("A quote, longer.\nFirst.")
    desk.flush()
    assert notes(services) == [(NoteKind.QUOTE, "A quote, longer."), (NoteKind.NOTE, "First.")]


def test_typing_is_not_overwritten_by_what_happens_beside_it(page, services, desk):
    section(page, 0).text.setPlainText("Half a sent")
    desk.changed.emit(page.shows)
    assert section(page, 0).text.toPlainText() == "Half a sent"


def test_a_decision_belongs_to_the_item_with_the_cursor(page, services, desk, qtbot, type_text):
    section(page, 1).text.setFocus()
    qtbot.waitUntil(lambda: section(page, 1).text.hasFocus())
    line = enter(qtbot, page, "newDecision", "We try it.", type_text)
    assert "2. Two" in line.placeholderText()
    meeting = only(services)
    assert [(one.text, one.item_id) for one in meeting.decisions] == [
        ("We try it.", meeting.agenda[1].id)
    ]
    section(page, 1).findChild(QLineEdit, "decisionViews").setText("Bo would rather wait.")
    desk.flush()
    assert only(services).decisions[0].differing_views == "Bo would rather wait."
    section(page, 1).findChild(QToolButton, "removeDecision").click()
    assert only(services).decisions == ()
    desk.history.undo()
    assert len(only(services).decisions) == 1


@pytest.mark.parametrize("into", ["Decision", "Commitment", "Topic"])
def test_the_line_under_the_cursor_becomes_something_more(page, services, into):
    text = section(page, 0).text
    text.setPlainText("Said.\nLet us do it.")
    text.moveCursor(QTextCursor.MoveOperation.End)
    page.findChild(QAction, f"lineTo{into}").trigger()
    meeting = only(services)
    found = {
        "Decision": meeting.decisions,
        "Commitment": services.commitments.of_meeting(meeting.id),
        "Topic": services.commitments.topics(),
    }
    assert [one.text for one in found[into]] == ["Let us do it."]
    assert sum(len(each) for each in found.values()) == 1
    on_commitments = page.findChild(QTabWidget, "meetingTabs").currentIndex() == 3
    assert on_commitments == (into == "Commitment")


def test_a_commitment_made_of_a_line_can_be_taken_back(page, services, desk):
    text = section(page, 0).text
    text.setPlainText("Let us do it.")
    page.findChild(QAction, "lineToCommitment").trigger()
    (made,) = services.commitments.all()
    desk.history.undo()
    assert services.commitments.all() == []
    desk.history.redo()
    assert services.commitments.all() == [made]


def test_a_parked_topic_waits_and_is_listed(page, services, qtbot, type_text):
    line = enter(qtbot, page, "newTopic", "Homework?", type_text)
    assert line.text() == ""
    assert [topic.text for topic in services.commitments.topics()] == ["Homework?"]
    assert page.findChild(QLabel, "parkedTopics").text() == "• Homework?"


def test_what_was_written_in_a_discussion_stands_under_its_item(services, desk, qtbot):
    meeting = planned(services, "One")
    plan = compile_plan(shipped_protocol("consultancy"), invented(5))
    run = services.discussions.start(
        plan, meeting_id=meeting.id, item_id=meeting.agenda[0].id
    ).value
    note = RunNote(segment_title="Probing", person="Ada", text="Why?")
    services.discussions.save_note(run.id, note)
    page = shown_page(services, desk, qtbot)
    shown = [label.text() for label in section(page, 0).findChildren(QLabel)]
    assert "Probing\n  • Ada: Why?" in shown


def test_a_new_commitment_says_who_and_what(services, desk, qtbot, type_text):
    ada, _bo = members(services, "Ada", "Bo")
    planned(services)
    page = shown_page(services, desk, qtbot)
    commitments(page)
    page.findChild(PersonPicker, "newCommitmentWho").set_field_value(Person(ada.id, "Ada"))
    enter(qtbot, page, "newCommitment", "Try the strips", type_text)
    (commitment,) = services.commitments.of_meeting(only(services).id)
    assert (commitment.text, commitment.member_id) == ("Try the strips", ada.id)
    card = commitments(page).cards[0]
    card.text.setPlainText("Try the strips twice")
    card.who.set_field_value("A guest")
    desk.flush()
    (commitment,) = services.commitments.all()
    assert (commitment.text, commitment.member_id, commitment.who) == (
        "Try the strips twice",
        "",
        "A guest",
    )
    card.findChild(QToolButton, "removeCommitment").click()
    assert services.commitments.all() == []
    desk.history.undo()
    assert len(services.commitments.all()) == 1


def test_report_back_keeps_what_happened_and_where_it_stands(services, desk, qtbot, type_text):
    earlier = planned(services, held_on=date(2026, 1, 8), title="Earlier")
    services.commitments.save(
        Commitment(text="Try it", meeting_id=earlier.id, made_on=earlier.held_on)
    )
    planned(services)
    page = shown_page(services, desk, qtbot)
    card = commitments(page).reports[0]
    type_text(card.findChild(QLineEdit, "reportText"), "It went well.")
    card.findChild(QPushButton, "report-kept").click()
    (commitment,) = services.commitments.all()
    assert commitment.state is CommitmentState.KEPT
    assert [report.text for report in commitment.reports] == ["It went well."]
    assert not card.isHidden()
    card.findChild(QPushButton, "report-open").click()
    assert services.commitments.all()[0].is_open
    enter(qtbot, card, "reportText", "Once more.", type_text)
    assert len(services.commitments.all()[0].reports) == 2
