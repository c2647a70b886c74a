"""What a file says about people, and what becomes of each row of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from copdesk.domain.members import Member


class Verdict(StrEnum):
    """What becomes of a row; `HELD` waits for a person to decide."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPerson:
    """Somebody as a file describes them; `states_directory` says that the file has a word on that.

    `member.id` is only set when the file was written by CopDesk, and may be unknown here.
    """

    row: int
    member: Member
    groups: tuple[str, ...] = ()
    states_directory: bool = False

    @property
    def says_no(self) -> bool:
        """Whether this is not to be printed with contact details, and says so."""
        return self.states_directory and not self.member.in_directory

    def without_yes(self) -> IncomingPerson:
        """Return the person as one who did not agree to be printed; a no stays."""
        return self if self.says_no else replace(self, states_directory=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that cannot become a member, with the sentence why and its cells as they were read."""

    row: int
    sentence: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """The verdict on one row; `resembles` are the members that a held row may be."""

    row: int
    verdict: Verdict
    reason: str
    person: IncomingPerson | None = None
    changed: tuple[str, ...] = ()
    resembles: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    """A member to store, with the names of the groups to join; an empty id means a new member."""

    member: Member
    join: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Every row with its verdict, and each member to store once, whatever the number of rows."""

    rows: tuple[PlannedRow, ...]
    people: tuple[PlannedPerson, ...]

    def counts(self) -> dict[str, int]:
        """Return `rows` and the number of rows of each verdict, which add up to it."""
        counted = Counter(row.verdict for row in self.rows)
        return {"rows": len(self.rows)} | {kind.value: counted[kind] for kind in Verdict}
