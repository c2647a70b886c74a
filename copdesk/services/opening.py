"""Opening and making communities: all services over one folder."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from copdesk.clock import Clock
from copdesk.domain.community import Community
from copdesk.domain.text import file_stem
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.services.commitments import CommitmentService
from copdesk.services.community import CommunityService
from copdesk.services.drafts import DraftService
from copdesk.services.meetings import MeetingService
from copdesk.services.members import MemberService
from copdesk.services.search import SearchService
from copdesk.store.engine import NewerVersion
from copdesk.store.lock import Held
from copdesk.store.transaction import Database, take_away

if TYPE_CHECKING:
    from copdesk.services.copies import CopyService
    from copdesk.services.discussions import DiscussionService
    from copdesk.services.handouts.service import HandoutService
    from copdesk.services.library import LibraryService
    from copdesk.services.own_protocols import OwnProtocolService
    from copdesk.services.packets import PacketService
    from copdesk.services.previews import PreviewService
    from copdesk.services.protocols import ProtocolService
    from copdesk.services.safety import SafetyService
    from copdesk.services.transfer import TransferService

__all__ = ["Held", "NewerVersion", "Services", "create_community", "open_community"]


class Services:
    """Every service of one community.

    What the first page does not need is imported when it is first asked for, so that a community
    opens sooner.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._copies: CopyService | None = None
        self.community = CommunityService(database)
        self.members = MemberService(database)
        self.meetings = MeetingService(database)
        self.commitments = CommitmentService(database)
        self.search = SearchService(database)
        self.drafts = DraftService(database)

    @classmethod
    def over(cls, database: Database) -> Services:
        """Build them all on one open database."""
        return cls(database)

    @property
    def folder(self) -> Path:
        """Where the community's files are."""
        return self._database.folder

    @property
    def clock(self) -> Clock:
        """The clock that everything in this community goes by."""
        return self._database.clock

    @property
    def read_only_reason(self) -> str:
        """A sentence when nothing may be changed, otherwise empty."""
        return self._database.read_only_reason

    @cached_property
    def library(self) -> LibraryService:
        """Resources and the files in them."""
        from copdesk.services.library import LibraryService

        return LibraryService(self._database)

    @property
    def copies(self) -> CopyService:
        """Copies of files for other programs to open; they go when the community is closed."""
        if self._copies is None:
            from copdesk.services.copies import CopyService

            self._copies = CopyService(self._database)
        return self._copies

    @cached_property
    def previews(self) -> PreviewService:
        """What attached files look like."""
        from copdesk.services.previews import PreviewService

        return PreviewService(self._database)

    @cached_property
    def protocols(self) -> ProtocolService:
        """The shipped protocols and the community's own."""
        from copdesk.services.protocols import ProtocolService

        return ProtocolService(self._database)

    @cached_property
    def own_protocols(self) -> OwnProtocolService:
        """The community's own protocols, to be changed and exchanged."""
        from copdesk.services.own_protocols import OwnProtocolService

        return OwnProtocolService(self._database)

    @cached_property
    def discussions(self) -> DiscussionService:
        """Runs of protocols."""
        from copdesk.services.discussions import DiscussionService

        return DiscussionService(self._database)

    @cached_property
    def handouts(self) -> HandoutService:
        """Everything that is printed."""
        from copdesk.services.handouts.service import HandoutService

        return HandoutService(self._database)

    @cached_property
    def packets(self) -> PacketService:
        """What a packet consists of."""
        from copdesk.services.packets import PacketService

        return PacketService(self._database)

    @cached_property
    def transfer(self) -> TransferService:
        """Imports and exports."""
        from copdesk.services.transfer import TransferService

        return TransferService(self._database)

    @cached_property
    def safety(self) -> SafetyService:
        """Checks and backups."""
        from copdesk.services.safety import SafetyService

        return SafetyService(self._database)

    def close(self) -> None:
        """Let go of the community's files."""
        if self._copies is not None:
            self._copies.close()
        self._database.close()


def open_community(folder: Path, clock: Clock, *, read_only: bool = False) -> Services:
    """Open a community; Held says who else is changing it, NewerVersion that ours is too old."""
    reason = _("This community was opened for reading only.") if read_only else ""
    return Services.over(Database.open(folder, clock, read_only_reason=reason))


def create_community(
    folder: Path, clock: Clock, *, name: str, about: str = "", language: str = "en"
) -> Services:
    """Make a community in a folder that is empty or not there yet, and open it.

    A name that is refused leaves nothing behind.
    """
    community = Community(name=name, about=about, language=language).checked()
    was_there = False
    with suppress(OSError):  # what is wrong with it, the next line tells
        was_there = folder.exists()
    database = Database.create(folder, clock)
    try:
        with database.transaction() as tx:
            tx.community.put(community)
    except BaseException:
        database.close()
        take_away(folder, keep_folder=was_there)
        raise
    return Services.over(database)


def suggested_folder(parent: Path, name: str) -> Path:
    """Return a folder for a new community that does not exist yet, named after it."""
    stem = file_stem(name) or "Community"
    for number in range(1, 1000):
        folder = parent / (stem if number == 1 else f"{stem} {number}")
        if not folder.exists():
            return folder
    raise UserError(
        _("There are too many communities called “{name}” here.").format(name=name),
        _("Choose another name."),
    )
