"""After a discussion: planned and actual times, what was written, and questions to look back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.report import RunReport, SegmentReport, run_report
from copdesk.domain.run.runs import Run, RunNote
from copdesk.domain.run.talk_tally import Spoken
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.discussion import Discussion
from copdesk.gui.leading.written_lines import written_lines
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.table_model import Column, TableModel
from copdesk.gui.pages.timer.kept_tally import KeptTally
from copdesk.gui.pages.timer.log import TimerLog
from copdesk.gui.pages.timer.time_correction import TimeCorrection
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import N_, _, date_text, listed
from copdesk.services.handouts.kinds import About

if TYPE_CHECKING:
    from copdesk.services.opening import Services

LEFT_TO_RIGHT: Final = "\u200e"
"""Keeps a sign before its number in every script."""


class TimerSummary(QWidget):
    """Nothing here has to be done; everything is stored already."""

    done = Signal()
    undone = Signal()
    meeting_asked = Signal(str)
    print_asked = Signal(str, str)
    """A handout, and the id of the run that it is about."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._run: Run | None = None
        self._discussion: Discussion | None = None
        self._header = PageHeader()
        self._back = self._header.add(_("Go back into it"), "undo", self.undone.emit)
        self._back.setObjectName("undoFinish")
        self._print_menu = PrintMenu(self, About.RUN)
        self._print_menu.asked.connect(self._ask_print)
        report = self._header.add(_("Print the report"), "print", self.print_report)
        report.setObjectName("printReport")
        self._meeting = self._header.add(_("To the meeting"), "meetings", self._ask_meeting)
        self._meeting.setObjectName("toMeeting")
        self._done = self._header.add(_("Done"), "check", self.done.emit, primary=True)
        self._done.setObjectName("summaryDone")
        self._times = plain_label("", "heading", wrap=True)
        self._times.setObjectName("summaryTimes")
        self._model = TableModel[SegmentReport](_COLUMNS, self)
        self._table = QTableView()
        self._table.setObjectName("summaryTable")
        self._written = plain_label("", wrap=True)
        self._written.setObjectName("summaryWritten")
        self._debrief = plain_label("", wrap=True)
        self._debrief.setObjectName("summaryDebrief")
        self._correction, self._log, self._tally = TimeCorrection(), TimerLog(), KeptTally()
        self._lay_out()
        self._table.selectionModel().currentRowChanged.connect(self._choose_row)
        self._correction.corrected.connect(self._correct)
        self._log.undo_asked.connect(self._take_back)
        self._tally.keep_asked.connect(self._keep_tally)

    def show_run(
        self, discussion: Discussion, *, can_undo: bool, spoken: tuple[Spoken, ...] = ()
    ) -> None:
        """Look back on a discussion that has ended, just now or long ago."""
        self._discussion, self._run = discussion, discussion.run
        self._header.title.set_text(discussion.plan.title)
        self._back.setVisible(can_undo)
        self._meeting.setVisible(bool(discussion.run.meeting_id))
        self._debrief.setText("\n".join(f"•\u00a0{line}" for line in discussion.plan.debrief))
        self._tally.show_spoken(spoken)
        self._show_times()
        self.refresh()
        self._done.setFocus()  # Space leaves; it does not go back into a discussion that is over

    def _show_times(self) -> None:
        """Compare again, after the end or after a correction."""
        discussion = self._discussion
        if discussion is None:
            return
        report = run_report(discussion.plan, discussion.state)
        self._times.setText(_times_text(report))
        rows = [row for row in report.segments if row.actual_ms or row.planned_s or row.skipped]
        before = self._table.currentIndex().row()
        self._model.set_rows(rows)
        self._table.setCurrentIndex(self._model.index(before, 0))
        self._choose_row()
        self._log.show_log(discussion.timer, self._may_change())

    def _may_change(self) -> bool:
        started = self._discussion is not None and self._discussion.state.started_tau is not None
        return started and not self._services.read_only_reason

    def _choose_row(self) -> None:
        index = self._table.currentIndex()
        chosen = index.isValid() and self._may_change()
        self._correction.show_row(self._model.row(index) if chosen else None)

    def _correct(self, segment_id: str, seconds: int) -> None:
        if self._discussion is not None:
            self._discussion.press(lambda timer: timer.correct(segment_id, seconds * 1000))
            self._show_times()

    def _take_back(self, seq: int) -> None:
        if self._discussion is not None:
            self._discussion.press(lambda timer: timer.undo(seq))
            self._show_times()

    def _keep_tally(self, text: str) -> None:
        run = self._run
        if run is None:
            return
        note = RunNote(segment_title=_("Who has spoken"), text=text)
        service = self._services.discussions
        if self._desk.do(_("Keep who has spoken"), lambda: service.save_note(run.id, note)):
            self._tally.say_kept()
            self.refresh()

    def print_report(self) -> None:
        """Ask for the report of the run that is shown."""
        self._print_menu.ask()

    def _ask_print(self, kind: str) -> None:
        if self._run is not None:
            self.print_asked.emit(kind, self._run.id)

    def refresh(self) -> None:
        """Read again what was written."""
        if self._run is None:
            return
        run = self._services.discussions.get(self._run.id)
        commitments = [one for one in self._services.commitments.all() if one.run_id == run.id]
        names = {member.id: member.called for member in self._services.members.all()}
        lines = written_lines(run.notes, commitments, names)
        text = "\n".join(f"{line.second}: {line.title}" for line in lines)
        self._written.setText(text or _("Nothing was written down."))

    def _lay_out(self) -> None:
        table = self._table
        table.setModel(self._model)
        table.setAccessibleName(_("Planned and actual times"))
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        set_margins(rows, 0, 0, SPACE, 0)
        rows.setSpacing(SPACE)
        rows.addWidget(plain_label(_("Written down"), "heading"))
        rows.addWidget(self._written)
        rows.addWidget(self._tally)
        rows.addSpacing(SPACE)
        rows.addWidget(plain_label(_("To look back on together"), "heading"))
        rows.addWidget(self._debrief)
        rows.addStretch(1)
        scroll = TallScroll(inside, _("Written down"))
        times = QWidget()
        column = QVBoxLayout(times)
        column.setContentsMargins(0, SPACE, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(table, 1)
        column.addWidget(self._correction)
        tabs = QTabWidget()
        tabs.setObjectName("summaryTabs")
        tabs.setDocumentMode(True)
        tabs.addTab(times, _("Planned and actual times"))
        tabs.addTab(self._log, _("What happened"))
        across = QHBoxLayout()
        across.setSpacing(SPACE * 2)
        across.addWidget(tabs, 3)
        across.addWidget(scroll, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        whole.setSpacing(SPACE)
        whole.addWidget(self._header)
        whole.addWidget(self._times)
        whole.addLayout(across, 1)

    def _ask_meeting(self) -> None:
        if self._run is not None:
            self.meeting_asked.emit(self._run.meeting_id)


def _title(row: SegmentReport) -> str:
    """Return which row it is; whose turn it was is for this screen, never for the printed page."""
    title = row.title
    if row.heading:
        title = _("{step} — {about}").format(step=title, about=row.heading)
    if not row.speakers:
        return title
    return _("{step} ({name})").format(step=title, name=listed(row.speakers))


def _planned(row: SegmentReport) -> str:
    return "" if row.planned_s is None else clock_text(row.planned_s)


def _actual(row: SegmentReport) -> str:
    if not row.actual_ms:
        return _("left out") if row.skipped else "–"
    return clock_text(row.actual_ms // 1000)


def _difference(row: SegmentReport) -> str:
    if row.planned_s is None or not row.actual_ms:
        return ""
    more = row.actual_ms // 1000 - row.planned_s
    sign = "+" if more > 0 else "−" if more < 0 else ""
    return LEFT_TO_RIGHT + sign + clock_text(abs(more))


_COLUMNS: Final = (
    Column(N_("Step"), _title),
    Column(N_("Planned"), _planned, is_number=True),
    Column(N_("Took"), _actual, is_number=True),
    Column(N_("Difference"), _difference, is_number=True),
)


def _times_text(report: RunReport) -> str:
    text = _("It took {actual}; {planned} were planned.").format(
        actual=clock_text(report.actual_ms // 1000), planned=clock_text(report.planned_s)
    )
    if report.started_at is None:
        return text
    day = report.started_at.astimezone().date()
    said = _("{day}: {times}").format(day=date_text(day), times=text)
    if report.date_is_doubtful:
        return said + " " + _("The laptop's date was probably wrong.")
    return said
