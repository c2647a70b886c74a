"""Pictures of PDF pages for the screen, drawn in a child with limits.

May be called from any thread; needs neither Qt nor a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copdesk.errors import UserError
from copdesk.language import _
from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.child_process import ChildFailed, Limits, Message

_LIMITS: Final = Limits(seconds=20, megabytes=1024)


def render_pages(pdf: bytes, width_px: int, pages: Sequence[int]) -> list[bytes]:
    """Return PNG pictures of these pages, counted from 0, each `width_px` wide."""
    fields = {"width": width_px, "pages": list(pages)}
    try:
        answer = child_process.run("preview", Message(fields=fields, blobs=(pdf,)), _LIMITS)
    except ChildFailed as failed:
        raise _cannot_show() from failed
    if "refused" in answer.fields:
        raise _cannot_show()
    return list(answer.blobs)


def _cannot_show() -> UserError:
    return UserError(
        _("The preview cannot be shown."),
        _("The pages can still be saved and opened with another program."),
    )
