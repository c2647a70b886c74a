"""Reading in a worker, beside whoever writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from copdesk.store.engine import connect
from copdesk.store.failures import as_user_errors

Found = TypeVar("Found")


class InterruptibleReader:
    """A connection of its own; another thread may interrupt it."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path, read_only=True)
        self.is_interrupted = False

    def interrupt(self) -> None:
        """End what is going on or about to begin; from now on nothing is found."""
        self.is_interrupted = True
        self.connection.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def until_interrupted(self, read: Callable[[], list[Found]]) -> list[Found]:
        """Return what was read; nothing when it was interrupted. Raises UserError as `told`."""
        if self.is_interrupted:
            return []
        with as_user_errors():
            try:
                found = read()
            except sqlite3.Error:
                # Where it was interrupted decides which error SQLite makes of it.
                if not self.is_interrupted:
                    raise
                return []
        return [] if self.is_interrupted else found
