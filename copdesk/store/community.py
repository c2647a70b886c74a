"""The community's own profile: exactly one in a file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from copdesk.domain.community import Community, Goal, Norms
from copdesk.language import N_
from copdesk.store.mapping import AggregateKind, ChildKind
from copdesk.store.repository import Repository
from copdesk.store.tables import CommunityRow, GoalRow, NormsRow


class Communities(Repository[Community]):
    """The profile with its norms and goals."""

    kind = AggregateKind(
        Community,
        CommunityRow,
        {
            "norms": ChildKind(
                Norms, NormsRow, lambda one: (one.agreed_on.isoformat() if one.agreed_on else "",)
            ),
            "goals": ChildKind(Goal, GoalRow),
        },
        N_("This file holds no community."),
    )

    def the_one(self) -> Community:
        """Return the profile, or raise NotFound in a file where it was never written."""
        query = select(CommunityRow.id).order_by(CommunityRow.created_at).limit(1)
        return self.get(self._session.scalar(query) or "")

    def name(self) -> str:
        """Return the name of the community, empty in a file where it was never written."""
        table: Any = CommunityRow.__table__.c  # the first use of a mapped class costs a long while
        query = select(table.name).order_by(table.created_at).limit(1)
        return self._session.connection().execute(query).scalar() or ""
