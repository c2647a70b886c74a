from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton

from copdesk.domain.library import AttachedFile, Resource
from copdesk.domain.members import Member
from copdesk.domain.paper import PAPERS
from copdesk.gui.ask import printer_for
from copdesk.gui.pages.community.page import CommunityPage
from copdesk.gui.printing.pages import PagesView
from copdesk.gui.printing.parts import PartsList
from copdesk.gui.printing.preview import PrintPreview, file_name, show_preview
from copdesk.services.changes import Area
from copdesk.services.handouts.kinds import About, kinds_about
from copdesk.services.handouts.wanted import Wanted
from tests.gui.every_page import press, press_key, shown_window
from tests.gui.meetings_pages import planned, shown_page


@pytest.fixture
def meeting(services):
    return planned(services, "One", "Two")


@pytest.fixture
def preview(services, desk, qtbot, meeting):
    def open_(kind, **wanted):
        asked_for = Wanted(kind=kind, meeting=meeting.id, **wanted).fitted()
        shown = PrintPreview(services, desk, asked_for)
        qtbot.addWidget(shown)
        shown.show()
        settle(qtbot, desk)
        return shown

    return open_


def settle(qtbot, desk):
    qtbot.waitUntil(lambda: not desk.jobs.running)


def state(preview):
    return preview.findChild(QLabel, "previewState").text()


def sheets(preview):
    return preview.findChild(PagesView)._sheets


def test_the_pages_are_drawn_as_pictures(preview):
    shown = preview("agenda")
    assert shown.findChild(QLabel, "pageOfPages").text() == "Page 1 of 1"
    picture = sheets(shown)[0].picture
    assert picture is not None
    assert not picture.isNull()


def test_another_paper_is_laid_out_again(preview, desk, qtbot):
    shown = preview("agenda")
    paper = shown.findChild(QComboBox, "paper")
    before = sheets(shown)[0].height() / sheets(shown)[0].width()
    paper.setCurrentIndex(1 - paper.currentIndex())
    settle(qtbot, desk)
    after = sheets(shown)[0].height() / sheets(shown)[0].width()
    assert abs(before - after) > 0.05


def test_two_pages_stand_on_a_side(preview, desk, qtbot):
    shown = preview("packet")
    whole = shown.handout.pages
    sheets_field = shown.findChild(QComboBox, "sheets")
    sheets_field.setCurrentIndex(sheets_field.findData("two-up"))
    settle(qtbot, desk)
    assert shown.handout.pages == (whole + 1) // 2


def test_every_entry_of_the_print_menu_can_be_made(services, meeting):
    services.members.save(Member(name="Ada"))
    item = replace(meeting.agenda[0], protocol_id="consultancy", minutes=50)
    services.meetings.save_item(meeting.id, item)
    for kind in kinds_about(About.MEETING):
        handout = services.handouts.make(Wanted(kind=kind.key, meeting=meeting.id).fitted())
        assert handout.pages >= 1, kind


def test_what_is_about_the_whole_community_is_printed_from_its_page(services, desk, qtbot):
    page = CommunityPage(services, desk)
    qtbot.addWidget(page)
    page.reload(Area.ALL)
    (printing,) = page.actions_for_menu()
    for action in printing.menu().actions():
        action.trigger()
    settle(qtbot, desk)
    titles = [shown.handout.title for shown in page.findChildren(PrintPreview)]
    assert len(titles) == len(kinds_about(About.COMMUNITY))
    known = ["How we work together", "What we do together", "How we are doing"]
    assert [title for title in titles if title in known] == known


def test_a_pdf_is_saved_where_the_user_says(preview, asked, desk, qtbot, tmp_path):
    shown = preview("agenda")
    asked.answers = [tmp_path / "agenda"]
    shown.findChild(QPushButton, "savePdf").click()
    settle(qtbot, desk)
    assert pdf_pages((tmp_path / "agenda.pdf").read_bytes()) == 1
    assert shown.findChild(QLabel, "pageOfPages").text() == "Saved as agenda.pdf"


