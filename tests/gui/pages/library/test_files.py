from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from copdesk.domain.library import Resource
from copdesk.gui.pages.library.adding_results import ResultsCard
from copdesk.gui.pages.library.files import FilesPane
from copdesk.gui.widgets.row_list import RowList
from tests.gui.pages.library_pages import chosen, drop, listed, settle, shown_page
from tests.pdf.hostile_pdfs import good


class Viewer(QObject):
    """Stands in for the system's programs; keeps what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer():
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "take")
    yield viewer
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "lesson_plan.txt"
    path.write_text("Cut paper strips.")
    return path


@pytest.fixture
def page(services, desk, qtbot):
    services.library.save(Resource(title="Strips"))
    return shown_page(services, desk, qtbot)


def press(page, name, kind=QPushButton):
    page.findChild(kind, name).click()


def said(page):
    card = page.findChild(ResultsCard)
    if card.isHidden():
        return ""
    return page.findChild(QLabel, "resultsTitle").text()


def refusals(page):
    found = page.findChild(ResultsCard).findChildren(QLabel, "refusal")
    return [label.text() for label in found if label.isVisible()]


def files(page):
    model = page.findChild(RowList, "fileRows").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_dropped_files_become_resources(page, desk, qtbot, plan, tmp_path):
    other = tmp_path / "rubric.pdf"
    other.write_bytes(good(1))
    assert page.takes_files([plan, other])
    page.drop_files([plan, other])
    settle(desk, qtbot)
    assert listed(page) == ["Lesson plan", "Rubric", "Strips"]
    assert chosen(page) == "Lesson plan"
    assert said(page) == "2 files were added."
    press(page, "closeResults", QToolButton)
    assert said(page) == ""


def test_a_file_that_is_there_already_leads_to_its_resource(page, desk, qtbot, plan):
    page.drop_files([plan])
    settle(desk, qtbot)
    page.findChild(RowList, "resourceList").select_first()
    page.findChild(RowList, "resourceList").setCurrentIndex(
        page.findChild(RowList, "resourceList").model().index(1, 0)
    )
    page.drop_files([plan])
    settle(desk, qtbot)
    assert said(page) == "Nothing was added."
    assert chosen(page) == "Strips"
    press(page, "openExisting")
    settle(desk, qtbot)
    assert chosen(page) == "Lesson plan"


def test_what_cannot_be_added_is_refused_in_a_sentence_each(
    page, services, desk, qtbot, plan, tmp_path
):
    empty, folder, fake = tmp_path / "empty.pdf", tmp_path / "folder", tmp_path / "fake.pdf"
    empty.touch()
    folder.mkdir()
    fake.write_text("<html>")
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(300_000_000)
    page.drop_files([empty, folder, fake, large, plan])
    settle(desk, qtbot)
    assert said(page) == "1 file was added."
    assert [name in line for name, line in zip(
        ("empty.pdf", "folder", "fake.pdf", "film.mp4"), refusals(page), strict=True
    )] == [True] * 4  # fmt: skip
    assert len(services.library.ids()) == 2


@pytest.mark.parametrize(("answer", "titles"), [(0, ["Strips", "Tallow"]), (1, ["List", "Strips"])])
def test_a_reading_list_is_imported_or_kept(page, desk, qtbot, asked, tmp_path, answer, titles):
    path = tmp_path / "list.ris"
    path.write_text("TY  - BOOK\nTI  - Tallow\nAU  - Li, A.\nER  - \n")
    asked.answers = [answer]
    page.drop_files([path])
    settle(desk, qtbot)
    assert listed(page) == titles
    assert asked.questions == ["“list.ris” may be a reading list."]


def test_a_reading_list_that_nobody_decided_about_changes_nothing(
    page, desk, qtbot, asked, tmp_path
):
    path = tmp_path / "list.bib"
    path.write_text("@book{a, title={Tallow}}")
    asked.answers = [None]
    page.drop_files([path])
    settle(desk, qtbot)
    assert (listed(page), len(asked.questions)) == (["Strips"], 1)


def test_a_list_that_is_none_is_refused(page, desk, qtbot, asked, tmp_path):
    path = tmp_path / "list.bib"
    path.touch()
    asked.answers = [0]
    page.drop_files([path])
    settle(desk, qtbot)
    assert said(page) == "Nothing was added."
    assert "list.bib" in refusals(page)[0]


def test_files_are_attached_by_drop_and_by_button(page, desk, qtbot, asked, plan, tmp_path):
    other = tmp_path / "more.txt"
    other.write_text("More.")
    drop(page.findChild(FilesPane), [plan])
    settle(desk, qtbot)
    asked.answers = [[other, plan]]
    press(page, "attachFiles")
    settle(desk, qtbot)
    assert files(page) == ["lesson_plan.txt", "more.txt"]
    assert listed(page) == ["Strips"]


def test_a_file_that_cannot_be_attached_is_refused(page, desk, qtbot, asked, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    asked.answers = [[empty]]
    press(page, "attachFiles")
    settle(desk, qtbot)
    assert said(page) == "Nothing was attached."
    assert "empty.txt" in refusals(page)[0]


@pytest.fixture
def attached(page, services, desk, qtbot, plan):
    """The page with one file attached to its resource."""
    drop(page.findChild(FilesPane), [plan])
    settle(desk, qtbot)
    return page


def test_detaching_can_be_undone(attached, desk, qtbot):
    press(attached, "detachFile")
    settle(desk, qtbot)
    assert files(attached) == []
    desk.history.undo()
    settle(desk, qtbot)
    assert files(attached) == ["lesson_plan.txt"]


def test_a_copy_is_opened_to_read(attached, services, desk, qtbot, viewer):
    press(attached, "openFile")
    settle(desk, qtbot)
    (copy,) = viewer.opened
    assert copy.read_text() == "Cut paper strips."
    assert not copy.stat().st_mode & 0o222
    services.copies.close()
    assert not copy.exists()


def test_what_could_be_a_program_is_saved_but_not_opened(
    page, desk, qtbot, asked, viewer, tmp_path
):
    program, target = tmp_path / "game.exe", tmp_path / "saved.exe"
    program.write_bytes(b"MZ" + bytes(100))
    drop(page.findChild(FilesPane), [program])
    settle(desk, qtbot)
    assert not page.findChild(QPushButton, "openFile").isEnabled()
    asked.answers = [target]
    rows = page.findChild(RowList, "fileRows")
    rows.opened.emit(rows.current_id())
    settle(desk, qtbot)
    assert target.read_bytes() == program.read_bytes()
    assert viewer.opened == []


def test_a_copy_that_cannot_be_written_says_why(attached, desk, qtbot, asked, tmp_path):
    refused = []
    desk.refused.connect(refused.append)
    asked.answers = [tmp_path]
    press(attached, "saveFile")
    settle(desk, qtbot)
    assert len(refused) == 1


def test_the_beginning_of_a_text_is_shown(attached):
    assert attached.findChild(QLabel, "previewWords").text() == "Cut paper strips."


def test_the_first_page_of_a_pdf_is_shown(page, desk, qtbot, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(good(1))
    drop(page.findChild(FilesPane), [path])
    settle(desk, qtbot)
    picture = page.findChild(QLabel, "previewPicture")
    assert picture.isVisible()
    assert picture.pixmap().height() > picture.pixmap().width()


def test_a_broken_pdf_has_no_preview_and_says_so(page, desk, qtbot, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF-1.4\n" + bytes(200))
    drop(page.findChild(FilesPane), [path])
    settle(desk, qtbot)
    assert files(page) == ["page.pdf"]
    assert page.findChild(QLabel, "previewWords").text().startswith("The preview cannot be shown.")


def test_the_delete_key_takes_away_what_the_list_with_the_cursor_has(page, desk, qtbot, plan):
    drop(page.findChild(FilesPane), [plan])
    settle(desk, qtbot)
    files = page.findChild(FilesPane).rows
    files.setFocus()
    QTest.keyClick(files, Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert files.model().rowCount() == 0
    assert listed(page) == ["Strips"]
    page.findChild(QPushButton, "attachFiles").setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Delete)
    settle(desk, qtbot)
    assert listed(page) == ["Strips"]
