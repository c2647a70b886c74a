"""What handouts about a discussion are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.runs import Run, RunState
from copdesk.domain.run.state import Phase, TimerState, fold
from copdesk.errors import NotFound
from copdesk.language import _
from copdesk.services.handouts.sources import Sources
from copdesk.store.transaction import Transaction

if TYPE_CHECKING:
    from copdesk.pdf.handouts.parts.papers import RunPapers


def run_papers(sources: Sources) -> RunPapers:
    """Collect what the report on a discussion tells; without an id the one that ended last.

    With a meeting's id it is the last one of that meeting.
    """
    from copdesk.pdf.handouts.parts.papers import RunPapers

    tx, wanted = sources.tx, sources.wanted
    run = tx.runs.get(wanted.run) if wanted.run else _latest(tx, wanted.meeting_id)
    plan = RunPlan.from_json(run.plan)
    everybody = (*tx.members.in_trash(), *tx.members.all())
    return RunPapers(
        community=tx.community.the_one(),
        run=run,
        plan=plan,
        state=_state(tx, run, plan),
        commitments=tuple(one for one in tx.commitments.all() if one.run_id == run.id),
        members={one.id: one for one in everybody},
    )


def _latest(tx: Transaction, meeting_id: str) -> Run:
    runs = tx.runs.of_meeting(meeting_id) if meeting_id else tx.runs.all()
    ended = [run for run in runs if run.state is RunState.ENDED and run.ended_at is not None]
    if not ended:
        raise NotFound(
            _("There is no discussion to report on yet."),
            _("Lead one on the Timer page to its end, or name one that is still open."),
        )
    return max(ended, key=lambda run: (str(run.ended_at), run.id))


def _state(tx: Transaction, run: Run, plan: RunPlan) -> TimerState:
    """Return where a run ended, or was last seen alive when nobody ended it."""
    state, last = fold(plan, tx.runs.events(run.id)), tx.runs.heartbeat(run.id)
    if state.phase is Phase.RUNNING and last is not None and last.tau_ms > state.tau_ms:
        return state.at(last.tau_ms)
    return state
