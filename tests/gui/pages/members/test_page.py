from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton

from copdesk.domain.members import Group, Member
from copdesk.gui.pages.members.page import MembersPage
from copdesk.services.changes import Area
from copdesk.services.opening import open_community


@pytest.fixture
def page(qtbot, services, desk):
    page = MembersPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    page.resize(1100, 700)
    page.show()
    page.reload(Area.ALL)
    return page


def line(page, name):
    return page.findChild(QLineEdit, name)


def press(page, name):
    page.findChild(QPushButton, name).click()


def names(services):
    return [one.name for one in services.members.all()]


def shown(page):
    model = page._list.model
    return [model.row(number).name for number in range(model.rowCount())]


def test_three_names_are_three_lines_typed(page, services, type_text, qtbot):
    for name in ("Ada", "Réka", "Łukasz"):
        type_text(line(page, "newNames"), name)
        qtbot.keyClick(line(page, "newNames"), Qt.Key.Key_Return)
    assert set(names(services)) == {"Ada", "Réka", "Łukasz"}
    assert line(page, "newNames").text() == ""
    assert line(page, "name").text() == "Łukasz"


def test_pasted_names_are_added_together_and_undone_together(page, services, desk):
    QApplication.clipboard().setText("Ada\n\n Bo \r\nCy")
    told = []
    desk.undo_offered.connect(told.append)
    line(page, "newNames").paste()
    assert names(services) == ["Ada", "Bo", "Cy"]
    assert told == ["Added 3 members."]
    desk.history.undo()
    assert names(services) == []
    desk.history.redo()
    assert names(services) == ["Ada", "Bo", "Cy"]


def test_undo_in_the_emptied_line_takes_the_name_back(page, services, desk, qtbot, type_text):
    def ask_for_undo():
        key = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        key.ignore()
        QApplication.sendEvent(line(page, "newNames"), key)
        return key.isAccepted()

    type_text(line(page, "newNames"), "Ada")
    assert ask_for_undo(), "what is being typed is undone by the line itself"
    qtbot.keyClick(line(page, "newNames"), Qt.Key.Key_Return)
    assert not ask_for_undo()
    assert desk.history.undo_words == "Add 1 member"


def test_a_name_that_is_refused_stays_to_be_corrected(page, services, desk, qtbot):
    refused = []
    desk.refused.connect(refused.append)
    line(page, "newNames").setText("x" * 201)
    qtbot.keyClick(line(page, "newNames"), Qt.Key.Key_Return)
    assert len(refused) == 1
    assert line(page, "newNames").text() == "x" * 201
    assert names(services) == []


def test_nobody_yet_says_what_to_do(page, asked):
    assert page._pane.currentWidget() is page._empty
    asked.answers.append([])
    page._empty.button.click()
    assert asked.questions == ["Import people from a file"]


def test_typing_is_saved_and_the_list_follows(page, services, desk, type_text):
    services.members.save(Member(name="Ada"))
    page.reload(Area.ALL)
    type_text(line(page, "school"), "Hill School")
    type_text(line(page, "email"), "ada@hill.example")
    assert desk.flush()
    stored = services.members.all()[0]
    assert (stored.school, stored.email) == ("Hill School", "ada@hill.example")
    assert page._list.model.row(0).school == "Hill School"


def test_a_wrong_address_is_marked_and_not_saved(page, services, desk, type_text):
    services.members.save(Member(name="Ada"))
    page.reload(Area.ALL)
    type_text(line(page, "email"), "ada")
    assert not desk.flush()
    assert line(page, "email").property("wrong")
    assert services.members.all()[0].email == ""
    type_text(line(page, "email"), "@hill.example")
    assert desk.flush()
    assert services.members.all()[0].email == "ada@hill.example"


def test_every_field_of_a_member_is_in_the_form(page, services, desk):
    ada = Member(
        name="Ada", preferred_name="A", email="a@b.example", phone="1", school="S", teaches="T",
        role="R", address="X\nY", joined_on=date(2026, 1, 2), left_on=date(2026, 3, 1),
        in_directory=False, notes="N",
    )  # fmt: skip
    stored = services.members.save(ada).value
    page.reload(Area.ALL)
    page.show_item("member", stored.id)
    assert page._binding.read() == stored
    page._binding._edits = dict.fromkeys(page._binding._access, 1)
    assert page._binding.read() == stored


