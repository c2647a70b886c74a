"""Whose turn it is: a fair rota with a memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from copdesk.domain.meetings import Meeting, MeetingRole, MeetingState
from copdesk.domain.members import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A member and what the rota remembers: how often and when last in a role."""

    member: Member
    times: int
    last_on: date | None


def turns(members: Iterable[Member], meetings: Sequence[Meeting], role: MeetingRole) -> list[Turn]:
    """Return active members, first whose turn it is.

    Who never had the role comes first, then who had it longest ago; equal cases by how often,
    then by when they joined, then by name, so that the order is the same on every laptop.
    """
    counted: dict[str, list[date]] = {}
    for meeting in meetings:
        if meeting.state is MeetingState.NOT_HELD:
            continue
        for taken in meeting.roles:
            if taken.role is role:
                counted.setdefault(taken.member_id, []).append(meeting.held_on)
    known = [
        Turn(
            member=member,
            times=len(counted.get(member.id, ())),
            last_on=max(counted.get(member.id, ()), default=None),
        )
        for member in members
        if member.is_active
    ]
    return sorted(known, key=_order)


def _order(turn: Turn) -> tuple[date, int, date, str]:
    never = date.min
    return turn.last_on or never, turn.times, turn.member.joined_on or never, turn.member.name
