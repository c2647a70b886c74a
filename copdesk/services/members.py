"""What a user can do with members and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.clock import today
from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import Meeting, MeetingRole
from copdesk.domain.members import Group, Member, Membership
from copdesk.services.changes import Area, Outcome
from copdesk.store.transaction import Database

_PEOPLE: Final = Area.MEMBERS | Area.GROUPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """What a member took part in, for that member's own eyes; the latest first."""

    meetings: tuple[Meeting, ...]
    roles: tuple[tuple[Meeting, MeetingRole], ...]
    commitments: tuple[Commitment, ...]


class MemberService:
    """Members, groups and who belongs where."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Member]:
        """Return every member by name, also those who left."""
        with self._database.reading() as tx:
            return tx.members.all()

    def get(self, member_id: str) -> Member:
        """Return one member, also a removed one."""
        with self._database.reading() as tx:
            return tx.members.get(member_id)

    def groups(self) -> list[Group]:
        """Return every group."""
        with self._database.reading() as tx:
            return tx.groups.all()

    def removed(self) -> list[Member]:
        """Return the members in the trash, the latest first."""
        with self._database.reading() as tx:
            return tx.members.in_trash()

    def participation(self, member_id: str) -> Participation:
        """Return what a member took part in."""
        with self._database.reading() as tx:
            meetings = tx.meetings.all()
            commitments = [one for one in tx.commitments.all() if one.member_id == member_id]
        return Participation(
            meetings=tuple(one for one in meetings if member_id in one.present_ids),
            roles=tuple(
                (one, taken.role)
                for one in meetings
                for taken in one.roles
                if taken.member_id == member_id
            ),
            commitments=tuple(reversed(commitments)),
        )

    def save(self, member: Member, base: Member | None = None) -> Outcome[Member]:
        """Store a new or changed member; groups are joined and left by their own actions.

        With what a window had loaded as `base`, only what differs from it.
        """
        checked = member.checked()
        if not checked.id and checked.joined_on is None:
            checked = replace(checked, joined_on=today(self._database.clock))
        with self._database.transaction() as tx:
            return Outcome(tx.members.put(checked, base), Area.MEMBERS)

    def add(self, names: Sequence[str]) -> Outcome[list[Member]]:
        """Store several members of whom only the names are known; empty ones are passed over."""
        new = [Member(name=name).checked() for name in names if name.strip()]
        day = today(self._database.clock)
        with self._database.transaction() as tx:
            stored = [tx.members.put(replace(member, joined_on=day)) for member in new]
            return Outcome(stored, Area.MEMBERS)

    def remove(self, member_id: str) -> Outcome[Member]:
        """Take a member off every list; what points to the member stays."""
        with self._database.transaction() as tx:
            return Outcome(tx.members.remove(member_id), Area.MEMBERS)

    def restore(self, member_id: str) -> Outcome[Member]:
        """Undo `remove`."""
        with self._database.transaction() as tx:
            return Outcome(tx.members.restore(member_id), Area.MEMBERS)

    def remove_several(self, member_ids: Sequence[str]) -> Outcome[list[Member]]:
        """Take members off every list, all or none."""
        with self._database.transaction() as tx:
            return Outcome([tx.members.remove(one) for one in member_ids], Area.MEMBERS)

    def restore_several(self, member_ids: Sequence[str]) -> Outcome[list[Member]]:
        """Undo `remove_several`."""
        with self._database.transaction() as tx:
            return Outcome([tx.members.restore(one) for one in member_ids], Area.MEMBERS)

    def save_group(self, group: Group, base: Group | None = None) -> Outcome[Group]:
        """Store a new or changed group."""
        checked = group.checked()
        with self._database.transaction() as tx:
            return Outcome(tx.groups.put(checked, base), Area.GROUPS)

    def remove_group(self, group_id: str) -> Outcome[Group]:
        """Take a group off every list."""
        with self._database.transaction() as tx:
            return Outcome(tx.groups.remove(group_id), _PEOPLE)

    def restore_group(self, group_id: str) -> Outcome[Group]:
        """Undo `remove_group`."""
        with self._database.transaction() as tx:
            return Outcome(tx.groups.restore(group_id), _PEOPLE)

    def join(self, member_id: str, group_id: str) -> Outcome[Member]:
        """Put a member into a group from today on; already being there changes nothing."""
        with self._database.transaction() as tx:
            member = tx.members.get(member_id)
            if not _open_membership(member, group_id):
                tx.members.put_child(
                    member_id,
                    "memberships",
                    Membership(group_id=group_id, joined_on=today(self._database.clock)),
                )
            return Outcome(tx.members.get(member_id), _PEOPLE)

    def leave(self, member_id: str, group_id: str) -> Outcome[Member]:
        """End a member's time in a group today; the time before stays on record."""
        with self._database.transaction() as tx:
            for membership in _open_membership(tx.members.get(member_id), group_id):
                left = replace(membership, left_on=today(self._database.clock))
                tx.members.put_child(member_id, "memberships", left)
            return Outcome(tx.members.get(member_id), _PEOPLE)


def _open_membership(member: Member, group_id: str) -> list[Membership]:
    return [
        membership
        for membership in member.memberships
        if membership.group_id == group_id and membership.left_on is None
    ]
