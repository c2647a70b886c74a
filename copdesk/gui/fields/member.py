"""The text fields of a member, as the form makes them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _


class AddressEditor(TextEditor):
    """Where letters go, in two to four lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Address"), parent, lines=2, most_lines=4)


class NotesEditor(TextEditor):
    """What the coordinator wants to remember of a member."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Notes"), parent, lines=3, most_lines=10)
