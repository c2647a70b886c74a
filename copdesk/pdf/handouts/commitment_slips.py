"""Slips to take home: what somebody will try, with lines to write how it went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copdesk.domain.commitments import Commitment
from copdesk.domain.members import Member
from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers, shortened, until, who
from copdesk.pdf.handouts.styles import SLIP, SLIP_ASIDE
from copdesk.pdf.layout.blocks import blank_lines, box, heading, paragraph, space, title
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block

_EMPTY: Final = 3


def commitment_slips_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print a slip for each open commitment, and as many empty ones as the last page takes."""
    tried = [
        press.handout(
            _("Slips to take home"),
            shortened(papers.community.name),
            commitment_slip_blocks(papers, empty=empty),
        )
        for empty in range(_EMPTY, 0, -1)
    ]
    return min(tried, key=lambda handout: handout.pages)


def commitment_slip_blocks(papers: MeetingPapers, *, empty: int = _EMPTY) -> list[Block]:
    """Return the slips, each whole on its page."""
    blocks = [title(_("Slips to take home"), papers.community.name)]
    for one in papers.commitments:
        if one.is_open:
            blocks += [_slip(one, papers.members), space(6)]
    for _number in range(empty):
        blocks += [_empty_slip(), space(6)]
    return blocks[:-1]


def _slip(commitment: Commitment, members: Mapping[str, Member]) -> Block:
    return box(
        [
            heading(who(commitment, members)),
            paragraph(commitment.text, SLIP),
            paragraph(_("To tell about: {date}").format(date=until(commitment)), SLIP_ASIDE),
            paragraph(_("What happened when I tried it:"), SLIP_ASIDE),
            blank_lines(2),
        ]
    )


def _empty_slip() -> Block:
    return box(
        [
            paragraph(_("Name, and what I will try until we meet again:"), SLIP_ASIDE),
            blank_lines(2),
            paragraph(_("What happened when I tried it:"), SLIP_ASIDE),
            blank_lines(2),
        ]
    )
