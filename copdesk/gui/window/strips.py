"""What the window says around a page: banners, running work, messages, the saved state."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStatusBar, QVBoxLayout

from copdesk.gui.desk.desk import Desk, SaveState
from copdesk.gui.widgets.banner import Banner
from copdesk.gui.window.job_strip import JobStrip
from copdesk.gui.window.message_bar import MessageBar
from copdesk.gui.window.save_status import SaveStatus, failure_sentence
from copdesk.language import _

BELOW_TABS: Final = 1


class Strips(QObject):
    """All of them, laid out and following the desk; made after the window is painted."""

    def __init__(self, desk: Desk, rows: QVBoxLayout, status_bar: QStatusBar) -> None:
        super().__init__(desk)
        self._desk = desk
        self.banner, self.failure = Banner(), Banner()
        self.message, self.status = MessageBar(), SaveStatus(desk)
        for widget in (JobStrip(desk.jobs), self.failure, self.banner):
            rows.insertWidget(BELOW_TABS, widget)
        rows.addWidget(self.message)
        status_bar.addPermanentWidget(self.status)
        desk.state_changed.connect(self._show_failure)
        desk.history.changed.connect(self.message.hide)
        self.message.undo_pressed.connect(desk.history.undo)
        self.message.redo_pressed.connect(desk.history.redo)
        self.failure.pressed.connect(desk.retry)

    def _show_failure(self) -> None:
        if self._desk.state is SaveState.FAILED:
            again = _("Try again") if self._desk.can_retry else ""
            self.failure.say(failure_sentence(self._desk.failure), button=again, grave=True)
        elif self._desk.state is SaveState.SAVED:
            self.failure.hide()
