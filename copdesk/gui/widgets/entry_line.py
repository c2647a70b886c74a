"""A line for the next thing: Return hands it in and the line is ready for another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from copdesk.gui.look.icons import set_icon


class OnceLine(QLineEdit):
    """What is entered is done with: undoing is then about what became of it, not about letters."""

    def empty(self) -> None:
        """Begin anew."""
        self.setText("")  # unlike `clear`, this forgets what could be undone

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            return False  # nothing typed here: the key undoes what was handed in
        return super().event(event)


class EntryLine(OnceLine):
    """Hand in what is typed; several pasted lines are handed in at once, as several things."""

    entered = Signal(object)
    """A list of texts, never empty."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        plus = QAction(self)
        set_icon(plus, "add")
        self.addAction(plus, QLineEdit.ActionPosition.LeadingPosition)
        self.returnPressed.connect(self._hand_in)
        self.textChanged.connect(self._take_pasted)

    def _take_pasted(self, text: str) -> None:
        if len(text.splitlines()) > 1:
            self._hand_in()

    def _hand_in(self) -> None:
        texts = [line.strip() for line in self.text().splitlines() if line.strip()]
        self.empty()
        if texts:
            self.entered.emit(texts)
