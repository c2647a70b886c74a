"""Whether everything is whole, and copies for bad days."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.safety import Backup, CheckReport, Mended
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import _, date_text, time_text
from copdesk.services.safety import SafetyService

MOST_LINES: Final = 12


class CommunitySafety(QWidget):
    """Check, back up, and where the files are."""

    def __init__(self, service: SafetyService, desk: Desk, folder: Path) -> None:
        super().__init__()
        self._service, self._desk, self._folder = service, desk, folder
        self._last = plain_label("", wrap=True)
        self._last.setObjectName("lastBackup")
        self._result = plain_label("", wrap=True)
        self._result.setObjectName("safetyResult")
        self._result.hide()
        place = plain_label(_("Kept in {folder}").format(folder=folder), "muted", wrap=True)
        self._check = button(_("Check the files"), "checkFiles", "check", self._start_check)
        self._backup = button(
            _("Make a backup"), "makeBackup", "export", partial(self._start_backup, None)
        )
        self._to_stick = button(
            _("Back up to a USB stick…"), "backupToFolder", "folder", self._choose_stick
        )
        show = button(_("Show the folder"), "showFolder", "folder", self._show_folder)
        self._mend = button(_("Rebuild the search index"), "mendSearch", "search", self._start_mend)
        self._mend.hide()
        self._buttons = (self._check, self._backup, self._to_stick, self._mend)
        actions = QWidget()
        flow = FlowLayout(actions)
        for each in (*self._buttons, show):
            flow.addWidget(each)
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE)
        for widget in (self._last, actions, self._result, place):
            rows.addWidget(widget)

    def show_backups(self) -> None:
        """Read again when the last backup was made."""
        backups = self._service.backups()
        if backups:
            made = backups[0].made_at.astimezone()
            text = _("The last backup beside the community was made on {date} at {time}.")
            self._last.setText(text.format(date=date_text(made.date()), time=time_text(made)))
        else:
            self._last.setText(_("There is no backup beside the community yet."))

    def _start_check(self) -> None:
        self._start(_("Checking the files…"))
        self._desk.jobs.start(
            _("Checking the files"),
            self._service.check,
            done=self._tell_check,
            refused=self._tell_refusal,
        ).cancelled.connect(self._stop)

    def _start_mend(self) -> None:
        self._desk.flush()
        self._start(_("Rebuilding the search index…"))
        self._desk.jobs.start(
            _("Rebuilding the search index"),
            self._service.mend,
            done=self._tell_mended,
            refused=self._tell_refusal,
        ).cancelled.connect(self._stop)

    def _choose_stick(self) -> None:
        folder = self._desk.ask.choose_folder(self, _("Choose the USB stick or another folder"))
        if folder is not None:
            self._start_backup(folder)

    def _start_backup(self, to: Path | None) -> None:
        self._desk.flush()
        self._start(_("Making a backup…"))
        self._desk.jobs.start(
            _("Making a backup"),
            lambda report: self._service.backup(to, report),
            done=self._tell_backup,
            refused=self._tell_refusal,
        ).cancelled.connect(self._stop)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _start(self, sentence: str) -> None:
        self._say(sentence)
        for each in self._buttons:
            each.setEnabled(False)

    def _stop(self) -> None:
        self._finish(_("Stopped; nothing was changed."))

    def _tell_check(self, report: CheckReport) -> None:
        self._finish(check_text(report))
        self._mend.setVisible(report.search_is_wrong)

    def _tell_mended(self, mended: Mended) -> None:
        self._finish("\n".join((*mended.done, check_text(mended.report))))
        self._mend.setVisible(mended.report.search_is_wrong)

    def _tell_backup(self, made: Backup) -> None:
        self._finish(_("A backup was made and read back: {path}").format(path=made.path))
        self.show_backups()

    def _tell_refusal(self, error: UserError) -> None:
        self._finish(error.sentence)

    def _finish(self, sentence: str) -> None:
        self._say(sentence)
        for each in self._buttons:
            each.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self._result.setText(sentence)
        self._result.setVisible(bool(sentence))


def check_text(report: CheckReport) -> str:
    """Return what a check found, in plain words, what is wrong first."""
    if report.is_sound:
        first = _("Everything is whole.")
        lines = [*report.ok, *report.notes]
    elif report.search_is_wrong and len(report.problems) == 1:
        first = _("What people wrote is whole. Only the search index is wrong.")
        lines = [*report.problems, *report.notes]
    else:
        first = _("Something is wrong. Make a copy of the folder before you change anything.")
        lines = [*report.problems, *report.notes]
    shown = [f"• {line}" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(_("and {number} more").format(number=len(lines) - MOST_LINES))
    return "\n".join((first, *shown))
