"""The norms as a poster for the wall, and as a page of a packet."""

from __future__ import annotations

from typing import Final

from copdesk.domain.community import Community
from copdesk.language import _, date_text
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import CommunityPapers
from copdesk.pdf.handouts.styles import NORM, NORM_ON_THE_WALL
from copdesk.pdf.layout.blocks import blank_lines, note, numbered, paragraph, title
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.text import TextStyle

_MANY: Final = 9


def norms_pdf(press: Press, papers: CommunityPapers) -> Handout:
    """Print the norms, as large as their number allows."""
    community = papers.community
    agreed = community.current_norms
    few = agreed is None or len(agreed.lines) <= _MANY
    blocks = norms_blocks(community, NORM_ON_THE_WALL if few else NORM)
    return press.handout(_("How we work together"), shortened(community.name), blocks)


def norms_blocks(community: Community, style: TextStyle = NORM) -> list[Block]:
    """Return the norms agreed last, or lines to write some on when there are none."""
    blocks = [title(_("How we work together"), community.name)]
    agreed = community.current_norms
    if agreed is None or not agreed.lines:
        return [
            *blocks,
            paragraph(_("We have not agreed on norms yet. What do we need from each other?")),
            blank_lines(8, 36),
        ]
    blocks.append(numbered(agreed.lines, style))
    if agreed.agreed_on:
        day = date_text(agreed.agreed_on)
        blocks.append(note(_("Agreed on {date}. They are ours to change.").format(date=day)))
    return blocks
