"""Commitments and what was reported back."""

from __future__ import annotations

from sqlalchemy import select

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.language import N_
from copdesk.store.mapping import AggregateKind, ChildKind
from copdesk.store.repository import Repository
from copdesk.store.tables import CommitmentRow, ReportBackRow


class Commitments(Repository[Commitment]):
    """The commitments, oldest first."""

    kind = AggregateKind(
        Commitment,
        CommitmentRow,
        {"reports": ChildKind(ReportBack, ReportBackRow)},
        N_("That commitment is no longer there."),
    )

    def open(self) -> list[Commitment]:
        """Return those that still come back at the next meeting."""
        query = select(CommitmentRow).where(
            CommitmentRow.removed_at.is_(None), CommitmentRow.state == CommitmentState.OPEN.value
        )
        return self._select(query.order_by(*self._order()))

    def of_meeting(self, meeting_id: str) -> list[Commitment]:
        """Return those made at a meeting."""
        query = select(CommitmentRow).where(
            CommitmentRow.removed_at.is_(None), CommitmentRow.meeting_id == meeting_id
        )
        return self._select(query.order_by(*self._order()))
