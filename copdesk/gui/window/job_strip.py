"""A strip that shows the work that runs beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from copdesk.gui.desk.jobs import Job, Jobs
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.margins import set_margins
from copdesk.language import _


class JobStrip(QFrame):
    """Show the newest running job, how far it is, and a button to stop it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._jobs = jobs
        self._shown: Job | None = None
        self._title = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setMaximumWidth(260)
        self.cancel = button(_("Cancel"), "", "", self._stop)
        row = QHBoxLayout(self)
        set_margins(row, SPACE * 2, SPACE // 2, SPACE, SPACE // 2)
        row.addWidget(self._title, 2)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel)
        jobs.started.connect(self._show)
        self.hide()

    def _show(self, job: Job) -> None:
        self._shown = job
        self._title.set_text(job.title)
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        job.progress.connect(partial(self._advance, job))
        job.ended.connect(partial(self._show_next, job))
        self.show()

    def _advance(self, job: Job, done: int, total: int) -> None:
        if job is self._shown:
            self._bar.setRange(0, max(total, 0))
            self._bar.setValue(done)

    def _show_next(self, ended: Job) -> None:
        if ended is not self._shown:
            return
        self._shown = None
        left = [job for job in self._jobs.running if job is not ended and not job.is_quiet]
        if not left:
            self.hide()
            return
        self._shown = left[-1]
        self._title.set_text(left[-1].title)
        self._bar.setRange(0, 0)

    def _stop(self) -> None:
        if self._shown is not None:
            self._shown.cancel()
            self.cancel.setEnabled(False)
