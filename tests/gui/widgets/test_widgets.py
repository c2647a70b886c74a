"""Our own controls, driven by the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.gui.ask import Ask
from copdesk.gui.fields.tag_editor import TagEditor
from copdesk.gui.look.theme import TARGET, Appearance
from copdesk.gui.widgets.empty_state import EmptyState
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.gui.widgets.search_line import SearchLine
from copdesk.gui.widgets.text_editor import TextEditor

TODAY = date(2026, 11, 21)


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


def test_search_waits_for_a_pause_and_sends_once(shown, qtbot, type_text):
    line, sent = shown(SearchLine("Search members")), []
    line.searched.connect(sent.append)
    type_text(line, "réu")
    assert sent == []
    qtbot.waitUntil(lambda: sent == ["réu"])
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert sent == ["réu"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert sent == ["réu", ""]


def test_down_sends_at_once_and_asks_for_the_list(shown, qtbot, type_text):
    line, sent = shown(SearchLine("Search")), []
    line.searched.connect(sent.append)
    type_text(line, "a")
    with qtbot.waitSignal(line.moved_down):
        QTest.keyClick(line, Qt.Key.Key_Down)
    assert sent == ["a"]


def test_tags_by_keyboard(shown, type_text):
    tags = shown(TagEditor("Tags", "Add a tag"))
    line = tags.findChild(QLineEdit, "tagLine")
    edits = []
    tags.field_edited.connect(lambda: edits.append(tags.field_value()))
    type_text(line, "mixed ages, Phonics,")
    type_text(line, "phonics")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert tags.field_value() == ("mixed ages", "Phonics")
    assert line.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert tags.field_value() == ("mixed ages",)
    assert len(edits) == 3


def test_a_chip_removes_its_tag(shown):
    tags = shown(TagEditor("Tags", "Add a tag"))
    tags.set_field_value(("a & b", "c"))
    chip = next(chip for chip in tags.findChildren(QPushButton) if "a & b" in chip.accessibleName())
    chip.click()
    assert tags.field_value() == ("c",)


def test_a_date_can_be_left_open(shown):
    field = shown(DateField("Joined", TODAY))
    assert field.field_value() is None
    field.findChild(QPushButton).click()
    assert field.field_value() == TODAY
    clear = next(b for b in field.findChildren(QToolButton) if "Joined" in b.accessibleName())
    clear.click()
    assert field.field_value() is None


def test_a_typed_name_finds_its_member_or_stays_a_name(shown):
    picker = shown(PersonPicker("Lead"))
    picker.set_people([Person("m1", "Ada"), Person("m2", "Béatrice")])
    picker.setEditText("béatrice")
    assert picker.field_value() == Person("m2", "Béatrice")
    picker.setEditText("A visitor")
    assert picker.field_value() == Person("", "A visitor")
    picker.set_people([Person("m3", "Cy")])
    assert picker.field_value() == Person("", "A visitor")


def test_the_wheel_over_a_number_that_is_not_being_edited_does_nothing(shown):
    field = shown(NumberField("Minutes", 0, 60))
    field.setValue(10)
    field.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert field.value() == 10


def test_text_grows_with_what_is_written_up_to_a_limit(shown):
    page, editor, other = QWidget(), TextEditor("Notes", lines=2, most_lines=5), QLineEdit()
    rows = QVBoxLayout(page)
    rows.addWidget(editor)
    rows.addWidget(other)
    shown(page)
    small = editor.sizeHint().height()
    editor.setPlainText("one\ntwo\nthree\nfour")
    larger = editor.sizeHint().height()
    editor.setPlainText("line\n" * 50)
    assert small < larger < editor.sizeHint().height() < small * 5
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert "\t" not in editor.toPlainText()
    assert other.hasFocus()


def test_what_somebody_typed_is_never_markup(shown):
    label = plain_label("<b>Ada</b>")
    assert label.textFormat() == Qt.TextFormat.PlainText
    elided = shown(ElidedLabel("<b>Ada</b> & Bo"))
    assert elided.toolTip() == "&lt;b>Ada&lt;/b> &amp; Bo"


def test_an_empty_page_offers_the_next_step(shown, qtbot):
    empty = shown(EmptyState("library", "Nothing yet", "Drag files here.", "Add files…"))
    with qtbot.waitSignal(empty.pressed):
        empty.button.click()
    assert all(label.height() >= label.heightForWidth(label.width()) for label in _texts(empty))


def test_a_header_puts_its_buttons_below_when_there_is_no_room(shown):
    header = PageHeader("A long name of a meeting")
    button = header.add("Print", "print", lambda: None)
    shown(header)
    header.resize(700, 60)
    QApplication.processEvents()
    beside = button.mapTo(header, QPoint(0, 0)).y()
    header.resize(220, 120)
    QApplication.processEvents()
    assert button.mapTo(header, QPoint(0, 0)).y() > beside


def test_everything_to_press_is_large_enough(shown, qapp, settings):
    Appearance(qapp, settings)
    header = PageHeader("Members")
    button = header.add("Add", "add", lambda: None)
    shown(header)
    field = DateField("Joined", TODAY)
    field.set_field_value(TODAY)
    shown(field)
    pressed = [button, *(b for b in field.findChildren(QToolButton) if b.isVisible())]
    for target in pressed:
        assert min(target.width(), target.height()) >= 24
    assert button.height() >= TARGET


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("jos", Person("2", "Joseph Tembo")), ("a", Person("", "a")), ("Zo", Person("", "Zo"))],
)
def test_return_completes_a_name_that_only_one_member_has(shown, typed, chosen):
    picker = PersonPicker("Led by")
    picker.set_people([Person("1", "Ada"), Person("2", "Joseph Tembo"), Person("3", "Amara")])
    shown(picker)
    picker.setFocus()
    QTest.keyClicks(picker.lineEdit(), typed)
    QTest.keyClick(QApplication.activePopupWidget() or picker.lineEdit(), Qt.Key.Key_Return)
    assert picker.field_value() == chosen


@pytest.mark.parametrize(("press", "answer"), [("Remove", True), ("Cancel", False)])
def test_a_question_is_answered_by_its_buttons(qtbot, press, answer):
    def answer_it():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == press).click()

    QTimer.singleShot(0, answer_it)
    assert Ask().question(None, "Remove Ada?", "She can be restored.", "Remove") is answer


def _texts(parent):
    return [label for label in parent.findChildren(QLabel) if label.text()]
