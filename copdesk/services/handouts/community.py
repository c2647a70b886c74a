"""What handouts about a whole community, or its library, are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from copdesk.domain.indicators import community_trends, first_month
from copdesk.services.handouts.sources import Sources

if TYPE_CHECKING:
    from copdesk.pdf.handouts.parts.papers import CommunityPapers, ResourcesPapers

_LATELY: Final = 4


def community_papers(sources: Sources) -> CommunityPapers:
    """Collect a community, what it did in the last months, and what was shared last."""
    from copdesk.pdf.handouts.parts.papers import CommunityPapers

    tx, today = sources.tx, sources.today
    lately = tx.resources.heads(since=first_month(today))
    return CommunityPapers(
        community=tx.community.the_one(),
        trends=community_trends(tx.meetings.heads(), lately, today),
        shared=tuple(one.title for one in tx.resources.newest(_LATELY, stories=False)),
        stories=tuple(one.title for one in tx.resources.newest(_LATELY, stories=True)),
    )


def resources_papers(sources: Sources) -> ResourcesPapers:
    """Collect the whole library."""
    from copdesk.pdf.handouts.parts.papers import ResourcesPapers

    tx = sources.tx
    return ResourcesPapers(community=tx.community.the_one(), resources=tuple(tx.resources.heads()))
