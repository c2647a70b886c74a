"""Putting a backup in the place of a community, so that at any moment one of the two is there.

The bytes of attached files are added to what is there, which changes nothing for the community
in place; then one rename puts the other community file under its name.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from copdesk.clock import Clock
from copdesk.domain.safety import Restored
from copdesk.domain.text import folded
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.store.atomic import as_user_error, copy_file, replace_file, sync_folder
from copdesk.store.backup import BACKUPS, Damaged, make_backup, sha256_of, verify
from copdesk.store.check import damage
from copdesk.store.engine import COMMUNITY_FILE, FILES_FILE, RESTORING, address_of, connect
from copdesk.store.failures import as_user_errors
from copdesk.store.files import FileStore
from copdesk.store.lock import CommunityLock
from copdesk.store.transaction import remove_leftovers

Report = Callable[[int, int], None]
_STEPS: Final = 5


class AnotherCommunity(UserError):
    """A backup would take the place of another community, which `there` names."""

    def __init__(self, title: str, hint: str, *, there: str) -> None:
        super().__init__(title, hint)
        self.there = there


def restore(
    backup: Path,
    folder: Path,
    clock: Clock,
    report: Report | None = None,
    *,
    replacing: str = "",
) -> Restored:
    """Put a backup in the place of the community in `folder`; what is there is kept as a backup.

    The folder may also be empty or not there yet. A backup that is not whole changes nothing, nor
    does one of another community than the one that is there, unless `replacing` is its name.
    """
    tell = report or _silent
    found = verify(backup)
    _refuse_foreign(folder)
    if folder.is_dir() and folder.samefile(backup):
        raise UserError(
            _("“{name}” is the backup itself.").format(name=folder.name or folder),
            _("Choose the community's folder, or one that is not there yet."),
        )
    tell(1, _STEPS)
    was_there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = CommunityLock(folder, clock)
        lock.take()
        try:
            _refuse_another(found.community, folder / COMMUNITY_FILE, replacing)
            return Restored(backup=found, kept=_replace(backup, folder, clock, tell))
        finally:
            remove_leftovers(folder)
            lock.give_back()
    except OSError as error:
        raise as_user_error(error, folder / COMMUNITY_FILE) from error
    finally:
        if not was_there and folder.is_dir() and not (folder / COMMUNITY_FILE).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _refuse_another(name: str, live: Path, replacing: str) -> None:
    """Refuse to put a backup in the place of a community that is called otherwise."""
    there = _name_in(live)
    if not there or folded(there) in (folded(name), folded(replacing)):
        return
    if replacing:
        raise UserError(
            _("The community there is called “{there}” and not “{name}”.").format(
                there=there, name=replacing
            ),
            _("Nothing was changed."),
        )
    raise AnotherCommunity(
        _("The backup is of “{name}”, and the community there is called “{there}”.").format(
            name=name, there=there
        ),
        _("Choose the folder of “{name}”, or one that is not there yet.").format(name=name),
        there=there,
    )


def _name_in(live: Path) -> str:
    """Return what a community is called, or nothing when there is none that can be read."""
    if not live.is_file():
        return ""
    query = "SELECT name FROM community ORDER BY created_at LIMIT 1"
    try:
        with closing(connect(live)) as connection:  # may have to roll back what a crash left
            found = connection.execute(query).fetchone()
    except sqlite3.DatabaseError:  # damaged: it is kept as it is, and nobody can say its name
        return ""
    return str(found[0]) if found else ""


def _replace(backup: Path, folder: Path, clock: Clock, tell: Report) -> Path | None:
    remove_leftovers(folder)
    live, waiting = folder / COMMUNITY_FILE, folder / f"{COMMUNITY_FILE}{RESTORING}"
    copy_file(backup / COMMUNITY_FILE, waiting)
    if sha256_of(waiting) != sha256_of(backup / COMMUNITY_FILE):
        raise Damaged(
            _("The disk did not keep what was copied to it; nothing was restored."),
            _("Restore to another disk."),
        )
    tell(2, _STEPS)
    kept = _keep_what_is_there(folder, clock)
    tell(3, _STEPS)
    _bring_files(backup / FILES_FILE, folder / FILES_FILE, clock)
    tell(4, _STEPS)
    live.with_name(f"{COMMUNITY_FILE}-journal").unlink(missing_ok=True)
    replace_file(waiting, live)
    tell(5, _STEPS)
    return kept


def _keep_what_is_there(folder: Path, clock: Clock) -> Path | None:
    """Make a backup of a sound community, or a plain copy of a damaged one."""
    files = (folder / COMMUNITY_FILE, folder / FILES_FILE)
    present = [path for path in files if path.exists()]
    if not present:
        return None
    for path in present:
        with suppress(sqlite3.DatabaseError):  # damaged ones are found and kept as they are below
            _settle(path)
    if len(present) == 2 and not any(damage(path) for path in files):
        return make_backup(files, folder / BACKUPS, clock).path
    moment = f"{clock.now().astimezone():%Y-%m-%d %H%M%S}"
    kept = folder / BACKUPS / f"damaged {moment}"
    kept.mkdir(parents=True)
    for path in folder.glob("*.sqlite*"):
        if not path.name.endswith(RESTORING):
            copy_file(path, kept / path.name)
    sync_folder(kept)
    return kept


def _settle(path: Path) -> None:
    """Roll back what a crash left half-written, so that no journal of the old file remains."""
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def _bring_files(source: Path, live: Path, clock: Clock) -> None:
    if live.exists() and damage(live):
        waiting = live.with_name(f"{live.name}{RESTORING}")
        copy_file(source, waiting)
        live.with_name(f"{live.name}-journal").unlink(missing_ok=True)
        replace_file(waiting, live)
        return
    store = FileStore(live, clock)
    known = store.sizes()
    lacking = [
        address
        for address in FileStore(source, clock, read_only=True).sizes()
        if address not in known or not store.is_whole(address)
    ]
    with as_user_errors(), closing(connect(live)) as connection:
        connection.execute("ATTACH ? AS kept", (f"{address_of(source)}?mode=ro",))
        connection.execute("BEGIN IMMEDIATE")
        for address in lacking:
            for table in ("chunk", "file"):
                connection.execute(f"DELETE FROM main.{table} WHERE sha256=?", (address,))  # noqa: S608
            for table in ("file", "chunk"):
                connection.execute(
                    f"INSERT INTO main.{table} SELECT * FROM kept.{table} WHERE sha256=?",  # noqa: S608
                    (address,),
                )
        connection.execute("COMMIT")


def _refuse_foreign(folder: Path) -> None:
    """Refuse to write into a folder that holds other things."""
    if folder.exists() and not folder.is_dir():
        raise UserError(
            _("“{name}” is not a folder.").format(name=folder.name), _("Choose another place.")
        )
    ours = (COMMUNITY_FILE, FILES_FILE, BACKUPS)
    empty = not folder.is_dir() or not any(folder.iterdir())
    if not empty and not any((folder / name).exists() for name in ours):
        raise UserError(
            _("“{name}” holds other things.").format(name=folder.name),
            _("Choose the community's folder, or one that is empty or not there yet."),
        )


def _silent(_done: int, _total: int) -> None:
    """Nobody is watching."""
