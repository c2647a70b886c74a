"""When a turn that is over waits for the facilitator instead of moving on, and until when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import OnZero, Round
from copdesk.domain.run.log import Kind
from copdesk.domain.run.state import Phase, fold

LATE = Person(id="late", name="Zoe")


@pytest.fixture
def round_of_three(make_bench, make_steps):
    turn = replace(make_steps(1, on_zero=OnZero.HARD_STOP)[0], id="turn", speak=("turn",))
    bench = make_bench(Round(each=turn), make_steps(1, 5)[1])
    bench.timer.start()
    return bench


def slept_over_the_end(bench):
    """Let the laptop sleep from the middle of the first turn far beyond its end."""
    bench.run(40)
    bench.clock.suspend(110)
    bench.frame()
    bench.timer.decide_gap(count=True)


def test_time_for_another_turn_does_not_hold_the_one_that_runs(round_of_three):
    round_of_three.run(20)
    round_of_three.timer.add(30, "test/turn#3")
    assert not round_of_three.frame().held
    assert round_of_three.run(45).segment.id == "test/turn#2"


def test_time_for_another_turn_lets_none_go_that_waits(round_of_three):
    slept_over_the_end(round_of_three)
    round_of_three.timer.add(30, "test/turn#3")
    reading = round_of_three.run(60)
    assert (reading.segment.id, reading.held) == ("test/turn#1", True)


def test_time_for_the_turn_that_waits_lets_it_go_on_as_planned(round_of_three):
    slept_over_the_end(round_of_three)
    round_of_three.timer.add(120)
    reading = round_of_three.frame()
    assert (reading.held, reading.text) == (False, "0:30")
    assert round_of_three.run(31).segment.id == "test/turn#2"


def test_the_whole_time_again_lets_a_turn_go_on_as_planned(round_of_three):
    slept_over_the_end(round_of_three)
    round_of_three.timer.reset_turn()
    reading = round_of_three.frame()
    assert (reading.held, reading.text) == (False, "1:00")
    assert round_of_three.run(61).segment.id == "test/turn#2"


def test_a_short_stall_does_not_end_the_waiting(round_of_three):
    slept_over_the_end(round_of_three)
    round_of_three.clock.advance(10)
    reading = round_of_three.frame()
    assert (reading.segment.id, reading.held) == ("test/turn#1", True)


def test_next_ends_the_waiting(round_of_three):
    slept_over_the_end(round_of_three)
    round_of_three.timer.next()
    reading = round_of_three.frame()
    assert (reading.segment.id, reading.held, reading.text) == ("test/turn#2", False, "1:00")


def test_a_turn_that_comes_back_when_it_is_over_waits(round_of_three):
    round_of_three.run(65)
    assert round_of_three.frame().segment.id == "test/turn#2"
    round_of_three.timer.back()
    reading = round_of_three.run(30)
    assert (reading.segment.id, reading.held, reading.text) == ("test/turn#1", True, "+0:30")


def test_a_turn_that_comes_back_with_time_left_does_not_wait(round_of_three):
    round_of_three.run(30)
    round_of_three.timer.next()
    round_of_three.timer.back()
    assert not round_of_three.frame().held
    assert round_of_three.run(31).segment.id == "test/turn#2"


def test_an_undone_end_of_a_turn_waits(round_of_three):
    round_of_three.run(63)
    round_of_three.timer.undo()
    reading = round_of_three.run(10)
    assert (reading.segment.id, reading.held, reading.text) == ("test/turn#1", True, "+0:13")


def test_a_turn_without_time_moves_on_at_once(round_of_three):
    round_of_three.timer.add(-60, "test/turn#2")
    assert round_of_three.run(61).segment.id == "test/turn#3"


@pytest.mark.parametrize(
    ("seconds", "segment"), [(29, "test/turn#2"), (31, "test/turn#1"), (200, "test/turn#1")]
)
def test_a_long_stall_over_the_end_waits_and_a_short_one_moves_on(round_of_three, seconds, segment):
    round_of_three.run(45)
    round_of_three.clock.advance(seconds)
    round_of_three.frame()
    if seconds >= 120:
        round_of_three.timer.decide_gap(count=True)
    assert round_of_three.frame().segment.id == segment


def test_a_sleep_that_does_not_reach_the_end_holds_nothing(round_of_three):
    round_of_three.run(10)
    round_of_three.clock.suspend(20)
    reading = round_of_three.frame()
    assert (reading.held, reading.text) == (False, "0:30")


def test_who_entered_a_turn_is_known_until_it_begins_anew(round_of_three):
    assert not round_of_three.frame().entered_by_timer
    assert round_of_three.run(61).entered_by_timer
    round_of_three.timer.reset_turn()
    assert not round_of_three.frame().entered_by_timer
    round_of_three.run(61)
    assert round_of_three.frame().entered_by_timer
    round_of_three.timer.goto("test/turn#2")
    assert not round_of_three.frame().entered_by_timer


def test_each_beginning_of_a_turn_has_a_number_of_its_own(round_of_three):
    visits = [round_of_three.frame().visit]
    for move in ("next", "reset_turn", "back", "reset_turn", "next"):
        getattr(round_of_three.timer, move)()
        visits.append(round_of_three.frame().visit)
    assert visits == [0, 1, 2, 3, 4, 5]


def test_a_turn_given_again_has_its_whole_time_and_no_unwatched_time(round_of_three):
    slept_over_the_end(round_of_three)
    assert round_of_three.timer.state.unwatched == {"test/turn#1": 110_000}
    round_of_three.timer.reset_turn()
    assert round_of_three.timer.state.unwatched == {"test/turn#1": 0}
    assert round_of_three.frame().entered_remaining_ms == 60_000


def test_a_log_in_which_an_entry_is_missing_can_still_be_restored(round_of_three):
    timer = round_of_three.timer
    timer.person_arrived(LATE)
    late = next(s.id for s in timer.state.segments if s.turn_people == (LATE,))
    timer.add(60, late)
    timer.goto(late)
    rest = [event for event in timer.log if event.kind != Kind.RECOMPILE]
    state = fold(timer.plan, rest)
    assert state.current.id == "test/turn#1"
    assert [segment.seconds for segment in state.segments] == [60, 60, 60, 300]


def test_a_decision_about_time_lost_before_an_undone_start_decides_nothing(round_of_three):
    slept_over_the_end(round_of_three)
    round_of_three.timer.undo()
    reading = round_of_three.frame()
    assert (reading.phase, reading.gap, reading.text) == (Phase.READY, None, "1:00")
