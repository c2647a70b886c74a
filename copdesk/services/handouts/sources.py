"""Where a collector of papers reads: one transaction, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copdesk.domain.members import Member
from copdesk.errors import NotFound
from copdesk.language import _
from copdesk.services.handouts.kinds import HandoutKind
from copdesk.services.handouts.wanted import Wanted
from copdesk.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One consistent state of the community, on a day."""

    tx: Transaction
    wanted: Wanted
    kind: HandoutKind
    today: date

    def member(self) -> Member:
        """Return the member whom the handout is for, also a removed one who is named."""
        name = self.wanted.member
        if not name:
            raise NotFound(
                _("“{title}” is for one member, and none was named.").format(
                    title=_(self.kind.title)
                ),
                _("Name the member by id or choose one in the window."),
            )
        found = next(iter(self.tx.members.many([name])), None)
        if found is None:
            raise NotFound(
                _("There is no member “{id}” here.").format(id=name),
                _("Name the member by id; a search shows it."),
            )
        return found
