"""Storing an import, and undoing it as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copdesk.domain.people.import_plan import Verdict
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.jobs import Report
from copdesk.language import _, listed, ngettext
from copdesk.services.changes import Outcome
from copdesk.services.transfer import PeopleImported, TransferService


class ImportRun:
    """One import: stored in a job, told in the message bar, undone from there."""

    def __init__(
        self, transfer: TransferService, desk: Desk, path: Path, fields: tuple[str, ...]
    ) -> None:
        self._transfer, self._desk = transfer, desk
        self._path, self._fields = path, fields
        self._decisions: Mapping[int, str] = {}
        self._undo_id = ""
        self._stored: Outcome[PeopleImported] | None = None

    def start(
        self,
        decisions: Mapping[int, str],
        done: Callable[[], object],
        refused: Callable[[], object],
    ) -> None:
        """Store it beside the window; `done` after it is stored, `refused` when it is not."""
        self._decisions = decisions
        self._desk.flush()

        def finish(stored: Outcome[PeopleImported]) -> None:
            self._stored = stored
            self._offer_undo(stored.value)
            done()

        def give_up(_error: UserError) -> None:
            refused()

        self._desk.jobs.start(
            _("Importing “{name}”").format(name=self._path.name),
            self._import,
            done=finish,
            refused=give_up,
        )

    def _import(self, report: Report | None = None) -> Outcome[PeopleImported]:
        return self._transfer.import_people(
            self._path, decisions=self._decisions, fields=self._fields, report=report
        )

    def _offer_undo(self, imported: PeopleImported) -> None:
        verdicts = [row.verdict for row in imported.plan.rows]
        self._desk.do_undoable(
            _("Import “{name}”").format(name=self._path.name),
            self._do,
            self._undo,
            message=told(verdicts),
        )

    def _do(self) -> Outcome[PeopleImported]:
        """Return what the job has stored; after an undo, store it again."""
        stored, self._stored = self._stored, None
        if stored is None:
            stored = self._import()
        self._undo_id = stored.value.undo_id
        return stored

    def _undo(self) -> Outcome[Any]:
        return self._transfer.undo_import(self._undo_id)


def summary(verdicts: Sequence[Verdict]) -> str:
    """Return in one line what becomes of all rows; kinds without any are left out."""
    counts = Counter(verdicts)
    rows = ngettext("{number} row", "{number} rows", len(verdicts)).format(number=len(verdicts))
    parts = [
        (Verdict.ADDED, _("{number} new")),
        (Verdict.UPDATED, _("{number} with something new")),
        (Verdict.UNCHANGED, _("{number} known already")),
        (Verdict.HELD, _("{number} to decide")),
        (Verdict.REFUSED, _("{number} refused")),
    ]
    told_parts = [text.format(number=counts[kind]) for kind, text in parts if counts[kind]]
    return _("{rows}: {parts}.").format(rows=rows, parts=listed(told_parts))


def told(verdicts: Sequence[Verdict]) -> str:
    """Return what an import has done, for the message bar."""
    counts = Counter(verdicts)
    added, updated = counts[Verdict.ADDED], counts[Verdict.UPDATED]
    text = ngettext("{number} member added.", "{number} members added.", added)
    sentences = [text.format(number=added)]
    if updated:
        text = ngettext("{number} member updated.", "{number} members updated.", updated)
        sentences.append(text.format(number=updated))
    left_out = counts[Verdict.HELD] + counts[Verdict.REFUSED]
    if left_out:
        text = ngettext("{number} row left out.", "{number} rows left out.", left_out)
        sentences.append(text.format(number=left_out))
    return " ".join(sentences)
