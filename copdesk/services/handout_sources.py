"""What handouts about a whole community or one discussion are made from, read in one go."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from copdesk.domain.indicators import community_trends, first_month
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.runs import Run, RunState
from copdesk.domain.run.state import Phase, TimerState, fold
from copdesk.errors import NotFound
from copdesk.language import _
from copdesk.store.transaction import Transaction

if TYPE_CHECKING:
    from copdesk.pdf.handouts.run_report import RunPapers
    from copdesk.pdf.handouts.wall_sheet import WallPapers

_LATELY: Final = 4


def run_papers(tx: Transaction, run_id: str, meeting_id: str) -> RunPapers:
    """Collect what the report on a discussion tells; without an id the one that ended last.

    With a meeting's id it is the last one of that meeting.
    """
    from copdesk.pdf.handouts.run_report import RunPapers

    run = tx.runs.get(run_id) if run_id else _latest(tx, meeting_id)
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


def wall_papers(tx: Transaction, today: date) -> WallPapers:
    """Collect what the wall sheet shows."""
    from copdesk.pdf.handouts.wall_sheet import WallPapers

    lately = tx.resources.heads(since=first_month(today))
    return WallPapers(
        community=tx.community.the_one(),
        trends=community_trends(tx.meetings.heads(), lately, today),
        shared=tuple(one.title for one in tx.resources.newest(_LATELY, stories=False)),
        stories=tuple(one.title for one in tx.resources.newest(_LATELY, stories=True)),
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
