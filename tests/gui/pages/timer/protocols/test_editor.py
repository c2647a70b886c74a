from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from copdesk.domain.protocols.editing import all_parts, part_at
from copdesk.domain.protocols.parts import PartKind
from copdesk.domain.protocols.protocol import (
    Capture,
    CaptureKind,
    CapturePer,
    Choice,
    Mode,
    OnZero,
    Round,
)
from copdesk.gui.pages.timer.protocols.editor import ProtocolEditor
from copdesk.services.protocols import shipped

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def editor(qtbot, services, desk) -> Iterator[ProtocolEditor]:
    editor = ProtocolEditor(desk, services.own_protocols)
    qtbot.addWidget(editor)
    editor.resize(1200, 700)
    editor.show()
    editor.edit(services.own_protocols.copy(services.protocols.get("tuning")).value)
    qtbot.waitExposed(editor)
    yield editor
    editor.document.close()


def button(widget: QWidget, name: str) -> QPushButton:
    found = [one for one in widget.findChildren(QPushButton, name) if one.isVisibleTo(widget)]
    assert len(found) == 1, name
    return found[0]


def stored(editor: ProtocolEditor, desk, services):
    desk.flush()
    return services.own_protocols.get(editor.document.protocol.id)


def go_to(editor: ProtocolEditor, *place: int) -> None:
    editor.tree.setCurrentItem(editor.tree.item_of(place))


def said(editor: ProtocolEditor) -> str:
    editor.plan.refresh()
    return editor.findChild(QLabel, "planSaid").text()


def titles(editor: ProtocolEditor) -> list[str]:
    return [editor.tree.item_of(place).text(0) for place, _p in all_parts(editor.document.protocol)]


def test_titles_minutes_and_prompts_are_stored(editor, desk, services, qtbot):
    editor.forms.head.title.setText("Our tuning")
    go_to(editor, 0)
    editor.forms.step.title.selectAll()
    qtbot.keyClicks(editor.forms.step.title, "Say hello")
    editor.forms.step.plan.selectAll()
    qtbot.keyClicks(editor.forms.step.plan, "7:30")
    editor.forms.step.facilitator.setPlainText("Greet everybody.")
    editor.forms.step.room.setPlainText("Welcome!")
    own = stored(editor, desk, services)
    step = own.protocol.nodes[0]
    assert own.protocol.title == "Our tuning"
    assert (step.title, step.duration.plan) == ("Say hello", 450)
    assert (step.facilitator, step.room) == ("Greet everybody.", "Welcome!")
    assert not own.is_draft
    assert titles(editor)[0] == "Say hello"


def test_characters_that_no_file_may_hold_are_left_out(editor, desk, services):
    editor.forms.head.title.setText("Te\x00a \ud800first")
    editor.forms.head.purpose.setPlainText("Slow\x07ly")
    editor.forms.head.materials.setPlainText("Cu\x00ps\n\nTea")
    protocol = stored(editor, desk, services).protocol
    assert (protocol.title, protocol.purpose) == ("Tea first", "Slowly")
    assert protocol.materials == ("Cups", "Tea")


def test_typing_is_stored_by_itself(editor, desk, services, qtbot):
    with qtbot.waitSignal(desk.changed):
        qtbot.keyClicks(editor.forms.head.title, "!")
    name = editor.document.protocol.id
    assert services.own_protocols.get(name).protocol.title.startswith("!")


def test_the_plan_follows(editor):
    before = said(editor)
    go_to(editor, 0)
    editor.forms.step.most.setValue(1200)
    editor.forms.step.plan.setValue(900)
    assert said(editor) != before
    editor.plan.people.setValue(5)
    assert "5 people" in said(editor)
    editor.plan.minutes.setValue(1)
    assert "at least" in said(editor)
    assert editor.plan.steps.rows == ()


def test_the_plan_follows_by_itself(editor, qtbot):
    with qtbot.waitSignal(editor.plan.judged):
        editor.forms.head.title.setText("Another")


def test_a_draft_keeps_what_was_typed_and_says_what_is_wrong(editor, desk, services):
    go_to(editor, 1)
    editor.forms.step.title.setText("")
    go_to(editor, 3)
    assert "1 thing" in said(editor)
    own = stored(editor, desk, services)
    assert own.is_draft
    assert own.protocol.nodes[1].title == ""
    editor.findChild(QPushButton, "showProblem").click()
    assert editor.document.place == (1,)
    editor.forms.step.title.setText("Look")
    assert "minutes" in said(editor)
    assert not stored(editor, desk, services).is_draft


