"""The packet: the handouts of a meeting and attached files as one numbered, bookmarked PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from copdesk.errors import UserError
from copdesk.language import _
from copdesk.pdf.agenda import agenda_blocks
from copdesk.pdf.attached_pages import AttachedPage, Found
from copdesk.pdf.attachments import (
    Attachment,
    LeftOut,
    Place,
    PlacedPages,
    PlainText,
    Prepared,
    prepare,
)
from copdesk.pdf.blocks import Block, bullets, heading, page_break, paragraph, title
from copdesk.pdf.commitment_list import commitment_blocks
from copdesk.pdf.foreign import child
from copdesk.pdf.foreign.child import ChildFailed, Limits, Message
from copdesk.pdf.handout import Handout, Press, finished
from copdesk.pdf.norms_poster import norms_blocks
from copdesk.pdf.page import MILLIMETER, Document, Printed, ignore_progress
from copdesk.pdf.papers import MeetingPapers
from copdesk.pdf.protocol_card import protocol_card_blocks
from copdesk.pdf.sign_in import sign_in_blocks

Report = Callable[[int, int], None]

_EDGE: Final = 8 * MILLIMETER
_FOOT: Final = 23 * MILLIMETER
_ASSEMBLY: Final = Limits(seconds=120, megabytes=2048)


class PacketPart(StrEnum):
    """What a packet can hold."""

    AGENDA = "agenda"
    NORMS = "norms"
    PROTOCOL_CARDS = "protocol_cards"
    COMMITMENTS = "commitments"
    SIGN_IN = "sign_in"
    ATTACHMENTS = "attachments"


PACKET_PARTS: Final = tuple(PacketPart)


def parts_from_text(text: str) -> tuple[PacketPart, ...]:
    """Read what `parts_to_text` wrote; the usual parts when nothing in it is known."""
    known = {part.value: part for part in PacketPart}
    return tuple(known[word] for word in text.split() if word in known) or PACKET_PARTS


def parts_to_text(parts: Sequence[PacketPart]) -> str:
    """Return parts in their order as a text to keep."""
    return " ".join(part.value for part in parts)


def packet_pdf(
    press: Press,
    papers: MeetingPapers,
    *,
    parts: Sequence[PacketPart] = PACKET_PARTS,
    attachments: Sequence[Attachment] = (),
    grey: bool = False,
    report: Report | None = None,
) -> Handout:
    """Print the packet; what could not be put in is named in it and in the notices."""
    name = _("Packet: {title}").format(title=papers.title)
    document = press.document(name, papers.footer)
    wanted = attachments if PacketPart.ATTACHMENTS in parts else ()
    hears = report or ignore_progress
    prepared = prepare(
        wanted,
        _place(document),
        grey=grey,
        report=lambda done, total: hears(done, 2 * total),
    )
    found: Found = {}
    blocks = packet_blocks(papers, parts, prepared, found)
    printed = press.render(document, blocks, lambda done, total: hears(total + done, 2 * total))
    placed = [one for one in prepared if isinstance(one, PlacedPages)]
    if placed:
        printed = _filled(printed, placed, found)
    notices = [one.sentence for one in prepared if isinstance(one, LeftOut)]
    return finished(name, printed, notices)


def packet_blocks(
    papers: MeetingPapers,
    parts: Sequence[PacketPart],
    prepared: Sequence[Prepared] = (),
    found: Found | None = None,
) -> list[Block]:
    """Return all parts in their order, each beginning a page."""
    pages: list[list[Block]] = []
    for part in parts:
        match part:
            case PacketPart.AGENDA:
                pages.append(agenda_blocks(papers))
            case PacketPart.NORMS:
                pages.append(norms_blocks(papers.community))
            case PacketPart.PROTOCOL_CARDS:
                pages += _cards(papers)
            case PacketPart.COMMITMENTS:
                below = f"{papers.title}\n{papers.occasion}"
                pages.append(commitment_blocks(papers.to_report, papers.members, below))
            case PacketPart.SIGN_IN:
                pages.append(sign_in_blocks(papers))
            case PacketPart.ATTACHMENTS:
                pages += _attached(prepared, {} if found is None else found)
    blocks: list[Block] = []
    for page in pages:
        blocks += [page_break(), *page] if blocks else page
    return blocks or [title(papers.title), paragraph(_("No part of the packet was chosen."))]


def _cards(papers: MeetingPapers) -> list[list[Block]]:
    """Return a card for each protocol on the agenda, with clock times where they are known."""
    cards: dict[str, list[Block]] = {}
    for begins, item in papers.meeting.timetable():
        protocol = papers.protocols.get(item.protocol_id)
        if protocol and protocol.id not in cards:
            plan = papers.plans.get(item.id)
            cards[protocol.id] = protocol_card_blocks(protocol, plan, starts_at=begins)
    return list(cards.values())


def _attached(prepared: Sequence[Prepared], found: Found) -> list[list[Block]]:
    pages: list[list[Block]] = []
    left_out = [one.sentence for one in prepared if isinstance(one, LeftOut)]
    if left_out:
        pages.append([heading(_("Not in this packet"), 1), bullets(left_out)])
    for number, one in enumerate(prepared):
        if isinstance(one, PlainText):
            pages.append([heading(one.heading, 1), paragraph(one.text)])
        elif isinstance(one, PlacedPages):
            for page in range(one.pages):
                waiting = AttachedPage(heading=one.heading, file=number, page=page, found=found)
                pages.append([waiting])
    return pages


def _place(document: Document) -> Place:
    paper = document.paper
    return Place(
        width=paper.width,
        height=paper.height,
        left=_EDGE,
        bottom=_FOOT * document.scale,
        right=paper.width - _EDGE,
        top=paper.height - _EDGE,
    )


def _filled(printed: Printed, placed: Sequence[PlacedPages], found: Found) -> Printed:
    """Let a child lay the foreign pages onto those that were kept for them."""
    firsts = [first for _file, first in sorted(found.items())]
    question = Message(fields={"fills": firsts}, blobs=(printed.data, *(one.pdf for one in placed)))
    try:
        answer = child.run("assembly", question, _ASSEMBLY)
    except ChildFailed as failed:
        raise UserError(
            _("The packet could not be put together."),
            _("Print it with fewer attached files, or the files by themselves."),
        ) from failed
    return Printed(data=answer.blobs[0], pages=printed.pages, missing=printed.missing)
