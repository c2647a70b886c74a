"""Pictures of PDF pages for the screen, drawn in a child with limits.

Both functions may be called from any thread and need neither Qt nor a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copdesk.errors import UserError
from copdesk.language import _
from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.child_process import ChildFailed, Limits, Message

_LIMITS: Final = Limits(seconds=20, megabytes=1024)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return int(_asked(Message(blobs=(pdf,))).fields["count"])


def render_pages(pdf: bytes, width_px: int, pages: Sequence[int]) -> list[bytes]:
    """Return PNG pictures of these pages, counted from 0, each `width_px` wide."""
    fields = {"width": width_px, "pages": list(pages)}
    return list(_asked(Message(fields=fields, blobs=(pdf,))).blobs)


def _asked(message: Message) -> Message:
    try:
        answer = child_process.run("preview", message, _LIMITS)
    except ChildFailed as failed:
        raise _cannot_show() from failed
    if "refused" in answer.fields:
        raise _cannot_show()
    return answer


def _cannot_show() -> UserError:
    return UserError(
        _("The preview cannot be shown."),
        _("The pages can still be saved and opened with another program."),
    )
