"""The line into which names are typed one after another, or pasted all at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from copdesk.gui.widgets.entry_line import EntryLine
from copdesk.language import _


class NamesLine(EntryLine):
    """Names of new members."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New member's name"), _("Type a name, then Enter"), parent)
        self.setObjectName("newNames")
        self.setToolTip(_("Several names can be pasted at once, one a line."))

    def put_back(self, names: list[str]) -> None:
        """Show a name that was refused, to be corrected."""
        self.setText(names[0] if len(names) == 1 else "")
