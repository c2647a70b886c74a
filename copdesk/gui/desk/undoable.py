"""Something new that was typed can be taken back like anything else that was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from copdesk.domain.commitments import Commitment
from copdesk.gui.desk.desk import Action, Desk
from copdesk.language import _
from copdesk.services.changes import Outcome
from copdesk.services.commitments import CommitmentService

T = TypeVar("T")


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


def add_commitment(
    desk: Desk, service: CommitmentService, promise: Commitment
) -> Outcome[Commitment] | None:
    """Store a new commitment, wherever it was typed."""
    text = _("Add a commitment")
    return add_undoable(desk, text, lambda: service.save(promise), service.remove, service.restore)
