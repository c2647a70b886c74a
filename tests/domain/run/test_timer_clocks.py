"""The hard cases of clocks that jump, sleep and stall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copdesk.domain.protocols.protocol import OnZero
from copdesk.domain.run.log import Kind
from copdesk.domain.run.report import run_report
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import restore


@pytest.fixture
def ten(make_bench, make_steps):
    return make_bench(*make_steps(10, 10))


@pytest.mark.parametrize("hours", [-1, 1])
def test_case_15_a_clock_that_is_set_changes_only_the_expected_end(ten, hours):
    ten.timer.start()
    before = ten.run(120)
    ten.clock.set(ten.clock.now() + timedelta(hours=hours))
    after = ten.frame()
    assert (after.text, after.ahead_s, after.gap) == (before.text, before.ahead_s, None)
    assert after.projected_end - before.projected_end == timedelta(hours=hours)
    assert len(ten.signals) == 0


@pytest.mark.parametrize(
    ("utc", "local_start", "local_end"),
    [
        (datetime(2025, 3, 30, 0, 58, tzinfo=UTC), "01:58", "03:02"),
        (datetime(2025, 10, 26, 0, 58, tzinfo=UTC), "02:58", "02:02"),
    ],
)
def test_case_16_summer_time_in_a_meeting_leaves_lengths_true(ten, utc, local_start, local_end):
    copenhagen = ZoneInfo("Europe/Copenhagen")
    ten.clock.set(utc)
    ten.timer.start()
    ten.run(240)
    ten.timer.finish()
    report = run_report(ten.plan, ten.timer.state)
    assert report.actual_ms == 240_000
    assert f"{report.started_at.astimezone(copenhagen):%H:%M}" == local_start
    assert f"{report.ended_at.astimezone(copenhagen):%H:%M}" == local_end


def test_case_17_midnight_passes_in_a_step_and_in_a_pause(ten):
    ten.clock.set(datetime(2026, 3, 5, 23, 58, tzinfo=UTC))
    end = datetime(2026, 3, 6, 0, 30, tzinfo=UTC)
    ten.timer.start(end_at=end)
    assert ten.frame().ahead_s == 12 * 60
    reading = ten.run(180)
    assert reading.text == "7:00"
    assert (reading.ahead_s, reading.projected_end) == (12 * 60, end)
    ten.clock.set(datetime(2026, 3, 6, 23, 59, tzinfo=UTC))
    ten.timer.pause()
    ten.run(120)
    ten.timer.resume()
    assert ten.run(60).text == "6:00"
    assert run_report(ten.plan, ten.timer.state).started_at.day == 5


def test_case_18_another_time_zone_changes_nothing_that_is_counted(ten):
    ten.timer.start()
    ten.run(60)
    ten.clock.set(ten.clock.now().astimezone(ZoneInfo("Africa/Kampala")))
    reading = ten.run(60)
    assert (reading.text, reading.gap) == ("8:00", None)


@pytest.mark.parametrize("kind", ["linux", "windows"])
def test_case_19_a_sleep_is_found_and_counted_only_when_told(make_bench, make_steps, kind):
    bench = make_bench(*make_steps(10), kind=kind)
    bench.timer.start()
    bench.run(4)
    bench.clock.suspend(480)
    reading = bench.frame()
    assert reading.text == "9:56"
    assert (reading.gap.ms, reading.gap.counted) == (480_000, False)
    bench.timer.decide_gap(count=True)
    assert (bench.shown, bench.frame().gap) == ("1:56", None)


def test_case_19_where_only_the_system_tells_of_a_sleep_it_is_believed(make_bench, make_steps):
    bench = make_bench(*make_steps(10), kind="macos")
    bench.timer.start()
    bench.run(4)
    bench.clock.suspend(480)
    assert bench.frame(resumed=True).gap.ms == 480_000


def test_case_20_no_storm_of_chimes_after_a_sleep_over_the_end(make_bench, make_steps):
    bench = make_bench(*make_steps(1, 1, 1, 1, on_zero=OnZero.HARD_STOP))
    bench.timer.start()
    bench.run(40)
    bench.clock.suspend(110)
    reading = bench.frame()
    assert (reading.segment.id, reading.text) == ("test/step-1", "+1:30")
    bench.run(5)
    assert bench.frame().segment.id == "test/step-1"
    assert [signal.kind for signal in bench.signals if signal.kind != "warning"] == ["zero", "gap"]


def test_case_21_a_sleep_in_a_pause_means_nothing(ten):
    ten.timer.start()
    ten.run(10)
    ten.timer.pause()
    ten.clock.suspend(3000)
    reading = ten.frame()
    assert (reading.text, reading.gap, reading.phase) == ("9:50", None, Phase.PAUSED)


def test_case_22_a_flapping_lid_is_one_gap(ten):
    ten.timer.start()
    ten.run(10)
    for _n in range(3):
        ten.clock.suspend(60)
        ten.run(3)
    gap = ten.frame().gap
    assert (gap.ms, gap.counted) == (180_000, False)
    assert ten.frame().elapsed_ms == 19_000
    ten.timer.decide_gap(count=True)
    assert ten.frame().elapsed_ms == 199_000


def test_case_22_two_sleeps_far_apart_are_two_gaps(ten):
    ten.timer.start()
    ten.clock.suspend(60)
    ten.run(100)
    ten.clock.suspend(30)
    assert ten.frame().gap.ms == 30_000


@pytest.mark.parametrize(("seconds", "offered"), [(600, False), (9 * 3600, True)])
def test_case_23_after_a_night_the_end_of_the_run_is_offered(ten, seconds, offered):
    ten.timer.start()
    ten.run(10)
    ten.clock.suspend(seconds)
    gap = ten.frame().gap
    assert (gap.offers_finish, gap.counted) == (offered, False)


def test_case_24_the_display_and_the_log_never_disagree(ten):
    ten.timer.start()
    ten.run(100)
    ten.clock.suspend(7200)
    reading = ten.frame()
    ten.timer.pause()
    again, _events = restore(ten.plan, ten.timer.log, None, ten.clock)
    assert again.reading().elapsed_ms == reading.elapsed_ms


def test_case_25_a_window_in_the_background_is_right_when_it_returns(make_bench, make_steps):
    bench = make_bench(*make_steps(30))
    bench.timer.start()
    for _n in range(15 * 15):
        bench.clock.advance(4)
        bench.frame()
    assert bench.shown == "15:00"


def test_case_26_a_dead_battery_of_the_clock_spoils_only_the_date(ten):
    ten.clock.set(datetime(2000, 1, 1, tzinfo=UTC))
    ten.timer.start()
    ten.run(60)
    ten.clock.set(datetime(2026, 3, 5, 17, 0, tzinfo=UTC))
    ten.run(60)
    report = run_report(ten.plan, ten.timer.state)
    assert (report.actual_ms, report.date_is_doubtful) == (120_000, True)


def test_a_short_stall_loses_no_time(ten):
    ten.timer.start()
    ten.run(10)
    ten.clock.advance(10)
    reading = ten.frame()
    assert (reading.elapsed_ms, reading.gap.counted) == (20_000, True)


def test_a_sleep_shorter_than_a_gap_is_counted(ten):
    ten.timer.start()
    ten.run(10)
    ten.clock.suspend(3)
    assert (ten.frame().elapsed_ms, ten.frame().gap) == (13_000, None)


def test_a_gap_says_why_it_is_there(ten):
    ten.timer.start()
    ten.clock.suspend(200)
    ten.frame()
    assert [event.kind for event in ten.timer.log] == [Kind.START, Kind.GAP]
    assert '"suspend"' in ten.timer.log[-1].payload


@pytest.mark.parametrize("kind", ["linux", "windows", "macos"])
def test_eight_hours_with_sleeps_and_jumps_are_exact(make_bench, make_steps, kind):
    bench = make_bench(*make_steps(480), kind=kind)
    bench.timer.start()
    counted = 0.0
    for hour in range(8):
        for part in range(2):
            if hour * 2 + part < 12:
                sign = -1 if part else 1
                jump = timedelta(seconds=sign * (3600 * hour + 17))
                bench.clock.set(bench.clock.now() + jump)
            bench.run(1700.05, step=1.37)
            counted += 1700.05
        if hour < 6:
            bench.clock.suspend(45 * (hour + 1))
            bench.frame(resumed=kind == "macos")
            count = hour % 2 == 0
            bench.timer.decide_gap(count)
            counted += 45 * (hour + 1) if count else 0
    assert abs(bench.frame().elapsed_ms / 1000 - counted) < 0.02
