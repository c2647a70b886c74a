"""Writing a user's file: the whole new one or the old one, never something between."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from copdesk.errors import UserError
from copdesk.language import _
from copdesk.store.versions import COMMUNITY_FILE, FILES_FILE, LOCK_FILE

_DATABASE: Final = b"SQLite format 3\0"
_TRIES: Final = 10
_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 1.0
Pause = Callable[[float], None]


def write_file(path: Path, data: bytes, *, pause: Pause = time.sleep) -> None:
    """Write bytes where the user asked; a failure leaves what was there and says why.

    The bytes are on the disk, not only on their way to it, when this returns.
    """
    target = path.resolve()
    _refuse_unless_plain(target, path)
    _refuse_a_community(target, path)
    part = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        _write(part, data)
        replace_file(part, target, pause=pause)
    except OSError as error:
        raise as_user_error(error, path) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _refuse_unless_plain(target: Path, path: Path) -> None:
    """Keep a device or a pipe from being replaced by a file."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return  # nothing there yet; what else is wrong, writing tells
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UserError(
            _("“{file}” is not an ordinary file, so nothing was written there.").format(
                file=path.name
            ),
            _("Choose a name for a file in a folder."),
        )


def _refuse_a_community(target: Path, path: Path) -> None:
    """Keep a community's own files, those of a backup too, from being replaced by another."""
    name = target.name.casefold()
    ours = name.startswith((COMMUNITY_FILE, FILES_FILE, LOCK_FILE))
    if (ours and (target.parent / COMMUNITY_FILE).exists()) or _is_database(target):
        raise UserError(
            _("“{file}” holds the data of a community, so nothing was written there.").format(
                file=path.name
            ),
            _("Choose another name, best in another folder."),
        )


def _is_database(target: Path) -> bool:
    try:
        with target.open("rb") as stream:
            return stream.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False  # nothing there, or nothing that can be read; writing tells what is wrong


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that nobody looks at yet, down to the disk."""
    shutil.copyfile(source, target)
    sync_file(target)


def replace_file(part: Path, target: Path, *, pause: Pause = time.sleep) -> None:
    """Put a finished file in the place of another, waiting for virus scanners to let go of it."""
    wait = _FIRST_PAUSE
    for tries_left in reversed(range(_TRIES)):
        try:
            part.replace(target)
        except PermissionError:
            if not tries_left or target.is_dir():
                raise
            pause(wait)
            wait = min(2 * wait, _LONGEST_PAUSE)
        else:
            break
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Wait until what was written to a file is on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does so by itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def as_user_error(error: OSError, path: Path) -> UserError:
    """Return why a file could not be written, in words."""
    known = error.errno
    if known in (errno.ENOSPC, errno.EDQUOT):
        title = _("There is no room on the disk for “{file}”; it was not written.")
        hint = _("Make room, or choose another disk.")
    elif known in (errno.ENAMETOOLONG, errno.EINVAL):
        title = _("The disk does not accept a file called “{file}”.")
        hint = _("Choose a shorter name without special characters.")
    elif path.is_dir():
        title = _("“{file}” is a folder, so no file was written there.")
        hint = _("Choose a name for a file inside it.")
    elif known in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        title = _("“{file}” was not written: its folder does not exist.")
        hint = _("Choose a folder that is there, and check that the disk or stick is plugged in.")
    elif isinstance(error, PermissionError) or known == errno.EROFS:
        title = _("“{file}” may not be written there.")
        hint = _("Close it in other programs, or choose a folder where you may write.")
    else:
        title = _("“{file}” could not be written: the disk does not answer.")
        hint = _("Check the disk or stick, then try again.")
    return UserError(title.format(file=path.name), hint)


def _write(part: Path, data: bytes) -> None:
    with part.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
