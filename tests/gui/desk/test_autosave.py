"""Forms that save themselves, and never lose or disturb what somebody types."""

import threading
from dataclasses import dataclass, replace
from datetime import date, time

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from copdesk.errors import InvalidInput
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import SaveState
from copdesk.gui.fields.tag_editor import TagEditor
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.optional_fields import DateField, TimeField
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.services.changes import Area, Outcome

NOBODY = Person("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    id: str = ""
    name: str = ""
    notes: str = ""
    active: bool = True
    minutes: int = 10
    kind: str = "a"
    joined_on: date | None = None
    starts_at: time | None = None
    tags: tuple[str, ...] = ()
    lead: Person = NOBODY
    untouched: str = "kept"


class Form(QWidget):
    def __init__(self):
        super().__init__()
        self.name, self.notes, self.active = QLineEdit(), TextEditor("Notes"), QCheckBox()
        self.minutes, self.kind = NumberField("Minutes", 0, 90), QComboBox()
        for letter in "ab":
            self.kind.addItem(letter.upper(), letter)
        self.joined_on = DateField("Joined", date(2026, 11, 21))
        self.starts_at = TimeField("Starts", time(15, 30))
        self.tags, self.lead = TagEditor("Tags", "Add"), PersonPicker("Lead")
        self.lead.set_people([Person("m1", "Ada"), Person("m2", "Béatrice")])
        rows = QVBoxLayout(self)
        for widget in (self.name, self.notes, self.active, self.minutes, self.kind):
            rows.addWidget(widget)
        for widget in (self.joined_on, self.starts_at, self.tags, self.lead):
            rows.addWidget(widget)


class Shelf:
    """A service with records in memory."""

    def __init__(self):
        self.records = {}
        self.saves = []
        self.gate = threading.Event()
        self.gate.set()

    def save(self, record, _before):
        assert self.gate.wait(60)
        if not record.name.strip():
            raise InvalidInput("name", "A record needs a name.")
        record = replace(record, id=record.id or f"new{len(self.saves)}", name=record.name.strip())
        self.saves.append(record)
        self.records[record.id] = record
        return Outcome(record, Area.MEMBERS)


@pytest.fixture
def form(qtbot):
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


@pytest.fixture
def binding(form):
    return FormBinding(Record, form)


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def autosave(desk, binding, shelf):
    return Autosave(desk, binding, shelf.save)


FULL = Record(
    id="1",
    name="Réunion",
    notes="two\nlines",
    active=False,
    minutes=25,
    kind="b",
    joined_on=date(2024, 2, 29),
    starts_at=time(9, 15),
    tags=("mixed ages", "phonics"),
    lead=Person("m2", "Béatrice"),
)


def test_every_kind_of_field_comes_back_as_it_was_shown(binding, form):
    binding.show(Record(id="1"))
    for name in ("name", "notes", "active", "minutes", "kind", "joined_on", "starts_at"):
        access = binding._access[name]
        access.write(getattr(FULL, name))
    form.tags.set_field_value(FULL.tags)
    form.tags.field_edited.emit()
    form.lead.set_field_value(FULL.lead)
    assert binding.read() == FULL


def test_showing_is_not_editing(binding):
    binding.show(FULL)
    assert not binding.dirty
    assert binding.read() is not None
    assert binding.read() == FULL


def test_an_unknown_widget_is_a_mistake_in_the_form():
    class Wrong(QWidget):
        def __init__(self):
            super().__init__()
            self.name = QWidget()

    with pytest.raises(TypeError):
        FormBinding(Record, Wrong())


def test_typing_is_saved_after_a_pause(qtbot, autosave, binding, form, shelf, desk, type_text):
    binding.show(Record(id="1", name="A"))
    form.name.setFocus()
    form.name.end(False)
    type_text(form.name, "da Réunion")
    assert desk.state is SaveState.TYPING
    qtbot.waitUntil(lambda: bool(shelf.saves))
    qtbot.waitUntil(lambda: desk.state is SaveState.SAVED)
    assert shelf.records["1"].name == "Ada Réunion"
    assert shelf.records["1"].untouched == "kept"
    qtbot.waitUntil(lambda: not binding.dirty)  # once the news of it has arrived


def test_reading_again_does_not_disturb_what_is_being_typed(binding, form, type_text):
    binding.show(Record(id="1", name="Ada", notes="old"))
    form.name.setFocus()
    form.name.setCursorPosition(1)
    type_text(form.name, "b")
    binding.show(Record(id="1", name="Ada", notes="new"))
    assert form.name.text() == "Abda"
    assert form.name.cursorPosition() == 2
    assert form.notes.toPlainText() == "new"


def test_tidied_text_does_not_move_the_cursor(autosave, binding, form, desk, shelf, type_text):
    desk.changed.connect(lambda _area: binding.show(shelf.records["1"]))
    binding.show(Record(id="1"))
    form.name.setFocus()
    type_text(form.name, "Ada ")
    assert desk.flush()
    type_text(form.name, "Okonkwo")
    assert form.name.text() == "Ada Okonkwo"


def test_text_typed_while_a_save_runs_is_kept_and_saved_next(autosave, binding, form, desk, shelf):
    binding.show(Record(id="1", name="A"))
    shelf.gate.clear()
    form.name.setText("Ad")
    autosave.hand_in()
    form.name.setText("Ada")
    shelf.gate.set()
    assert desk.flush()
    assert shelf.records["1"].name == "Ada"
    assert form.name.text() == "Ada"


def test_a_new_record_is_made_once_however_fast_somebody_types(
    autosave, binding, form, desk, shelf
):
    binding.show(Record())
    shelf.gate.clear()
    form.name.setText("Ad")
    autosave.hand_in()
    form.name.setText("Ada")
    autosave.hand_in()
    shelf.gate.set()
    assert desk.flush()
    assert list(shelf.records) == ["new0"]
    assert shelf.records["new0"].name == "Ada"


def test_choosing_another_record_saves_the_first(autosave, binding, form, desk, shelf):
    binding.show(Record(id="1", name="A"))
    form.name.setText("Ada")
    binding.show(Record(id="2", name="Bo"))
    assert form.name.text() == "Bo"
    assert desk.flush()
    assert shelf.records["1"].name == "Ada"
    assert "2" not in shelf.records


def test_a_refused_value_stays_in_the_form_and_is_marked(autosave, binding, form, desk, shelf):
    binding.show(Record(id="1", name="A"))
    form.name.setText("")
    form.notes.setPlainText("Long notes")
    assert not desk.flush()
    assert form.name.property("wrong")
    assert form.name.accessibleDescription() == "A record needs a name."
    binding.show(Record(id="2", name="Bo"))
    assert not form.name.property("wrong")
    binding.show(Record(id="1", name="A"))
    assert form.name.text() == ""
    assert form.notes.toPlainText() == "Long notes"
    form.name.setText("Ada")
    assert desk.flush()
    assert shelf.records["1"].notes == "Long notes"
    assert not form.name.property("wrong")
