"""The menu of what can be printed about what a page shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from copdesk.gui.look.icons import set_icon
from copdesk.language import _
from copdesk.services.handouts.kinds import About, kinds_about


class PrintMenu(QMenu):
    """An entry for each handout about some things; the page says which of these are in front.

    For the menu bar there is `menuAction()`, for Ctrl+P `ask()`.
    """

    asked = Signal(str)
    """The key of the handout that somebody wants to see."""

    def __init__(self, parent: QWidget, *things: About) -> None:
        super().__init__(_("Print"), parent)
        set_icon(self.menuAction(), "print")
        section = None
        for kind in kinds_about(*things):
            if section not in (None, kind.section):
                self.addSeparator()
            section = kind.section
            action = self.addAction(_(kind.title))
            action.setObjectName(f"print-{kind.key}")
            action.triggered.connect(partial(self._tell, kind.key))

    def put_on(self, button: QPushButton) -> None:
        """Let a button open the menu, or print at once where there is nothing to choose."""
        only = self._only()
        if only is None:
            button.setMenu(self)
        else:
            button.clicked.connect(only.trigger)

    def ask(self) -> None:
        """Print what there is, or let the user choose."""
        only = self._only()
        if only is None:
            self.popup(QCursor.pos())
        else:
            only.trigger()

    def _only(self) -> QAction | None:
        actions = self.actions()
        return actions[0] if len(actions) == 1 else None

    def _tell(self, key: str, _checked: bool = False) -> None:
        self.asked.emit(key)
