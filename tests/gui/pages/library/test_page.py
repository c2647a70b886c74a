from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from sqlalchemy import event

from copdesk.domain.library import Resource, ResourceKind, Use
from copdesk.domain.members import Member
from copdesk.gui.printing.preview import PrintPreview
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.services.opening import Services
from copdesk.store.transaction import Database
from tests.gui.pages.library_pages import chosen, listed, settle, shown_page


@pytest.fixture
def stocked(services, clock):
    """Three resources, the oldest first in this order."""
    made = []
    for title, kind, tags, notes in (
        ("Strips", ResourceKind.LESSON_PLAN, ("maths",), "Cut from feed sacks"),
        ("Atlas", ResourceKind.BOOK, ("maps",), "Réunion is on page 9"),
        ("Eleven answers", ResourceKind.STUDENT_WORK, ("maths",), ""),
    ):
        resource = Resource(title=title, kind=kind, notes=notes)
        made.append(services.library.save(resource, tags).value)
        clock.advance(60)
    return made


@pytest.fixture
def page(services, stocked, desk, qtbot):
    return shown_page(services, desk, qtbot)


def choose(page, name, data):
    combo = page.findChild(QComboBox, name)
    combo.setCurrentIndex(combo.findData(data))


def field(page, name, kind=QLineEdit):
    return page.findChild(kind, name)


def test_an_empty_library_says_what_it_is_for(services, desk, qtbot, asked, tmp_path):
    page = shown_page(services, desk, qtbot)
    assert page.findChild(EmptyState).isVisible()
    file = tmp_path / "plan.txt"
    file.write_text("Cut strips.")
    asked.answers = [[file]]
    page.findChild(QPushButton, "addFirstFiles").click()
    settle(desk, qtbot)
    assert listed(page) == ["Plan"]
    assert not page.findChild(EmptyState).isVisible()


def test_the_list_is_ordered_by_title_or_age(page, desk, qtbot):
    assert listed(page) == ["Atlas", "Eleven answers", "Strips"]
    assert chosen(page) == "Atlas"
    choose(page, "libraryOrder", True)
    settle(desk, qtbot)
    assert listed(page) == ["Eleven answers", "Atlas", "Strips"]
    assert chosen(page) == "Atlas"


def test_the_thread_of_the_window_reads_nothing_to_open_or_to_order_the_list(
    services, stocked, desk, qtbot
):
    services.drafts.text("")  # read by the page that comes first
    here, asked = threading.get_ident(), []
    engine = services._database._engine

    def note(*_statement: object) -> None:
        asked.append(threading.get_ident() == here)

    event.listen(engine, "before_cursor_execute", note)
    page = shown_page(services, desk, qtbot)
    choose(page, "libraryOrder", True)
    settle(desk, qtbot)
    assert listed(page) == ["Eleven answers", "Atlas", "Strips"]
    assert page.findChild(QLineEdit, "title").text() == "Atlas"
    assert asked
    assert not any(asked)


def test_kind_and_tag_narrow_the_list(page, desk, qtbot):
    choose(page, "tagFilter", "maths")
    settle(desk, qtbot)
    assert listed(page) == ["Eleven answers", "Strips"]
    choose(page, "kindFilter", "lesson_plan")
    settle(desk, qtbot)
    assert listed(page) == ["Strips"]
    assert field(page, "title").text() == "Strips"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("reunion pa", ["Atlas"]),
        ("maths feed", ["Strips"]),
        ('" OR NEAR(', []),
        ("zebra", []),
    ],
)
def test_search_as_you_type_reads_the_whole_text(page, desk, qtbot, words, found):
    search = page.findChild(SearchLine, "librarySearch")
    search.setText(words)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert listed(page) == found
    search.clear()
    settle(desk, qtbot)
    assert len(listed(page)) == 3