def test_undo_takes_back_a_word_at_once_and_redo_brings_it_again(editor, qtbot):
    before = editor.document.protocol
    qtbot.keyClicks(editor.forms.head.title, "abc")
    after = editor.document.protocol
    assert after.title == "abc" + before.title
    button(editor, "editorUndo").click()
    assert editor.document.protocol == before
    assert editor.forms.head.title.text() == before.title
    button(editor, "editorRedo").click()
    assert editor.document.protocol == after
    assert not button(editor, "editorRedo").isEnabled()


def test_undo_by_key_goes_back_to_the_part(editor, qtbot):
    go_to(editor, 2)
    editor.tree.setFocus()
    before = editor.document.protocol
    qtbot.keyClick(editor.tree, KEY.Key_Delete)
    assert len(editor.document.protocol.nodes) == len(before.nodes) - 1
    qtbot.keyClick(editor.tree, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.document.protocol == before
    assert editor.document.place == (2,)


@pytest.mark.parametrize("kind", [kind for kind in PartKind if kind is not PartKind.OPTION])
def test_every_kind_of_part_can_be_added_and_led(editor, kind):
    go_to(editor, 0)
    editor.tools.adds[kind].trigger()
    assert editor.document.place == (1,)
    assert "minutes" in said(editor)


def test_ways_are_added_to_a_choice_only(editor):
    assert not editor.tools.adds[PartKind.OPTION].isVisible()
    editor.tools.adds[PartKind.CHOICE].trigger()
    editor.tools.adds[PartKind.OPTION].trigger()
    choice = editor.document.protocol.nodes[-1]
    assert isinstance(choice, Choice)
    assert len(choice.options) == 2
    go_to(editor, len(editor.document.protocol.nodes) - 1)
    editor.forms.choice.default.setCurrentIndex(1)
    assert editor.document.protocol.nodes[-1].default == choice.options[1].id
    editor.findChild(QToolButton, "removePart").click()
    assert not any(isinstance(node, Choice) for node in editor.document.protocol.nodes)


@pytest.mark.parametrize(
    ("there", "back"), [(KEY.Key_Down, KEY.Key_Up), (KEY.Key_Right, KEY.Key_Left)]
)
def test_parts_move_by_key_and_the_cursor_with_them(editor, qtbot, there, back):
    go_to(editor, 0)
    editor.tools.adds[PartKind.LOOP].trigger()
    go_to(editor, 2)
    before = editor.document.protocol
    moved = part_at(before, (2,))
    qtbot.keyClick(editor.tree, there, ALT)
    assert editor.document.protocol != before
    assert part_at(editor.document.protocol, editor.document.place) == moved
    qtbot.keyClick(editor.tree, back, ALT)
    assert editor.document.protocol == before


def drop(editor: ProtocolEditor, source: tuple[int, ...], target: QPoint) -> None:
    go_to(editor, *source)
    event = QDropEvent(
        QPointF(target),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.tree.dropEvent(event)


def test_parts_are_dragged_before_others_and_into_loops(editor, qtbot):
    go_to(editor, 3)
    editor.tools.adds[PartKind.LOOP].trigger()
    first, loop = (part_at(editor.document.protocol, (n,)) for n in (0, 4))
    with qtbot.waitSignal(editor.document.changed):
        drop(editor, (0,), editor.tree.visualItemRect(editor.tree.item_of((4,))).center())
    assert part_at(editor.document.protocol, (3,)).body == (*loop.body, first)
    assert editor.document.place == (3, 1)
    with qtbot.waitSignal(editor.document.changed):
        drop(editor, (3, 1), editor.tree.visualItemRect(editor.tree.item_of((0,))).topLeft())
    assert part_at(editor.document.protocol, (0,)) == first


def test_a_part_dropped_into_itself_stays(editor, qtbot):
    editor.tools.adds[PartKind.LOOP].trigger()
    number = len(editor.document.protocol.nodes) - 1
    before = editor.document.protocol
    inside = editor.tree.visualItemRect(editor.tree.item_of((number, 0))).topLeft()
    with qtbot.waitSignal(editor.tree.move_asked):
        drop(editor, (number,), inside)
    assert editor.document.protocol == before


def test_a_voice_that_speaks_is_not_silent(editor):
    go_to(editor, 0)
    voices = editor.forms.step.voices
    voices.box("silent", "everyone").setChecked(True)
    voices.box("speak", "everyone").setChecked(True)
    step = editor.document.protocol.nodes[0]
    assert "everyone" in step.speak
    assert "everyone" not in step.silent
    assert not voices.box("silent", "everyone").isChecked()


def test_a_step_becomes_a_round_with_its_own_voices(editor):
    go_to(editor, 2)
    button(editor, "turnPart").click()
    turns = editor.document.protocol.nodes[2]
    assert isinstance(turns, Round)
    assert editor.forms.step.voices.box("speak", "turn").isChecked()
    editor.forms.round.gap.setValue(30)
    assert editor.document.protocol.nodes[2].gap == 30
    assert "minutes" in said(editor)
    button(editor, "turnPart").click()
    assert not isinstance(editor.document.protocol.nodes[2], Round)


def test_the_rarer_fields_of_a_step(editor):
    go_to(editor, 0)
    form = editor.forms.step
    form.mode.setCurrentIndex(form.mode.findData("silent"))
    form.on_zero.setCurrentIndex(form.on_zero.findData("advance"))
    form.least.setValue(60)
    form.optional.setChecked(True)
    form.warn.selectAll()
    form.warn.setText("")
    form.warn.textEdited.emit("3:00, 1")
    editor.findChild(QCheckBox, "capture-quote").setChecked(True)
    step = editor.document.protocol.nodes[0]
    assert (step.mode, step.on_zero, step.optional) == (Mode.SILENT, OnZero.ADVANCE, True)
    assert (step.duration.least, step.warn) == (60, (180, 60))
    assert Capture(kind=CaptureKind.QUOTE, per=CapturePer.STEP) in step.capture
    assert form.default_on.isVisibleTo(editor)


def test_a_warning_that_is_no_time_changes_nothing(editor):
    go_to(editor, 0)
    before = editor.document.protocol
    editor.forms.step.warn.textEdited.emit("soon")
    assert editor.document.protocol == before
    assert editor.forms.step.warn.property("wrong")


def test_a_role_comes_gets_a_name_and_goes_from_every_step(editor, qtbot):
    button(editor, "addRole").click()
    line = editor.findChildren(QLineEdit, "roleLabel")[-1]
    qtbot.keyClicks(line, "Scribe")
    role = editor.document.protocol.roles[-1]
    assert role.label == "Scribe"
    go_to(editor, 0)
    editor.forms.step.voices.box("answers", role.id).setChecked(True)
    assert role.id in editor.document.protocol.nodes[0].answers
    editor.tree.setCurrentItem(editor.tree.item_of(()))
    editor.findChildren(QToolButton, "removeRole")[-1].click()
    assert role.id not in editor.document.protocol.nodes[0].answers
    assert "minutes" in said(editor)


@pytest.mark.parametrize("protocol", shipped(), ids=lambda one: one.id)
def test_looking_at_every_part_changes_nothing(editor, desk, services, protocol):
    editor.edit(protocol)
    for place, _part in all_parts(protocol):
        go_to(editor, *place)
    assert editor.document.protocol == protocol
    assert protocol.id not in services.own_protocols.all()


def test_removing_the_protocol_can_be_undone(editor, desk, services):
    name = editor.document.protocol.id
    button(editor, "removeProtocol").click()
    assert name not in services.own_protocols.all()
    desk.history.undo()
    assert name in services.own_protocols.all()


def test_done_hands_in_what_was_typed(editor, services, qtbot):
    qtbot.keyClicks(editor.forms.head.title, "?")
    name = editor.document.protocol.id
    with qtbot.waitSignal(editor.left) as left:
        button(editor, "editorDone").click()
    assert left.args == [name]
    assert services.own_protocols.get(name).protocol.title.startswith("?")


def test_where_there_is_little_room_the_plan_takes_the_place_of_the_form(editor):
    editor.resize(500, 600)
    assert not editor.plan.isVisibleTo(editor)
    button(editor, "showPlan").click()
    assert editor.plan.isVisibleTo(editor)
    assert not editor.forms.isVisibleTo(editor)
    editor.resize(1200, 600)
    assert editor.forms.isVisibleTo(editor)
