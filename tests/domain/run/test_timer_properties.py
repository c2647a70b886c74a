"""What must hold whatever people, clocks and laptops do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import (
    Early,
    Loop,
    LoopOver,
    OnZero,
    Passing,
    Round,
    TurnsOver,
)
from copdesk.domain.run.reading import signals_between
from copdesk.domain.run.state import Phase, fold
from copdesk.domain.run.timer import restore
from copdesk.errors import InvalidInput

MOVES = st.one_of(
    st.tuples(st.just("advance"), st.integers(1, 4_900)),
    st.tuples(st.just("stall"), st.integers(5_000, 200_000)),
    st.tuples(st.just("suspend"), st.integers(1, 400_000)),
    st.tuples(st.just("set_clock"), st.integers(-90_000, 90_000)),
    st.tuples(st.just("add"), st.sampled_from([-60, -30, 30, 60])),
    st.tuples(st.just("started_ago"), st.integers(1, 200)),
    st.tuples(st.just("decide_gap"), st.booleans()),
    st.tuples(st.just("person_left"), st.sampled_from(["person-1", "person-2", "person-3"])),
    st.tuples(st.just("person_arrived"), st.sampled_from(["person-2", "late", "later"])),
    st.tuples(
        st.sampled_from(
            [
                *("start", "pause", "resume", "next", "back", "skip", "reset_turn", "repeat"),
                *("pass_turn", "undo", "finish", "put_away", "replan", "crash"),
            ]
        ),
        st.none(),
    ),
)
SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def plan_for(make_plan, make_steps):
    turn = replace(make_steps(0.2, on_zero=OnZero.HARD_STOP)[0], id="turn", speak=("turn",))
    quiet = replace(turn, id="quiet")
    loop = Loop(
        id="rounds",
        title="Round",
        over=LoopOver.PEOPLE,
        body=(
            replace(turn, id="own"),
            Round(each=turn, over=TurnsOver.OTHERS, passing=Passing.RETURN_AT_END),
        ),
    )
    return make_plan(
        make_steps(1)[0], loop, Round(each=quiet, early=Early.SILENCE), make_steps(1, 2)[1]
    )


def act(bench, name, value):
    clock, timer = bench.clock, bench.timer
    match name:
        case "advance" | "stall":
            clock.advance(value / 1000)
            timer.tick()
        case "suspend":
            clock.suspend(value / 1000)
            timer.tick()
        case "set_clock":
            clock.set(clock.now() + timedelta(seconds=value))
        case "person_arrived":
            timer.person_arrived(Person(id=value, name=value))
        case "replan":
            timer.apply_replan(timer.preview_replan())
        case "crash":
            beat = timer.heartbeat()
            clock.advance(7)
            bench.timer, _events = restore(bench.plan, timer.log, beat, clock)
        case "pass_turn":
            try:
                timer.pass_turn(return_at_end=True)
            except InvalidInput:
                assert timer.state.current.passing is Passing.NO
        case _ if value is None:
            getattr(timer, name)()
        case _:
            getattr(timer, name)(value)


@SETTINGS
@given(moves=st.lists(MOVES, max_size=40))
def test_the_log_replays_to_the_same_state(make_bench, make_plan, make_steps, moves):
    bench = make_bench(*make_steps(1))
    bench.plan = plan_for(make_plan, make_steps)
    bench.timer, _events = restore(bench.plan, (), None, bench.clock)
    for name, value in [("start", None), *moves]:
        act(bench, name, value)
        timer = bench.timer
        assert fold(bench.plan, timer.log).at(timer.state.tau_ms) == timer.state
        assert [event.seq for event in timer.log] == list(range(1, len(timer.log) + 1))
        assert all(a.tau_ms <= b.tau_ms for a, b in zip(timer.log, timer.log[1:], strict=False))
        ids = [segment.id for segment in timer.state.segments]
        assert len(ids) == len(set(ids))


CONSERVING = ("advance", "stall", "suspend", "set_clock", "decide_gap", "pause", "resume", "next")


@SETTINGS
@given(
    moves=st.lists(
        MOVES.filter(lambda move: move[0] in (*CONSERVING, "undo", "back", "skip", "add")),
        max_size=40,
    )
)
@example(moves=[("advance", 4_000)] * 30)
def test_time_is_conserved(make_bench, make_plan, make_steps, moves):
    bench = make_bench(*make_steps(1))
    bench.plan = plan_for(make_plan, make_steps)
    bench.timer, _events = restore(bench.plan, (), None, bench.clock)
    bench.timer.start()
    for name, value in moves:
        act(bench, name, value)
    state = bench.timer.state
    running, since, paused = 0, 0, False
    undone = bench.timer._undone
    for event in bench.timer.log:
        if event.seq in undone:
            continue
        if event.kind in ("pause", "finish") and not paused:
            running, paused = running + event.tau_ms - since, True
        if event.kind in ("start", "resume"):
            since, paused = event.tau_ms, False
    if not paused and state.started_tau is not None:
        running += state.tau_ms - since
    assert sum(state.elapsed.values()) == running + state.extra_ms


REARMING = ("add", "back", "undo", "reset_turn", "repeat", "crash", "decide_gap")


@SETTINGS
@given(moves=st.lists(MOVES, max_size=60))
def test_no_chime_sounds_twice(make_bench, make_plan, make_steps, moves):
    bench = make_bench(*make_steps(1))
    bench.plan = plan_for(make_plan, make_steps)
    bench.timer, _events = restore(bench.plan, (), None, bench.clock)
    last, sounded = bench.timer.reading(), set()
    for name, value in [("start", None), *moves]:
        act(bench, name, value)
        reading = bench.timer.reading()
        given_back = reading.visit == last.visit and reading.remaining_ms > last.remaining_ms
        if name in REARMING or given_back:
            sounded.clear()
        for signal in signals_between(last, reading):
            key = (signal.kind, signal.segment.id, signal.seconds)
            if signal.kind in ("zero", "warning"):
                assert key not in sounded
                sounded.add(key)
        assert signals_between(reading, reading) == ()
        last = reading


@SETTINGS
@given(steps=st.lists(st.integers(1, 1_900), min_size=1, max_size=80))
def test_the_display_never_flickers(make_bench, make_steps, steps):
    bench = make_bench(*make_steps(1))
    bench.timer.start()
    shown, elapsed = 60, 0
    for ms in steps:
        bench.clock.advance(ms / 1000)
        elapsed += ms
        reading = bench.frame()
        signed = -reading.seconds if reading.is_over else reading.seconds
        assert signed <= shown
        assert shown - signed <= ms // 1000 + 1
        assert abs(signed * 1000 - (60_000 - elapsed)) < 1000
        assert reading.phase is Phase.RUNNING
        shown = signed