def test_typing_is_saved_by_itself(page, services, desk, qtbot, type_text, stocked):
    title = field(page, "title")
    title.setFocus()
    title.selectAll()
    type_text(title, "Größer Atlas")
    assert desk.flush()
    assert services.library.get(stocked[1].id).title == "Größer Atlas"
    settle(desk, qtbot)
    assert listed(page) == ["Eleven answers", "Größer Atlas", "Strips"]
    assert chosen(page) == "Größer Atlas"


def test_all_fields_are_kept(page, services, desk, stocked):
    services.members.save(Member(name="Ada"))
    for name in ("authors", "year", "subject", "grade", "source", "shelf"):
        field(page, name).setText(name)
    field(page, "notes", QPlainTextEdit).setPlainText("Notes")
    choose(page, "kind", "story")
    field(page, "tagLine").setText("rivers, bridges,")
    field(page, "tagLine").textEdited.emit("rivers, bridges,")
    field(page, "shared_by", QComboBox).setEditText("Grandmother Li")
    assert desk.flush()
    kept = services.library.get(stocked[1].id)
    assert kept.tag_words == ("maps", "rivers", "bridges")
    assert (kept.authors, kept.shelf, kept.notes) == ("authors", "shelf", "Notes")
    assert (kept.kind, kept.shared_by) == (ResourceKind.STORY, "Grandmother Li")
    assert kept.added_on == stocked[1].added_on


def test_a_member_who_shared_it_is_kept_by_id(services, stocked, desk, qtbot):
    ada = services.members.save(Member(name="Ada")).value
    page = shown_page(services, desk, qtbot)
    field(page, "shared_by", QComboBox).setEditText("ada")
    assert desk.flush()
    assert services.library.get(stocked[1].id).shared_by == ada.id


def test_a_title_cannot_be_emptied(page, services, desk, stocked):
    field(page, "title").setText(" ")
    assert not desk.flush()
    assert field(page, "title").property("wrong")
    assert services.library.get(stocked[1].id).title == "Atlas"
    field(page, "title").setText("Atlas")
    assert desk.flush()


def test_consent_is_asked_for_student_work_only(page, desk, qtbot):
    assert not page.findChild(QPlainTextEdit, "consent").isVisible()
    choose(page, "kindFilter", "student_work")
    settle(desk, qtbot)
    assert page.findChild(QPlainTextEdit, "consent").isVisible()


def test_what_no_longer_fits_stays_while_it_is_worked_on(page, desk, qtbot):
    choose(page, "tagFilter", "maps")
    settle(desk, qtbot)
    field(page, "title").setText("Old atlas")
    choose(page, "kind", "story")
    desk.flush()
    settle(desk, qtbot)
    choose(page, "kindFilter", "story")
    settle(desk, qtbot)
    choose(page, "kind", "article")
    desk.flush()
    settle(desk, qtbot)
    assert (listed(page), chosen(page)) == (["Old atlas"], "Old atlas")


def test_something_without_a_file_is_added_and_named(page, services, desk, qtbot):
    page.findChild(SearchLine, "librarySearch").setText("zebra")
    page.findChild(QPushButton, "addWithoutFile").click()
    settle(desk, qtbot)
    assert chosen(page) == "New resource"
    title = field(page, "title")
    assert title.selectedText() == "New resource"
    title.setText("Map on the wall")
    desk.flush()
    settle(desk, qtbot)
    assert "Map on the wall" in listed(page)


def test_removing_can_be_undone(page, services, desk, qtbot, stocked):
    said = []
    desk.undo_offered.connect(said.append)
    page.findChild(QPushButton, "removeResource").click()
    settle(desk, qtbot)
    assert listed(page) == ["Eleven answers", "Strips"]
    assert chosen(page)
    assert said == ["Removed “Atlas”."]
    desk.history.undo()
    settle(desk, qtbot)
    assert listed(page) == ["Atlas", "Eleven answers", "Strips"]


def test_the_delete_key_removes(page, services, desk, qtbot):
    rows = page.findChild(RowList, "resourceList")
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert listed(page) == ["Eleven answers", "Strips"]


