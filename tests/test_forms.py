from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
FORMS = sorted((ROOT / "ui").glob("*.ui"))
INPUTS = {
    "QCalendarWidget", "QComboBox", "QDateEdit", "QDateTimeEdit", "QDoubleSpinBox",
    "QFontComboBox", "QLineEdit", "QListView", "QListWidget", "QPlainTextEdit", "QSlider",
    "QSpinBox", "QTableView", "QTableWidget", "QTextBrowser", "QTextEdit", "QTimeEdit",
    "QTreeView", "QTreeWidget",
}  # fmt: skip
BUTTONS = {"QCheckBox", "QCommandLinkButton", "QPushButton", "QRadioButton", "QToolButton"}


def text_of(widget: ElementTree.Element, name: str) -> str:
    string = widget.find(f"property[@name='{name}']/string")
    return "" if string is None else (string.text or "").strip()


def test_compiled_forms_are_current():
    command = [sys.executable, ROOT / "packaging" / "forms.py", "--check"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_every_input_has_a_name_for_a_screen_reader(form):
    tree = ElementTree.parse(form)
    buddies = {each.text for each in tree.iterfind(".//property[@name='buddy']/cstring")}
    promoted = {
        each.findtext("class", ""): each.findtext("extends", "")
        for each in tree.iterfind(".//customwidget")
    }
    for widget in tree.iter("widget"):
        base = promoted.get(widget.get("class", ""), widget.get("class", ""))
        name = widget.get("name")
        if base in INPUTS:
            assert text_of(widget, "accessibleName") or name in buddies, name
        if base in BUTTONS:
            assert text_of(widget, "accessibleName") or text_of(widget, "text"), name


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_every_buddy_is_a_widget_of_the_form(form):
    tree = ElementTree.parse(form)
    names = {widget.get("name") for widget in tree.iter("widget")}
    for buddy in tree.iterfind(".//property[@name='buddy']/cstring"):
        assert buddy.text in names
