"""A form that loaded something long ago saves only what somebody typed into it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from copdesk.domain.library import Resource
from copdesk.domain.meetings import Decision
from copdesk.domain.members import Member
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.fields.tag_editor import TagEditor
from copdesk.gui.pages.meetings.agenda import AgendaPane
from copdesk.gui.pages.meetings.minutes import MinutesPane
from copdesk.gui.pages.members.page import MembersPage
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.services.changes import Area
from tests.gui import meetings_pages
from tests.gui.pages import library_pages


class Form(QWidget):
    def __init__(self):
        super().__init__()
        self.name, self.school, self.notes = QLineEdit(), QLineEdit(), TextEditor("Notes")
        rows = QVBoxLayout(self)
        for widget in (self.name, self.school, self.notes):
            rows.addWidget(widget)


class Gate:
    """The service, entered only when the gate is open."""

    def __init__(self, service):
        self._service = service
        self.entered, self.open = threading.Event(), threading.Event()
        self.open.set()

    def save(self, member, before):
        self.entered.set()
        assert self.open.wait(60)
        return self._service.save(member, before)


@pytest.fixture
def form(qtbot):
    form = Form()
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.fixture
def binding(form):
    return FormBinding(Member, form)


@pytest.fixture
def ana(services):
    return services.members.save(Member(name="Ana", school="Hill", notes="Has the key.")).value


@pytest.fixture
def gate(services, desk, binding):
    gate = Gate(services.members)
    Autosave(desk, binding, gate.save)
    return gate


def stored(services):
    (member,) = services.members.all()
    return member


@pytest.mark.usefixtures("gate")
def test_what_came_while_somebody_typed_is_put_together(services, desk, binding, form, ana):
    binding.show(ana)
    form.notes.setPlainText("Has the key. Drives.")
    written = replace(ana, school="River", notes="Has the key. Sings.")
    binding.show(services.members.save(written, ana).value)
    assert form.school.text() == "River"
    assert desk.flush()
    member = stored(services)
    assert (member.school, set(member.notes.split())) == (
        "River",
        {"Has", "the", "key.", "Drives.", "Sings."},
    )


def test_what_is_typed_while_a_save_runs_is_there_once(services, desk, binding, form, ana, gate):
    binding.show(ana)
    gate.open.clear()
    for text in ("Has the key. Drives.", "Has the key. Drives. Sings.", "Drives. Sings. Laughs."):
        gate.entered.clear()
        form.notes.setPlainText(text)
        desk.handing_in.emit()
        if text.endswith("Drives."):
            assert gate.entered.wait(60)
    gate.open.set()
    assert desk.flush()
    assert stored(services).notes == "Drives. Sings. Laughs."


def test_what_is_typed_between_the_save_and_the_news_of_it_is_there_once(
    services, desk, binding, form, ana, gate
):
    binding.show(ana)
    for text in ("One.", "One. Two.", "One. Two. Three."):
        gate.entered.clear()
        form.notes.setPlainText(text)
        desk.handing_in.emit()
        assert gate.entered.wait(60)
        assert desk._writer.wait(60)
    assert desk.flush()
    assert stored(services).notes == "One. Two. Three."


@pytest.mark.usefixtures("gate")
def test_a_draft_that_waits_knows_what_was_there_before(services, desk, binding, form, ana):
    binding.show(ana)
    form.notes.setPlainText("Has the key. Drives.")
    form.name.setText("")  # refused, so that all of it stays in the form
    assert not desk.flush()
    binding.show(services.members.save(Member(name="Bo")).value)
    services.members.save(replace(ana, notes="Has the key. Sings."), ana)
    binding.show(services.members.get(ana.id))
    form.name.setText("Anna")
    assert desk.flush()
    member = services.members.get(ana.id)
    assert set(member.notes.split()) == {"Has", "the", "key.", "Drives.", "Sings."}
    assert member.name == "Anna"


def test_the_members_page_reverts_nothing(services, desk, qtbot, ana):
    page = MembersPage(services, desk)
    qtbot.addWidget(page)
    page.show()
    page.reload(Area.ALL)
    page.show_item("member", ana.id)
    services.members.save(replace(ana, school="River", notes="Sings."), ana)
    page.findChild(QLineEdit, "phone").setText("12")
    assert desk.flush()
    member = stored(services)
    assert (member.phone, member.school, member.notes) == ("12", "River", "Sings.")


def test_the_meetings_page_reverts_nothing(services, desk, qtbot):
    meeting = meetings_pages.planned(services, "One")
    item = meeting.agenda[0].id
    agreed = Decision(item_id=item, text="Meet")
    decision = services.meetings.save_decision(meeting.id, agreed).value
    services.meetings.write_notes(meeting.id, item, "First.")
    page = meetings_pages.shown_page(services, desk, qtbot)
    page.show_item("meeting", meeting.id)
    page.findChild(QTabWidget, "meetingTabs").setCurrentIndex(2)
    services.meetings.write_notes(meeting.id, item, "First.\nTheirs.")
    services.meetings.save(replace(meeting, place="Church"), meeting)
    services.meetings.save_decision(meeting.id, replace(decision, reason="It helps."), decision)
    section = page.findChild(MinutesPane).sections[0]
    section.text.setPlainText("First.\nMine.")
    page.findChild(QLineEdit, "decisionText").setText("Meet often")
    page.findChild(QLineEdit, "meetingTitle").setText("Long evening")
    assert desk.flush()
    now = meetings_pages.only(services)
    assert {note.text for note in now.notes} == {"First.", "Mine.", "Theirs."}
    assert (now.title, now.place) == ("Long evening", "Church")
    assert [(one.text, one.reason) for one in now.decisions] == [("Meet often", "It helps.")]
    assert set(section.text.toPlainText().split("\n")) == {"First.", "Mine.", "Theirs."}


def test_the_library_page_reverts_nothing(services, desk, qtbot):
    made = services.library.save(Resource(title="Tallow"), tags=["old"]).value
    page = library_pages.shown_page(services, desk, qtbot)
    page.show_item("resource", made.id)
    library_pages.settle(desk, qtbot)
    services.library.save(replace(made, authors="A. Li"), ["old", "theirs"], made)
    page.findChild(QLineEdit, "year").setText("2001")
    tags = page.findChild(TagEditor)
    tags.set_field_value(("old", "mine"))
    tags.field_edited.emit()
    assert desk.flush()
    now = services.library.get(made.id)
    assert (now.year, now.authors, set(now.tag_words)) == (
        "2001",
        "A. Li",
        {"old", "theirs", "mine"},
    )


def test_the_length_of_an_item_in_the_list_reverts_nothing(services, desk, qtbot):
    meeting = meetings_pages.planned(services, "One")
    page = meetings_pages.shown_page(services, desk, qtbot)
    page.show_item("meeting", meeting.id)
    item = meeting.agenda[0]
    written = replace(item, title="Theirs", notes="Bring glue.")
    services.meetings.save_item(meeting.id, written, item)
    page.findChild(AgendaPane)._model.edited.emit(replace(item, minutes=25))
    (now,) = meetings_pages.only(services).agenda
    assert (now.minutes, now.title, now.notes) == (25, "Theirs", "Bring glue.")
