"""The child's side of pictures inside handouts: foreign bytes in, a plain JPEG out."""

from __future__ import annotations

from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.foreign.picture_page import packed_picture
from copdesk.pdf.foreign.refusals import Refused


def answer(message: Message) -> Message:
    """Return the JPEG with its size in pixels, or the reason for refusing the picture."""
    fields = message.fields
    try:
        picture, packed = packed_picture(
            message.blobs[0], fields["width"], fields["height"], grey=fields["grey"]
        )
    except Refused as refused:
        return Message(fields={"refused": refused.refusal.value})
    size = {"width": picture.width, "height": picture.height, "grey": picture.mode == "L"}
    return Message(fields=size, blobs=(packed,))
