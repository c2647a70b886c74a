"""What a run has come to: planned against actual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.reading import is_date_doubtful, spent_ms
from copdesk.domain.run.state import TimerState


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentReport:
    """One segment afterwards; `planned_s` is None for what was added on the way.

    `speakers` are those whose turn it was; what is printed does not name them.
    """

    segment_id: str
    title: str
    heading: str
    planned_s: int | None
    actual_ms: int
    skipped: bool
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A whole run afterwards; its date is that of the start, even past midnight."""

    started_at: datetime | None
    ended_at: datetime | None
    date_is_doubtful: bool
    planned_s: int
    actual_ms: int
    segments: tuple[SegmentReport, ...]


def run_report(plan: RunPlan, state: TimerState) -> RunReport:
    """Compare the plan with what happened."""
    planned = {segment.id: segment.seconds for segment in plan.segments}
    return RunReport(
        started_at=state.started_at,
        ended_at=state.ended_at,
        date_is_doubtful=is_date_doubtful(state),
        planned_s=plan.total_s,
        actual_ms=spent_ms(state),
        segments=tuple(
            SegmentReport(
                segment_id=segment.id,
                title=segment.title,
                heading=segment.heading,
                planned_s=planned.get(segment.id),
                actual_ms=state.elapsed_ms(segment.id),
                skipped=segment.id in state.skipped,
                speakers=tuple(person.name for person in segment.turn_people),
            )
            for segment in state.segments
        ),
    )