def test_a_pdf_that_cannot_be_saved_is_told(preview, asked, desk, qtbot, tmp_path):
    shown = preview("agenda")
    asked.answers = [tmp_path / "not" / "there" / "agenda.pdf"]
    with qtbot.waitSignal(desk.refused):
        shown.findChild(QPushButton, "savePdf").click()
    assert shown._warnings.text()


def test_the_pages_are_printed_as_they_are_shown(preview, asked, desk, qtbot, tmp_path):
    shown = preview("packet")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    asked.answers = [printer]
    shown.findChild(QPushButton, "printNow").click()
    settle(qtbot, desk)
    del printer
    assert pdf_pages((tmp_path / "paper.pdf").read_bytes()) == shown.handout.pages
    assert shown.findChild(QLabel, "pageOfPages").text() == "Sent to the printer."
    assert asked.papers == ["a4"]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_dialog_of_the_printer_begins_with_the_paper_of_the_pages(qapp, paper):
    printer = printer_for("Agenda", paper.key)
    assert printer.pageLayout().pageSize().id().name == paper.name
    assert printer.docName() == "Agenda"


def printer_to(path):
    """A printer that writes a file, as the system's dialog offers."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_can_be_stopped(preview, asked, desk, qtbot, tmp_path):
    shown = preview("packet")
    target = tmp_path / "paper.pdf"
    target.write_bytes(b"the old one")
    asked.answers = [printer_to(target)]
    heard = []

    def stop_soon(job):
        job.progress.connect(lambda done, total: heard.append((done, total)))
        job.progress.connect(lambda *_how_far: job.cancel())

    desk.jobs.started.connect(stop_soon)
    shown.findChild(QPushButton, "printNow").click()
    settle(qtbot, desk)
    assert heard[0] == (0, shown.handout.pages)
    assert target.read_bytes() == b"the old one"
    assert shown.findChild(QLabel, "pageOfPages").text() != "Sent to the printer."


def test_nothing_happens_when_the_user_thinks_better_of_it(preview, asked, desk):
    shown = preview("agenda")
    asked.answers = [None, None]
    shown.findChild(QPushButton, "savePdf").click()
    shown.findChild(QPushButton, "printNow").click()
    assert desk.jobs.running == ()


def test_parts_are_left_out_moved_and_remembered(preview, desk, qtbot):
    shown = preview("packet")
    parts = shown.findChild(PartsList, "packetParts")
    usual = parts.parts()
    parts.item(1).setCheckState(Qt.CheckState.Unchecked)
    settle(qtbot, desk)
    parts.setCurrentRow(2)
    qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, desk)
    assert parts.parts() == (usual[2], usual[0], *usual[3:])
    assert preview("packet").findChild(PartsList, "packetParts").parts() == parts.parts()


def test_a_packet_of_nothing_is_refused_and_cannot_be_saved(preview, desk, qtbot):
    shown = preview("packet")
    parts = shown.findChild(PartsList, "packetParts")
    for row in range(parts.count()):
        parts.item(row).setCheckState(Qt.CheckState.Unchecked)
    settle(qtbot, desk)
    assert state(shown) == "Nothing is chosen. Tick at least one part."
    assert not shown.findChild(QPushButton, "savePdf").isEnabled()


def test_a_file_that_is_not_here_is_named_before_anything_is_written(
    preview, services, desk, meeting
):
    lost = AttachedFile(name="lost.pdf", media_type="application/pdf", sha256="0" * 64)
    resource = services.library.save(Resource(title="Lost", files=(lost,))).value
    services.meetings.tie(meeting.id, meeting.agenda[0].id, resource.id)
    assert "lost.pdf" in preview("packet")._warnings.text()


def test_what_cannot_be_made_says_why(preview):
    shown = preview("protocol-card")
    assert state(shown).startswith("No agenda item of “Fractions” is led by a protocol.")
    assert not shown.findChild(QPushButton, "printNow").isEnabled()


def test_the_pages_grow_and_shrink(preview, desk, qtbot):
    shown = preview("agenda")
    wide = sheets(shown)[0].width()
    shown.findChild(QPushButton, "zoomOut").click()
    assert sheets(shown)[0].width() < wide
    shown.findChild(QPushButton, "zoomFit").click()
    assert sheets(shown)[0].width() == wide
    settle(qtbot, desk)


def test_closing_while_it_is_laid_out_ends_in_peace(services, desk, qtbot, meeting):
    page = shown_page(services, desk, qtbot)
    shown = show_preview(page, services, desk, Wanted(kind="packet", meeting=meeting.id))
    (job,) = (one for one in desk.jobs.running if one.title == "Laying out the pages")
    with qtbot.waitSignals([shown.destroyed, job.cancelled]):
        shown.close()
    settle(qtbot, desk)


@pytest.fixture
def in_front(qtbot, qapp, tmp_path, services, meeting):
    """A window, and a preview of it that has the keys."""
    window = shown_window(qtbot, qapp, tmp_path, services)
    wanted = Wanted(kind="agenda", meeting=meeting.id)
    shown = show_preview(window.pages, services, window.desk, wanted)
    with qtbot.waitActive(shown):
        shown.activateWindow()
    settle(qtbot, window.desk)
    yield window, shown
    window.close()


def test_escape_leads_from_the_preview_back_to_the_window(in_front, qtbot):
    window, shown = in_front
    with qtbot.waitActive(window), qtbot.waitSignal(shown.destroyed):
        press(shown, "preview-close")
    assert window.isVisible()


def test_escape_in_an_open_list_of_choices_closes_only_that(in_front):
    _window, shown = in_front
    paper = shown.findChild(QComboBox, "paper")
    paper.setFocus()
    paper.showPopup()
    choices = QApplication.activePopupWidget()
    press_key(choices, "Esc")
    assert not choices.isVisible()
    assert shown.isVisible()


def test_the_program_is_closed_from_the_preview_as_from_the_window(in_front, qtbot):
    window, shown = in_front
    with qtbot.waitSignal(shown.destroyed):
        press(shown, "quit")
    assert not window.isVisible()


def test_all_keys_are_told_over_the_preview(in_front):
    window, shown = in_front
    press(shown, "keys")
    (told,) = window.desk.ask.told
    assert "Esc: close the preview" in told
    assert window.desk.ask.told_over == [shown]


def test_the_key_that_prints_brings_the_dialog_of_the_printer(preview, asked, qtbot):
    shown = preview("agenda")
    with qtbot.waitActive(shown):
        shown.activateWindow()
    asked.answers = [None]
    with qtbot.waitSignal(shown.findChild(QPushButton, "printNow").clicked):
        press(shown, "print")
    assert asked.papers == ["a4"]


def test_only_what_a_handout_allows_can_be_chosen(preview):
    def offered(kind):
        shown = preview(kind)
        sheets_field = shown.findChild(QComboBox, "sheets")
        choices = [sheets_field.itemData(row) for row in range(sheets_field.count())]
        return (
            choices if sheets_field.isVisible() else [],
            shown.findChild(QCheckBox, "largePrint").isVisible(),
            shown.findChild(PartsList, "packetParts").isVisible(),
        )

    assert offered("packet") == (["", "two-up", "booklet"], True, True)
    assert offered("bring-slips") == (["", "two-up"], True, False)
    assert offered("name-tags") == ([], False, False)


@pytest.mark.parametrize(
    ("title", "name"),
    [("Agenda: a/b?", "Agenda a b.pdf"), ("…", "CopDesk.pdf"), ("分数", "分数.pdf")],
)
def test_a_file_is_named_so_that_every_system_takes_it(title, name):
    assert file_name(title) == name
    assert Path(name).name == name


def pdf_pages(data):
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return len(document)
    finally:
        document.close()
