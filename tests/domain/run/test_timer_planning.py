"""The hard cases of planning and re-planning."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from copdesk.domain.protocols.protocol import Mode
from copdesk.domain.run.replan import Advice, Payer
from copdesk.domain.run.report import run_report
from copdesk.domain.run.state import Phase


@pytest.fixture
def four(make_bench, make_steps):
    return make_bench(*make_steps(10, 10, 10, 10))


def test_case_46_pointing_at_a_step_before_the_start_skips_nothing(four):
    end = four.frame().projected_end
    four.timer.goto("test/step-4")
    reading = four.frame()
    assert (reading.projected_end, reading.ahead_s, reading.phase) == (end, 0, Phase.READY)
    assert not any(item.skipped for item in run_report(four.plan, four.timer.state).segments)


def test_case_47_a_skipped_step_shows_as_time_won(four):
    four.timer.start()
    four.timer.skip("test/step-3")
    reading = four.run(60)
    assert reading.ahead_s == 600
    four.timer.next()
    assert four.frame().following.id == "test/step-4"


def test_case_47_skipping_the_step_that_runs_goes_on(four):
    four.timer.start()
    four.run(60)
    four.timer.skip()
    reading = four.frame()
    assert (reading.segment.id, reading.ahead_s) == ("test/step-2", 540)
    assert run_report(four.plan, four.timer.state).segments[0].skipped
    four.timer.undo()
    assert four.frame().segment.id == "test/step-1"


def test_case_48_back_goes_on_where_the_step_was_left(four):
    four.timer.start()
    four.run(60)
    four.timer.next()
    four.run(120)
    four.timer.next()
    four.run(30)
    four.timer.goto("test/step-2")
    assert four.run(10).text == "7:50"
    four.timer.back()
    assert four.frame().text == "9:00"


def test_case_48_back_at_the_first_step_does_nothing(four):
    four.timer.start()
    assert four.timer.back() == ()


def test_case_49_a_fixed_end_stays_until_it_is_impossible(four):
    end = four.clock.now() + timedelta(minutes=45)
    four.timer.start(end_at=end)
    assert four.run(60).projected_end == end
    assert four.frame().ahead_s == 300
    four.run(900, step=2)
    reading = four.frame()
    assert reading.projected_end == four.clock.now() + timedelta(minutes=30)
    assert reading.ahead_s == -60
    four.run(3600, step=2)
    assert four.frame().projected_end == four.clock.now() + timedelta(minutes=30)


def test_case_50_a_break_takes_lateness_in_first(make_bench, make_steps):
    one, two, three = make_steps(10, 10, 10)
    bench = make_bench(one, replace(two, mode=Mode.BREAK), three)
    end = bench.frame().projected_end
    bench.timer.start()
    reading = bench.run(600 + 240, step=1)
    assert (reading.ahead_s, reading.projected_end) == (0, end)
    replan = bench.timer.preview_replan()
    assert [(c.segment_id, c.new_s) for c in replan.changes] == [("test/step-2", 360)]


@pytest.mark.parametrize(
    ("late", "advice"), [(10, Advice.NOTHING), (60, Advice.OFFER), (960, Advice.ASK)]
)
def test_case_51_small_and_large_deviations_change_nothing_by_themselves(four, late, advice):
    four.timer.start()
    four.run(600 + late, step=2)
    replan = four.timer.preview_replan()
    assert (replan.advice, replan.deviation_s) == (advice, late)
    assert bool(replan.changes) is (advice is Advice.OFFER)


def test_case_51_a_large_deviation_is_planned_when_asked_for(four):
    four.timer.start()
    four.run(600 + 900 + 20, step=2)
    four.timer.next()
    replan = four.timer.preview_replan(even_if_far=True)
    assert sum(change.old_s - change.new_s for change in replan.changes) <= 920
    assert replan.unresolved_s == 920 - sum(c.old_s - c.new_s for c in replan.changes)


def test_case_52_one_step_pays_for_seven_minutes(four):
    four.timer.start()
    four.run(600 + 300, step=1)
    replan = four.timer.preview_replan(Payer.CHOSEN, "test/step-3")
    assert [(c.segment_id, c.old_s, c.new_s) for c in replan.changes] == [("test/step-3", 600, 300)]
    assert replan.unresolved_s == 0
    four.timer.apply_replan(replan)
    assert four.frame().ahead_s == 0


def test_case_52_what_the_chosen_step_cannot_pay_is_said(four):
    four.timer.start()
    four.run(600 + 420, step=1)
    replan = four.timer.preview_replan(Payer.CHOSEN, "test/step-3")
    assert (replan.changes[0].new_s, replan.unresolved_s) == (300, 120)


def test_case_53_an_early_end_makes_nothing_longer_by_itself(four):
    four.timer.start()
    four.run(300)
    four.timer.next()
    four.run(300)
    assert [segment.seconds for segment in four.timer.state.segments] == [600] * 4
    assert four.frame().ahead_s == 300


def test_case_54_replanning_has_an_answer_everywhere(make_bench, make_steps):
    first, protected, last = make_steps(5, 5, 5)
    bench = make_bench(first, replace(protected, protected=True), replace(last, closing=True))
    bench.timer.start()
    bench.run(400)
    replan = bench.timer.preview_replan()
    assert (replan.changes, replan.unresolved_s) == ((), 100)
    assert bench.timer.apply_replan(replan) == ()
    bench.timer.pause()
    assert bench.timer.preview_replan().unresolved_s == 100
    bench.timer.goto("test/step-3")
    assert bench.timer.preview_replan(Payer.LAST_TALK).changes == ()
    bench.timer.finish()
    assert bench.timer.preview_replan().changes == ()


def test_case_54_the_last_discussion_pays_but_not_the_debrief(make_bench, make_steps):
    one, two, three, four = make_steps(5, 5, 5, 5)
    bench = make_bench(one, two, three, replace(four, closing=True))
    bench.timer.start()
    bench.run(360)
    replan = bench.timer.preview_replan(Payer.LAST_TALK)
    assert [(c.segment_id, c.new_s) for c in replan.changes] == [("test/step-3", 240)]


@pytest.mark.parametrize("late", [17, 61, 119, 250, 899])
def test_case_55_replanned_lengths_fit_to_the_second(four, late):
    four.timer.start()
    four.run(600 + late, step=1)
    four.timer.apply_replan(four.timer.preview_replan())
    assert sum(s.seconds for s in four.timer.state.segments[1:]) == 1800 - late
    assert four.frame().ahead_s == 0


def test_case_56_a_late_start_keeps_the_end_or_the_lengths(four):
    end = four.frame().projected_end
    four.run(300)
    four.timer.start(end_at=end)
    assert four.frame().ahead_s == -300
    four.timer.apply_replan(four.timer.preview_replan())
    assert four.timer.state.current.seconds == 600
    assert sum(segment.seconds for segment in four.timer.state.segments) == 2100


def test_case_56_without_a_fixed_end_a_late_start_is_not_late(four):
    four.run(300)
    four.timer.start()
    assert four.run(5).ahead_s == 0


def test_a_pause_shows_as_behind(four):
    four.timer.start()
    four.run(60)
    four.timer.pause()
    assert four.run(90).ahead_s == -90
    assert four.frame().idle_s == 90
