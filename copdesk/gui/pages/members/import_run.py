"""Storing an import, and undoing it as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

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

    def start(
        self,
        decisions: Mapping[int, str],
        done: Callable[[], object],
        refused: Callable[[], object],
    ) -> None:
        """Store it beside the window; `done` after it is stored, `refused` when it is not."""

        def store(report: Report) -> Outcome[PeopleImported]:
            return self._transfer.import_people(
                self._path, decisions=decisions, fields=self._fields, report=report
            )

        def finish(stored: Outcome[PeopleImported]) -> None:
            self._desk.undo_offered.emit(told([row.verdict for row in stored.value.plan.rows]))
            done()

        def give_up(_error: UserError) -> None:
            refused()

        self._desk.start(
            _("Import “{name}”").format(name=self._path.name),
            _("Importing “{name}”").format(name=self._path.name),
            store,
            done=finish,
            refused=give_up,
        )


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
