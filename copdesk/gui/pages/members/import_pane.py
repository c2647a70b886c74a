"""Importing people: first everything is shown as it would become, then it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.brings import Brings
from copdesk.domain.people.import_plan import PlannedRow, Verdict
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.jobs import Report
from copdesk.gui.desk.newest import Newest
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.pages.members.bulk_actions import save_refused
from copdesk.gui.pages.members.import_columns import FIELD_TITLES, ImportColumns
from copdesk.gui.pages.members.import_held import HeldRows
from copdesk.gui.pages.members.import_run import ImportRun, summary
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.row_list import RowList
from copdesk.language import N_, _, listed, ngettext
from copdesk.services.formats import ending_written
from copdesk.services.transfer import PeopleImported, TransferService

VERDICTS: Final = {
    Verdict.ADDED: N_("new"),
    Verdict.UPDATED: N_("something new"),
    Verdict.UNCHANGED: N_("known"),
    Verdict.HELD: N_("to decide"),
    Verdict.REFUSED: N_("refused"),
}
MOST_REFUSED: Final = 20
LIST_HEIGHT: Final = 260
WIDEST: Final = 1000


class PeopleImportPane(QWidget):
    """A preview of one file; nothing is stored before Import is pressed."""

    closed = Signal()

    def __init__(self, transfer: TransferService, desk: Desk) -> None:
        super().__init__()
        self._transfer, self._desk = transfer, desk
        self._path = Path()
        self._fields: tuple[str, ...] = ()
        self._plan_rows: Sequence[PlannedRow] = ()
        self._newest = Newest(desk.jobs)
        self._has_given_up = False
        self._title = ElidedLabel("", "title")
        self._cancel = button(_("Cancel"), "cancelImport")
        self._import = button(_("Import"), "importPeople", primary=True)
        self._summary = plain_label("", wrap=True)
        self._summary.setObjectName("importSummary")
        self._notices = plain_label("", "muted", wrap=True)
        self._held_title = plain_label(_("Is this somebody you know?"), "heading", wrap=True)
        self._held = HeldRows()
        self._refused_title = plain_label(_("These rows cannot be imported"), "heading")
        self._refused = plain_label("", wrap=True)
        self._refused.setObjectName("refusedRows")
        self._save_refused = button(_("Save the refused rows…"), "saveRefused")
        self._columns_title = plain_label(_("How the columns are read"), "heading")
        self._columns = ImportColumns()
        self._rows_title = plain_label(_("What becomes of each row"), "heading")
        self._rows = RowList(_("What becomes of each row"))
        self._rows.setObjectName("importRows")
        self._model: ListModel[PlannedRow] = ListModel(
            Face(id=lambda row: str(row.row), title=_name, second=_second, badge=_badge), self
        )
        self._rows.setModel(self._model)
        self._rows.setMinimumHeight(LIST_HEIGHT)
        self._lay_out()
        self._cancel.clicked.connect(self._leave)
        self._import.clicked.connect(self._store)
        self._save_refused.clicked.connect(self._keep_refused)
        self._columns.corrected.connect(self._correct)
        self._held.decided.connect(self._count)

    def open(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        self._path, self._fields = path, ()
        self._title.set_text(_("Import “{name}”").format(name=path.name))
        self._body.hide()
        self._has_given_up = False
        self._cancel.setText(_("Cancel"))
        self._look_again()

    @property
    def has_given_up(self) -> bool:
        """Whether the file could not be read, so that there is nothing to decide."""
        return self._has_given_up

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._cancel)
        top.addWidget(self._import)
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget()
        content.setMaximumWidth(WIDEST)
        rows = QVBoxLayout(content)
        set_margins(rows, 0, 0, SPACE * 2, 0)
        rows.setSpacing(SPACE)
        for widget in (self._notices, self._held_title, self._held):
            rows.addWidget(widget)
        for widget in (self._refused_title, self._refused):
            rows.addWidget(widget)
        rows.addWidget(self._save_refused, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._columns_title, self._columns, self._rows_title):
            rows.addWidget(widget)
        rows.addWidget(self._rows, 1)
        self._body.setWidget(content)
        around = bare(QVBoxLayout(self))
        around.setSpacing(SPACE)
        around.addLayout(top)
        around.addWidget(self._summary)
        around.addWidget(self._body, 1)
        around.addStretch(0)  # a sentence alone stays at the top

    def _look_again(self) -> None:
        path, fields, transfer = self._path, self._fields, self._transfer
        self._import.setEnabled(False)
        self._import.setText(_("Import"))
        self._summary.setText(_("Reading the file…"))

        def work(report: Report) -> PeopleImported:
            return transfer.import_people(path, dry_run=True, fields=fields, report=report).value

        self._newest.start(
            work,
            self._show,
            title=_("Reading “{name}”").format(name=path.name),
            refused=self._give_up,
            tells_refusal=True,
        )

    def _correct(self, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._look_again()

    def _give_up(self, error: UserError) -> None:
        self._has_given_up = True
        self._summary.setText(error.sentence)
        self._body.hide()
        self._cancel.setText(_("Back"))
        self._cancel.setFocus()

    def _show(self, preview: PeopleImported) -> None:
        self._plan_rows = preview.plan.rows
        held = [row for row in preview.plan.rows if row.verdict is Verdict.HELD]
        refused = [row.reason for row in preview.plan.rows if row.verdict is Verdict.REFUSED]
        self._show_text(self._notices, "\n".join(preview.notices))
        self._held.show_rows(held)
        self._held_title.setVisible(bool(held))
        self._held.setVisible(bool(held))
        self._refused_title.setVisible(bool(refused))
        self._show_text(self._refused, _shortened(refused))
        self._save_refused.setVisible(bool(refused and preview.columns))
        self._columns.show_columns(preview.columns, preview.samples)
        self._columns_title.setVisible(bool(preview.columns))
        self._columns.setVisible(bool(preview.columns))
        self._model.set_rows(preview.plan.rows)
        self._body.show()
        self._count()
        (self._import if self._import.isEnabled() else self._cancel).setFocus()

    def _show_text(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _count(self) -> None:
        decisions = self._held.decisions()
        verdicts = [row.verdict for row in self._plan_rows]
        coming = (Verdict.ADDED, Verdict.UPDATED)
        number = sum(one in coming for one in verdicts) + len(decisions)
        self._summary.setText(summary(verdicts))
        text = ngettext("Import {number} person", "Import {number} people", number)
        self._import.setText(text.format(number=number) if number else _("Import"))
        self._import.setEnabled(number > 0)

    def _leave(self) -> None:
        self._newest.drop()
        self.closed.emit()

    def _keep_refused(self) -> None:
        name = _("{name} refused").format(name=self._path.stem) + ending_written(Brings.PEOPLE)
        target = self._desk.ask.choose_save(self, _("Save the refused rows"), name)
        if target is not None:
            save_refused(self._transfer, self._desk, self._path, target, self._fields)

    def _store(self) -> None:
        self._import.setEnabled(False)
        run = ImportRun(self._transfer, self._desk, self._path, self._fields)
        run.start(self._held.decisions(), self.closed.emit, self._look_again)


def _name(row: PlannedRow) -> str:
    return row.person.member.name if row.person else _("Row {row}").format(row=row.row)


def _second(row: PlannedRow) -> str:
    if row.verdict is Verdict.ADDED and row.person is not None:
        member = row.person.member
        told = (member.email or member.phone, member.school, member.teaches or member.role)
        return " · ".join(part for part in told if part)
    if row.verdict is not Verdict.UPDATED:
        return row.reason
    changed = listed(_(FIELD_TITLES[name]) for name in row.changed if name in FIELD_TITLES)
    return _("New: {fields}").format(fields=changed)


def _badge(row: PlannedRow) -> str:
    return _(VERDICTS[row.verdict])


def _shortened(sentences: Sequence[str]) -> str:
    lines = list(sentences[:MOST_REFUSED])
    if len(sentences) > MOST_REFUSED:
        lines.append(_("and {number} more").format(number=len(sentences) - MOST_REFUSED))
    return "\n".join(lines)
