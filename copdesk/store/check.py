"""Whether a community is whole: its two files, their rows, the bytes of every attached file."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from copdesk.domain.safety import CheckReport
from copdesk.errors import NotFound
from copdesk.language import N_, _
from copdesk.store import tables
from copdesk.store.engine import APPLICATION_ID, connect
from copdesk.store.failures import as_user_errors
from copdesk.store.files import FileStore
from copdesk.store.search_check import index_is_true

Report = Callable[[int, int], None]

SHARED_TABLES: Final[tuple[str, ...]] = tuple(
    sorted(name for name in tables.Base.metadata.tables if not name.startswith("local_"))
)

# Links across aggregates may point to what is not here yet; people still like to know.
_LINKS: Final = (
    ("agenda_item", "lead_id", "member", N_("Agenda items led by a member who is not here")),
    ("agenda_resource", "resource_id", "resource", N_("Agenda items with a resource not here")),
    ("attendance", "member_id", "member", N_("Attendance of members who are not here")),
    ("commitment", "member_id", "member", N_("Commitments of members who are not here")),
    ("commitment", "meeting_id", "meeting", N_("Commitments of meetings that are not here")),
    ("membership", "group_id", "member_group", N_("Memberships in groups that are not here")),
    ("meeting", "series_id", "series", N_("Meetings of a series that is not here")),
    ("run", "meeting_id", "meeting", N_("Discussions of meetings that are not here")),
    ("use", "member_id", "member", N_("Uses of resources by members who are not here")),
)


@dataclass
class _Findings:
    ok: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    problems: list[str] = field(default_factory=list[str])
    search_is_wrong: bool = False


def damage(path: Path) -> list[str]:
    """Return what SQLite finds wrong in a file, one line each; nothing in a sound one."""
    with as_user_errors():
        try:
            with closing(connect(path, read_only=True)) as connection:
                if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                    return [_("it holds nothing that CopDesk wrote")]
                lines = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
                found = [line for line in lines if line != "ok"]
                for table, _row, parent, _number in connection.execute("PRAGMA foreign_key_check"):
                    found.append(f"{table} -> {parent}")
                return found
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                return [str(error)]
            raise


def row_counts(
    connection: sqlite3.Connection, names: Iterable[str] = SHARED_TABLES
) -> dict[str, int]:
    """Return how many rows each table has, hidden ones included."""
    return {name: connection.execute(_count(name)).fetchone()[0] for name in names}


def examine(path: Path, files_path: Path, files: FileStore, report: Report | None) -> CheckReport:
    """Check everything; `report(done, total)` counts bytes of attached files and may raise."""
    found = _Findings()
    whole = [_sound(one, name, found) for one, name in _both(path, files_path)]
    if not all(whole):
        return _reported(found, {})
    with as_user_errors(), closing(connect(path, read_only=True)) as connection:
        counts = row_counts(connection)
        _check_index(connection, found)
        _check_links(connection, found)
        attached: list[tuple[str, str]] = connection.execute(
            "SELECT sha256, min(name) FROM attached_file GROUP BY sha256 ORDER BY min(name)"
        ).fetchall()
    _check_files(files, attached, found, report or _silent)
    return _reported(found, counts)


def _both(path: Path, files_path: Path) -> tuple[tuple[Path, str], tuple[Path, str]]:
    return (path, _("The community's file")), (files_path, _("The file with the attached files"))


def _sound(path: Path, name: str, found: _Findings) -> bool:
    if not path.is_file():
        found.problems.append(_("{what} is missing: “{file}”.").format(what=name, file=path.name))
        return False
    lines = damage(path)
    if lines:
        text = _("{what} is damaged: {details}.")
        found.problems.append(text.format(what=name, details="; ".join(lines)))
        return False
    found.ok.append(_("{what} is whole.").format(what=name))
    return True


def _check_index(connection: sqlite3.Connection, found: _Findings) -> None:
    if index_is_true(connection):
        found.ok.append(_("Search finds everything that is there."))
    else:
        found.search_is_wrong = True
        found.problems.append(_("Search does not find everything: its index must be rebuilt."))


def _check_links(connection: sqlite3.Connection, found: _Findings) -> None:
    for table, column, target, what in _LINKS:
        number: int = connection.execute(_dangling(table, column, target)).fetchone()[0]
        if number:
            found.notes.append(_("{what}: {number}.").format(what=_(what), number=number))


def _check_files(
    files: FileStore, attached: list[tuple[str, str]], found: _Findings, report: Report
) -> None:
    sizes = files.sizes()
    total, done, bad = sum(sizes.get(address, 0) for address, _name in attached), 0, 0
    for address, name in attached:
        digest = hashlib.sha256()
        try:
            for piece in files.pieces(address):
                digest.update(piece)
                done += len(piece)
                report(min(done, total), total)
        except NotFound:
            bad += 1
            found.problems.append(_("The contents of “{file}” are missing.").format(file=name))
            continue
        if digest.hexdigest() != address:
            bad += 1
            found.problems.append(_("The contents of “{file}” are damaged.").format(file=name))
    if not bad:
        text = _("Every attached file is whole: {number}.")
        found.ok.append(text.format(number=len(attached)))
    spare = len(sizes.keys() - {address for address, _name in attached})
    if spare:
        found.notes.append(_("Kept files that nothing names: {number}.").format(number=spare))


def _count(table: str) -> str:
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608 (a name of our own)


def _dangling(table: str, column: str, target: str) -> str:
    return (
        f'SELECT count(*) FROM "{table}" WHERE removed_at IS NULL AND "{column}" <> \'\''  # noqa: S608
        f' AND NOT EXISTS (SELECT 1 FROM "{target}" WHERE id = "{table}"."{column}")'
    )


def _reported(found: _Findings, counts: dict[str, int]) -> CheckReport:
    return CheckReport(
        ok=tuple(found.ok),
        notes=tuple(found.notes),
        problems=tuple(found.problems),
        counts=counts,
        search_is_wrong=found.search_is_wrong,
    )


def _silent(_done: int, _total: int) -> None:
    """Nobody is watching."""
