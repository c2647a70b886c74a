"""Column types that look the same in the file on every laptop."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.types import TypeDecorator

LARGE: Final = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers of 64 bits: SQLite has no others, PostgreSQL has to be told."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, kept as text to the millisecond: 2026-03-04T17:05:09.250Z."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """Turn an aware datetime into text."""
        if value is None:
            return None
        moment = value.astimezone(UTC).isoformat(timespec="milliseconds")
        return moment.replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """Turn text into an aware datetime."""
        return None if value is None else datetime.fromisoformat(value)
