"""Search everywhere, off the window's thread and interruptible."""

from __future__ import annotations

import threading

from copdesk.domain.search import Hit
from copdesk.store.search import Searcher
from copdesk.store.transaction import Database


class SearchService:
    """One search at a time; starting the next interrupts the one before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._searcher: Searcher | None = None
        self._changing = threading.Lock()

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Return the best hits, or none when another thread interrupted; may run in a worker."""
        searcher = self._database.searcher()
        with self._changing:
            self._searcher = searcher
        try:
            return searcher.search(words, limit)
        finally:
            with self._changing:
                self._searcher = None
            searcher.close()

    def interrupt(self) -> None:
        """End the search that is going on, if any."""
        with self._changing:
            if self._searcher is not None:
                self._searcher.interrupt()
