"""The roles of a protocol: a name each, and whether its player takes turns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.protocols.parts import free_id
from copdesk.domain.protocols.protocol import BUILT_IN_VOICES, Role
from copdesk.domain.text import many_lines
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button, tool_button
from copdesk.gui.widgets.margins import bare
from copdesk.language import _


class RolesEditor(QWidget):
    """A line for each role; a role keeps its id when it gets another name."""

    field_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles: tuple[Role, ...] = ()
        self._lines: list[_RoleLine] = []
        self._column = bare(QVBoxLayout(self))
        self._column.setSpacing(SPACE // 2)
        self._add = button(_("Add a role"), "addRole", "add", self._add_role)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self._add)

    def field_value(self) -> tuple[Role, ...]:
        """Return the roles."""
        return self._roles

    def set_field_value(self, value: Any) -> None:
        """Show roles; a line that somebody writes in is not made anew."""
        roles = tuple(value)
        same = [role.id for role in roles] == [role.id for role in self._roles]
        self._roles = roles
        if not same:
            self._build()
        for line, role in zip(self._lines, roles, strict=True):
            line.show_role(role)

    def _build(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for number, _role in enumerate(self._roles):
            line = _RoleLine()
            line.label.textEdited.connect(partial(self._rename, number))
            line.takes_part.toggled.connect(partial(self._set_takes_part, number))
            line.remove.clicked.connect(partial(self._remove, number))
            self._column.insertWidget(number, line)
            self._lines.append(line)

    def _add_role(self) -> None:
        taken = {role.id for role in self._roles} | set(BUILT_IN_VOICES)
        role = Role(id=free_id("role", taken), label=_("New role"))
        self.set_field_value((*self._roles, role))
        self._lines[-1].label.setFocus(Qt.FocusReason.OtherFocusReason)
        self._lines[-1].label.selectAll()
        self.field_edited.emit()

    def _rename(self, number: int, label: str) -> None:
        self._put(number, replace(self._roles[number], label=many_lines(label)))

    def _set_takes_part(self, number: int, takes_part: bool) -> None:
        if self._roles[number].takes_part != takes_part:
            self._put(number, replace(self._roles[number], takes_part=takes_part))

    def _remove(self, number: int) -> None:
        self.set_field_value((*self._roles[:number], *self._roles[number + 1 :]))
        self.field_edited.emit()

    def _put(self, number: int, role: Role) -> None:
        self._roles = (*self._roles[:number], role, *self._roles[number + 1 :])
        self.field_edited.emit()


class _RoleLine(QWidget):
    """One role."""

    def __init__(self) -> None:
        super().__init__()
        self.label, self.takes_part = QLineEdit(), QCheckBox()
        self.label.setObjectName("roleLabel")
        self.label.setAccessibleName(_("Name of the role"))
        self.takes_part.setText(_("takes turns"))
        self.remove = tool_button("remove", _("Remove this role"), "removeRole")
        row = bare(QHBoxLayout(self))
        row.addWidget(self.label, 1)
        row.addWidget(self.takes_part)
        row.addWidget(self.remove)

    def show_role(self, role: Role) -> None:
        """Show a role."""
        if self.label.text() != role.label:
            self.label.setText(role.label)
        self.takes_part.setChecked(role.takes_part)
