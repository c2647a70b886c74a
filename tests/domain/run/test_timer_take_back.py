from __future__ import annotations

import pytest

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.state import fold
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.services.protocols import shipped_protocol


@pytest.fixture
def timer(clock) -> DiscussionTimer:
    timer = DiscussionTimer(compile_plan(shipped_protocol("chalk-talk"), invented(4)), clock)
    timer.start()
    return timer


def test_one_entry_is_taken_back_whatever_came_after(timer, clock):
    first = timer.state.current
    added = timer.add(60)[-1].seq
    clock.advance(3)
    timer.next()
    timer.next()
    where = timer.state.current.id
    timer.undo(added)
    assert timer.state.segments[0].seconds == first.seconds
    assert timer.state.current.id == where
    assert fold(timer.plan, timer.log).segments == timer.state.segments
    assert added not in timer.undoable


def test_a_correction_is_taken_back(timer, clock):
    clock.advance(4)
    timer.tick()
    timer.finish()
    first = timer.plan.segments[0].id
    corrected = timer.correct(first, 60_000)[-1].seq
    assert timer.state.elapsed_ms(first) == 60_000
    timer.undo(corrected)
    assert timer.state.elapsed_ms(first) == 4000
    assert timer.undo(corrected) == ()


def test_what_others_build_on_is_not_taken_back_alone(timer):
    moved = timer.next()[-1].seq
    timer.pause()
    assert moved not in timer.undoable
    assert timer.undo(moved) == ()
    skipped = timer.skip()[-1].seq
    assert skipped not in timer.undoable


def test_undo_without_a_number_still_takes_the_last(timer, clock):
    added = timer.add(60)[-1].seq
    timer.next()
    timer.undo(added)
    timer.undo()
    assert timer.state.index == 0
    assert timer.state.phase == "running"
