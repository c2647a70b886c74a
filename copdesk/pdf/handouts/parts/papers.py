"""What handouts are made from, for each thing that one can be about; a meeting's stand apart.

A handout gets the papers of what it is about and takes from them what it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from copdesk.domain.commitments import Commitment
from copdesk.domain.community import Community
from copdesk.domain.indicators import CommunityTrends
from copdesk.domain.library import Resource
from copdesk.domain.meetings import Meeting
from copdesk.domain.members import Member
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.run.runs import Run
from copdesk.domain.run.state import TimerState
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityPapers:
    """A community with its counts, and the titles of what was shared last, newest first."""

    community: Community
    trends: CommunityTrends = field(default_factory=CommunityTrends)
    shared: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPapers:
    """Those who have not left."""

    community: Community
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPapers:
    """A member, and the meetings that the member took part in."""

    community: Community
    member: Member
    attended: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAtMeetingPapers:
    """A meeting, and the member whom it is told to."""

    meeting: MeetingPapers
    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolPapers:
    """A protocol; a plan gives its real times, `starts_at` makes them clock times."""

    protocol: Protocol
    plan: RunPlan | None = None
    starts_at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPapers:
    """A discussion with everything that its report tells; `members` are by id."""

    community: Community
    run: Run
    plan: RunPlan
    state: TimerState
    commitments: tuple[Commitment, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict[str, Member])


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesPapers:
    """The whole library, without what belongs to each resource."""

    community: Community
    resources: tuple[Resource, ...] = ()
