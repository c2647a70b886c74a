"""Who gives time when a discussion is late, who gets some when it is early, and how much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.protocols.protocol import Duration, Mode, OnZero, Round
from copdesk.domain.run.replan import Advice, Payer, advice_for


@pytest.fixture
def four(make_bench, make_steps):
    bench = make_bench(*make_steps(10, 10, 10, 10))
    bench.timer.start()
    return bench


def changes(replan):
    return [(change.segment_id, change.old_s, change.new_s) for change in replan.changes]


@pytest.mark.parametrize(
    ("seconds", "advice"),
    [
        (0, Advice.NOTHING),
        (14, Advice.NOTHING),
        (-14, Advice.NOTHING),
        (15, Advice.OFFER),
        (-15, Advice.OFFER),
        (900, Advice.OFFER),
        (-900, Advice.OFFER),
        (901, Advice.ASK),
        (-901, Advice.ASK),
    ],
)
def test_a_quarter_of_a_minute_is_nothing_and_more_than_a_quarter_of_an_hour_is_asked(
    seconds, advice
):
    assert advice_for(seconds) is advice


def test_far_too_late_only_a_person_decides_and_then_all_give_what_they_can(four):
    four.run(600 + 920, step=2)
    four.timer.next()
    asked = four.timer.preview_replan()
    assert (asked.advice, asked.changes, asked.unresolved_s) == (Advice.ASK, (), 920)
    replan = four.timer.preview_replan(even_if_far=True)
    assert changes(replan) == [("test/step-3", 600, 300), ("test/step-4", 600, 300)]
    assert (replan.deviation_s, replan.unresolved_s) == (920, 320)


def test_late_by_a_part_of_a_second_is_late_by_the_whole_seconds(four):
    four.run(600 + 60.9, step=0.1)
    assert four.timer.preview_replan().deviation_s == 60


def test_early_time_is_given_to_what_is_still_to_come(four):
    four.run(400)
    four.timer.next()
    replan = four.timer.preview_replan()
    assert (replan.deviation_s, replan.unresolved_s) == (-200, 0)
    assert sum(new - old for _id, old, new in changes(replan)) == 200
    four.timer.apply_replan(replan)
    assert four.frame().ahead_s == 0


def limited(step, **limits):
    return replace(step, duration=Duration(plan=step.duration.plan, **limits))


def test_more_time_than_all_may_take_stays_as_it_is(make_bench, make_steps):
    first, second, third = make_steps(10, 10, 10)
    bench = make_bench(first, second, limited(third, most=660))
    bench.timer.start()
    bench.run(200)
    bench.timer.next()
    replan = bench.timer.preview_replan()
    assert changes(replan) == [("test/step-3", 600, 660)]
    assert (replan.deviation_s, replan.unresolved_s) == (-400, -340)


def test_a_step_made_longer_by_hand_is_not_cut_to_the_usual_limit(make_bench, make_steps):
    first, second, third = make_steps(10, 10, 10)
    bench = make_bench(first, limited(second, most=660), third)
    bench.timer.start()
    bench.timer.add(300, "test/step-2")
    bench.run(5)
    replan = bench.timer.preview_replan()
    assert replan.deviation_s == 300
    assert changes(replan) == [("test/step-2", 900, 720), ("test/step-3", 600, 480)]


def test_what_has_already_passed_of_a_step_is_not_taken_away(four):
    four.timer.goto("test/step-2")
    four.run(500)
    four.timer.back()
    four.run(600 + 240, step=1)
    replan = four.timer.preview_replan()
    new = {segment_id: seconds for segment_id, _old, seconds in changes(replan)}
    assert new["test/step-2"] >= 500
    assert replan.unresolved_s == 0


def test_breaks_give_first_and_the_others_the_rest(make_bench, make_steps):
    one, two, three, four = make_steps(10, 3, 10, 10)
    bench = make_bench(one, replace(two, mode=Mode.BREAK), three, four)
    bench.timer.start()
    bench.run(600 + 300, step=1)
    replan = bench.timer.preview_replan()
    assert changes(replan) == [
        ("test/step-2", 180, 0),
        ("test/step-3", 600, 540),
        ("test/step-4", 600, 540),
    ]
    assert replan.unresolved_s == 0


def test_a_break_that_is_long_enough_spares_the_others(make_bench, make_steps):
    one, two, three = make_steps(10, 10, 10)
    bench = make_bench(one, replace(two, mode=Mode.BREAK), three)
    bench.timer.start()
    bench.run(600 + 45, step=1)
    assert changes(bench.timer.preview_replan()) == [("test/step-2", 600, 555)]


def test_being_early_makes_no_break_longer(make_bench, make_steps):
    one, two, three = make_steps(10, 10, 10)
    bench = make_bench(one, replace(two, mode=Mode.BREAK), three)
    bench.timer.start()
    bench.run(300)
    bench.timer.goto("test/step-1")
    bench.timer.add(-300)
    assert changes(bench.timer.preview_replan()) == [("test/step-3", 600, 900)]


def test_the_last_talk_pays_alone_and_no_turn_or_break_does(make_bench, make_steps):
    one, two, three, four = make_steps(5, 5, 5, 5)
    turn = replace(four, id="turn", speak=("turn",), on_zero=OnZero.CHIME)
    bench = make_bench(one, two, replace(three, mode=Mode.BREAK), Round(each=turn))
    bench.timer.start()
    bench.run(360)
    assert changes(bench.timer.preview_replan(Payer.LAST_TALK)) == [("test/step-2", 300, 240)]


def test_a_chosen_debrief_pays_although_it_is_spared_otherwise(make_bench, make_steps):
    one, two, three = make_steps(5, 5, 5)
    bench = make_bench(one, two, replace(three, closing=True))
    bench.timer.start()
    bench.run(360)
    assert changes(bench.timer.preview_replan()) == [("test/step-2", 300, 240)]
    assert changes(bench.timer.preview_replan(Payer.CHOSEN, "test/step-3")) == [
        ("test/step-3", 300, 240)
    ]


@pytest.mark.parametrize("chosen", ["", "test/step-1", "test/nowhere"])
def test_nothing_that_is_over_or_nowhere_can_be_chosen(four, chosen):
    four.run(600 + 60, step=1)
    replan = four.timer.preview_replan(Payer.CHOSEN, chosen)
    assert (replan.changes, replan.unresolved_s) == ((), 60)


def test_what_was_skipped_pays_nothing(four):
    four.timer.skip("test/step-3")
    four.run(600 + 600 + 60, step=2)
    four.timer.next()
    replan = four.timer.preview_replan()
    assert replan.deviation_s == 60
    assert changes(replan) == [("test/step-4", 600, 540)]
