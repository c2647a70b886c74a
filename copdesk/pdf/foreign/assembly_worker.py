"""The child's side of a packet: our own numbered pages, and foreign drawings laid onto them."""

from __future__ import annotations

import io
import re
from typing import Final

import pikepdf
from pikepdf import Name, Pdf, Stream

from copdesk.pdf.foreign.attachment_worker import PLACED, saved
from copdesk.pdf.foreign.child_process import Message

_CLAIM: Final = re.compile(rb"<(pdf(?:a|ua)id:(?:part|conformance))>[^<]*</\1>\s*")


def answer(message: Message) -> Message:
    """Return the packet: the first blob, its waiting pages filled with those of the other blobs.

    The field `fills` has the first waiting page, counted from 0, for each of the other blobs.
    """
    with pikepdf.open(io.BytesIO(message.blobs[0])) as packet:
        for first, blob in zip(message.fields["fills"], message.blobs[1:], strict=True):
            with pikepdf.open(io.BytesIO(blob)) as placed:
                _fill(packet, first, placed)
        _take_back_claims(packet)
        return Message(blobs=(saved(packet),))


def _take_back_claims(packet: Pdf) -> None:
    """Say no longer that the file is fit for archives: nobody knows what the foreign pages hold."""
    metadata = packet.Root.get(Name.Metadata)
    if isinstance(metadata, Stream):
        metadata.write(_CLAIM.sub(b"", metadata.read_bytes()))


def _fill(packet: Pdf, first: int, placed: Pdf) -> None:
    for offset, source in enumerate(placed.pages):
        form = packet.copy_foreign(source.as_form_xobject())
        packet.pages[first + offset].add_resource(form, Name.XObject, PLACED)
