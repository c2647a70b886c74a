from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from copdesk.domain.commitments import Commitment, CommitmentState
from copdesk.domain.community import Goal
from copdesk.domain.members import Group, Member
from copdesk.domain.safety import CheckReport
from copdesk.domain.topics import Topic
from copdesk.gui.pages.community.page import CommunityPage
from copdesk.gui.pages.community.safety import check_text
from copdesk.gui.window.opening import Opening
from copdesk.services.changes import Area
from copdesk.services.opening import open_community

TODAY = date(2026, 3, 5)


@pytest.fixture
def page(qtbot, services, desk):
    page = CommunityPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    page.resize(1100, 700)
    page.show()
    page.reload(Area.ALL)
    return page


@pytest.fixture
def enter(page, qtbot, type_text):
    def enter_(name, text):
        line = page.findChild(QLineEdit, name)
        type_text(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)

    return enter_


def press(page, name):
    page.findChild(QPushButton, name).click()


def editors(page, name):
    QApplication.processEvents()  # a new row is shown when its layout has a place for it
    return [one for one in page.findChildren(QPlainTextEdit, name) if one.isVisible()]


def test_the_profile_is_saved_by_itself(page, services, desk, type_text):
    name = page.findChild(QLineEdit, "name")
    name.setText("Vallée haute")
    page.findChild(QComboBox, "paper").setCurrentIndex(1)
    language = page.findChild(QComboBox, "language")
    language.setCurrentIndex(language.findData("fr"))
    assert language.currentText() == "Français"
    assert desk.flush()
    stored = services.community.get()
    assert (stored.name, stored.paper, stored.language) == ("Vallée haute", "letter", "fr")
    assert stored.about == "Teaching fractions"


def test_a_community_keeps_a_name(page, services, desk):
    page.findChild(QLineEdit, "name").clear()
    assert not desk.flush()
    assert page.findChild(QLineEdit, "name").property("wrong")
    assert services.community.get().name == "Upper Valley"
    page.findChild(QLineEdit, "name").setText("Valley")
    assert desk.flush()


def test_a_language_from_elsewhere_is_kept(page, services, desk):
    services.community.save(replace(services.community.get(), language="rw"))
    page.reload(Area.ALL)
    page.findChild(QLineEdit, "place").setText("Kigali")
    assert desk.flush()
    assert services.community.get().language == "rw"


def test_norms_are_written_reworded_and_agreed_anew(page, services, desk, clock, type_text):
    text = page.findChild(QPlainTextEdit, "normsText")
    assert not page.findChild(QPushButton, "agreeAnew").isEnabled()
    type_text(text, "We listen.")
    assert desk.flush()
    (first,) = services.community.get().norms
    assert (first.text, first.agreed_on) == ("We listen.", TODAY)
    services.community.save_norms(replace(first, agreed_on=date(2025, 9, 1)))
    page.reload(Area.ALL)
    text.setPlainText("We listen.\nWe begin on time.")
    press(page, "agreeAnew")
    old, new = services.community.get().norms
    assert old.agreed_on == date(2025, 9, 1)
    assert (new.lines, new.agreed_on) == (("We listen.", "We begin on time."), TODAY)
    press(page, "earlierNorms")
    history = page.findChild(QLabel, "normsHistory")
    assert not history.isHidden()
    assert history.text().startswith("September 1, 2025\n• We listen.")
    desk.history.undo()
    assert [one.id for one in services.community.get().norms] == [old.id]
    desk.history.redo()
    assert [one.id for one in services.community.get().norms] == [old.id, new.id]


def test_goals_are_added_reached_and_removed(page, services, desk, enter):
    enter("newGoal", "Read aloud every day")
    (goal,) = services.community.get().goals
    page.findChild(QCheckBox, "reached").click()
    editors(page, "goalText")[0].setPlainText("Read aloud each day")
    assert desk.flush()
    stored = services.community.get().goals[0]
    assert stored == Goal(id=goal.id, text="Read aloud each day", reached_on=TODAY)
    page._goals.findChild(QToolButton, "remove").click()
    assert services.community.get().goals == ()
    desk.history.undo()
    assert services.community.get().goals == (stored,)
    assert editors(page, "goalText")[0].toPlainText() == "Read aloud each day"


def test_topics_wait_until_they_are_removed(page, services, desk, enter):
    enter("newTopic", "Homework by lamplight")
    enter("newTopic", " ")
    (topic,) = services.commitments.topics()
    assert (topic.text, topic.raised_on) == ("Homework by lamplight", TODAY)
    page._topics.findChild(QToolButton, "remove").click()
    assert services.commitments.topics() == []
    desk.history.undo()
    assert services.commitments.topics() == [topic]


def test_a_topic_that_a_meeting_took_up_goes_from_the_list(page, services, desk):
    topic = services.commitments.save_topic(Topic(text="Homework")).value
    page.reload(Area.ALL)
    desk.do("Act", lambda: services.commitments.save_topic(replace(topic, taken_up_in="m1")))
    assert editors(page._topics, "topicText") == []


def test_groups_are_renamed_and_removed(page, services, desk, enter):
    enter("newGroupName", "Fractions")
    page.findChild(QLineEdit, "groupName").setText("Fractions circle")
    editors(page, "groupPurpose")[0].setPlainText("Lessons with strips")
    assert desk.flush()
    (group,) = services.members.groups()
    assert group == Group(id=group.id, name="Fractions circle", purpose="Lessons with strips")
    page._groups.findChild(QToolButton, "remove").click()
    assert services.members.groups() == []
    desk.history.undo()
    assert services.members.groups() == [group]


