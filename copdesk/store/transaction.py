"""A community's folder, opened; and its transactions."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session, sessionmaker

from copdesk.clock import Clock
from copdesk.errors import ReadOnly, UserError
from copdesk.language import _
from copdesk.store import engine as engines
from copdesk.store import row_changes, search
from copdesk.store.commitments import Commitments
from copdesk.store.community import Communities
from copdesk.store.engine import (
    COMMUNITY_FILE,
    FILES_FILE,
    RESTORING,
    SCHEMA_VERSION,
    NewerVersion,
    engine_for,
    file_version,
)
from copdesk.store.failures import FileDamaged, as_user_errors
from copdesk.store.files import FileStore
from copdesk.store.imports import Imports
from copdesk.store.library import Resources
from copdesk.store.lock import CommunityLock
from copdesk.store.meetings import AllSeries, Meetings, Topics
from copdesk.store.members import Groups, Members
from copdesk.store.protocols import Protocols
from copdesk.store.resource_finder import ResourceFinder
from copdesk.store.row_changes import Recording, RowChange, Rows
from copdesk.store.runs import Runs
from copdesk.store.settings import Settings
from copdesk.store.upgrade import upgrade


class _Session(Session):
    """A session that indexes what it writes and refuses bulk changes."""


engines.listen(_Session)
search.install(_Session)
row_changes.install(_Session)
_recording: Final[ContextVar[Recording | None]] = ContextVar("what this thread does", default=None)


@contextmanager
def recording() -> Generator[Recording]:
    """Note what transactions of this thread commit in the block, as one act."""
    made = Recording()
    token = _recording.set(made)
    try:
        yield made
    finally:
        _recording.reset(token)


class Transaction:
    """The repositories of one transaction; gone when the `with` block ends."""

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self.community = Communities(session, now)
        self.members = Members(session, now)
        self.groups = Groups(session, now)
        self.meetings = Meetings(session, now)
        self.series = AllSeries(session, now)
        self.topics = Topics(session, now)
        self.commitments = Commitments(session, now)
        self.resources = Resources(session, now)
        self.protocols = Protocols(session, now)
        self.runs = Runs(session, now)
        self.imports = Imports(session, now)
        self.settings = Settings(session)
        self.rows = Rows(session, now)


class Database:
    """A community's folder; holds no session between calls, so threads need no care.

    `read_only_reason` is a sentence when nothing may be changed, otherwise empty.
    """

    def __init__(
        self, folder: Path, clock: Clock, *, lock: CommunityLock | None, read_only_reason: str
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.read_only_reason = read_only_reason
        self._lock = lock
        read_only = bool(read_only_reason)
        self._engine = engine_for(self.path, read_only=read_only)
        self._write = sessionmaker(
            self._engine.execution_options(begin="BEGIN IMMEDIATE"),
            class_=_Session,
            autoflush=False,
        )
        self._read = sessionmaker(self._engine, class_=_Session, autoflush=False)
        self.files = FileStore(folder / FILES_FILE, clock, read_only=read_only)

    @classmethod
    def create(cls, folder: Path, clock: Clock) -> Database:
        """Make a new, empty community in a folder that is empty or not there yet."""
        try:
            was_there = folder.exists()
            if was_there and (not folder.is_dir() or any(folder.iterdir())):
                raise UserError(
                    _("“{folder}” is not empty.").format(folder=folder),
                    _("Choose a folder that is empty or does not exist yet."),
                )
            folder.mkdir(parents=True, exist_ok=True)
            (folder / COMMUNITY_FILE).touch()
        except OSError as error:
            raise UserError(
                _("A folder cannot be made at “{folder}”.").format(folder=folder),
                _("Choose a place where you may write."),
            ) from error
        try:
            return cls.open(folder, clock)
        except BaseException:
            take_away(folder, keep_folder=was_there)
            raise

    @classmethod
    def open(cls, folder: Path, clock: Clock, *, read_only_reason: str = "") -> Database:
        """Open a community; with a reason, for reading only.

        Raises Held when somebody else is changing it and NewerVersion when a newer CopDesk made
        it. A file that may not be written is opened for reading.
        """
        path = folder / COMMUNITY_FILE
        _refuse_no_community(folder, path)
        reason = read_only_reason or _why_not_writable(folder, path)
        version = _version(path, reading=bool(reason), writable=reason == read_only_reason)
        if reason:
            return cls(folder, clock, lock=None, read_only_reason=reason)
        lock = CommunityLock(folder, clock)
        lock.take()
        try:
            remove_leftovers(folder)
            database = cls(folder, clock, lock=lock, read_only_reason="")
        except BaseException:
            lock.give_back()
            raise
        try:
            with as_user_errors():
                upgrade(path, database._engine, version)
        except BaseException:
            database.close()
            raise
        return database

    @property
    def path(self) -> Path:
        """The first SQLite file."""
        return self.folder / COMMUNITY_FILE

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Commit at the end of the block, roll back if it raises."""
        if self.read_only_reason:
            raise ReadOnly(self.read_only_reason, _("Nothing was changed."))
        with as_user_errors(), self._write.begin() as session:
            yield Transaction(session, self.clock.now)
        heard = _recording.get()
        if heard is not None and (changes := row_changes.noted_by(session)):
            heard.add(self._change_rows, changes)

    def _change_rows(self, wanted: Sequence[RowChange]) -> None:
        with self.transaction() as tx:
            for change in wanted:
                tx.rows.change(change)

    @contextmanager
    def reading(self) -> Generator[Transaction]:
        """See one consistent state for the length of the block."""
        with as_user_errors(), self._read.begin() as session:
            yield Transaction(session, self.clock.now)

    def searcher(self) -> search.Searcher:
        """Return a connection for searching in a worker; close it afterwards."""
        return search.Searcher(self.path)

    def resource_finder(self) -> ResourceFinder:
        """Return a connection for filtering the library in a worker; close it afterwards."""
        return ResourceFinder(self.path)

    def close(self) -> None:
        """Let go of the files; Windows cannot move or delete them before."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.give_back()
            self._lock = None


def remove_leftovers(folder: Path) -> None:
    """Remove what a restore that was cut short had copied; the community is as it was before."""
    for leftover in folder.glob(f"*{RESTORING}"):
        leftover.unlink(missing_ok=True)


def take_away(folder: Path, *, keep_folder: bool) -> None:
    """Remove what a failed creation left; only called for a folder that held nothing before."""
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    if not keep_folder:
        folder.rmdir()


def _refuse_no_community(folder: Path, path: Path) -> None:
    try:
        is_there = path.is_file()
    except OSError as error:
        raise UserError(
            _("“{folder}” cannot be read.").format(folder=folder),
            _("Check that the disk or stick is there and that you may open the folder."),
        ) from error
    if not is_there:
        raise UserError(
            _("There is no CopDesk community in “{folder}”.").format(folder=folder),
            _("Choose the folder that CopDesk made, or make a new community."),
        )


def _why_not_writable(folder: Path, path: Path) -> str:
    """Return a sentence when the folder or its file is marked read-only."""
    marked = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not marked and os.access(path, os.W_OK) and os.access(folder, os.W_OK):
        return ""
    return _("This community may only be read: its folder does not allow changes.")


def _version(path: Path, *, reading: bool, writable: bool) -> int:
    try:
        version = file_version(path, read_only=reading)
    except NewerVersion:
        if reading:
            return SCHEMA_VERSION
        raise
    # One that was being made when the power went has nothing beside it, and is made now.
    if not version and (reading or path.with_name(FILES_FILE).exists()):
        raise FileDamaged(
            _("“{file}” is empty: this community was never finished, or is lost.").format(
                file=path.name
            ),
            _("Keep the folder as it is, and restore the newest backup."),
        )
    if reading and version < SCHEMA_VERSION:
        raise UserError(
            _("This community was made by an older CopDesk and must be brought up to date."),
            _("Open it once in the window, or change it with any command; a copy is made first.")
            if writable
            else _("Copy its folder to a place where you may write, and open it there."),
        )
    return version