def test_what_was_removed_can_be_put_back(page, services, desk, qtbot, stocked):
    services.library.remove(stocked[0].id)
    choose(page, "kindFilter", "removed")
    settle(desk, qtbot)
    assert listed(page) == ["Strips"]
    assert not field(page, "title").isEnabled()
    page.findChild(QPushButton, "restoreResource").click()
    settle(desk, qtbot)
    assert listed(page) == []
    choose(page, "kindFilter", "")
    settle(desk, qtbot)
    assert len(listed(page)) == 3


def test_a_found_resource_is_shown_whatever_was_filtered(page, desk, qtbot, stocked):
    choose(page, "tagFilter", "maps")
    settle(desk, qtbot)
    page.show_item("resource", stocked[0].id)
    settle(desk, qtbot)
    assert chosen(page) == "Strips"


def test_a_meeting_that_uses_it_is_a_click_away(page, services, desk, qtbot, stocked):
    meeting = services.meetings.plan(date(2026, 4, 2), "Fractions").value
    services.meetings.tie(meeting.id, "", stocked[1].id)
    page.reload(page.shows)
    settle(desk, qtbot)
    with qtbot.waitSignal(desk.show_requested) as asked_for:
        page.findChild(QPushButton, "tiedMeeting").click()
    assert asked_for.args == ["meeting", meeting.id]


def test_uses_are_kept_with_enter_edited_and_removed(services, stocked, desk, qtbot):
    ada = services.members.save(Member(name="Ada")).value
    page = shown_page(services, desk, qtbot)
    page.findChild(QComboBox, "useWho").setEditText("Ada")
    text = page.findChild(QPlainTextEdit, "useText")
    text.setPlainText("Grade 3 loved it")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    (use,) = services.library.get(stocked[1].id).uses
    assert use == Use(
        id=use.id, member_id=ada.id, used_on=date(2026, 3, 5), text="Grade 3 loved it"
    )
    assert text.toPlainText() == ""
    settle(desk, qtbot)
    page.findChild(QPlainTextEdit, "useNote").setPlainText("Grade 4 did not")
    assert desk.flush()
    (edited,) = services.library.get(stocked[1].id).uses
    assert edited == replace(use, text="Grade 4 did not")


def test_a_use_says_something(page, services, desk, qtbot, stocked):
    refused = []
    desk.refused.connect(refused.append)
    qtbot.keyClick(page.findChild(QPlainTextEdit, "useText"), Qt.Key.Key_Return)
    assert [error.title for error in refused] == ["Say who used it or how it went."]
    assert services.library.get(stocked[1].id).uses == ()


def test_nothing_can_be_changed_in_a_community_to_read(
    services, stocked, community_folder, clock, desk, qtbot
):
    reading = Database.open(community_folder, clock, read_only_reason="Only to read.")
    page = shown_page(Services.over(reading), desk, qtbot)
    assert len(listed(page)) == 3
    for name in ("addFiles", "addWithoutFile", "removeResource", "attachFiles"):
        assert not page.findChild(QPushButton, name).isEnabled()
    assert not field(page, "title").isEnabled()
    assert not page.takes_files([])
    reading.close()


def test_rows_are_read_only_where_somebody_looks(services, desk, qtbot, clock):
    for number in range(300):
        services.library.save(Resource(title=f"Sheet {number:03}"))
    page = shown_page(services, desk, qtbot)
    rows = page.findChild(RowList, "resourceList")
    assert rows.model().rowCount() == 300
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert chosen(page) == "Sheet 299"


def test_the_reading_list_is_shown_before_it_is_printed(page, desk, qtbot):
    (action,) = [one for one in page.actions_for_menu() if "reading list" in one.text()]
    action.trigger()
    preview = page.findChild(PrintPreview)
    settle(desk, qtbot)
    assert preview.handout.pdf.startswith(b"%PDF")
    preview.close()
