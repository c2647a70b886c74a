"""What the handouts of one meeting are made from, and how they call its people and times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copdesk.domain.commitments import Commitment, ReportBack
from copdesk.domain.community import Community
from copdesk.domain.library import Resource
from copdesk.domain.meetings import AgendaItem, Meeting, MeetingRole, role_name
from copdesk.domain.members import Member
from copdesk.domain.packet_parts import PACKET_PARTS, PacketPart
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.run.runs import Run
from copdesk.domain.text import sort_key
from copdesk.language import _, date_text, ngettext, time_text
from copdesk.pdf.foreign.attachments import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPapers:
    """A meeting with everything that it names.

    `members`, `resources` and `protocols` are by id, `plans` by agenda item. `commitments` are
    the open ones to report back on, those made and those told about at this meeting. `invited`
    are the ids of who stands on the sign-in sheet; None is everybody who has not left. `parts`
    and `attachments` are for its packet.
    """

    community: Community
    meeting: Meeting
    members: Mapping[str, Member] = field(default_factory=dict[str, Member])
    resources: Mapping[str, Resource] = field(default_factory=dict[str, Resource])
    protocols: Mapping[str, Protocol] = field(default_factory=dict[str, Protocol])
    plans: Mapping[str, RunPlan] = field(default_factory=dict[str, RunPlan])
    commitments: tuple[Commitment, ...] = ()
    runs: tuple[Run, ...] = ()
    invited: tuple[str, ...] | None = None
    parts: tuple[PacketPart, ...] = PACKET_PARTS
    attachments: tuple[Attachment, ...] = ()

    @property
    def title(self) -> str:
        """What the meeting is called; by its date when it has no title."""
        return self.meeting.title or date_text(self.meeting.held_on)

    @property
    def occasion(self) -> str:
        """When and where, in one line."""
        parts = [date_text(self.meeting.held_on, "full"), self.hours, self.meeting.place]
        return " · ".join(part for part in parts if part)

    @property
    def hours(self) -> str:
        """From when to when; empty without a start."""
        start, end = self.meeting.starts_at, self.meeting.ends_at
        if start is None or end is None:
            return ""
        if end == start:
            return time_text(start)
        return f"{time_text(start)} – {time_text(end)}"

    @property
    def footer(self) -> str:
        """What stands at the foot of each page."""
        day = date_text(self.meeting.held_on, "medium")
        if not self.meeting.title:
            return day
        return f"{shortened(self.meeting.title)} · {day}"

    @property
    def to_report(self) -> tuple[Commitment, ...]:
        """The open commitments from before this meeting."""
        return tuple(one for one in self.commitments if one.waits_for(self.meeting))

    @property
    def reported(self) -> list[tuple[Commitment, ReportBack]]:
        """What was told at this meeting about commitments."""
        return [
            (one, report)
            for one in self.commitments
            for report in one.reports
            if self.meeting.id and report.meeting_id == self.meeting.id
        ]

    @property
    def made_here(self) -> tuple[Commitment, ...]:
        """The commitments made at this meeting."""
        own = self.meeting.id
        return tuple(one for one in self.commitments if own and one.meeting_id == own)

    @property
    def expected(self) -> list[Member]:
        """Who stands on the sign-in sheet, by name."""
        found = [
            member
            for member in self.members.values()
            if (member.is_active if self.invited is None else member.id in self.invited)
        ]
        return sorted(found, key=lambda member: sort_key(member.name))

    def name(self, member_id: str, otherwise: str = "") -> str:
        """Return a member's name, or the other text for somebody who is not known."""
        member = self.members.get(member_id)
        return member.name if member else otherwise

    def lead(self, item: AgendaItem) -> str:
        """Return who leads an agenda item."""
        return self.name(item.lead_id, item.lead_name)

    def roles(self) -> list[tuple[str, str]]:
        """Return what people do for the whole meeting, with their names."""
        pairs = [(role_name(role), self.meeting.role_holder(role)) for role in MeetingRole]
        return [(role, self.name(holder)) for role, holder in pairs if self.name(holder)]

    def resource_titles(self, item_id: str) -> list[str]:
        """Return the titles of the resources tied to an agenda item."""
        found = (self.resources.get(one) for one in self.meeting.resources_of(item_id))
        return [resource.title for resource in found if resource]


def shortened(text: str, limit: int = 55) -> str:
    """Return text for the foot of a page, where a page number stands beside it."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def minutes_text(minutes: int) -> str:
    """Return a length in minutes."""
    return ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes)


def who(commitment: Commitment, members: Mapping[str, Member]) -> str:
    """Return whose commitment it is."""
    member = members.get(commitment.member_id)
    return member.name if member else commitment.who or _("Somebody")


def until(commitment: Commitment) -> str:
    """Return by when a commitment is to be tried, in kind words."""
    return date_text(commitment.by, "medium") if commitment.by else _("until we meet again")