def test_removing_offers_undo_and_the_trash_has_it(page, services, desk):
    services.members.add(["Ada", "Bo"])
    page.reload(Area.ALL)
    told = []
    desk.undo_offered.connect(told.append)
    press(page, "removeMember")
    assert names(services) == ["Bo"]
    assert told == ["Removed Ada."]
    assert line(page, "name").text() == "Bo"
    desk.history.undo()
    assert names(services) == ["Ada", "Bo"]
    desk.history.redo()
    page._show_removed()
    press(page, "restoreMember")
    assert names(services) == ["Ada", "Bo"]
    assert services.members.removed() == []
    press(page, "backToMembers")
    assert page._whole.currentIndex() == 0


def test_groups_are_joined_left_and_made_here(page, services, qtbot, type_text):
    ada = services.members.save(Member(name="Ada")).value
    fractions = services.members.save_group(Group(name="Fractions & co")).value
    page.reload(Area.ALL)
    tick = page.findChild(QCheckBox, "group Fractions & co")
    tick.click()
    assert [one.group_id for one in services.members.get(ada.id).memberships] == [fractions.id]
    tick.click()
    assert services.members.get(ada.id).memberships[0].left_on is not None
    for name in ("Reading", "reading"):
        type_text(line(page, "newGroup"), name)
        qtbot.keyClick(line(page, "newGroup"), Qt.Key.Key_Return)
    assert {one.name for one in services.members.groups()} == {"Fractions & co", "Reading"}
    assert len(services.members.groups()) == 2
    assert page.findChild(QCheckBox, "group Reading").isChecked()


def test_search_and_groups_narrow_the_list(page, services, qtbot, type_text):
    ada, bo, cy = services.members.add(["Ada", "Bo", "Cy"]).value
    group = services.members.save_group(Group(name="Fractions")).value
    services.members.join(bo.id, group.id)
    services.members.save(replace(cy, school="Hill School"))
    page.reload(Area.ALL)
    page.search_here()
    type_text(line(page, "searchMembers"), "hill")
    qtbot.keyClick(line(page, "searchMembers"), Qt.Key.Key_Return)
    assert shown(page) == ["Cy"]
    qtbot.keyClick(line(page, "searchMembers"), Qt.Key.Key_Escape)
    assert shown(page) == ["Ada", "Bo", "Cy"]
    page.show_item("group", group.id)
    assert shown(page) == ["Bo"]
    page.show_item("member", ada.id)
    assert shown(page) == ["Ada", "Bo", "Cy"]
    assert line(page, "name").text() == "Ada"


def test_who_left_is_out_of_the_list_until_asked_for(page, services, desk):
    ada, _bo = services.members.add(["Ada", "Bo"]).value
    page.reload(Area.ALL)
    page.show_item("member", ada.id)
    services.members.save(replace(ada, left_on=date(2026, 3, 5)))
    page.reload(Area.MEMBERS)
    assert shown(page) == ["Ada", "Bo"], "the form in front must not vanish"
    page._list.rows.select(services.members.all()[1].id)
    page.reload(Area.MEMBERS)
    assert shown(page) == ["Bo"]
    page.show_item("member", ada.id)
    assert shown(page) == ["Ada", "Bo"]
    assert line(page, "name").text() == "Ada"


def export(page):
    next(one for one in page.actions_for_menu() if one.text() == "Export…").trigger()


def test_export_says_how_many(page, services, desk, asked, tmp_path, qtbot):
    services.members.add(["Ada", "Bo"])
    asked.answers.append(tmp_path / "out.csv")
    with qtbot.waitSignal(desk.told) as told:
        export(page)
    assert told.args == ["2 members written to out.csv."]
    assert "Ada" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_an_export_with_a_wrong_ending_is_refused(page, services, desk, asked, tmp_path, qtbot):
    asked.answers.append(tmp_path / "out.xyz")
    with qtbot.waitSignal(desk.refused) as refused:
        export(page)
    assert "xyz" in refused.args[0].title
    assert not (tmp_path / "out.xyz").exists()


def test_the_layout_is_remembered(page, desk):
    page._splitter.setSizes([400, 600])
    page.save_layout()
    assert not desk.settings.state("members/splitter").isEmpty()


def test_a_community_to_read_cannot_be_changed(qtbot, community_folder, clock, desk, tmp_path):
    writable = open_community(community_folder, clock)
    writable.members.add(["Ada"])
    writable.close()
    services = open_community(community_folder, clock, read_only=True)
    page = MembersPage(services, desk)
    qtbot.addWidget(page)
    page.reload(Area.ALL)
    assert not line(page, "newNames").isEnabled()
    assert not line(page, "school").isEnabled()
    assert not page.findChild(QPushButton, "removeMember").isEnabled()
    assert not page.findChild(QPushButton, "restoreMember").isEnabled()
    assert not page.takes_files([tmp_path / "people.csv"])
    services.close()
