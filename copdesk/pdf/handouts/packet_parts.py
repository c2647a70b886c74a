"""The blocks of each part of a packet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from copdesk.domain.packet_parts import PacketPart
from copdesk.language import _
from copdesk.pdf.foreign.attachments import LeftOut, PlacedPages, PlainText, Prepared
from copdesk.pdf.handouts.agenda import agenda_blocks
from copdesk.pdf.handouts.commitment_list import commitment_blocks
from copdesk.pdf.handouts.norms_poster import norms_blocks
from copdesk.pdf.handouts.packet_contents import Beginning, Part, Places, contents_blocks
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.handouts.protocol_card import protocol_card_blocks
from copdesk.pdf.handouts.sign_in import sign_in_blocks
from copdesk.pdf.layout.attached_pages import AttachedPage, Found
from copdesk.pdf.layout.blocks import (
    bullets,
    heading,
    page_break,
    paragraph,
    space,
    title,
    together,
)
from copdesk.pdf.layout.pagination import Block

_ABOVE_WHAT_FOLLOWS: Final = 24.0


def packet_parts(
    papers: MeetingPapers, kinds: Sequence[PacketPart], prepared: Sequence[Prepared], found: Found
) -> list[Part]:
    """Return what the packet consists of, without its contents."""
    parts: list[Part] = []
    for kind in kinds:
        match kind:
            case PacketPart.AGENDA:
                parts.append(Part(name=_("Agenda"), blocks=agenda_blocks(papers)))
            case PacketPart.NORMS:
                name = _("How we work together")
                blocks = [together(*norms_blocks(papers.community))]
                parts.append(Part(name=name, blocks=blocks, follows=True))
            case PacketPart.PROTOCOL_CARDS:
                parts += _cards(papers)
            case PacketPart.COMMITMENTS if papers.to_report:
                below = f"{papers.title}\n{papers.occasion}"
                blocks = commitment_blocks(papers.to_report, papers.members, below)
                parts.append(Part(name=_("Report back"), blocks=blocks))
            case PacketPart.SIGN_IN:
                parts.append(Part(name=_("Sign-in sheet"), blocks=sign_in_blocks(papers)))
            case PacketPart.ATTACHMENTS:
                parts += _attached(prepared, found)
            case PacketPart.CONTENTS | PacketPart.COMMITMENTS:
                pass  # contents are made of the other parts; a page about nothing is left out
            case _:
                assert_never(kind)
    return parts


def packet_blocks(
    papers: MeetingPapers,
    kinds: Sequence[PacketPart],
    parts: Sequence[Part],
    pages: Mapping[int, int],
    places: Places,
) -> list[Block]:
    """Return all parts one after the other; the page that each begins is noted in `places`."""
    blocks: list[Block] = []
    with_contents = PacketPart.CONTENTS in kinds and len(parts) > 1
    for number, part in enumerate(parts):
        if number == 1 and with_contents and part.follows:
            blocks.append(space(_ABOVE_WHAT_FOLLOWS))
        elif blocks:
            blocks.append(page_break())
        blocks += [Beginning(number, places), *part.blocks]
        if number == 0 and with_contents:
            blocks += contents_blocks(parts, pages)
    return blocks or [title(papers.title), paragraph(_why_empty(kinds))]


def _why_empty(kinds: Sequence[PacketPart]) -> str:
    if kinds:
        return _("There is nothing yet in the parts that were chosen.")
    return _("No part of the packet was chosen.")


def _cards(papers: MeetingPapers) -> list[Part]:
    """Return a card for each protocol on the agenda, with clock times where they are known."""
    cards: dict[str, Part] = {}
    for begins, item in papers.meeting.timetable():
        protocol = papers.protocols.get(item.protocol_id)
        if protocol and protocol.id not in cards:
            plan = papers.plans.get(item.id)
            card = protocol_card_blocks(protocol, plan, starts_at=begins)
            cards[protocol.id] = Part(name=protocol.title, blocks=card)
    return list(cards.values())


def _attached(prepared: Sequence[Prepared], found: Found) -> list[Part]:
    parts: list[Part] = []
    left_out = [one.sentence for one in prepared if isinstance(one, LeftOut)]
    if left_out:
        name = _("Not in this packet")
        parts.append(Part(name=name, blocks=[heading(name, 1), bullets(left_out)]))
    for number, one in enumerate(prepared):
        if isinstance(one, PlainText):
            blocks = [heading(one.heading, 1), paragraph(one.text)]
            parts.append(Part(name=one.heading, blocks=blocks))
        elif isinstance(one, PlacedPages):
            parts.append(Part(name=one.heading, blocks=_waiting(one, number, found)))
    return parts


def _waiting(placed: PlacedPages, number: int, found: Found) -> list[Block]:
    blocks: list[Block] = []
    for page in range(placed.pages):
        if blocks:
            blocks.append(page_break())
        waiting = AttachedPage(heading=placed.heading, file=number, page=page, found=found)
        blocks.append(waiting)
    return blocks
