"""What a user can do to be safe: check, back up, restore."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from copdesk.clock import Clock
from copdesk.domain.safety import Backup, CheckReport, Mended, Restored
from copdesk.errors import ReadOnly
from copdesk.language import _
from copdesk.store import restore as restoring
from copdesk.store.backup import BACKUPS, backups_in, make_backup, rotate, verify
from copdesk.store.check import examine
from copdesk.store.engine import connect
from copdesk.store.failures import FileDamaged, as_user_errors
from copdesk.store.restore import AnotherCommunity
from copdesk.store.search_check import rebuild_index
from copdesk.store.transaction import Database
from copdesk.store.versions import FILES_FILE

__all__ = ["AnotherCommunity", "SafetyService", "checked", "mended", "restore", "verified"]

Report = Callable[[int, int], None]


class SafetyService:
    """Checks and backups of one open community."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self, report: Report | None = None) -> CheckReport:
        """Read everything and say what is whole and what is not; changes nothing."""
        database = self._database
        return examine(database.path, database.folder / FILES_FILE, database.files, report)

    def backup(self, to: Path | None = None, report: Report | None = None) -> Backup:
        """Make a verified backup in a folder of the user's, or beside the community.

        Beside the community the older ones are thinned out; elsewhere nothing is removed.
        """
        database = self._database
        folder = to or database.folder / BACKUPS
        files = (database.path, database.folder / FILES_FILE)
        made = make_backup(files, folder, database.clock, report)
        if to is None:
            rotate(folder, database.clock)
        return made

    def backups(self) -> list[Backup]:
        """Return the backups beside the community, the newest first."""
        return backups_in(self._database.folder / BACKUPS)

    def mend(self, report: Report | None = None) -> Mended:
        """Put right what can be made from the rest, which is the search index; then check."""
        found = self.check(report)
        if not found.search_is_wrong:
            return Mended(report=found)
        self.rebuild_search()
        done = _("The search index was rebuilt; search finds everything again.")
        return Mended(report=self.check(report), done=(done,))

    def rebuild_search(self) -> None:
        """Make the search index anew; everything else stays as it is."""
        database = self._database
        if database.read_only_reason:
            raise ReadOnly(database.read_only_reason, _("Nothing was changed."))
        with as_user_errors(), closing(connect(database.path)) as connection:
            rebuild_index(connection)


def checked(folder: Path, clock: Clock, report: Report | None = None) -> CheckReport:
    """Check a community that may be too damaged to be opened: that, too, is a finding."""
    try:
        database = Database.open(folder, clock, read_only_reason=_("It was only looked at."))
        with closing(database):
            return SafetyService(database).check(report)
    except FileDamaged as error:
        return CheckReport(problems=(error.sentence,))


def mended(folder: Path, clock: Clock, report: Report | None = None) -> Mended:
    """Mend a community that nobody else has open; one that cannot be opened is only reported."""
    try:
        with closing(Database.open(folder, clock)) as database:
            return SafetyService(database).mend(report)
    except FileDamaged as error:
        return Mended(report=CheckReport(problems=(error.sentence,)))


def restore(
    backup: Path,
    folder: Path,
    clock: Clock,
    report: Report | None = None,
    *,
    replacing: str = "",
) -> Restored:
    """Put a backup in the place of a community that nobody has open; keep what was there.

    Where another community is, `replacing` has to be its name, or AnotherCommunity is raised.
    """
    return restoring.restore(backup, folder, clock, report, replacing=replacing)


def verified(backup: Path) -> Backup:
    """Read every byte of a backup and say what it holds, or raise what is wrong with it."""
    return verify(backup)
