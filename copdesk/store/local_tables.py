"""The tables of what the program remembers for itself; never exchanged with another laptop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from copdesk.store.tables import Base


class HeartbeatRow(Base):
    """Local: the last known moment of each open run; see domain.runs.Heartbeat."""

    __tablename__ = "local_heartbeat"

    run_id: Mapped[str] = mapped_column(primary_key=True)
    tau_ms: Mapped[int]
    wall: Mapped[datetime]
    monotonic: Mapped[float]
    boottime: Mapped[float | None]


class ImportRow(Base):
    """Local: one import and, as JSON, what it takes to undo it."""

    __tablename__ = "local_import"

    id: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    source: Mapped[str]
    summary: Mapped[str]
    undo: Mapped[str]
    undone_at: Mapped[datetime | None]


class SettingRow(Base):
    """Local: what the program remembers for itself about this community."""

    __tablename__ = "local_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
