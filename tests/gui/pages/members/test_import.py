from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from copdesk.domain.members import Member
from copdesk.gui.pages.members.page import MembersPage
from copdesk.gui.widgets.row_delegate import RowRole
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.changes import Area

TABLE = """Name;E-mail;School;Color
Ada Lee;ada@hill.example;Hill;red
Bo Ode;;Lake;blue
Ana Silva;other@lake.example;Lake;
Zed;zed@;Lake;
"""


@pytest.fixture
def page(qtbot, services, desk):
    services.members.save(Member(name="Ana Silva"))
    page = MembersPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    page.resize(1100, 700)
    page.show()
    page.reload(Area.ALL)
    return page


@pytest.fixture
def drop(page, desk, qtbot, tmp_path):
    def drop_(content, name="people.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        assert page.takes_files([path])
        read(qtbot, desk, lambda: page.drop_files([path]))
        return path

    return drop_


def read(qtbot, desk, start):
    """Do something that starts a job, and wait for its end."""
    start()
    with qtbot.waitSignal(desk.jobs.running[-1].ended):
        pass


def names(services):
    return [one.name for one in services.members.all()]


def button(page):
    return page.findChild(QPushButton, "importPeople")


def summary(page):
    return page.findChild(QLabel, "importSummary").text()


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_a_single_import_is_told_in_the_singular(page, desk, drop, qtbot):
    drop("Name\nBo Ode\n")
    told = []
    desk.undo_offered.connect(told.append)
    read(qtbot, desk, button(page).click)
    assert told == ["1 member added."]


def test_everything_is_shown_before_anything_is_stored(page, services, drop):
    drop(TABLE)
    assert summary(page) == "4 rows: 2 new, 1 to decide, 1 refused."
    assert page.findChild(QLabel, "refusedRows").text().startswith("Row 5: “zed@”")
    assert page.findChild(QComboBox, "column E-mail").currentData() == "email"
    assert page.findChild(QComboBox, "column Color").isHidden()
    page.findChild(QPushButton, "moreColumns").click()
    assert not page.findChild(QComboBox, "column Color").isHidden()
    assert button(page).text() == "Import 2 people"
    assert names(services) == ["Ana Silva"]


def test_a_new_person_is_shown_with_what_tells_people_apart(page, drop):
    drop(TABLE)
    rows = page.findChild(RowList, "importRows").model()
    shown = [rows.index(row, 0).data(RowRole.SECOND) for row in range(2)]
    assert shown == ["ada@hill.example · Hill", "Lake"]
    assert page.focusWidget() is button(page)


def test_after_a_file_that_cannot_be_read_the_next_one_is_shown_at_once(page, drop):
    drop(b"", "empty.csv")
    cancel = page.findChild(QPushButton, "cancelImport")
    assert (cancel.text(), button(page).isEnabled()) == ("Back", False)
    drop(TABLE)
    assert summary(page).startswith("4 rows")
    assert cancel.text() == "Cancel"


def test_import_is_told_and_undone_as_a_whole(page, services, desk, drop, qtbot):
    drop(TABLE)
    told = []
    desk.undo_offered.connect(told.append)
    read(qtbot, desk, button(page).click)
    assert names(services) == ["Ada Lee", "Ana Silva", "Bo Ode"]
    assert told == ["2 members added. 2 rows left out."]
    assert page._whole.currentIndex() == 0
    desk.history.undo()
    assert names(services) == ["Ana Silva"]
    desk.history.redo()
    assert names(services) == ["Ada Lee", "Ana Silva", "Bo Ode"]
    desk.history.undo()
    assert names(services) == ["Ana Silva"]


@pytest.mark.parametrize("who", ["new", "known"])
def test_a_person_decides_who_a_held_row_is(page, services, desk, drop, qtbot, who):
    ana = services.members.all()[0]
    drop("Name,E-mail,School\nAna Silva,,Lake\n")
    assert not button(page).isEnabled()
    choose(page.findChild(QComboBox, "decision 2"), "new" if who == "new" else ana.id)
    assert button(page).text() == "Import 1 person"
    read(qtbot, desk, button(page).click)
    schools = sorted(one.school for one in services.members.all())
    assert schools == (["", "Lake"] if who == "new" else ["Lake"])


def test_a_column_is_corrected_and_read_again(page, services, desk, drop, qtbot):
    drop("Teacher,Name\nAda,Hill School\n")
    page.findChild(QPushButton, "moreColumns").click()
    school = page.findChild(QComboBox, "column Name")
    read(qtbot, desk, lambda: choose(school, "school"))
    combo = page.findChild(QComboBox, "column Teacher")
    read(qtbot, desk, lambda: choose(combo, "name"))
    read(qtbot, desk, button(page).click)
    stored = {one.name: one.school for one in services.members.all()}
    assert stored == {"Ada": "Hill School", "Ana Silva": ""}


def test_a_table_without_names_asks_which_column_has_them(page, services, desk, drop, qtbot):
    drop("Who is it,Phone\nAda,555 1234\n")
    assert summary(page) == "1 row: 1 refused."
    assert not button(page).isEnabled()
    page.findChild(QPushButton, "moreColumns").click()
    combo = page.findChild(QComboBox, "column Who is it")
    read(qtbot, desk, lambda: choose(combo, "name"))
    assert summary(page) == "1 row: 1 new."


def test_a_card_is_imported_without_columns(page, services, desk, drop, qtbot):
    drop("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lee\nN:Lee;Ada;;;\nEND:VCARD\n", "ada.vcf")
    assert page.findChild(QComboBox, "column Name") is None
    read(qtbot, desk, button(page).click)
    assert names(services) == ["Ada Lee", "Ana Silva"]


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00", "people.csv"), ("just prose\n", "headings")],
)
def test_a_file_of_something_else_is_refused_once(page, services, desk, drop, content, word):
    refused = []
    desk.refused.connect(refused.append)
    drop(content)
    assert refused == []  # the pane says it
    assert word in summary(page)
    assert not button(page).isEnabled()
    assert names(services) == ["Ana Silva"]


