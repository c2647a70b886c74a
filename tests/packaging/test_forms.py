from __future__ import annotations

import PySide6
import pytest
from PySide6.QtWidgets import QDialog

DESIGN = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>PersonDialog</class>
 <widget class="QDialog" name="PersonDialog">
  <property name="windowTitle"><string>A “person” from Café</string></property>
  <layout class="QFormLayout" name="formLayout">
   <item row="0" column="0">
    <widget class="QLabel" name="nameLabel">
     <property name="text"><string comment="of a person">&amp;Name
or nickname</string></property>
     <property name="buddy"><cstring>name</cstring></property>
    </widget>
   </item>
   <item row="0" column="1">
    <widget class="QLineEdit" name="name">
     <property name="placeholderText"><string/></property>
     <property name="text"><string notr="true">x@example.org</string></property>
    </widget>
   </item>
  </layout>
 </widget>
</ui>
"""


@pytest.fixture
def forms(script):
    return script("forms")


@pytest.fixture
def designs(tmp_path):
    folder = tmp_path / "ui"
    folder.mkdir()
    (folder / "person_dialog.ui").write_text(DESIGN, "utf-8")
    return folder


@pytest.fixture
def source(forms, designs):
    return forms.current_modules(designs)["ui_person_dialog.py"]


def test_words_go_to_gettext_and_names_stay(source):
    assert "from copdesk.language import _, pgettext\n" in source
    assert "PersonDialog.setWindowTitle(_('A “person” from Café'))" in source
    assert r"pgettext('of a person', '&Name\nor nickname')" in source
    assert "self.name.setText('x@example.org')" in source
    assert "setPlaceholderText('')" in source
    assert "QCoreApplication" not in source


def test_methods_are_typed_with_the_class_of_the_form(source):
    assert "def setupUi(self, PersonDialog: QDialog) -> None:" in source
    assert "def retranslateUi(self, PersonDialog: QDialog) -> None:" in source


def test_nothing_unused_is_imported(source):
    assert "from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit\n" in source
    assert "QBrush" not in source


def test_the_module_builds_the_form(source, qtbot):
    module: dict[str, type] = {}
    exec(compile(source, "ui_person_dialog.py", "exec"), module)  # noqa: S102
    dialog = QDialog()
    qtbot.addWidget(dialog)
    form = module["Ui_PersonDialog"]()
    form.setupUi(dialog)
    assert dialog.windowTitle() == "A “person” from Café"
    assert form.nameLabel.buddy() is form.name
    assert form.name.objectName() == "name"


def test_the_qt_release_leaves_no_trace(source):
    assert PySide6.__version__ not in source


def test_stale_missing_and_orphaned_modules_are_named(forms, source, tmp_path):
    wanted = {"ui_person_dialog.py": source}
    assert forms.stale_modules(wanted, tmp_path) == ["ui_person_dialog.py"]
    (tmp_path / "ui_person_dialog.py").write_text(source, "utf-8", newline="\n")
    assert forms.stale_modules(wanted, tmp_path) == []
    (tmp_path / "ui_person_dialog.py").write_text(source + "# by hand\n", "utf-8")
    (tmp_path / "ui_gone.py").write_text("")
    assert forms.stale_modules(wanted, tmp_path) == ["ui_gone.py", "ui_person_dialog.py"]


def test_a_form_without_a_widget_is_refused(forms, tmp_path):
    design = tmp_path / "empty.ui"
    design.write_text('<ui version="4.0"/>')
    with pytest.raises(ValueError, match=r"empty\.ui has no widget"):
        forms.compiled(design)
