"""Opening and making communities: all services over one folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from copdesk.clock import Clock
from copdesk.domain.community import Community
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.services.commitments import CommitmentService
from copdesk.services.community import CommunityService
from copdesk.services.copies import CopyService
from copdesk.services.discussions import DiscussionService
from copdesk.services.handouts import HandoutService
from copdesk.services.library import LibraryService
from copdesk.services.meetings import MeetingService
from copdesk.services.members import MemberService
from copdesk.services.previews import PreviewService
from copdesk.services.protocols import ProtocolService
from copdesk.services.safety import SafetyService
from copdesk.services.search import SearchService
from copdesk.services.transfer import TransferService
from copdesk.store.engine import NewerVersion
from copdesk.store.lock import Held
from copdesk.store.transaction import Database, take_away

__all__ = ["Held", "NewerVersion", "Services", "create_community", "open_community"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every service of one community; `read_only_reason` is empty when it may be changed."""

    folder: Path
    clock: Clock
    read_only_reason: str
    community: CommunityService
    members: MemberService
    meetings: MeetingService
    commitments: CommitmentService
    library: LibraryService
    copies: CopyService
    previews: PreviewService
    protocols: ProtocolService
    discussions: DiscussionService
    search: SearchService
    handouts: HandoutService
    transfer: TransferService
    safety: SafetyService
    database: Database

    @classmethod
    def over(cls, database: Database) -> Services:
        """Build them all on one open database."""
        protocols = ProtocolService(database)
        return cls(
            folder=database.folder,
            clock=database.clock,
            read_only_reason=database.read_only_reason,
            community=CommunityService(database),
            members=MemberService(database),
            meetings=MeetingService(database),
            commitments=CommitmentService(database),
            library=LibraryService(database),
            copies=CopyService(database),
            previews=PreviewService(database),
            protocols=protocols,
            discussions=DiscussionService(database),
            search=SearchService(database),
            handouts=HandoutService(database, protocols),
            transfer=TransferService(database),
            safety=SafetyService(database),
            database=database,
        )

    def close(self) -> None:
        """Let go of the community's files."""
        self.copies.close()
        self.database.close()


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
    plain = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in name)
    stem = " ".join(plain.split())[:60] or "Community"
    for number in range(1, 1000):
        folder = parent / (stem if number == 1 else f"{stem} {number}")
        if not folder.exists():
            return folder
    raise UserError(
        _("There are too many communities called “{name}” here.").format(name=name),
        _("Choose another name."),
    )
