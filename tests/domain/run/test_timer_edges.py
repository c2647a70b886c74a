"""What a press of a button does before the start, after the end, and where it has no sense."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.protocols.protocol import Early, OnZero, Round
from copdesk.domain.run.state import Phase


@pytest.fixture
def five(make_bench, make_steps):
    return make_bench(*make_steps(5, 5, 5))


@pytest.fixture
def alone(make_bench, make_steps):
    return make_bench(*make_steps(5))


def kinds(events):
    return [event.kind for event in events]


def test_next_before_the_start_starts(five):
    assert kinds(five.timer.next()) == ["start"]
    reading = five.run(10)
    assert (reading.segment.id, reading.text, reading.phase) == (
        "test/step-1",
        "4:50",
        Phase.RUNNING,
    )
    assert reading.end_at is None


def test_a_second_start_changes_nothing(five):
    five.timer.start()
    five.run(10)
    assert five.timer.start() == ()
    assert five.run(10).elapsed_ms == 20_000


def test_skipping_the_only_step_before_the_start_does_not_end_what_never_began(alone):
    assert alone.timer.skip() == ()
    reading = alone.frame()
    assert (reading.phase, reading.text) == (Phase.READY, "5:00")
    alone.timer.start()
    assert alone.run(10).text == "4:50"


def test_skipping_the_first_step_before_the_start_begins_with_the_second(five):
    five.timer.skip()
    reading = five.frame()
    assert (reading.segment.id, reading.phase, reading.rest_s) == ("test/step-2", Phase.READY, 600)


def test_skipping_the_last_step_that_runs_ends_the_run(alone):
    alone.timer.start()
    alone.run(10)
    assert kinds(alone.timer.skip()) == ["finish", "skip"]
    assert alone.frame().phase is Phase.FINISHED


def test_nothing_is_added_after_the_end(five):
    five.timer.start()
    five.run(10)
    five.timer.finish()
    assert five.timer.add(60) == ()
    assert five.timer.add(60, "test/step-3") == ()
    assert [segment.seconds for segment in five.timer.state.segments] == [300] * 3


def test_nothing_is_given_again_after_the_end(five):
    five.timer.start()
    five.run(10)
    five.timer.finish()
    assert five.timer.reset_turn() == ()
    assert five.timer.put_away() == ()
    assert five.timer.started_ago(30) == ()
    assert five.timer.state.elapsed_ms("test/step-1") == 10_000


def test_a_step_is_backdated_only_while_it_goes_on_and_only_into_the_past(five):
    assert five.timer.started_ago(30) == ()
    five.timer.start()
    assert five.timer.started_ago(0) == ()
    assert five.timer.started_ago(-5) == ()
    five.timer.started_ago(1.5)
    assert five.frame().elapsed_ms == 1500
    five.timer.pause()
    five.timer.started_ago(30)
    assert five.frame().elapsed_ms == 31_500


def test_a_step_said_to_have_begun_earlier_makes_nobody_late(five):
    five.timer.start()
    five.run(60)
    five.timer.started_ago(90)
    reading = five.frame()
    assert (reading.text, reading.ahead_s) == ("2:30", 0)
    five.run(200)
    assert five.frame().ahead_s == -50


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_exactly_an_hour_needs_no_confirmation(five, seconds):
    five.timer.start()
    assert kinds(five.timer.add(seconds)) == ["add"]


def test_no_step_is_shorter_than_nothing(five):
    five.timer.start()
    five.timer.add(-1000)
    assert five.frame().planned_s == 0


@pytest.mark.parametrize("command", ["goto", "skip"])
def test_a_step_that_is_not_in_the_plan_is_a_mistake_of_the_program(five, command):
    five.timer.start()
    with pytest.raises(KeyError):
        getattr(five.timer, command)("test/nowhere")
    assert kinds(five.timer.log) == ["start"]


def test_an_open_step_never_moves_on_by_itself(make_bench, make_steps):
    (step, after) = make_steps(1, 1, on_zero=OnZero.HARD_STOP)
    bench = make_bench(
        replace(step, duration=replace(step.duration, open_ended=True), on_zero=OnZero.ADVANCE),
        after,
    )
    bench.timer.start()
    reading = bench.run(200, step=1)
    assert (reading.segment.id, reading.text) == ("test/step-1", "3:20")


def test_the_last_step_never_moves_on_by_itself(make_bench, make_steps):
    bench = make_bench(*make_steps(1, on_zero=OnZero.HARD_STOP))
    bench.timer.start()
    reading = bench.run(90, step=1)
    assert (reading.phase, reading.text) == (Phase.RUNNING, "+0:30")


def test_going_back_passes_over_what_was_skipped(five):
    five.timer.start()
    five.timer.skip("test/step-2")
    five.timer.next()
    assert five.frame().segment.id == "test/step-3"
    five.timer.back()
    assert five.frame().segment.id == "test/step-1"


def test_whoever_goes_to_a_skipped_step_takes_it_up_again(five):
    five.timer.start()
    five.timer.skip("test/step-2")
    five.timer.goto("test/step-2")
    five.timer.back()
    assert five.frame().following.id == "test/step-2"


def test_going_back_after_the_end_reopens_the_run_at_rest(five):
    five.timer.start()
    five.run(10)
    five.timer.finish()
    five.timer.goto("test/step-2")
    reading = five.run(60)
    assert (reading.phase, reading.text) == (Phase.PAUSED, "5:00")
    five.timer.resume()
    assert five.run(10).text == "4:50"


def test_a_quiet_turn_that_ends_early_leaves_silence_until_its_time_is_up(make_bench, make_steps):
    turn = replace(make_steps(1, on_zero=OnZero.HARD_STOP)[0], speak=("turn",))
    bench = make_bench(Round(each=turn, early=Early.SILENCE))
    bench.timer.start()
    bench.run(20)
    assert kinds(bench.timer.next()) == ["ended_early"]
    reading = bench.run(39)
    assert (reading.segment.id, reading.speakers, reading.ended_early) == (
        "test/step-1#1",
        (),
        True,
    )
    reading = bench.run(2)
    assert (reading.segment.id, reading.ended_early) == ("test/step-1#2", False)
    bench.timer.next()
    assert kinds(bench.timer.next()) == ["next"]


def test_a_quiet_turn_whose_time_is_up_leaves_no_silence(make_bench, make_steps):
    turn = replace(make_steps(1, on_zero=OnZero.HOLD)[0], speak=("turn",))
    bench = make_bench(Round(each=turn, early=Early.SILENCE))
    bench.timer.start()
    bench.run(60)
    assert kinds(bench.timer.next()) == ["next"]


@pytest.mark.parametrize(("spoken", "given"), [(40, 20), (59.5, 1), (60, 0), (75, 0)])
def test_only_what_a_turn_did_not_use_goes_to_the_next_conversation(
    make_bench, make_steps, spoken, given
):
    turn = replace(make_steps(1, on_zero=OnZero.HOLD)[0], id="turn", speak=("turn",))
    bench = make_bench(Round(each=turn, early=Early.BANK), make_steps(1, 5)[1], people=2)
    bench.timer.start()
    bench.run(spoken)
    events = kinds(bench.timer.next())
    assert events == (["add", "next"] if given else ["next"])
    assert [segment.seconds for segment in bench.timer.state.segments] == [60, 60, 300 + given]
    bench.timer.undo()
    assert [segment.seconds for segment in bench.timer.state.segments] == [60, 60, 300]
    assert bench.frame().segment.id == "test/turn#1"


def test_what_is_left_is_lost_when_no_conversation_follows(make_bench, make_steps):
    turn = replace(make_steps(1, on_zero=OnZero.HOLD)[0], id="turn", speak=("turn",))
    bench = make_bench(Round(each=turn, early=Early.BANK), make_steps(1, 5)[1], people=2)
    bench.timer.start()
    bench.timer.skip("test/step-2")
    bench.run(40)
    assert kinds(bench.timer.next()) == ["next"]
    assert sum(segment.seconds for segment in bench.timer.state.segments) == 420


def test_there_is_something_to_take_back_once_something_was_done(five):
    assert not five.timer.can_undo
    assert five.timer.undo() == ()
    five.timer.start()
    assert five.timer.can_undo
    five.timer.undo()
    assert not five.timer.can_undo
    assert five.frame().phase is Phase.READY


def test_a_decision_about_lost_time_is_made_once(five):
    assert five.timer.decide_gap(count=True) == ()
    five.timer.start()
    five.run(10)
    five.clock.suspend(200)
    five.frame()
    assert kinds(five.timer.decide_gap(count=True)) == ["gap_decision"]
    assert five.timer.decide_gap(count=False) == ()
    assert five.frame().elapsed_ms == 210_000


def test_a_step_of_the_past_can_be_corrected_after_the_end_and_never_below_nothing(five):
    five.timer.start()
    five.run(10)
    five.timer.finish()
    five.timer.correct("test/step-1", 45_000)
    assert five.timer.state.elapsed_ms("test/step-1") == 45_000
    five.timer.correct("test/step-1", -1)
    assert five.timer.state.elapsed_ms("test/step-1") == 0
