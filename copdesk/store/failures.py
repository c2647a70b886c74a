"""What goes wrong with a file, in words; everything else is a bug."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from copdesk.errors import UserError
from copdesk.language import N_, _


class FileDamaged(UserError):
    """What a file holds is not what CopDesk wrote into it."""


_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_SENTENCES: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_FULL: (
        N_("The disk is full; this was not saved."),
        N_("Make room on the disk. What you typed is still here and will be saved then."),
    ),
    sqlite3.SQLITE_READONLY: (
        N_("The community may not be changed where it is; this was not saved."),
        N_("Copy its folder to a place where you may write, and open it there."),
    ),
    sqlite3.SQLITE_BUSY: (
        N_("Another program is using the community's file; this was not saved."),
        N_("Close the other program and try again."),
    ),
    sqlite3.SQLITE_CORRUPT: (
        N_("The community's file is damaged."),
        N_("Close CopDesk, keep the folder as it is, and restore the newest backup."),
    ),
    sqlite3.SQLITE_NOTADB: (
        N_("The community's file is not one that CopDesk wrote."),
        N_("Keep it as it is, and restore the newest backup."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        N_("The community's file cannot be opened."),
        N_("Check that the disk or stick is plugged in and that you may read the folder."),
    ),
    sqlite3.SQLITE_IOERR: (
        N_("The disk does not answer; this was not saved."),
        N_("Check the disk or stick, then try again."),
    ),
}


def as_user_error(error: sqlite3.Error) -> UserError | None:
    """Return what to tell the user, or None when the mistake is ours."""
    code: int = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if not code and "Could not decode to UTF-8" in str(error):
        code = sqlite3.SQLITE_CORRUPT  # the driver's own complaint of a text that is none
    sentences = _SENTENCES.get(code)
    if sentences is None:
        return None
    title, hint = sentences
    kind = FileDamaged if code in _DAMAGE else UserError
    return kind(_(title), _(hint))


def _damaged() -> FileDamaged:
    title, hint = _SENTENCES[sqlite3.SQLITE_CORRUPT]
    return FileDamaged(_(title), _(hint))


@contextmanager
def as_user_errors() -> Generator[None]:
    """Raise UserError in place of what the disk or another program did to SQLite."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        known = as_user_error(cause) if isinstance(cause, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = as_user_error(error)
        if known is None:
            raise
        raise known from error
    except UnicodeDecodeError as error:  # SQLite quotes the damage, and it is no text
        raise _damaged() from error
