"""What is added or removed can be taken back like anything else that was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from copdesk.domain.commitments import Commitment
from copdesk.domain.text import one_line, shortened
from copdesk.gui.desk.desk import Action, Desk
from copdesk.language import _
from copdesk.services.changes import Outcome
from copdesk.services.commitments import CommitmentService

T = TypeVar("T")
MOST_LETTERS: Final = 80


def add_undoable(
    desk: Desk,
    text: str,
    make: Action[T],
    remove: Callable[[str], Outcome[Any]],
    restore: Callable[[str], Outcome[Any]],
) -> Outcome[T] | None:
    """Store something new; undo removes it by its id, and redo brings back the very same."""
    made: list[str] = []

    def add() -> Outcome[Any]:
        if made:
            return restore(made[0])
        outcome: Outcome[Any] = make()
        made.append(outcome.value.id)
        return outcome

    return desk.do_undoable(text, add, lambda: remove(made[0]))


def remove_undoable(
    desk: Desk,
    name: str,
    key: str,
    remove: Callable[[str], Outcome[Any]],
    restore: Callable[[str], Outcome[Any]],
    *,
    text: str = "",
    message: str = "",
) -> Outcome[Any] | None:
    """Take a thing away by its id; a message that names it stands beside an Undo button.

    `text` and `message` may say it in other words, also with the name.
    """
    short = shortened(one_line(name), MOST_LETTERS)
    return desk.do_undoable(
        (text or _("Remove “{name}”")).format(name=short),
        lambda: remove(key),
        lambda: restore(key),
        message=(message or _("Removed “{name}”.")).format(name=short),
    )


def add_commitment(
    desk: Desk, service: CommitmentService, commitment: Commitment
) -> Outcome[Commitment] | None:
    """Store a new commitment, wherever it was typed."""
    text = _("Add a commitment")
    return add_undoable(
        desk, text, lambda: service.save(commitment), service.remove, service.restore
    )
