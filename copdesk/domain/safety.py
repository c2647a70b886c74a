"""What a check found and what a backup holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found, in sentences; `notes` are worth knowing and no damage.

    `counts` has the number of rows of each shared table. When `search_is_wrong`, that is one of the
    problems, and the only one that can be mended from the rest.
    """

    ok: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    search_is_wrong: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether nothing is damaged or missing."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON can hold it."""
        return {"sound": self.is_sound, **asdict(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What a check finds after mending, and what was done before it, in sentences."""

    report: CheckReport
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A verified copy of a community: a folder of its own, whole in itself."""

    path: Path
    community: str
    made_at: datetime
    program: str
    schema_version: int
    counts: Mapping[str, int]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore put in place, and where it kept what was there before."""

    backup: Backup
    kept: Path | None
