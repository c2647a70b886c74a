"""The words under which common acts stand in the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from copdesk.domain.commitments import Commitment
from copdesk.domain.text import one_line, shortened
from copdesk.gui.desk.desk import Desk
from copdesk.language import _
from copdesk.services.changes import Outcome
from copdesk.services.commitments import CommitmentService

MOST_LETTERS: Final = 80
_NAMES: Final = ("title", "name", "text", "visitor")


def short_name(name: str) -> str:
    """Return a name as it stands in a menu or a message."""
    return shortened(one_line(name), MOST_LETTERS)


def name_of(value: object) -> str:
    """Return what a record is called on the screen, shortened; empty while it has no name."""
    names = (getattr(value, one, "") for one in _NAMES)
    return short_name(next((name for name in names if name), ""))


def added(name: str) -> str:
    """Return the words for adding something with a name."""
    return _("Add “{name}”").format(name=short_name(name))


def remove_named(
    desk: Desk,
    name: str,
    key: str,
    remove: Callable[[str], Outcome[Any]],
    *,
    text: str = "",
    message: str = "",
) -> Outcome[Any] | None:
    """Take a thing away by its id; a message that names it stands beside an Undo button.

    `text` and `message` may say it in other words, also with the name.
    """
    short = short_name(name)
    return desk.do(
        (text or _("Remove “{name}”")).format(name=short),
        lambda: remove(key),
        message=(message or _("Removed “{name}”.")).format(name=short),
    )


def add_commitment(
    desk: Desk, service: CommitmentService, commitment: Commitment
) -> Outcome[Commitment] | None:
    """Store a new commitment, wherever it was typed."""
    return desk.do(added(commitment.text), lambda: service.save(commitment))
