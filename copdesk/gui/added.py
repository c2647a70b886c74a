"""Something new that was typed can be taken back like anything else that was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from copdesk.gui.desk import Action, Desk
from copdesk.services.changes import Outcome

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
