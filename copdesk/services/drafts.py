"""What was typed into a line and not entered yet, kept for the next start."""

from __future__ import annotations

from typing import Final

from copdesk.services.changes import Area, Outcome
from copdesk.store.transaction import Database

_PREFIX: Final = "draft/"


class DraftService:
    """Texts by the name of their line; they belong to this laptop and are never exchanged."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._texts: dict[str, str] | None = None

    def text(self, name: str) -> str:
        """Return what was kept for a line; read once, as only this program writes it."""
        if self._texts is None:
            with self._database.reading() as tx:
                self._texts = tx.settings.beginning_with(_PREFIX)
        return self._texts.get(_PREFIX + name, "")

    def keep(self, name: str, text: str) -> Outcome[str]:
        """Keep the text of a line, in place of what was kept before."""
        with self._database.transaction() as tx:
            tx.settings.set(_PREFIX + name, text)
        if self._texts is not None:
            self._texts[_PREFIX + name] = text
        return Outcome(text, Area.NONE)
