"""What a person did, kept so that it can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from copdesk.services.changes import Area, Outcome
from copdesk.store.row_changes import Recording, RowChange
from copdesk.store.transaction import recording

T = TypeVar("T")


class Act:
    """One thing that a person did: all rows that it changed, as they were and as they became."""

    def __init__(self) -> None:
        self._recording = Recording()
        self._area = Area.NONE

    def watch(self, action: Callable[[], Outcome[T]]) -> Outcome[T]:
        """Call a service and remember what it stored, also before it failed; in any thread."""
        area = Area.ALL
        with recording() as made:
            try:
                outcome = action()
                area = outcome.changed
            finally:
                self._recording.join(made)
                self._area |= area
        return outcome

    @property
    def number(self) -> int:
        """Grows from act to act in the order in which they reached the disk."""
        return self._recording.number

    @property
    def is_empty(self) -> bool:
        """Whether everything is as it was before."""
        return not self._recording.changes()

    def join(self, later: Act) -> None:
        """Take a later act into this one, as when somebody goes on typing in the same field."""
        self._recording.join(later._recording)
        self._area |= later._area

    def take_back(self) -> Outcome[Any]:
        """Make everything as it was before; ChangedSince when something is another by now."""
        self._recording.take_back()
        return Outcome(None, self._area)

    def do_again(self) -> Outcome[Any]:
        """Make everything as it was afterwards; ChangedSince when something is another by now."""
        self._recording.do_again()
        return Outcome(None, self._area)

    def things(self) -> list[tuple[str, str]]:
        """Return the kind and the id of everything that it was about, each once."""
        return list(dict.fromkeys(map(_thing, self._recording.changes())))


class Switch(Act):
    """Something that is remembered on this laptop alone, and has an opposite."""

    def __init__(
        self, action: Callable[[], Outcome[Any]], inverse: Callable[[], Outcome[Any]]
    ) -> None:
        super().__init__()
        self._action, self._inverse = action, inverse

    @property
    def is_empty(self) -> bool:  # noqa: D102
        return False

    def take_back(self) -> Outcome[Any]:  # noqa: D102
        return self._inverse()

    def do_again(self) -> Outcome[Any]:  # noqa: D102
        return self._action()


def _thing(change: RowChange) -> tuple[str, str]:
    name = change.owner_table
    return ("group" if name == "member_group" else name), change.owner
