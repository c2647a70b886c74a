"""A community, open for the length of a command."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from copdesk.clock import Clock
from copdesk.errors import ReadOnly
from copdesk.language import _
from copdesk.services.opening import Services, open_community


@contextmanager
def changing(folder: Path, clock: Clock) -> Generator[Services]:
    """Open a community to change it; nobody else may have it open for that."""
    services = open_community(folder, clock)
    try:
        if services.read_only_reason:
            raise ReadOnly(services.read_only_reason, _("Nothing was changed."))
        services.community.get()  # or somebody else's work would go into a file without a name
        yield services
    finally:
        services.close()


@contextmanager
def looking(folder: Path, clock: Clock) -> Generator[Services]:
    """Open a community to read it, also while a window has it open."""
    services = open_community(folder, clock, read_only=True)
    try:
        yield services
    finally:
        services.close()
