"""The end of the status line: whether everything typed is on the disk."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk, SaveState
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import _


class SaveStatus(QWidget):
    """Say "Saved", "Saving…" or what could not be saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._label = plain_label()
        self._label.setObjectName("saveState")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._label)
        desk.state_changed.connect(self.show_state)

    def show_state(self) -> None:
        """Read the desk's state again."""
        self._label.setText(save_sentence(self._desk))
        self._label.setAccessibleName(self._label.text())

    def text(self) -> str:
        """Return what is shown."""
        return self._label.text()


def save_sentence(desk: Desk) -> str:
    """Return the state of everything typed, in words."""
    match desk.state:
        case SaveState.SAVED:
            return _("Saved")
        case SaveState.TYPING | SaveState.SAVING:
            return _("Saving…")
        case SaveState.FAILED:
            return _("Not saved")


def failure_sentence(error: Exception | None) -> str:
    """Return what the banner says about a change that could not be saved."""
    if isinstance(error, UserError):
        return _("Not saved: {reason}").format(reason=error.sentence)
    return _("Not saved: CopDesk made a mistake. What you typed is still here.")
