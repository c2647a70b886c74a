"""Handouts: have what they say collected, lay them out, show them, write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from copdesk.clock import today
from copdesk.language import speaking
from copdesk.services.formats import check_pdf_name
from copdesk.services.handouts.community import community_papers, resources_papers
from copdesk.services.handouts.kinds import BOOKLET, TWO_UP, About, Choice, HandoutKind
from copdesk.services.handouts.meeting import (
    meeting_papers,
    member_at_meeting_papers,
    with_files,
)
from copdesk.services.handouts.members import member_papers, members_papers
from copdesk.services.handouts.protocol import protocol_papers
from copdesk.services.handouts.run import run_papers
from copdesk.services.handouts.sources import Sources
from copdesk.services.handouts.wanted import Wanted
from copdesk.store.transaction import Database

if TYPE_CHECKING:
    from copdesk.domain.community import Community
    from copdesk.pdf.layout.handout import Handout, Press

Report = Callable[[int, int], None]


def _no_papers(_sources: Sources) -> None:
    """Collect nothing: a handout about the program is the same in every community."""


COLLECTORS: Final[Mapping[About, Callable[[Sources], Any]]] = MappingProxyType(
    {
        About.MEETING: meeting_papers,
        About.MEMBER_AT_MEETING: member_at_meeting_papers,
        About.PROTOCOL: protocol_papers,
        About.RUN: run_papers,
        About.MEMBER: member_papers,
        About.MEMBERS: members_papers,
        About.RESOURCES: resources_papers,
        About.COMMUNITY: community_papers,
        About.PROGRAM: _no_papers,
    }
)


class HandoutService:
    """Everything that is printed; nothing here changes the community."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, wanted: Wanted, report: Report | None = None) -> Handout:
        """Lay a handout out; may run in a worker, and `report` may raise Cancelled.

        All of it is read in one transaction, which is over before the laying out begins.
        """
        kind = wanted.checked()
        with self._database.reading() as tx:
            community = tx.community.the_one()
            sources = Sources(tx=tx, wanted=wanted, kind=kind, today=today(self._database.clock))
            with speaking(wanted.language or community.language):
                papers = COLLECTORS[kind.about](sources)
        if Choice.PARTS in kind.choices:
            papers = with_files(papers, self._database.files)
        with speaking(wanted.language or community.language):
            press = _press(kind, wanted, community, report)
            return _on_sheets(kind.load()(press, papers), press, wanted.sheets)

    def save(self, handout: Handout, path: Path) -> None:
        """Write a handout; an older file stays as it is when that fails."""
        from copdesk.store.atomic import write_file

        check_pdf_name(path)
        write_file(path, handout.pdf)

    def pictures(self, pdf: bytes, width: int, pages: Sequence[int]) -> list[bytes]:
        """Return pages of a PDF as PNG pictures of a width in pixels; may run in a worker."""
        from copdesk.pdf.foreign.preview import render_pages

        return render_pages(pdf, width, pages)


def _press(kind: HandoutKind, wanted: Wanted, community: Community, report: Report | None) -> Press:
    from copdesk.pdf.layout.handout import Press
    from copdesk.pdf.layout.page import ignore_progress

    usual = community.paper if community.paper in kind.options.papers else kind.options.papers[0]
    return Press.on(
        wanted.paper or usual, large_print=wanted.large_print, report=report or ignore_progress
    )


def _on_sheets(handout: Handout, press: Press, sheets: str) -> Handout:
    from copdesk.pdf.handouts.imposition import booklet, two_up

    if sheets == BOOKLET:
        return booklet(handout, press)
    return two_up(handout, press) if sheets == TWO_UP else handout
