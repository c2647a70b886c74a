"""Runs: the snapshot of the plan, the log that only grows, and the heartbeat."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from copdesk.domain.run.runs import Heartbeat, LoggedEvent, Run, RunNote, RunState
from copdesk.language import N_
from copdesk.store.local_tables import HeartbeatRow
from copdesk.store.mapping import AggregateKind, ChildKind, columns_of, value_of
from copdesk.store.repository import Repository
from copdesk.store.tables import RunEventRow, RunNoteRow, RunRow


class Runs(Repository[Run]):
    """The runs, oldest first."""

    kind = AggregateKind(
        Run,
        RunRow,
        {"notes": ChildKind(RunNote, RunNoteRow)},
        N_("That discussion is no longer there."),
    )

    def in_state(self, state: RunState) -> list[Run]:
        """Return the runs in a state, such as those that a crash left open."""
        query = select(RunRow).where(RunRow.removed_at.is_(None), RunRow.state == state.value)
        return self._select(query.order_by(*self._order()))

    def of_meeting(self, meeting_id: str) -> list[Run]:
        """Return the runs of a meeting."""
        query = select(RunRow).where(RunRow.removed_at.is_(None), RunRow.meeting_id == meeting_id)
        return self._select(query.order_by(*self._order()))

    def events(self, run_id: str) -> list[LoggedEvent]:
        """Return the log of a run from its beginning."""
        query = select(RunEventRow).where(RunEventRow.run_id == run_id).order_by(RunEventRow.seq)
        rows = self._read(query, LoggedEvent, RunEventRow)
        return [value_of(LoggedEvent, row) for row in rows]

    def append(self, run_id: str, events: Iterable[LoggedEvent]) -> None:
        """Write events behind the log."""
        for event in events:
            self._added(RunEventRow, columns_of(event) | {"run_id": run_id})
        self._session.flush()

    def last_used(self) -> dict[str, str]:
        """Return when each protocol was last started, as ISO text by protocol."""
        query = (
            select(RunRow.protocol_id, func.max(RunRow.started_at))
            .where(RunRow.removed_at.is_(None), RunRow.started_at.is_not(None))
            .group_by(RunRow.protocol_id)
        )
        return {name: moment.isoformat() for name, moment in self._session.execute(query) if moment}

    def heartbeat(self, run_id: str) -> Heartbeat | None:
        """Return the last known moment of a run."""
        row = self._session.get(HeartbeatRow, run_id)
        if row is None:
            return None
        return Heartbeat(
            tau_ms=row.tau_ms, wall=row.wall, monotonic=row.monotonic, boottime=row.boottime
        )

    def beat(self, run_id: str, heartbeat: Heartbeat) -> None:
        """Overwrite the last known moment of a run."""
        self._session.merge(HeartbeatRow(run_id=run_id, **columns_of(heartbeat)))
        self._session.flush()
