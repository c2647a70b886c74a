"""The line into which names are typed one after another, or pasted all at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from copdesk.gui.icons import set_icon
from copdesk.language import _


class NamesLine(QLineEdit):
    """Return hands in a name and the line is ready for the next; pasted lines are names too."""

    entered = Signal(object)
    """A list of names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newNames")
        self.setPlaceholderText(_("Type a name, then Enter"))
        self.setAccessibleName(_("New member's name"))
        self.setToolTip(_("Several names can be pasted at once, one a line."))
        plus = QAction(self)
        set_icon(plus, "add")
        self.addAction(plus, QLineEdit.ActionPosition.LeadingPosition)
        self.returnPressed.connect(self._hand_in)
        self.textChanged.connect(self._take_pasted)

    def put_back(self, names: list[str]) -> None:
        """Show names that were refused, to be corrected."""
        self.setText(names[0] if len(names) == 1 else "")

    def _take_pasted(self, text: str) -> None:
        if len(text.splitlines()) > 1:
            self._hand_in()

    def _hand_in(self) -> None:
        names = [line.strip() for line in self.text().splitlines() if line.strip()]
        self.clear()
        if names:
            self.entered.emit(names)
