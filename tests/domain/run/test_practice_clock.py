from __future__ import annotations

import pytest

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.clock import GAP_S
from copdesk.domain.run.practice_clock import LONGEST_STEP_S, MOST_MISSED_S, SPEEDS, PracticeClock
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.services.protocols import shipped, shipped_protocol


def let_pass(practice: PracticeClock) -> list[float]:
    return list(practice.steps())


@pytest.mark.parametrize("speed", SPEEDS)
def test_time_passes_so_many_times_as_fast_in_short_steps(clock, speed):
    practice = PracticeClock(clock, speed)
    began = practice.now()
    clock.advance(1)
    steps = let_pass(practice)
    assert sum(steps) == pytest.approx(speed)
    assert max(steps) <= LONGEST_STEP_S < GAP_S
    assert (practice.now() - began).total_seconds() == pytest.approx(speed)


def test_it_stands_still_until_it_is_told(clock):
    practice = PracticeClock(clock, 60)
    clock.advance(1)
    assert practice.monotonic() == 0
    let_pass(practice)
    assert let_pass(practice) == []


def test_a_long_sleep_is_left_out(clock):
    practice = PracticeClock(clock, 10)
    clock.advance(3600)
    assert sum(let_pass(practice)) == pytest.approx(MOST_MISSED_S * 10)


def test_another_speed_holds_from_then_on(clock):
    practice = PracticeClock(clock, 1)
    clock.advance(1)
    let_pass(practice)
    practice.speed = 20
    clock.advance(1)
    let_pass(practice)
    assert practice.monotonic() == pytest.approx(21)


@pytest.mark.parametrize("protocol", shipped(), ids=lambda one: one.id)
def test_every_protocol_can_be_practiced_to_its_end_without_a_gap(clock, protocol):
    practice = PracticeClock(clock, 60)
    plan = compile_plan(protocol, invented(protocol.size.ideal))
    timer = DiscussionTimer(plan, practice)
    timer.start()
    for _look in range(20 * len(plan.segments) + plan.total_s):
        if timer.state.phase is Phase.FINISHED:
            break
        if timer.state.phase is Phase.PUT_AWAY:
            timer.resume()
        clock.advance(1)
        for _step in practice.steps():
            timer.tick()
        reading = timer.reading()
        assert reading.gap is None
        if reading.is_over or reading.segment.open_ended or reading.seconds <= 0:
            timer.next()
    assert timer.state.phase is Phase.FINISHED


def test_a_minute_of_practice_is_an_hour_of_the_plan(clock):
    practice = PracticeClock(clock, 60)
    timer = DiscussionTimer(compile_plan(shipped_protocol("tuning"), invented(8)), practice)
    timer.start()
    for _second in range(60):
        clock.advance(1)
        for _step in practice.steps():
            timer.tick()
    assert timer.state.tau_ms == 3_600_000
