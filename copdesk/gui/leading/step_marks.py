"""The steps of a discussion that goes on as rows: done, now, coming or left out."""

from __future__ import annotations

from dataclasses import dataclass

from copdesk.domain.plan.segments import Segment
from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.state import TimerState
from copdesk.gui.leading.words import segment_title
from copdesk.language import _, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step with what became of it so far."""

    segment: Segment
    title: str
    second: str
    badge: str
    icon: str


def step_marks(state: TimerState) -> list[StepMark]:
    """Return all steps in their order."""
    return [_mark(state, segment) for segment in state.segments]


def mark_title(segment: Segment) -> str:
    """Return a step with whose turn it is."""
    title, names = segment_title(segment), listed(one.name for one in segment.turn_people)
    return _("{step} ({name})").format(step=title, name=names) if names else title


def _mark(state: TimerState, segment: Segment) -> StepMark:
    title = mark_title(segment)
    second, icon = _stands(state, segment)
    badge = "" if segment.is_sitting else clock_text(segment.seconds)
    return StepMark(segment=segment, title=title, second=second, badge=badge, icon=icon)


def _stands(state: TimerState, segment: Segment) -> tuple[str, str]:
    """Return what became of a step, and a shape for it."""
    if segment.id == state.current.id:
        return (_("Now") if state.started_tau is not None else _("Comes first")), "play"
    if segment.id in state.skipped:
        return _("Left out"), "close"
    took = clock_text(state.elapsed_ms(segment.id) // 1000)
    if segment.id in state.done:
        return _("Done, took {time}").format(time=took), "check"
    if state.elapsed_ms(segment.id):
        return _("Begun, goes on from {time}").format(time=took), "clock"
    return _("Coming"), "right"
