"""The hard cases of the display."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.protocols.protocol import OnZero, Round
from copdesk.domain.run.reading import clock_text, shown_seconds


def distinct(texts):
    return [text for n, text in enumerate(texts) if n == 0 or text != texts[n - 1]]


@pytest.fixture
def ten(make_bench, make_steps):
    return make_bench(*make_steps(10, 5))


def test_case_35_a_start_shows_the_whole_time_first(ten):
    ten.timer.start()
    texts = [ten.frame().text]
    texts += [ten.run(0.1, step=0.1).text for _n in range(15)]
    assert distinct(texts) == ["10:00", "9:59"]
    ten.timer.next()
    texts = [ten.frame().text] + [ten.run(0.1, step=0.1).text for _n in range(15)]
    assert distinct(texts) == ["5:00", "4:59"]


@pytest.mark.parametrize(
    ("ms", "text"),
    [(119_700, "2:00"), (59_999, "1:00"), (60_000, "1:00"), (60_001, "1:01"), (1, "0:01")],
)
def test_case_36_the_integer_is_split_after_rounding(ms, text):
    seconds, over = shown_seconds(ms)
    assert (clock_text(seconds), over) == (text, False)


def test_case_36_a_minute_between_ticks_does_not_jump_by_two(ten):
    ten.timer.start()
    ten.run(540.5)
    assert ten.shown == "1:00"
    ten.clock.advance(0.3)
    ten.timer.add(60)
    assert ten.shown == "2:00"


@pytest.mark.parametrize(
    ("ms", "expected"),
    [
        (0, (0, False)),
        (-1, (0, False)),
        (-999, (0, False)),
        (-1000, (1, True)),
        (-1999, (1, True)),
        (-80_000, (80, True)),
    ],
)
def test_case_37_the_first_second_over_has_no_sign(ms, expected):
    assert shown_seconds(ms) == expected


def test_case_38_the_next_change_is_known_to_the_millisecond(ten):
    ten.timer.start()
    ten.run(3.3, step=0.1)
    due = ten.frame().next_change_ms
    before = ten.frame().seconds
    ten.clock.advance((due - 1) / 1000)
    assert ten.frame().seconds == before
    ten.clock.advance(0.001)
    assert ten.frame().seconds == before - 1


def test_case_38_the_next_change_is_known_in_overtime_too(ten):
    ten.timer.start()
    ten.run(602.4)
    due = ten.frame().next_change_ms
    ten.clock.advance((due - 1) / 1000)
    assert ten.shown == "+0:02"
    ten.clock.advance(0.001)
    assert ten.shown == "+0:03"


def test_case_39_two_screens_get_the_same_frame(ten):
    ten.timer.start()
    ten.run(7.3)
    first = ten.timer.reading()
    ten.clock.advance(0.9)
    assert ten.timer.reading() == first


def test_case_40_times_keep_their_milliseconds(ten):
    ten.timer.start()
    ten.clock.advance(1.234)
    (event,) = ten.timer.pause()
    assert event.tau_ms == 1234


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59, "0:59"), (3600, "60:00"), (5999, "99:59"), (6000, "1:40:00")],
)
def test_case_41_long_times_are_written_with_hours(seconds, text):
    assert clock_text(seconds) == text


def test_case_41_a_long_overrun_is_written_with_a_plus(ten):
    ten.timer.start()
    ten.run(600 + 725, step=2)
    assert ten.shown == "+12:05"


def test_case_45_a_stall_at_zero_loses_no_time_and_one_chime_at_most_once(ten):
    ten.timer.start()
    ten.run(595)
    ten.clock.advance(10)
    reading = ten.frame()
    assert reading.text == "+0:05"
    ten.run(5)
    assert len(ten.heard("zero")) == 1


def test_case_45_a_short_stall_in_a_hard_turn_still_goes_on(make_bench, make_steps):
    turn = replace(make_steps(1, on_zero=OnZero.HARD_STOP)[0], speak=("turn",))
    bench = make_bench(Round(each=turn))
    bench.timer.start()
    bench.run(55)
    bench.clock.advance(10)
    reading = bench.frame()
    assert reading.segment.id == "test/step-1#2"
    assert sum(bench.timer.state.elapsed.values()) == 65_000
    assert len(bench.heard("zero")) == 1


def test_levels_and_warnings_come_in_order_and_once(make_bench, make_steps):
    bench = make_bench(*make_steps(10))
    bench.timer.start()
    levels = [bench.run(1).level for _n in range(610)]
    assert distinct(levels) == ["normal", "soon", "last", "over"]
    assert [signal.seconds for signal in bench.heard("warning")] == [120, 30]
    assert len(bench.heard("zero")) == 1


def test_an_open_step_counts_up_and_is_never_over(make_bench, make_steps):
    (step,) = make_steps(1)
    bench = make_bench(replace(step, duration=replace(step.duration, open_ended=True)))
    bench.timer.start()
    reading = bench.run(75)
    assert (reading.text, reading.is_over, reading.counts_up) == ("1:15", False, True)
    assert [signal.kind for signal in bench.signals] == ["soft_cap"]
