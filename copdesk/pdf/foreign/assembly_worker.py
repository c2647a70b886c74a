"""The child's side of a packet: our own numbered pages, and foreign drawings laid onto them."""

from __future__ import annotations

import io
from typing import Final

import pikepdf
from pikepdf import Name, Page, Pdf

from copdesk.pdf.foreign.attachment_worker import PLACED, saved
from copdesk.pdf.foreign.child import Message

_DECORATION: Final = (b"/Artifact BMC\n", b"\nEMC")


def answer(message: Message) -> Message:
    """Return the packet: the first blob with each other blob laid onto its pages from a number on.

    The field `fills` has the first page, counted from 0, for each of the other blobs.
    """
    with pikepdf.open(io.BytesIO(message.blobs[0])) as packet:
        for first, blob in zip(message.fields["fills"], message.blobs[1:], strict=True):
            with pikepdf.open(io.BytesIO(blob)) as placed:
                _fill(packet, first, placed)
        return Message(blobs=(saved(packet),))


def _fill(packet: Pdf, first: int, placed: Pdf) -> None:
    for offset, source in enumerate(placed.pages):
        page = packet.pages[first + offset]
        form = source.resources[Name.XObject][PLACED]
        page.add_resource(packet.copy_foreign(form), Name.XObject, PLACED)
        before, after = _DECORATION
        page.contents_add(before + _drawing(source) + after, prepend=True)


def _drawing(source: Page) -> bytes:
    source.contents_coalesce()
    return source.obj.Contents.read_bytes()
