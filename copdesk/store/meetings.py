"""Meetings, their series, and topics that wait for one."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from copdesk.domain.meetings import (
    AgendaItem,
    AgendaResource,
    Attendance,
    Decision,
    Meeting,
    Note,
    RoleTaken,
    Series,
)
from copdesk.domain.topics import Topic
from copdesk.language import N_
from copdesk.store.mapping import AggregateKind, ChildKind, read_columns, value_of
from copdesk.store.repository import Repository
from copdesk.store.tables import (
    AgendaItemRow,
    AgendaResourceRow,
    AttendanceRow,
    DecisionRow,
    MeetingRow,
    NoteRow,
    RoleTakenRow,
    SeriesRow,
    TopicRow,
)


class AllSeries(Repository[Series]):
    """The series of meetings."""

    kind = AggregateKind(Series, SeriesRow, {}, N_("That series is no longer there."))


class Topics(Repository[Topic]):
    """The backlog, oldest first."""

    kind = AggregateKind(Topic, TopicRow, {}, N_("That topic is no longer there."))


class Meetings(Repository[Meeting]):
    """The meetings, the latest first."""

    kind = AggregateKind(
        Meeting,
        MeetingRow,
        {
            "agenda": ChildKind(AgendaItem, AgendaItemRow),
            "resources": ChildKind(
                AgendaResource, AgendaResourceRow, lambda one: (one.resource_id, one.item_id)
            ),
            "attendance": ChildKind(Attendance, AttendanceRow, lambda one: (one.member_id,)),
            "roles": ChildKind(RoleTaken, RoleTakenRow, lambda one: (str(one.role),)),
            "notes": ChildKind(Note, NoteRow),
            "decisions": ChildKind(Decision, DecisionRow),
        },
        N_("That meeting is no longer there."),
    )

    def _order(self) -> tuple[Any, ...]:
        return (
            MeetingRow.held_on.desc(),
            MeetingRow.starts_at.desc().nulls_last(),
            MeetingRow.id.desc(),
        )

    def heads(self) -> list[Meeting]:
        """Return every meeting without what belongs to it: enough for a list, and quick."""
        table: Any = MeetingRow.__table__.c  # the first use of a mapped class costs a long while
        columns = [table[column.key] for column in read_columns(Meeting, MeetingRow)]
        query: Any = select(*columns).where(table.removed_at.is_(None))
        order = (table.held_on.desc(), table.starts_at.desc().nulls_last(), table.id.desc())
        rows: Any = self._session.connection().execute(query.order_by(*order))
        return [value_of(Meeting, row) for row in rows]

    def change_numbers(self) -> dict[str, int]:
        """Return a number for each meeting that only grows as it is changed.

        It is the seconds between making it and the last change of it or of its agenda.
        """
        changed = func.max(AgendaItemRow.updated_at)
        query = (
            select(MeetingRow.id, MeetingRow.created_at, MeetingRow.updated_at, changed)
            .outerjoin(AgendaItemRow, AgendaItemRow.meeting_id == MeetingRow.id)
            .group_by(MeetingRow.id)
        )
        return {
            key: max(0, int((max(own, item or own) - made).total_seconds()))
            for key, made, own, item in self._session.execute(query)
        }

    def before(self, day: date, besides: str = "") -> list[Meeting]:
        """Return the meetings held before a day, the latest first."""
        query = select(MeetingRow).where(
            MeetingRow.removed_at.is_(None), MeetingRow.held_on < day, MeetingRow.id != besides
        )
        return self._select(query.order_by(*self._order()))

    def using(self, resource_id: str) -> list[Meeting]:
        """Return the meetings that a resource is tied to, the latest first."""
        ties = select(AgendaResourceRow.meeting_id).where(
            AgendaResourceRow.resource_id == resource_id, AgendaResourceRow.removed_at.is_(None)
        )
        query = select(MeetingRow).where(MeetingRow.removed_at.is_(None), MeetingRow.id.in_(ties))
        return self._select(query.order_by(*self._order()))
