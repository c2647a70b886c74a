"""How the handouts of a meeting begin: who meets, what this is, when and where."""

from __future__ import annotations

from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.styles import ABOVE
from copdesk.pdf.layout.blocks import paragraph, title
from copdesk.pdf.layout.pagination import Block


def opening(papers: MeetingPapers, name: str, *, meeting_title: bool = False) -> list[Block]:
    """Return the lines above and around a handout's name, with the meeting's title if wanted."""
    below = f"{papers.title}\n{papers.occasion}" if meeting_title else papers.occasion
    return [paragraph(papers.community.name, ABOVE), title(name, below)]
