"""The hard cases of pausing, overtime and added time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.protocols.protocol import OnZero, Round
from copdesk.domain.run.report import run_report
from copdesk.domain.run.state import Phase
from copdesk.errors import InvalidInput


@pytest.fixture
def five(make_bench, make_steps):
    return make_bench(*make_steps(5, 5, 5))


def test_case_01_a_pause_in_overtime_loses_nothing(five):
    five.timer.start()
    five.run(330)
    assert five.shown == "+0:30"
    five.timer.pause()
    five.run(70)
    assert five.shown == "+0:30"
    five.timer.resume()
    assert five.run(10).text == "+0:40"


def test_case_02_a_minute_given_in_overtime_arms_the_chime_again(five):
    five.timer.start()
    five.run(330)
    assert len(five.heard("zero")) == 1
    five.timer.add(60)
    assert five.shown == "0:30"
    before = [signal.seconds for signal in five.heard("warning")]
    five.run(40)
    assert five.shown == "+0:10"
    assert len(five.heard("zero")) == 2
    again = [signal.seconds for signal in five.heard("warning")][len(before) :]
    assert again == [18]


def test_case_03_time_taken_away_may_end_a_step_at_once(five):
    five.timer.start()
    five.run(100)
    five.timer.add(-250)
    assert five.shown == "+0:50"
    five.run(20)
    assert len(five.heard("zero")) == 1


def test_case_04_time_added_in_a_pause_shows_at_once(five):
    five.timer.start()
    five.run(60)
    five.timer.pause()
    five.timer.add(60)
    reading = five.run(30)
    assert reading.text == "5:00"
    assert reading.phase is Phase.PAUSED


def test_case_05_time_added_to_a_finished_step_touches_only_the_report(five):
    five.timer.start()
    five.run(310)
    five.timer.next()
    before = five.run(20)
    heard = len(five.signals)
    five.timer.add(60, "test/step-1")
    five.timer.correct("test/step-1", 290_000)
    after = five.frame()
    assert (after.text, after.segment, after.ahead_s) == (
        before.text,
        before.segment,
        before.ahead_s,
    )
    assert len(five.signals) == heard
    assert run_report(five.plan, five.timer.state).segments[0].actual_ms == 290_000


def test_case_05_the_step_that_runs_is_not_corrected_but_backdated(five):
    five.timer.start()
    five.run(5)
    with pytest.raises(InvalidInput, match="still going on"):
        five.timer.correct("test/step-1", 1000)


def test_case_06_time_added_before_the_start_is_no_drift(five):
    five.timer.add(120)
    reading = five.frame()
    assert (reading.ahead_s, reading.rest_s) == (0, 17 * 60)
    five.timer.start()
    assert five.run(10).ahead_s == 0


def test_case_07_twenty_short_pauses_lose_nothing(five):
    five.timer.start()
    for _n in range(20):
        five.run(3.4)
        five.timer.pause()
        five.run(1.6)
        five.timer.resume()
    assert five.frame().elapsed_ms == 68_000


def test_case_08_two_pauses_are_one_from_the_first(five):
    five.timer.start()
    five.run(10)
    assert len(five.timer.pause()) == 1
    five.run(10)
    assert five.timer.pause() == ()
    five.run(10)
    five.timer.resume()
    assert five.run(5).elapsed_ms == 15_000


def test_case_09_needless_commands_do_nothing_and_finish_ends_a_pause(five):
    assert five.timer.resume() == ()
    assert five.timer.pause() == ()
    assert five.timer.finish() == ()
    five.timer.start()
    five.run(10)
    five.timer.pause()
    five.timer.finish()
    assert five.frame().phase is Phase.FINISHED
    assert five.timer.finish() == ()
    assert five.timer.next() == ()


def test_case_10_a_pause_at_the_very_beginning_is_a_pause(five):
    five.timer.start()
    five.timer.pause()
    assert five.run(60).elapsed_ms == 0
    assert five.frame().phase is Phase.PAUSED


def test_case_11_the_expected_end_is_right_at_once_after_time_is_added(five):
    five.timer.start()
    reading = five.run(330)
    before = reading.projected_end
    five.timer.add(60)
    assert (five.frame().projected_end - before).total_seconds() == 30


def test_case_12_more_than_an_hour_must_be_confirmed(five):
    five.timer.start()
    with pytest.raises(InvalidInput, match="more than an hour"):
        five.timer.add(65 * 60)
    assert five.frame().planned_s == 300
    five.timer.add(65 * 60, confirmed=True)
    assert five.frame().planned_s == 70 * 60


def test_case_13_a_late_press_of_start_does_not_replay_warnings(make_bench, make_steps):
    bench = make_bench(*make_steps(10, 5))
    bench.timer.start()
    bench.run(400)
    bench.timer.started_ago(90)
    reading = bench.run(1)
    assert reading.elapsed_ms == 491_000
    assert bench.heard("warning") == []
    bench.run(85)
    assert [signal.seconds for signal in bench.heard("warning")] == [30]


@pytest.mark.parametrize(
    ("on_zero", "segment", "elapsed"),
    [
        (OnZero.HARD_STOP, "test/turns#2", 3_700),
        (OnZero.ADVANCE, "test/turns#2", 3_700),
        (OnZero.CHIME, "test/turns#1", 63_700),
        (OnZero.HOLD, "test/turns#1", 63_700),
    ],
)
def test_case_14_hard_turns_go_on_to_the_millisecond(
    make_bench, make_steps, on_zero, segment, elapsed
):
    turn = make_steps(1, on_zero=on_zero)[0]
    bench = make_bench(Round(each=_renamed(turn)), *make_steps(5))
    bench.timer.start()
    reading = bench.run(63.7, step=0.7)
    assert (reading.segment.id, reading.elapsed_ms) == (segment, elapsed)


def _renamed(step):
    return replace(step, id="turns", speak=("turn",))


def test_an_undone_next_does_not_sound_the_chime_again(five):
    five.timer.start()
    five.run(310)
    five.timer.next()
    five.run(3)
    five.timer.undo()
    assert five.run(2).text == "+0:15"
    assert len(five.heard("zero")) == 1
