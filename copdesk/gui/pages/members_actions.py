"""Changes of members that can be undone and done again."""

from __future__ import annotations

from collections.abc import Sequence

from copdesk.domain.members import Member
from copdesk.services.changes import Outcome
from copdesk.services.members import MemberService


class AddedMembers:
    """Adds members once; when it is done again the same ones come back."""

    def __init__(self, service: MemberService, names: Sequence[str]) -> None:
        self._service, self._names = service, names
        self._ids: list[str] = []

    def do(self) -> Outcome[list[Member]]:
        """Add them, or take them out of the trash."""
        if self._ids:
            return self._service.restore_several(self._ids)
        outcome = self._service.add(self._names)
        self._ids = [one.id for one in outcome.value]
        return outcome

    def undo(self) -> Outcome[list[Member]]:
        """Take them off every list."""
        return self._service.remove_several(self._ids)