def test_refused_rows_are_saved_to_be_corrected(page, desk, drop, qtbot, asked, tmp_path):
    drop(TABLE)
    keep = page.findChild(QPushButton, "saveRefused")
    asked.answers = [None, tmp_path / "rest.csv"]
    keep.click()
    read(qtbot, desk, keep.click)
    saved = (tmp_path / "rest.csv").read_text("utf-8-sig").splitlines()
    assert saved[0] == "Name,E-mail,School,Color,Why not imported"
    assert saved[1].startswith('Zed,zed@,Lake,,"Row 5: ')
    page.findChild(QPushButton, "cancelImport").click()
    drop("Name\nBo Ode\n", "bo.csv")
    assert keep.isHidden()


def test_cancel_goes_back_and_stores_nothing(page, services, drop):
    drop(TABLE)
    page.findChild(QPushButton, "cancelImport").click()
    assert page._whole.currentIndex() == 0
    assert names(services) == ["Ana Silva"]


def test_files_of_other_kinds_are_not_taken(page, tmp_path):
    assert not page.takes_files([tmp_path / "a.pdf"])
    assert not page.takes_files([tmp_path / "a.csv", tmp_path / "b.pdf"])


def test_two_files_are_shown_one_after_the_other(page, services, desk, qtbot, tmp_path):
    table, card = tmp_path / "people.csv", tmp_path / "ada.VCF"
    table.write_text("Name\nBo Ode\n")
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lee\nN:Lee;Ada;;;\nEND:VCARD\n")
    assert page.takes_files([card, table])
    read(qtbot, desk, lambda: page.drop_files([card, table]))
    read(qtbot, desk, button(page).click)
    assert names(services) == ["Ada Lee", "Ana Silva"]
    with qtbot.waitSignal(desk.jobs.running[-1].ended):
        pass
    assert summary(page) == "1 row: 1 new."
    read(qtbot, desk, button(page).click)
    assert names(services) == ["Ada Lee", "Ana Silva", "Bo Ode"]
    assert page._whole.currentIndex() == 0


def test_a_row_gone_wrong_meanwhile_is_told(page, services, desk, drop, qtbot):
    path = drop(TABLE)
    path.unlink()
    with qtbot.waitSignal(desk.refused):
        button(page).click()
    assert names(services) == ["Ana Silva"]


def test_scrolling_does_not_change_a_column(page, drop):
    drop(TABLE)
    combo = page.findChild(QComboBox, "column E-mail")
    before = combo.currentIndex()
    middle = QPointF(combo.rect().center())
    wheel = QWheelEvent(
        middle, combo.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)
    assert combo.currentIndex() == before
    assert not wheel.isAccepted()