def test_a_group_without_a_name_is_not_saved(page, services, desk, enter):
    enter("newGroupName", "Fractions")
    page.findChild(QLineEdit, "groupName").clear()
    assert not desk.flush()
    assert services.members.groups()[0].name == "Fractions"
    page.findChild(QLineEdit, "groupName").setText("Reading")
    assert desk.flush()


def test_a_row_keeps_its_cursor_when_the_list_is_read_again(page, services, desk, enter):
    enter("newTopic", "Homework")
    before = editors(page, "topicText")[0]
    desk.do("Act", lambda: services.commitments.save_topic(Topic(text="Rain")))
    assert before in editors(page, "topicText")
    assert len(editors(page, "topicText")) == 2


@pytest.mark.parametrize("state", [CommitmentState.KEPT, CommitmentState.LET_GO])
def test_an_open_commitment_is_closed_with_undo(page, services, desk, state):
    ada = services.members.save(Member(name="Ada Lee", preferred_name="Ada")).value
    commitment = services.commitments.save(Commitment(text="Try strips", member_id=ada.id)).value
    page.reload(Area.ALL)
    words = [label.text() for label in page._commitments.findChildren(QLabel)]
    assert "Ada · until we meet again" in words
    press(page, f"{state.value} {commitment.id}")
    assert services.commitments.get(commitment.id).state is state
    assert services.commitments.open() == []
    desk.history.undo()
    assert services.commitments.open() == [commitment]


def test_a_wrong_index_is_rebuilt_where_it_is_told(page, services, desk, qtbot):
    services.members.save(Member(name="Ana"))
    mend = page.findChild(QPushButton, "mendSearch")
    with closing(sqlite3.connect(services.folder / "community.sqlite")) as connection:
        connection.execute("DELETE FROM local_search_text")
        connection.commit()
    assert mend.isHidden()
    press(page, "checkFiles")
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert "Only the search index is wrong" in said(page)
    assert not mend.isHidden()
    mend.click()
    qtbot.waitUntil(lambda: not desk.jobs.running)
    assert said(page).startswith("The search index was rebuilt")
    assert mend.isHidden()
    assert services.safety.check().is_sound


def said(page):
    return page.findChild(QLabel, "safetyResult").text()


def test_the_files_are_checked_in_plain_words(page, desk, qtbot):
    press(page, "checkFiles")
    assert not page.findChild(QPushButton, "makeBackup").isEnabled()
    with qtbot.waitSignal(desk.jobs.running[-1].ended):
        pass
    assert page.findChild(QLabel, "safetyResult").text().startswith("Everything is whole.")
    assert page.findChild(QPushButton, "makeBackup").isEnabled()


def test_damage_is_told_first():
    text = check_text(CheckReport(ok=("Search works.",), problems=("A file is missing.",)))
    assert text.splitlines()[0].startswith("Something is wrong.")
    assert text.splitlines()[1] == "• A file is missing."


def test_a_backup_is_made_and_told(page, services, desk, qtbot):
    assert "no backup" in page.findChild(QLabel, "lastBackup").text()
    press(page, "makeBackup")
    with qtbot.waitSignal(desk.jobs.running[-1].ended):
        pass
    (made,) = services.safety.backups()
    assert str(made.path) in page.findChild(QLabel, "safetyResult").text()
    assert "March 5, 2026" in page.findChild(QLabel, "lastBackup").text()


def test_a_backup_goes_to_a_chosen_folder(page, services, desk, asked, qtbot, tmp_path):
    asked.answers += [None, tmp_path / "stick"]
    (tmp_path / "stick").mkdir()
    press(page, "backupToFolder")
    assert desk.jobs.running == ()
    press(page, "backupToFolder")
    with qtbot.waitSignal(desk.jobs.running[-1].ended):
        pass
    assert [one.name for one in (tmp_path / "stick").iterdir()]
    assert services.safety.backups() == []


def test_a_backup_that_cannot_be_made_is_told(page, desk, asked, qtbot, tmp_path):
    (tmp_path / "file").write_text("no folder")
    asked.answers.append(Path(tmp_path / "file"))
    with qtbot.waitSignal(desk.refused) as refused:
        press(page, "backupToFolder")
    assert page.findChild(QLabel, "safetyResult").text() == refused.args[0].sentence
    assert page.findChild(QPushButton, "makeBackup").isEnabled()


def test_a_narrow_page_has_one_column(page):
    page.resize(1400, 600)
    wide = page._columns.direction()
    page.resize(600, 600)
    assert page._columns.direction() != wide
    for kind in ("goal", "norms", "topic", "community"):
        page.show_item(kind, "")
    assert page._scroll.verticalScrollBar().value() == 0


def test_a_community_to_read_cannot_be_changed(qtbot, community_folder, clock, desk):
    services = open_community(community_folder, clock, read_only=True)
    page = CommunityPage(services, desk)
    qtbot.addWidget(page)
    page.reload(Area.ALL)
    for name in ("name", "newGoal", "newTopic", "newGroupName"):
        assert not page.findChild(QLineEdit, name).isEnabled(), name
    assert not page.findChild(QPlainTextEdit, "normsText").isEnabled()
    assert page.findChild(QPushButton, "checkFiles").isEnabled()
    services.close()


def test_the_title_of_the_window_follows_the_name(window, settings, clock, community_folder, qtbot):
    opening = Opening(window, settings, clock, community_folder.parent)
    window.pages.show_page("community")
    with qtbot.waitSignal(opening.opened):
        opening.open(community_folder)
    window.pages.findChild(QLineEdit, "name").setText("Two Valleys")
    assert window.desk.flush()
    assert window.windowTitle() == "Two Valleys — CopDesk"
    opening.close()
