"""Protocols of the community's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from copdesk.language import N_
from copdesk.store.mapping import AggregateKind
from copdesk.store.repository import Repository
from copdesk.store.tables import ProtocolRow

DRAFT: Final = "# A draft that cannot be led yet.\n"
"""The first line of a protocol that is not finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProtocol:
    """A protocol as the text of its file; `name` is what agenda items and runs refer to."""

    id: str = ""
    name: str
    title: str
    text: str

    @property
    def is_draft(self) -> bool:
        """Whether nobody can lead it yet."""
        return self.text.startswith(DRAFT)


class Protocols(Repository[StoredProtocol]):
    """The community's own protocols, oldest first."""

    kind = AggregateKind(StoredProtocol, ProtocolRow, {}, N_("That protocol is no longer there."))

    def named(self, name: str) -> StoredProtocol | None:
        """Return the protocol with a name that was stored last, if there is one."""
        query = (
            select(ProtocolRow)
            .where(ProtocolRow.removed_at.is_(None), ProtocolRow.name == name)
            .order_by(ProtocolRow.created_at.desc())
        )
        found = self._select(query)
        return found[0] if found else None
