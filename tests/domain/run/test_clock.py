"""How long the program was not there, by whichever clock can be believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from copdesk.domain.run.clock import RunClock, downtime_ms
from copdesk.domain.run.log import GapCause, Moment
from copdesk.domain.run.runs import Heartbeat

EVENING = datetime(2026, 3, 5, 16, 0, tzinfo=UTC)


def downtime(wall_s, *, boot=(5000.0, 5000.0), monotonic=(1000.0, 1000.0)):
    last = Heartbeat(tau_ms=0, wall=EVENING, monotonic=monotonic[0], boottime=boot[0])
    now = Moment(wall=EVENING + timedelta(seconds=wall_s), monotonic=monotonic[1], boottime=boot[1])
    return downtime_ms(last, now)


def test_the_wall_clock_tells_how_long_it_was():
    assert downtime(90.5, boot=(5000.0, 5090.5), monotonic=(1000.0, 1090.5)) == 90_500
    assert downtime(90.5, boot=(5000.0, 5.0), monotonic=(1000.0, 5.0)) == 90_500
    assert downtime(90.5, boot=(None, None)) == 90_500
    assert downtime(0, boot=(5000.0, 5090.0), monotonic=(1000.0, 1090.0)) == 0


def test_a_wall_clock_that_went_back_is_replaced_by_the_boot_clock():
    assert downtime(-3600, boot=(5000.0, 5120.0), monotonic=(1000.0, 1120.0)) == 120_000
    assert downtime(-3600, boot=(5000.0, 5120.0), monotonic=(1000.0, 1000.0)) == 120_000


def test_after_a_new_start_of_the_laptop_the_boot_clock_says_nothing():
    assert downtime(-3600, boot=(5000.0, 20.0), monotonic=(1000.0, 20.0)) == 0
    slept_an_hour_after_it = {"boot": (5000.0, 8600.0), "monotonic": (1000.0, 40.0)}
    assert downtime(-3600, **slept_an_hour_after_it) == 0


@pytest.mark.parametrize("boot", [(None, 5120.0), (5000.0, None), (None, None)])
def test_without_a_boot_clock_a_wall_clock_that_went_back_says_nothing(boot):
    assert downtime(-3600, boot=boot, monotonic=(1000.0, 1120.0)) == 0


def test_five_seconds_unwatched_are_a_gap_and_less_is_counted(make_clock):
    clock = make_clock()
    run = RunClock(clock)
    clock.advance(4.999)
    assert run.look() is None
    assert run.tau_ms == 4999
    clock.advance(5)
    unwatched = run.look()
    assert (unwatched.ms, unwatched.cause) == (5000, GapCause.STALL)
    assert run.tau_ms == 4999


def test_five_seconds_of_sleep_are_a_gap_and_less_is_counted(make_clock):
    clock = make_clock()
    run = RunClock(clock)
    clock.suspend(4.999)
    assert run.look() is None
    assert run.tau_ms == 4999
    clock.suspend(5)
    unwatched = run.look()
    assert (unwatched.ms, unwatched.cause) == (5000, GapCause.SUSPEND)
    assert run.tau_ms == 4999


def test_what_two_clocks_differ_by_is_no_sleep(make_clock):
    clock = make_clock()
    run = RunClock(clock)
    clock.suspend(0.049)
    run.look()
    assert run.tau_ms == 0
    clock.suspend(0.05)
    run.look()
    assert run.tau_ms == 50


def test_sleep_and_stall_together_are_one_gap_of_both(make_clock):
    clock = make_clock()
    run = RunClock(clock)
    clock.advance(10)
    clock.suspend(30)
    unwatched = run.look()
    assert (unwatched.ms, unwatched.cause) == (40_000, GapCause.SUSPEND)
    assert run.tau_ms == 0


def test_a_stall_with_a_short_sleep_is_still_a_stall(make_clock):
    clock = make_clock()
    run = RunClock(clock)
    clock.advance(10)
    clock.suspend(2)
    unwatched = run.look()
    assert (unwatched.ms, unwatched.cause) == (12_000, GapCause.STALL)


def test_where_the_system_tells_of_a_wake_up_a_long_look_away_was_a_sleep(make_clock):
    clock = make_clock(kind="windows")
    run = RunClock(clock)
    clock.suspend(480)
    unwatched = run.look(resumed=True)
    assert (unwatched.ms, unwatched.cause) == (480_000, GapCause.SUSPEND)
    clock.suspend(480)
    assert run.look().cause is GapCause.STALL


def test_a_wall_clock_that_somebody_sets_is_no_sleep_unless_the_system_woke_up(make_clock):
    clock = make_clock(kind="macos")
    run = RunClock(clock)
    clock.set(EVENING + timedelta(hours=1))
    assert run.look() is None
    clock.set(EVENING)
    assert run.look(resumed=True) is None
    clock.set(EVENING + timedelta(minutes=10))
    assert run.look(resumed=True).ms == 600_000


def test_the_counted_time_begins_where_a_stored_run_stood(make_clock):
    clock = make_clock()
    run = RunClock(clock, 90_000)
    clock.advance(1.5)
    run.look()
    assert run.tau_ms == 91_500


def test_a_heartbeat_holds_what_the_clocks_said_at_the_last_look(make_clock):
    clock = make_clock()
    run = RunClock(clock)
    clock.advance(2)
    run.look()
    clock.advance(3)
    assert run.heartbeat() == Heartbeat(
        tau_ms=2000, wall=EVENING + timedelta(seconds=2), monotonic=1002.0, boottime=1002.0
    )
