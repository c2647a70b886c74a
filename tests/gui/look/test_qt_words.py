"""What Qt says by itself, in a language that it does not speak."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox

from copdesk import language
from copdesk.gui.look.qt_words import WORDS, QtWords


@pytest.fixture
def hindi(qapp):
    language.choose("hi")
    words = QtWords(qapp)
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


def menu_of(field: QLineEdit | QPlainTextEdit) -> list[str]:
    actions = field.createStandardContextMenu().actions()
    return [one.text().partition("\t")[0] for one in actions if one.text()]


def test_qt_asks_for_no_other_words(qtbot):
    fields = QLineEdit(), QPlainTextEdit(), QSpinBox()
    for field in fields:
        qtbot.addWidget(field)
    line, text, number = fields
    assert {*menu_of(line), *menu_of(text), *menu_of(number.lineEdit())} <= WORDS


def test_a_context_menu_speaks_hindi(qtbot, hindi):
    line = QLineEdit()
    qtbot.addWidget(line)
    words = menu_of(line)
    assert language._("&Copy") in words
    assert not WORDS.intersection(words)


def test_what_can_be_undone_is_named_in_hindi(qapp, hindi):
    stack = QUndoStack()
    action = stack.createUndoAction(stack)
    assert action.text() == language._("Undo") != "Undo"
    stack.push(QUndoCommand("नाम"))
    assert action.text() == language._("Undo %1").replace("%1", "नाम")


def test_other_words_stay(qapp, hindi):
    assert QApplication.translate("QDialog", "What is this?") == "What is this?"
