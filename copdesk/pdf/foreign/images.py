"""Pictures for handouts: read where they can do no harm, turned upright, as fine as print needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from copdesk.errors import UserError
from copdesk.language import _
from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.child_process import ChildFailed, Limits, Message
from copdesk.pdf.foreign.refusals import Refusal, sentence

SIZE_LIMIT: Final = 100 * 1024 * 1024
DOTS_PER_INCH: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A JPEG of ours, its size in pixels."""

    data: bytes
    width: int
    height: int
    grey: bool
    dpi: int = DOTS_PER_INCH


def read_picture(
    data: bytes, name: str, *, width: float = 460.0, height: float = 640.0, grey: bool = False
) -> Picture:
    """Return a picture for this much room in points; UserError names a file that is not one."""
    if not data:
        raise _refused(Refusal.EMPTY, name)
    if len(data) > SIZE_LIMIT:
        raise _refused(Refusal.TOO_BIG, name)
    fields = {"width": width, "height": height, "grey": grey}
    try:
        answer = child_process.run("picture", Message(fields=fields, blobs=(data,)), Limits())
    except ChildFailed as error:
        raise _refused(Refusal.PICTURE_BROKEN, name) from error
    found = answer.fields
    if "refused" in found:
        raise _refused(Refusal(found["refused"]), name)
    return Picture(
        data=answer.blobs[0], width=found["width"], height=found["height"], grey=found["grey"]
    )


def _refused(refusal: Refusal, name: str) -> UserError:
    return UserError(sentence(refusal, name), _("Everything else is printed."))
