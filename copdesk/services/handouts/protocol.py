"""What handouts about a protocol are made from: itself, and the times of a plan if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copdesk.domain.meetings import AgendaItem
from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.protocols.protocol import Protocol
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.services.handouts.meeting import meeting_papers
from copdesk.services.handouts.sources import Sources
from copdesk.services.protocols import all_protocols, protocol_called, protocol_named

if TYPE_CHECKING:
    from copdesk.pdf.handouts.parts.papers import ProtocolPapers


def protocol_papers(sources: Sources) -> ProtocolPapers:
    """Collect a protocol that is named, or the first on the agenda of a meeting.

    Its plan is for the number of people that was asked for, else for those of the meeting.
    """
    from copdesk.pdf.handouts.parts.papers import ProtocolPapers

    tx, wanted = sources.tx, sources.wanted
    named = protocol_called(wanted.protocol, all_protocols(tx)) if wanted.protocol else None
    if not (named and not wanted.meeting and _needs_no_meeting(sources)):
        papers = meeting_papers(sources)
        for starts_at, item in papers.meeting.timetable():
            if item.protocol_id and (named is None or named.id == item.protocol_id):
                protocol = named or protocol_named(tx, item.protocol_id)
                plan = _asked_plan(sources, protocol, item) or papers.plans.get(item.id)
                return ProtocolPapers(protocol=protocol, plan=plan, starts_at=starts_at)
        if named is None:
            raise UserError(
                _("No agenda item of “{title}” is led by a protocol.").format(
                    title=papers.meeting.title
                ),
                _("Choose one on the agenda, or name a protocol."),
            )
    return ProtocolPapers(protocol=named, plan=_asked_plan(sources, named))


def _needs_no_meeting(sources: Sources) -> bool:
    """Whether its plan is asked for, or nothing is planned yet that could have it."""
    return _is_planned(sources) or not sources.tx.meetings.heads()


def _is_planned(sources: Sources) -> bool:
    return bool(sources.wanted.people or sources.wanted.minutes)


def _asked_plan(
    sources: Sources, protocol: Protocol, item: AgendaItem | None = None
) -> RunPlan | None:
    """Return the plan for the people and minutes that were asked for, or None if none were.

    What is left open is as many as suit the protocol best, and the minutes of the agenda item.
    """
    wanted = sources.wanted
    if not _is_planned(sources):
        return None
    minutes = wanted.minutes or (item.minutes if item else 0)
    people = invented(wanted.people or protocol.size.ideal)
    return compile_plan(protocol, people, seconds=minutes * 60 or None)
