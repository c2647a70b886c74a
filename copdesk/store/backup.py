"""Backups: a folder with both files and a manifest that is written last, verified before it counts.

A folder without a manifest is no backup. A damaged community is never copied over a good backup.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from copdesk import __version__
from copdesk.clock import Clock, today
from copdesk.domain.backup_rotation import to_keep
from copdesk.domain.safety import Backup
from copdesk.domain.text import file_stem
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.store.atomic import as_user_error, replace_file, sync_file, sync_folder, write_file
from copdesk.store.check import SHARED_TABLES, damage, row_counts
from copdesk.store.engine import COMMUNITY_FILE, FILES_FILE, SCHEMA_VERSION, address_of, connect
from copdesk.store.failures import as_user_errors
from copdesk.store.files import FILES_VERSION

BACKUPS: Final = "backups"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
_PART: Final = ".part"
_STEPS: Final = 6
Report = Callable[[int, int], None]


class Damaged(UserError):
    """A community or a backup is not whole."""


@dataclass(frozen=True, slots=True)
class _Live:
    community_id: str
    name: str
    counts: Mapping[str, int]


def make_backup(
    files: tuple[Path, Path], folder: Path, clock: Clock, report: Report | None = None
) -> Backup:
    """Copy both files of a community into a new folder inside `folder`, and verify the copy."""
    step = _steps(report)
    for path in files:
        if damage(path):
            raise Damaged(
                _("“{file}” is damaged, so no backup was made of it.").format(file=path.name),
                _("Keep the folder as it is, and restore the newest backup."),
            )
    step()
    before = _live(files[0])
    target = _free_name(folder, before.name, clock.now())
    part = folder / f".{target.name}{_PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_parts(folder)
        part.mkdir()
        for path in files:
            _copy(path, part / path.name)
            step()
        _compare(before, part / files[0].name, _live(files[0]))
        step()
        _write_manifest(part, files, clock.now())
        verify(part)
        step()
        replace_file(part, target)
    except OSError as error:
        raise as_user_error(error, target) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    step()
    return read_manifest(target)


def backups_in(folder: Path) -> list[Backup]:
    """Return the finished backups in a folder, the newest first; others are passed over."""
    found: list[Backup] = []
    for manifest in folder.glob(f"*/{MANIFEST}"):
        with suppress(UserError):
            found.append(read_manifest(manifest.parent))
    return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)


def rotate(folder: Path, clock: Clock) -> list[Path]:
    """Remove the backups that the rotation does not keep; return them."""
    made = [(one.path, one.made_at.astimezone()) for one in backups_in(folder)]
    kept = to_keep(made, today(clock))
    gone = [path for path, _moment in made if path not in kept]
    for path in gone:
        with suppress(OSError):  # a file held open elsewhere goes next time
            (path / MANIFEST).unlink()  # first, so that a half-removed folder is no backup
            shutil.rmtree(path)
    return gone


def verify(folder: Path) -> Backup:
    """Return what a backup holds after reading every byte of it, or raise Damaged."""
    backup, manifest = read_manifest(folder), _manifest(folder)
    for name, about in manifest["files"].items():
        path = folder / name
        if not path.is_file() or sha256_of(path) != about["sha256"] or damage(path):
            raise _not_whole(folder)
    with as_user_errors(), closing(connect(folder / COMMUNITY_FILE, read_only=True)) as connection:
        if row_counts(connection, backup.counts) != dict(backup.counts):
            raise _not_whole(folder)
    return backup


def read_manifest(folder: Path) -> Backup:
    """Return what a backup says about itself, without reading its files."""
    manifest = _manifest(folder)
    try:
        backup = Backup(
            path=folder,
            community=str(manifest["community"]),
            made_at=datetime.fromisoformat(manifest["made_at"]),
            program=str(manifest["program"]),
            schema_version=int(manifest["schema_version"]),
            counts={str(name): int(count) for name, count in manifest["counts"].items()},
            size=sum(int(about["size"]) for about in manifest["files"].values()),
        )
        names = set(manifest["files"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _not_whole(folder) from error
    if manifest.get("format") != FORMAT or backup.schema_version > SCHEMA_VERSION:
        raise UserError(
            _("The backup “{name}” was made by a newer CopDesk.").format(name=folder.name),
            _("Install the newest CopDesk to restore it; nothing was changed."),
        )
    if names != {COMMUNITY_FILE, FILES_FILE} or not backup.counts.keys() <= set(SHARED_TABLES):
        raise _not_whole(folder)
    return backup


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        read: Any = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            _("“{name}” is not a finished CopDesk backup.").format(name=folder.name or folder),
            _("Choose a backup folder that holds manifest.json."),
        ) from error
    if not isinstance(read, dict):
        raise _not_whole(folder)
    return read  # pyright: ignore[reportUnknownVariableType]


def _live(path: Path) -> _Live:
    query = "SELECT id, name FROM community ORDER BY created_at LIMIT 1"
    with as_user_errors(), closing(connect(path, read_only=True)) as connection:
        key, name = connection.execute(query).fetchone() or ("", path.parent.name)
        return _Live(key, name, row_counts(connection))


def _compare(before: _Live, copy: Path, after: _Live) -> None:
    """Refuse a copy with fewer rows than before, or more than now: nothing is ever deleted."""
    counts = _live(copy).counts
    for table, count in counts.items():
        if not before.counts[table] <= count <= after.counts[table]:
            raise _not_whole(copy.parent)


def _copy(path: Path, target: Path) -> None:
    with as_user_errors(), closing(connect(path, read_only=True)) as connection:
        try:
            connection.execute("VACUUM INTO ?", (address_of(target),))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, "no room for the copy") from error
            raise
    sync_file(target)


def _write_manifest(part: Path, files: tuple[Path, Path], now: datetime) -> None:
    about = _live(part / files[0].name)
    copies = [part / path.name for path in files]
    manifest = {
        "format": FORMAT,
        "community": about.name,
        "community_id": about.community_id,
        "made_at": now.isoformat(timespec="milliseconds"),
        "program": __version__,
        "schema_version": SCHEMA_VERSION,
        "files_version": FILES_VERSION,
        "counts": about.counts,
        "files": {
            copy.name: {"sha256": sha256_of(copy), "size": copy.stat().st_size} for copy in copies
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    write_file(part / MANIFEST, text.encode())
    sync_folder(part)


def _free_name(folder: Path, name: str, now: datetime) -> Path:
    stem = f"{file_stem(name) or 'Community'} {now.astimezone():%Y-%m-%d %H%M}"
    number, target = 1, folder / stem
    while target.exists():
        number += 1
        target = folder / f"{stem} ({number})"
    return target


def _remove_parts(folder: Path) -> None:
    for part in folder.glob(f".*{_PART}"):
        shutil.rmtree(part, ignore_errors=True)


def _steps(report: Report | None) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if report:
            report(min(done, _STEPS), _STEPS)

    return step


def _not_whole(folder: Path) -> Damaged:
    return Damaged(
        _("The backup “{name}” is damaged or incomplete.").format(name=folder.name),
        _("Choose another backup."),
    )
