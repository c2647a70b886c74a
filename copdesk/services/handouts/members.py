"""What handouts about members, or one of them, are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copdesk.services.handouts.sources import Sources

if TYPE_CHECKING:
    from copdesk.pdf.handouts.parts.papers import MemberPapers, MembersPapers


def members_papers(sources: Sources) -> MembersPapers:
    """Collect everybody who has not left."""
    from copdesk.pdf.handouts.parts.papers import MembersPapers

    tx = sources.tx
    active = tuple(one for one in tx.members.all() if one.is_active)
    return MembersPapers(community=tx.community.the_one(), members=active)


def member_papers(sources: Sources) -> MemberPapers:
    """Collect one member, and the meetings that the member took part in."""
    from copdesk.pdf.handouts.parts.papers import MemberPapers

    tx, member = sources.tx, sources.member()
    attended = tuple(one for one in tx.meetings.all() if member.id in one.present_ids)
    return MemberPapers(community=tx.community.the_one(), member=member, attended=attended)
