"""Role cards: for each part in a protocol, when to speak and when to be silent."""

from __future__ import annotations

from copdesk.domain.protocols.protocol import EVERYONE, Protocol, Role, Round, Step, walk
from copdesk.language import _
from copdesk.pdf.handouts.parts.meeting_papers import shortened
from copdesk.pdf.handouts.parts.papers import ProtocolPapers
from copdesk.pdf.handouts.parts.voices import Shape, Voice
from copdesk.pdf.handouts.styles import CARD_LINE
from copdesk.pdf.layout.blocks import box, heading, paragraph, space, title
from copdesk.pdf.layout.handout import Handout, Press
from copdesk.pdf.layout.pagination import Block


def role_cards_pdf(press: Press, papers: ProtocolPapers) -> Handout:
    """Print a card for each role of a protocol, to be cut apart."""
    protocol = papers.protocol
    name = _("Role cards: {title}").format(title=protocol.title)
    return press.handout(name, shortened(protocol.title), role_card_blocks(protocol))


def role_card_blocks(protocol: Protocol) -> list[Block]:
    """Return the cards; a protocol without roles says so."""
    blocks = [title(_("Role cards"), protocol.title)]
    if not protocol.roles:
        return [*blocks, paragraph(_("In this protocol everyone has the same part."))]
    for role in protocol.roles:
        blocks += [_card(protocol, role), space(6)]
    return blocks[:-1]


def _card(protocol: Protocol, role: Role) -> Block:
    lines: list[Block] = []
    for node in walk(protocol.nodes):
        step = node.each if isinstance(node, Round) else node
        if isinstance(step, Step):
            lines += _lines(step, role)
    if not lines:
        lines = [paragraph(_("Keeps the time and the steps, and helps everyone to be heard."))]
    return box([heading(role.label), *lines])


def _lines(step: Step, role: Role) -> list[Block]:
    """Return what a role does in a step; nothing where the step does not name it."""
    if role.id in step.speak or (EVERYONE in step.speak and role.takes_part):
        shape, words = Shape.FULL, _("{step}: you speak.")
    elif role.id in step.answers:
        shape, words = Shape.HALF, _("{step}: you answer briefly when asked.")
    elif role.id in step.silent:
        shape, words = Shape.EMPTY, _("{step}: you are silent.")
    else:
        return []
    return [Voice(shape=shape, body=paragraph(words.format(step=step.title), CARD_LINE))]
