"""A line that waits for Enter is not lost with the power either: it is kept as a draft."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.field_access import field_access
from copdesk.gui.desk.quiet_timer import QuietTimer
from copdesk.services.drafts import DraftService


class LineDraft(QObject):
    """Keep what is typed into one line, apart for each thing that the line can be about."""

    def __init__(
        self, desk: Desk, drafts: DraftService, line: QLineEdit | QPlainTextEdit, name: str
    ) -> None:
        super().__init__(line)
        self._desk, self._drafts = desk, drafts
        self._access = field_access(line)
        self._line, self._name = name, ""
        self._kept: dict[str, str] = {}
        self._entering = self._showing = False
        self._timer = QuietTimer(self._take_stock, self)
        self._soon = QuietTimer(self._take_stock, self, quiet=0)
        line.installEventFilter(self)
        self._access.edited.connect(self._take_edit)
        desk.handing_in.connect(self.hand_in)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let whoever listens to Return store the line, or refuse it, before anything is kept."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._entering = True
            self._soon.touch()
        return super().eventFilter(watched, event)

    def be_about(self, key: str = "") -> None:
        """Show what was typed for this thing, and keep what was typed for the one before."""
        name = f"{self._line}/{key}"
        if name == self._name:
            return
        self._entering = False
        self.hand_in()
        self._name = name
        self._showing = True
        try:
            self._access.write(self._text_kept())
        finally:
            self._showing = False

    def hand_in(self) -> None:
        """Queue what the line holds, unless it is being entered or is kept already."""
        text = self._access.read()
        if self._entering:
            return
        self._timer.stop()
        self._soon.stop()
        if self._name and text.strip() != self._text_kept().strip():
            self._kept[self._name] = text
            name = self._name
            self._desk.save_later(("draft", name), partial(self._drafts.keep, name, text))
        self._desk.note_typing(self, False)

    def _text_kept(self) -> str:
        known = self._kept.get(self._name)
        return self._drafts.text(self._name) if known is None else known

    def _take_edit(self, *_text: object) -> None:
        if self._showing or not self._name:
            return
        if not self._access.read().strip():
            self._soon.touch()  # it was entered: after that is done, the draft goes
            return
        self._desk.note_typing(self, True)
        self._timer.touch()

    def _take_stock(self) -> None:
        self._entering = False
        self.hand_in()
