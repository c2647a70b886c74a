"""The packet: the handouts of a meeting and attached files as one numbered, bookmarked PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copdesk.domain.packet_parts import PacketPart
from copdesk.domain.paper import MILLIMETER
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.attachments import (
    Attachment,
    LeftOut,
    Place,
    PlacedPages,
    Prepared,
    prepare,
)
from copdesk.pdf.foreign.child_process import ChildFailed, Limits, Message
from copdesk.pdf.handouts.packet_contents import Places
from copdesk.pdf.handouts.packet_parts import packet_blocks, packet_parts
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.layout.attached_pages import Found
from copdesk.pdf.layout.handout import Handout, Press, finished
from copdesk.pdf.layout.page import Document, Printed

_EDGE: Final = 8 * MILLIMETER
_FOOT: Final = 23 * MILLIMETER
_ASSEMBLY: Final = Limits(seconds=120, megabytes=2048)


def packet_pdf(press: Press, papers: MeetingPapers) -> Handout:
    """Print the packet; what could not be put in is named in it and in the notices."""
    hears = press.report
    name = _("Packet: {title}").format(title=papers.title)
    document = press.document(name, papers.footer)
    prepared = prepare(
        _told_apart(papers.attachments) if PacketPart.ATTACHMENTS in papers.parts else (),
        _place(document),
        report=lambda done, total: hears(done, 2 * total),
    )
    found: Found = {}
    printed = _drawn(press, document, papers, prepared, found)
    placed = [one for one in prepared if isinstance(one, PlacedPages)]
    if placed:
        printed = _filled(printed, placed, found)
    notices = [one.sentence for one in prepared if isinstance(one, LeftOut)]
    return finished(name, printed, notices)


def _told_apart(attachments: Sequence[Attachment]) -> list[Attachment]:
    """Return the files with their names in the headings that several of them share."""
    count = Counter(one.heading for one in attachments)
    return [
        replace(one, title=_("{title} ({file})").format(title=one.title, file=one.name))
        if one.title and count[one.heading] > 1
        else one
        for one in attachments
    ]


def _drawn(
    press: Press,
    document: Document,
    papers: MeetingPapers,
    prepared: Sequence[Prepared],
    found: Found,
) -> Printed:
    """Draw our own pages; twice where contents have to say on which pages the parts begin."""
    kinds = papers.parts
    parts = packet_parts(papers, kinds, prepared, found)
    rounds = 2 if PacketPart.CONTENTS in kinds and len(parts) > 1 else 1
    places = Places()

    def draw(turn: int) -> Printed:
        blocks = packet_blocks(papers, kinds, parts, dict(places.pages), places)
        return press.render(
            document,
            blocks,
            lambda done, total: press.report((rounds + turn) * total + done, 2 * rounds * total),
        )

    printed = draw(0)
    return draw(1) if rounds == 2 else printed


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
        answer = child_process.run("assembly", question, _ASSEMBLY)
    except ChildFailed as failed:
        raise UserError(
            _("The packet could not be put together."),
            _("Print it with fewer attached files, or the files by themselves."),
        ) from failed
    return Printed(data=answer.blobs[0], pages=printed.pages, missing=printed.missing)
