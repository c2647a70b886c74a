"""Several pages on one side of paper: two beside each other, or a booklet to fold and staple."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copdesk.errors import UserError
from copdesk.language import _, is_right_to_left
from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.child_process import ChildFailed, Limits, Message
from copdesk.pdf.layout.handout import Handout, Press

_LIMITS: Final = Limits(seconds=120, megabytes=2048)
_FOLDED: Final = 4  # pages on one sheet of a booklet
_NOTHING: Final = -1


def booklet(handout: Handout, press: Press) -> Handout:
    """Return sheets to print on both sides, turned on the short edge, then folded together."""
    return _imposed(handout, press, booklet_order(handout.pages))


def two_up(handout: Handout, press: Press) -> Handout:
    """Return the pages two by two on paper lying on its side."""
    order = [*range(handout.pages), *([_NOTHING] * (handout.pages % 2))]
    return _imposed(handout, press, order)


def booklet_order(pages: int) -> list[int]:
    """Return page numbers from 0 as they lie side by side on a booklet's sheets; -1 is empty."""
    sheets = -(-pages // _FOLDED)
    last = sheets * _FOLDED - 1
    order: list[int] = []
    for sheet in range(sheets):
        front = (last - 2 * sheet, 2 * sheet)
        back = (2 * sheet + 1, last - 2 * sheet - 1)
        order += [*front, *back]
    return [number if number < pages else _NOTHING for number in order]


def _imposed(handout: Handout, press: Press, order: Sequence[int]) -> Handout:
    paper = press.paper.turned()
    if is_right_to_left():
        order = [number for pair in zip(order[1::2], order[::2], strict=True) for number in pair]
    question = Message(
        fields={"order": list(order), "paper": [paper.width, paper.height]},
        blobs=(handout.pdf,),
    )
    try:
        answer = child_process.run("imposition", question, _LIMITS)
    except ChildFailed as failed:
        raise UserError(
            _("The pages could not be put side by side."), _("Print them one by one instead.")
        ) from failed
    return Handout(
        title=handout.title,
        pdf=answer.blobs[0],
        pages=len(order) // 2,
        missing=handout.missing,
        notices=handout.notices,
    )
