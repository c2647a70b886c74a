"""The hard cases of a crash and a restart."""

from __future__ import annotations

import pytest

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import Duration, OnZero, Round, Split, Step
from copdesk.domain.run.report import run_report
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer, restore


def crashed(bench, seconds, heartbeat=True):
    """Kill the program, wait, start it again from what was stored."""
    beat = bench.timer.heartbeat() if heartbeat else None
    plan = RunPlan.from_json(bench.plan.to_json())
    log = bench.timer.log
    bench.clock.advance(seconds)
    bench.timer, events = restore(plan, log, beat, bench.clock)
    return events


@pytest.fixture
def ten(make_bench, make_steps):
    return make_bench(*make_steps(10, 10))


def test_case_27_after_a_crash_both_readings_are_offered(ten):
    ten.timer.start()
    ten.run(420)
    events = crashed(ten, 120)
    assert [event.kind for event in events] == ["gap"]
    reading = ten.timer.reading()
    assert (reading.text, reading.gap.ms, reading.gap.counted) == ("3:00", 120_000, False)
    ten.timer.decide_gap(count=True)
    assert ten.shown == "1:00"


def test_case_27_a_heartbeat_older_than_the_crash_costs_at_most_its_age(ten):
    ten.timer.start()
    ten.run(415)
    beat = ten.timer.heartbeat()
    ten.run(5)
    ten.clock.advance(180)
    timer, _events = restore(ten.plan, ten.timer.log, beat, ten.clock)
    assert (timer.reading().text, timer.reading().gap.ms) == ("3:05", 185_000)


def test_case_27_a_short_absence_counts_by_itself(ten):
    ten.timer.start()
    ten.run(60)
    crashed(ten, 20)
    assert ten.timer.reading().text == "8:40"
    ten.timer.decide_gap(count=False)
    assert ten.timer.reading().text == "9:00"


def test_case_28_a_paused_run_is_the_same_next_day(ten):
    ten.timer.start()
    ten.run(60)
    ten.timer.pause()
    ahead = ten.frame().ahead_s
    beat = ten.timer.heartbeat()
    ten.clock.reboot(86_400)
    timer, events = restore(ten.plan, ten.timer.log, beat, ten.clock)
    reading = timer.reading()
    assert (reading.text, reading.phase, events) == ("9:00", Phase.PAUSED, ())
    assert reading.ahead_s == ahead


def test_case_29_killed_in_overtime(make_bench, make_steps):
    bench = make_bench(*make_steps(1, 1))
    bench.timer.start()
    bench.run(80)
    crashed(bench, 300)
    assert bench.timer.reading().text == "+0:20"


def in_threes():
    turn = Step(
        id="turn",
        title="Speak",
        duration=Duration(plan=60),
        on_zero=OnZero.HARD_STOP,
        speak=("turn",),
        silent=("others",),
    )
    return Split(id="threes", title="Threes", size=3, body=(Round(each=turn),))


def test_case_29_killed_in_a_turn_with_groups(make_bench, make_steps):
    bench = make_bench(in_threes(), people=7)
    bench.timer.start()
    before = bench.run(75)
    crashed(bench, 600)
    after = bench.timer.reading()
    assert after.segment.id == "test/threes/turn#2"
    assert after.segment.groups == before.segment.groups
    assert (after.speakers, after.listeners) == (before.speakers, before.listeners)
    assert after.text == "0:45"


def test_case_30_after_a_restart_the_end_is_still_announced_once(ten):
    ten.timer.start()
    ten.run(590)
    crashed(ten, 600)
    ten.frame()
    ten.run(20)
    assert len(ten.heard("zero")) == 1


def test_case_32_a_changed_protocol_does_not_touch_an_open_run(make_plan, make_steps, clock):
    stored = make_plan(*make_steps(10, 10)).to_json()
    changed = make_plan(*make_steps(3))
    timer = DiscussionTimer(RunPlan.from_json(stored), clock)
    timer.start()
    clock.advance(4)
    timer.tick()
    assert changed.total_s == 180
    assert timer.reading().text == "9:56"


def test_case_33_a_step_started_twice_is_twice_in_the_report(ten):
    ten.timer.start()
    ten.run(60)
    ten.timer.repeat()
    ten.run(30)
    report = run_report(ten.plan, ten.timer.state)
    rows = {row.segment_id: (row.planned_s, row.actual_ms) for row in report.segments}
    assert rows["test/step-1"] == (600, 60_000)
    assert rows["test/step-1~2"] == (None, 30_000)


def test_case_33_a_second_run_begins_at_zero(ten):
    ten.timer.start()
    ten.run(60)
    second = DiscussionTimer(ten.plan, ten.clock)
    assert second.reading().text == "10:00"
    assert second.start()[0].seq == 1


def test_a_wrong_wall_clock_after_a_crash_falls_back_on_the_boot_clock(ten):
    ten.timer.start()
    ten.run(60)
    beat = ten.timer.heartbeat()
    ten.clock.advance(300)
    ten.clock.set(beat.wall.replace(year=2000))
    timer, _events = restore(ten.plan, ten.timer.log, beat, ten.clock)
    assert timer.reading().gap.ms == 300_000


def test_a_restart_without_any_heartbeat_goes_on_from_the_last_entry(ten):
    ten.timer.start()
    ten.run(60)
    ten.timer.add(60)
    ten.run(30)
    crashed(ten, 300, heartbeat=False)
    assert ten.timer.reading().text == "10:00"
    assert ten.timer.reading().gap.ms == 330_000


def test_a_run_that_was_put_away_goes_on_at_the_next_meeting(ten):
    ten.timer.start()
    ten.run(60)
    ten.timer.put_away()
    crashed(ten, 7 * 86_400)
    assert ten.timer.reading().phase is Phase.PUT_AWAY
    ten.timer.resume()
    reading = ten.run(30)
    assert (reading.text, reading.ahead_s, reading.phase) == ("8:30", 0, Phase.RUNNING)


def test_an_entry_holds_no_more_than_milliseconds(ten):
    ten.timer.start()
    ten.clock.advance(1.2349)
    ten.clock.set(ten.clock.now().replace(microsecond=234_987))
    (event,) = ten.timer.pause()
    assert event.tau_ms == 1235
    assert event.wall.microsecond == 234_000
