"""What is known about a discussion before anybody is asked: who, for whom, how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copdesk.domain.meetings import AgendaItem, Meeting, MeetingRole
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Protocol
from copdesk.gui.pages.timer.people import GUEST

if TYPE_CHECKING:
    from copdesk.services.opening import Services

PRESENTER: Final = "presenter"
_ROLES: Final = {
    "facilitator": MeetingRole.FACILITATOR,
    "timekeeper": MeetingRole.TIMEKEEPER,
    "scribe": MeetingRole.NOTE_TAKER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """For whom and for what a discussion is prepared; `minutes` 0 means as the protocol plans."""

    protocol: Protocol
    people: Sequence[Person]
    here: Sequence[str]
    suggested: Mapping[str, str]
    minutes: int = 0
    meeting_id: str = ""
    item_id: str = ""
    title: str = ""


def preparation_for(services: Services, protocol: Protocol, minutes: int) -> Preparation:
    """Prepare a discussion by itself: every active member is ticked."""
    members = [
        Person(id=member.id, name=member.called)
        for member in services.members.all()
        if member.is_active
    ]
    return Preparation(
        protocol=protocol,
        people=members,
        here=[person.id for person in members],
        suggested={},
        minutes=minutes,
    )


def preparation_for_item(services: Services, meeting_id: str, item_id: str) -> Preparation | None:
    """Prepare the discussion of an agenda item; None if no known protocol leads it."""
    meeting = services.meetings.get(meeting_id)
    item = next((one for one in meeting.agenda if one.id == item_id), None)
    protocol = services.protocols.find(item.protocol_id) if item else None
    if item is None or protocol is None:
        return None
    members = {member.id: member for member in services.members.all()}
    came = [key for key in meeting.present_ids if key in members]
    others = [one.id for one in members.values() if one.is_active and one.id not in came]
    people = [Person(id=key, name=members[key].called) for key in (*came, *others)]
    visitors = [one.visitor for one in meeting.attendance if one.visitor]
    guests = [Person(id=GUEST + name, name=name) for name in dict.fromkeys(visitors)]
    here = came or others
    return Preparation(
        protocol=protocol,
        people=[*people, *guests],
        here=[*here, *(guest.id for guest in guests)],
        suggested=_suggested(services, meeting, item, protocol, here),
        minutes=item.minutes,
        meeting_id=meeting_id,
        item_id=item_id,
        title=item.title,
    )


def _suggested(
    services: Services, meeting: Meeting, item: AgendaItem, protocol: Protocol, here: list[str]
) -> dict[str, str]:
    """Return who may play which role: as planned, else whose turn it is among who is here."""
    found: dict[str, str] = {}
    wanted = {role.id for role in protocol.roles}
    if PRESENTER in wanted and item.lead_id in here:
        found[PRESENTER] = item.lead_id
    for role_id, role in _ROLES.items():
        if role_id not in wanted:
            continue
        holder = meeting.role_holder(role)
        if holder not in here or holder in found.values():
            due = [turn.member.id for turn in services.meetings.whose_turn(meeting.id, role)]
            free = [key for key in due if key in here and key not in found.values()]
            holder = free[0] if free else ""
        if holder:
            found[role_id] = holder
    return found
