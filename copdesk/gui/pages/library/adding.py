"""Bring files and reading lists into the library, beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from copdesk.domain.brings import Brings
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.jobs import Report
from copdesk.gui.pages.library.adding_results import ResultsCard
from copdesk.language import _, ngettext, number_text
from copdesk.services.changes import Area, Outcome
from copdesk.services.formats import is_importable
from copdesk.services.library import FilesAdded, FilesAttached
from copdesk.services.transfer import ResourcesImported

if TYPE_CHECKING:
    from copdesk.services.opening import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dropped:
    """What can be read as a reading list, and all else."""

    lists: tuple[Path, ...]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Added:
    """The files, and what the reading lists brought."""

    files: FilesAdded
    lists: tuple[ResourcesImported, ...] = ()
    refused: tuple[UserError, ...] = ()


class Adding(QObject):
    """Ask what is not clear, do the work in a job, and tell the card how it ended."""

    added = Signal(str)
    """The id of the first new resource."""

    def __init__(self, services: Services, desk: Desk, card: ResultsCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._desk, self._card, self._parent = services, desk, card, parent

    def choose(self) -> None:
        """Ask for files and add them."""
        paths = self._desk.ask.choose_files(self._parent, _("Add files to the library"))
        if paths:
            self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, each as a resource; reading lists are imported if the user wants that."""
        self._desk.jobs.start(
            _("Looking at the files"),
            lambda report: _sorted(paths, report),
            done=self._add_as_wanted,
            quiet=True,
        )

    def _add_as_wanted(self, found: _Dropped) -> None:
        files, lists = list(found.files), list[Path]()
        for path in found.lists:
            wanted = self._place_of(path, files, lists)
            if wanted is not None:
                wanted.append(path)
        if not files and not lists:
            return
        services = self._services
        number = len(files) + len(lists)
        words = ngettext("Add {number} file", "Add {number} files", number)
        job = self._desk.start(
            words.format(number=number_text(number)),
            _("Adding to the library"),
            lambda report: _add(services, files, lists, report),
            done=self._tell_added,
        )
        job.cancelled.connect(self._tell_cancelled)

    def attach(self, resource_id: str, paths: Sequence[Path]) -> None:
        """Put files into a resource."""
        library = self._services.library
        words = ngettext("Attach {number} file", "Attach {number} files", len(paths))
        job = self._desk.start(
            words.format(number=number_text(len(paths))),
            _("Attaching files"),
            lambda report: library.attach_files(resource_id, paths, report),
            done=self._tell_attached,
        )
        job.cancelled.connect(self._tell_cancelled)

    def _place_of(self, path: Path, files: list[Path], lists: list[Path]) -> list[Path] | None:
        answer = self._desk.ask.choose_one(
            self._parent,
            _("“{name}” may be a reading list.").format(name=path.name),
            _("Its entries can become resources of their own, or it stays a file."),
            [_("Import the entries"), _("Keep it as a file")],
        )
        return None if answer is None else (lists, files)[answer]

    def _tell_added(self, outcome: Outcome[_Added]) -> None:
        found = outcome.value
        added = len(found.files.added)
        imported = sum(one.added for one in found.lists)
        there = sum(one.known for one in found.lists)
        said: list[str] = []
        if added:
            text = ngettext("{number} file was added.", "{number} files were added.", added)
            said.append(text.format(number=number_text(added)))
        if imported:
            text = ngettext(
                "{number} entry was imported.", "{number} entries were imported.", imported
            )
            said.append(text.format(number=number_text(imported)))
        if there:
            text = ngettext(
                "{number} entry was there already.", "{number} entries were there already.", there
            )
            said.append(text.format(number=number_text(there)))
        problems = [sentence for one in found.lists for sentence in one.problems]
        refused = [error.sentence for error in (*found.files.refused, *found.refused)]
        self._card.say(
            " ".join(said) or _("Nothing was added."),
            known=found.files.known,
            sentences=[*refused, *problems],
        )
        if found.files.added:
            self.added.emit(found.files.added[0].id)

    def _tell_attached(self, outcome: Outcome[FilesAttached]) -> None:
        found = outcome.value
        count = len(found.attached)
        if found.refused or not count:
            text = ngettext("{number} file was attached.", "{number} files were attached.", count)
            title = text.format(number=number_text(count)) if count else _("Nothing was attached.")
            sentences = [error.sentence for error in found.refused]
            here_already = [_("The resource holds exactly this already.")]
            self._card.say(title, sentences=sentences or here_already)
        else:
            self._card.hide()

    def _tell_cancelled(self) -> None:
        self._desk.changed.emit(Area.LIBRARY)
        self._card.say(_("You stopped it. What was finished before stays in the library."))


def _sorted(paths: Sequence[Path], report: Report) -> _Dropped:  # in a worker thread
    files, lists = list[Path](), list[Path]()
    for done, path in enumerate(paths):
        report(done, len(paths))
        (lists if is_importable(path, Brings.READING_LIST) else files).append(path)
    return _Dropped(lists=tuple(lists), files=tuple(files))


def _add(
    services: Services, files: Sequence[Path], lists: Sequence[Path], report: Report
) -> Outcome[_Added]:  # in a worker thread
    imported, refused = list[ResourcesImported](), list[UserError]()
    changed = Area.NONE
    for path in lists:
        try:
            outcome = services.transfer.import_resources(path)
        except UserError as error:
            refused.append(error)
            continue
        changed |= outcome.changed
        imported.append(outcome.value)
    added = services.library.add_files(files, report)
    value = _Added(files=added.value, lists=tuple(imported), refused=tuple(refused))
    return Outcome(value, changed | added.changed)
