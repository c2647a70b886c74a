"""A community, open for the length of a command."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from copdesk.clock import Clock
from copdesk.errors import ReadOnly
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services


@contextmanager
def changing(folder: Path, clock: Clock) -> Generator[Services]:
    """Open a community to change it; nobody else may have it open for that."""
    from copdesk.services.opening import open_community  # not needed to say what a command takes

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
    from copdesk.services.opening import open_community

    services = open_community(folder, clock, read_only=True)
    try:
        yield services
    finally:
        services.close()
