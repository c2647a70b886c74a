"""Who used a resource with which class, and how it went."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.clock import today
from copdesk.domain.library import Resource, Use
from copdesk.errors import UserError
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import name_of, remove_named
from copdesk.gui.fields.resource import FEW_LETTERS
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import tool_button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _, date_text

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class UsesPane(QWidget):
    """The notes that are there, and a line for the next; Enter keeps it."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._resource: Resource | None = None
        self._names: Mapping[str, str] = {}
        self._rows: dict[str, UseRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.who = PersonPicker(_("Who used it"))
        self.who.setObjectName("useWho")
        self.who.setMinimumContentsLength(FEW_LETTERS)
        line_edit = self.who.lineEdit()
        if line_edit is not None:
            line_edit.setPlaceholderText(_("Who used it"))
        self.text = TextEditor(_("With which class, and how it went"), lines=2, most_lines=6)
        self.text.setObjectName("useText")
        self.text.setPlaceholderText(_("With which class, and how it went"))
        self.text.installEventFilter(self)
        self._add = tool_button(
            "add", _("Keep this note"), "addUse", self.add, tip=_("Keep this note (Enter)")
        )
        self._draft = LineDraft(desk, services.drafts, self.text, "use")
        line = QWidget()
        grid = bare(QGridLayout(line))
        grid.setSpacing(SPACE)
        grid.addWidget(self.who, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.text, 0, 1)
        grid.addWidget(self._add, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self._line = line
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        column.addWidget(plain_label(_("Used by"), "heading"))
        column.addLayout(self._list)
        column.addWidget(line)

    def show_resource(
        self, resource: Resource, names: Mapping[str, str], *, may_change: bool
    ) -> None:
        """Show the notes of a resource; rows that are there already keep the cursor."""
        self._draft.be_about(resource.id)
        self._resource, self._names = resource, names
        self._line.setVisible(may_change)
        known = {use.id for use in resource.uses}
        for gone in [key for key in self._rows if key not in known]:
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, use in enumerate(resource.uses):
            row = self._rows.get(use.id)
            if row is None:
                row = UseRow(self._services, self._desk, resource.id)
                self._rows[use.id] = row
            self._list.insertWidget(number, row)
            row.show_use(use, names.get(use.member_id, ""), may_change=may_change)

    def add(self) -> None:
        """Keep the line as a note of today."""
        resource, service = self._resource, self._services.library
        if resource is None:
            return
        who: Person = self.who.field_value()
        text = self.text.toPlainText()
        if who.name and not who.member_id:  # somebody from elsewhere is named in the note
            text = _("{name}: {note}").format(name=who.name, note=text) if text else who.name
        use = Use(member_id=who.member_id, used_on=today(self._services.clock), text=text)
        words = _("Add a note to “{name}”").format(name=name_of(resource))
        action = partial(service.save_use, resource.id, use)
        if self._desk.do(words, action, refused=self._refused) is not None:
            self.text.setPlainText("")
            self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.add()
                return True
        return super().eventFilter(watched, event)

    def _refused(self, _error: UserError) -> None:
        self.text.setFocus()


class UseRow(QWidget):
    """One note, editable in place."""

    def __init__(self, services: Services, desk: Desk, resource_id: str) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self.who = ElidedLabel("", "muted")
        self.text = TextEditor(_("How it went"), lines=1, most_lines=8)
        self.text.setObjectName("useNote")
        self.remove = tool_button("close", _("Remove this note"), "removeUse", self._remove)
        service = services.library
        self._binding = FormBinding(Use, self)
        Autosave(desk, self._binding, partial(service.save_use, resource_id))
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = bare(QVBoxLayout(self))
        column.setSpacing(2)
        column.addWidget(self.who)
        column.addLayout(line)

    def show_use(self, use: Use, name: str, *, may_change: bool) -> None:
        """Show a note; what is being typed stays."""
        when = date_text(use.used_on, "medium") if use.used_on else ""
        self.who.set_text(" · ".join(part for part in (name, when) if part))
        self.who.setVisible(bool(self.who.text()))
        self._binding.show(use)
        self.text.setReadOnly(not may_change)
        self.remove.setVisible(may_change)

    def _remove(self) -> None:
        use, service = self._binding.shown, self._services.library
        if use is None:
            return
        remove_named(
            self._desk,
            use.text,
            use.id,
            service.remove_use,
            text=_("Remove the note"),
            message=_("Removed the note."),
        )
