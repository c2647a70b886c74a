"""The text fields of the community page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _


class AboutEditor(TextEditor):
    """What the community is about, as every packet prints it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About"), parent, lines=2, most_lines=6)
