"""Slips on which everybody says, without a name, what the community is for them."""

from __future__ import annotations

from typing import Final

from copdesk.domain.community import Community
from copdesk.language import N_, _
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import CommunityPapers
from copdesk.pdf.handouts.styles import SLIP_ASIDE, SLIP_CELL
from copdesk.pdf.layout.blocks import blank_lines, box, heading, paragraph, space, table
from copdesk.pdf.layout.handout import SMALLER, Handout, Press
from copdesk.pdf.layout.pagination import Block

_ON_A_PAGE: Final = 2
_LINE: Final = 17.0
_STATEMENTS: Final = (
    N_("I have tried things that I would not have tried alone."),
    N_("I feel less alone with my questions."),
    N_("I can say here what is difficult for me."),
    N_("My pupils have gained from what we do."),
    N_("I want to go on teaching, also because of this group."),
)


def self_assessment_pdf(press: Press, papers: CommunityPapers) -> Handout:
    """Print a page of equal slips, to be cut apart, folded and gathered."""
    name = _("How we are doing")
    sizes = (1.0,) if press.large_print else SMALLER
    blocks = self_assessment_blocks(papers.community)
    return press.on_one_page(name, shortened(papers.community.name), blocks, sizes)


def self_assessment_blocks(community: Community) -> list[Block]:
    """Return the slips; nothing on them says who filled them in."""
    blocks: list[Block] = []
    for _number in range(_ON_A_PAGE):
        blocks += [_slip(community), space(4)]
    return blocks[:-1]


def _slip(community: Community) -> Block:
    return box(
        [
            heading(_("How we are doing: {community}").format(community=community.name), 1),
            paragraph(_("No name, please. Tick what fits; leave out what you like."), SLIP_ASIDE),
            table(
                [(_(statement), "", "", "") for statement in _STATEMENTS],
                widths=(0.58, 0.14, 0.14, 0.14),
                header=("", _("Not yet"), _("A little"), _("Very much")),
                aligns=("start", "center", "center", "center"),
                style=SLIP_CELL,
                middle=True,
            ),
            space(6),
            paragraph(_("What has been most valuable for me:"), SLIP_ASIDE),
            blank_lines(2, _LINE),
            paragraph(_("What we could do better:"), SLIP_ASIDE),
            blank_lines(2, _LINE),
            space(4),
        ]
    )
