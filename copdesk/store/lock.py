"""One program at a time changes a community; the others learn who it is."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from copdesk.clock import Clock
from copdesk.errors import UserError
from copdesk.language import _, time_text
from copdesk.store.versions import LOCK_FILE


class Held(UserError):
    """Somebody else has the community open for writing."""


class CommunityLock:
    """The right to change a community; the system takes it back when the program dies."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._lock = FileLock(folder / LOCK_FILE, thread_local=False)
        self._holder = folder / "community.holder.json"
        self._clock = clock

    def take(self) -> None:
        """Take the lock, or raise Held with the name of who has it."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise self._held() from error
        except (OSError, NotImplementedError) as error:
            raise UserError(
                _("Nothing can be changed in “{folder}”.").format(folder=self._holder.parent),
                _("Copy the folder to a disk of this computer, and open it there."),
            ) from error
        about = {
            "user": _user(),
            "computer": socket.gethostname(),
            "process": os.getpid(),
            "since": self._clock.now().isoformat(timespec="seconds"),
        }
        with contextlib.suppress(OSError):  # a full disk; the lock holds without a name on it
            self._holder.write_text(json.dumps(about), "utf-8")

    def give_back(self) -> None:
        """Let the next one change the community."""
        with contextlib.suppress(OSError):  # a stick that was pulled
            self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _held(self) -> Held:
        about: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError):  # the holder may be writing it just now
            about = json.loads(self._holder.read_text("utf-8"))
        hint = _("Close it there, or look at it without changing anything.")
        try:
            title = _held_by(about["user"], about["computer"], _local_time(about["since"]))
        except (KeyError, TypeError, ValueError):
            title = _("This community is open in another CopDesk.")
        return Held(title, hint)


def _held_by(user: str, computer: str, time: str) -> str:
    if (user, computer) == (_user(), socket.gethostname()):
        return _(
            "This community is open in another CopDesk window on this computer, since {time}."
        ).format(time=time)
    return _("This community is open: {user} on {computer}, since {time}.").format(
        user=user, computer=computer, time=time
    )


def _local_time(moment: str) -> str:
    return time_text(datetime.fromisoformat(moment).astimezone())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system account without a name
        return _("somebody")
