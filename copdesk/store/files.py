"""The second SQLite file: the bytes of attached files, addressed by what is in them.

A file is written and committed here before the row that names it, so that no row ever points to
bytes that are not there. Equal files are kept once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from copdesk.clock import Clock
from copdesk.errors import NotFound, ReadOnly, UserError
from copdesk.language import _
from copdesk.store.engine import APPLICATION_ID, NewerVersion, connect
from copdesk.store.failures import as_user_errors

CHUNK_BYTES: Final = 256 * 1024
FILES_VERSION: Final = 1
Report = Callable[[int, int], None]

_CREATE: Final = (
    """CREATE TABLE file (
        sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, stored_at TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE chunk (
        sha256 TEXT NOT NULL REFERENCES file(sha256), number INTEGER NOT NULL,
        bytes BLOB NOT NULL, PRIMARY KEY (sha256, number))""",
    f"PRAGMA application_id={APPLICATION_ID}",
    f"PRAGMA user_version={FILES_VERSION}",
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes of a file are, and how many."""

    sha256: str
    size: int


class FileStore:
    """Attached files; every call opens and closes the file, so threads need no care."""

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False) -> None:
        self._path = path
        self._clock = clock
        self._read_only = read_only
        if not read_only:
            self._make_tables()

    def add(self, stream: BinaryIO, size: int, report: Report | None = None) -> StoredFile:
        """Keep the bytes of a stream that can be read twice.

        `report(done, total)` may raise Cancelled; then nothing is kept.
        """
        if self._read_only:
            raise ReadOnly(_("This community is open for reading only."), _("Nothing was changed."))
        name = _address(stream)
        stream.seek(0)
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            query = "SELECT size FROM file WHERE sha256=?"
            known = connection.execute(query, (name,)).fetchone()
            kept: int = known[0] if known else self._keep(connection, name, stream, size, report)
            connection.execute("COMMIT")
        return StoredFile(name, kept)

    def add_path(self, path: Path, report: Report | None = None) -> StoredFile:
        """Keep a copy of a file; the original is not touched."""
        try:
            with path.open("rb") as stream:
                return self.add(stream, path.stat().st_size, report)
        except OSError as error:
            raise UserError(
                _("“{file}” cannot be read.").format(file=path.name),
                _("Check that it is a file, still there, and that you may open it."),
            ) from error

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes of a file piece by piece, or raise NotFound."""
        lost = NotFound(
            _("The contents of this file are missing from the community."),
            _("Attach the file again, or restore a backup that has it."),
        )
        if self._read_only and not self._path.exists():
            raise lost
        with self._connection() as connection:
            if not connection.execute("SELECT 1 FROM file WHERE sha256=?", (sha256,)).fetchone():
                raise lost
            query = "SELECT bytes FROM chunk WHERE sha256=? ORDER BY number"
            for (piece,) in connection.execute(query, (sha256,)):
                yield piece

    def read(self, sha256: str) -> bytes:
        """Return the whole contents of a file, or raise NotFound."""
        return b"".join(self.pieces(sha256))

    def sizes(self) -> dict[str, int]:
        """Return the size of every kept file by its address."""
        with self._connection() as connection:
            return dict(connection.execute("SELECT sha256, size FROM file"))

    def is_whole(self, sha256: str) -> bool:
        """Whether the bytes still are what the address says; reads them all."""
        digest = hashlib.sha256()
        for piece in self.pieces(sha256):
            digest.update(piece)
        return digest.hexdigest() == sha256

    def _make_tables(self) -> None:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > FILES_VERSION:
                raise NewerVersion(
                    _("The files of this community were kept by a newer CopDesk."),
                    _("Install the newest CopDesk to change it; nothing was changed now."),
                )
            for statement in () if version else _CREATE:
                connection.execute(statement)
            connection.execute("COMMIT")

    def _keep(
        self,
        connection: sqlite3.Connection,
        name: str,
        stream: BinaryIO,
        size: int,
        report: Report | None,
    ) -> int:
        moment = self._clock.now().isoformat(timespec="milliseconds")
        connection.execute("INSERT INTO file VALUES (?, ?, ?)", (name, size, moment))
        digest, done = hashlib.sha256(), 0
        for number, piece in enumerate(_pieces(stream)):
            connection.execute("INSERT INTO chunk VALUES (?, ?, ?)", (name, number, piece))
            digest.update(piece)
            done += len(piece)
            if report:
                report(done, max(size, done))
        if digest.hexdigest() != name:
            raise UserError(
                _("The file changed while it was being read; it was not kept."),
                _("Close the program that is writing it, then add it again."),
            )
        connection.execute("UPDATE file SET size=? WHERE sha256=?", (done, name))
        return done

    @contextmanager
    def _connection(self) -> Generator[sqlite3.Connection]:
        with (
            as_user_errors(),
            closing(connect(self._path, read_only=self._read_only)) as connection,
        ):
            yield connection


def _address(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(stream):
        digest.update(piece)
    return digest.hexdigest()


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(CHUNK_BYTES):
        yield piece
