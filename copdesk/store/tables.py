"""The tables. Nothing outside `copdesk.store` sees these classes.

Columns are named like the fields of the domain values. Columns and tables are only ever added.
Foreign keys stay inside an aggregate; other ids are plain text that may point to something that
is not here yet. `parent` names the column that holds the owner of a child row.

Annotations are evaluated as Python reads them: as text, each would be evaluated a second time,
which costs a third of the time that this module takes to import.
"""

from datetime import date, datetime, time
from typing import ClassVar, Final

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, Text, Time
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from copdesk.store.columns import LARGE, Instant

MERGED: Final = {"exchange": "merged"}
"""Of such a text, what two people wrote is put together; of any other column, one value stands."""
DERIVED: Final = {"exchange": "derived"}
"""Such a column is made from the others, on each laptop for itself."""


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map: ClassVar = {
        str: Text,
        bool: Boolean,
        int: LARGE,
        float: Float,
        date: Date,
        time: Time,
        datetime: Instant,
    }


class Record(Base):
    """What every shared row has; it is hidden, never deleted, while `removed_at` is set."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Child(Record):
    """A row that belongs to an aggregate and has a place among its like."""

    __abstract__ = True
    parent: ClassVar[str]

    position: Mapped[float] = mapped_column(info=DERIVED)


class CommunityRow(Record):
    """See domain.community.Community."""

    __tablename__ = "community"

    name: Mapped[str]
    about: Mapped[str] = mapped_column(info=MERGED)
    place: Mapped[str]
    language: Mapped[str]
    paper: Mapped[str]
    founded_on: Mapped[date | None]


class NormsRow(Child):
    """See domain.community.Norms."""

    __tablename__ = "norms"
    parent = "community_id"

    community_id: Mapped[str] = mapped_column(ForeignKey("community.id"), index=True)
    agreed_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(info=MERGED)


class GoalRow(Child):
    """See domain.community.Goal."""

    __tablename__ = "goal"
    parent = "community_id"

    community_id: Mapped[str] = mapped_column(ForeignKey("community.id"), index=True)
    text: Mapped[str]
    review_on: Mapped[date | None]
    reached_on: Mapped[date | None]


class GroupRow(Record):
    """See domain.members.Group."""

    __tablename__ = "member_group"

    name: Mapped[str]
    purpose: Mapped[str] = mapped_column(info=MERGED)


class MemberRow(Record):
    """See domain.members.Member; `sort_name` is the folded name that lists are ordered by."""

    __tablename__ = "member"

    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(index=True, info=DERIVED)
    preferred_name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    school: Mapped[str]
    teaches: Mapped[str]
    role: Mapped[str]
    address: Mapped[str]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    in_directory: Mapped[bool]
    notes: Mapped[str] = mapped_column(info=MERGED)


class MembershipRow(Child):
    """See domain.members.Membership."""

    __tablename__ = "membership"
    parent = "member_id"

    member_id: Mapped[str] = mapped_column(ForeignKey("member.id"), index=True)
    group_id: Mapped[str]
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]


class SeriesRow(Record):
    """See domain.meetings.Series."""

    __tablename__ = "series"

    title: Mapped[str]
    place: Mapped[str]
    starts_at: Mapped[time | None]
    packet_parts: Mapped[str]


class MeetingRow(Record):
    """See domain.meetings.Meeting."""

    __tablename__ = "meeting"

    title: Mapped[str]
    held_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[time | None]
    place: Mapped[str]
    purpose: Mapped[str] = mapped_column(info=MERGED)
    state: Mapped[str]
    series_id: Mapped[str]


class AgendaItemRow(Child):
    """See domain.meetings.AgendaItem."""

    __tablename__ = "agenda_item"
    parent = "meeting_id"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    title: Mapped[str]
    kind: Mapped[str]
    minutes: Mapped[int]
    lead_id: Mapped[str]
    lead_name: Mapped[str]
    protocol_id: Mapped[str]
    notes: Mapped[str] = mapped_column(info=MERGED)


class AgendaResourceRow(Child):
    """See domain.meetings.AgendaResource."""

    __tablename__ = "agenda_resource"
    parent = "meeting_id"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[str]
    resource_id: Mapped[str]


class AttendanceRow(Child):
    """See domain.meetings.Attendance."""

    __tablename__ = "attendance"
    parent = "meeting_id"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[str]
    visitor: Mapped[str]
    presence: Mapped[str]
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]


class RoleTakenRow(Child):
    """See domain.meetings.RoleTaken."""

    __tablename__ = "role_taken"
    parent = "meeting_id"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    role: Mapped[str]
    member_id: Mapped[str]


class NoteRow(Child):
    """See domain.meetings.Note."""

    __tablename__ = "note"
    parent = "meeting_id"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[str]
    kind: Mapped[str]
    member_id: Mapped[str]
    text: Mapped[str] = mapped_column(info=MERGED)


class DecisionRow(Child):
    """See domain.meetings.Decision."""

    __tablename__ = "decision"
    parent = "meeting_id"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[str]
    text: Mapped[str]
    reason: Mapped[str] = mapped_column(info=MERGED)
    differing_views: Mapped[str] = mapped_column(info=MERGED)
    review_on: Mapped[date | None]


class TopicRow(Record):
    """See domain.topics.Topic."""

    __tablename__ = "topic"

    text: Mapped[str]
    raised_by: Mapped[str]
    raised_on: Mapped[date | None]
    meeting_id: Mapped[str]
    taken_up_in: Mapped[str]


class CommitmentRow(Record):
    """See domain.commitments.Commitment."""

    __tablename__ = "commitment"

    text: Mapped[str]
    member_id: Mapped[str] = mapped_column(index=True)
    who: Mapped[str]
    made_on: Mapped[date | None]
    by: Mapped[date | None]
    meeting_id: Mapped[str] = mapped_column(index=True)
    item_id: Mapped[str]
    run_id: Mapped[str]
    state: Mapped[str]


class ReportBackRow(Child):
    """See domain.commitments.ReportBack."""

    __tablename__ = "report_back"
    parent = "commitment_id"

    commitment_id: Mapped[str] = mapped_column(ForeignKey("commitment.id"), index=True)
    meeting_id: Mapped[str]
    reported_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(info=MERGED)


class ResourceRow(Record):
    """See domain.library.Resource; `sort_title` is the folded title that lists are ordered by."""

    __tablename__ = "resource"
    __table_args__ = (
        Index("ix_resource_by_title", "removed_at", "sort_title", "id"),
        Index("ix_resource_by_date", "removed_at", "added_on", "id"),
    )

    title: Mapped[str]
    sort_title: Mapped[str] = mapped_column(info=DERIVED)
    kind: Mapped[str]
    authors: Mapped[str]
    year: Mapped[str]
    subject: Mapped[str]
    grade: Mapped[str]
    source: Mapped[str]
    shelf: Mapped[str]
    consent: Mapped[str]
    shared_by: Mapped[str]
    added_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(info=MERGED)


class AttachedFileRow(Child):
    """See domain.library.AttachedFile."""

    __tablename__ = "attached_file"
    parent = "resource_id"

    resource_id: Mapped[str] = mapped_column(ForeignKey("resource.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)


class TagRow(Child):
    """See domain.library.Tag."""

    __tablename__ = "tag"
    parent = "resource_id"

    resource_id: Mapped[str] = mapped_column(ForeignKey("resource.id"), index=True)
    text: Mapped[str]


class UseRow(Child):
    """See domain.library.Use."""

    __tablename__ = "use"
    parent = "resource_id"

    resource_id: Mapped[str] = mapped_column(ForeignKey("resource.id"), index=True)
    member_id: Mapped[str]
    used_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(info=MERGED)


class ProtocolRow(Record):
    """A protocol of the community's own, as the text of its file; `name` is what links use."""

    __tablename__ = "protocol"

    name: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]


class RunRow(Record):
    """See domain.runs.Run."""

    __tablename__ = "run"

    title: Mapped[str]
    protocol_id: Mapped[str]
    meeting_id: Mapped[str] = mapped_column(index=True)
    item_id: Mapped[str]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    state: Mapped[str]
    plan: Mapped[str]
    led_on: Mapped[str]


class RunNoteRow(Child):
    """See domain.runs.RunNote."""

    __tablename__ = "run_note"
    parent = "run_id"

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
    segment_id: Mapped[str]
    segment_title: Mapped[str]
    kind: Mapped[str]
    person: Mapped[str]
    text: Mapped[str] = mapped_column(info=MERGED)


class RunEventRow(Record):
    """See domain.runs.LoggedEvent; rows are only ever appended."""

    __tablename__ = "run_event"

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
    seq: Mapped[int]
    segment_id: Mapped[str]
    kind: Mapped[str]
    tau_ms: Mapped[int]
    wall: Mapped[datetime]
    actor: Mapped[str]
    payload: Mapped[str]
