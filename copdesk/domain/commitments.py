"""Commitments, which come back at the next meeting as "report back"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from copdesk.domain.meetings import Meeting
from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _


class CommitmentState(StrEnum):
    """Where a commitment stands; letting go is as respectable as keeping."""

    OPEN = "open"
    KEPT = "kept"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """What somebody told the others about trying it."""

    id: str = ""
    meeting_id: str = ""
    reported_on: date | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Who will try or do what; `by` is None for "until we meet again".

    `who` is free text for somebody who is not a member.
    """

    id: str = ""
    text: str
    member_id: str = ""
    who: str = ""
    made_on: date | None = None
    by: date | None = None
    meeting_id: str = ""
    item_id: str = ""
    run_id: str = ""
    state: CommitmentState = CommitmentState.OPEN
    reports: tuple[ReportBack, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it still comes back at the next meeting."""
        return self.state is CommitmentState.OPEN

    def waits_for(self, meeting: Meeting) -> bool:
        """Whether people are asked at a meeting what came of it: it is open, and from before."""
        from_before = self.made_on is None or self.made_on <= meeting.held_on
        return self.is_open and self.meeting_id != meeting.id and from_before

    def checked(self) -> Commitment:
        """Return self with tidy text, or raise InvalidInput for the first wrong field."""
        text = checked_text("text", self.text, 2000).strip()
        if not text:
            raise InvalidInput(
                "text", _("A commitment needs words."), _("Type what will be tried or done.")
            )
        return replace(self, text=text, who=checked_line("who", self.who))
