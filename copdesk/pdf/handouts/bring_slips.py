"""Slips that go out before a meeting: what to bring, with lines to prepare it on."""

from __future__ import annotations

from typing import Final

from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.styles import LINE, SLIP_ASIDE
from copdesk.pdf.layout.blocks import blank_lines, box, paragraph, space, title
from copdesk.pdf.layout.handout import SMALLER, Handout, Press
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.typography.spans import Span

_ON_A_PAGE: Final = 3
_LARGE_ON_A_PAGE: Final = 2


def bring_slips_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print a page of slips for a meeting, to be cut apart."""
    name = _("Please bring: {title}").format(title=papers.title)
    if press.large_print:
        return press.handout(name, papers.footer, bring_slip_blocks(papers, _LARGE_ON_A_PAGE))
    return press.on_one_page(name, papers.footer, bring_slip_blocks(papers), SMALLER)


def bring_slip_blocks(papers: MeetingPapers, count: int = _ON_A_PAGE) -> list[Block]:
    """Return a page of equal slips."""
    blocks = [title(_("Please bring"), papers.community.name)]
    for _number in range(count):
        blocks += [_slip(papers), space(4)]
    return blocks[:-1]


def _slip(papers: MeetingPapers) -> Block:
    return box(
        [
            paragraph([Span(papers.title, bold=True)], LINE),
            paragraph(papers.occasion, SLIP_ASIDE),
            paragraph(_("A question I have been carrying with me:"), SLIP_ASIDE),
            blank_lines(2),
            paragraph(_("Something that went well, or a piece of student work:"), SLIP_ASIDE),
            blank_lines(2),
        ]
    )
