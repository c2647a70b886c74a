"""Members and groups."""

from __future__ import annotations

from typing import Any

from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.text import folded
from copdesk.language import N_
from copdesk.store.mapping import AggregateKind, ChildKind
from copdesk.store.repository import Repository
from copdesk.store.tables import GroupRow, MemberRow, MembershipRow


class Groups(Repository[Group]):
    """The groups, in the order in which they were made."""

    kind = AggregateKind(Group, GroupRow, {}, N_("That group is no longer there."))


class Members(Repository[Member]):
    """The members, in the order of their names."""

    kind = AggregateKind(
        Member,
        MemberRow,
        {
            "memberships": ChildKind(
                Membership,
                MembershipRow,
                lambda one: (one.group_id,),
                is_over=lambda one: one.left_on is not None,
            )
        },
        N_("That member is no longer there."),
    )

    def _order(self) -> tuple[Any, ...]:
        return (MemberRow.sort_name, MemberRow.name, MemberRow.id)

    def _derived(self, value: Member) -> dict[str, Any]:
        return {"sort_name": folded(value.name)}
