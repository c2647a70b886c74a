"""Circles, sittings, banked turns, roles in groups, capped laps: the rarer parts of a protocol."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.plan.run_plan import RunPlan, compile_plan, invented
from copdesk.domain.protocols.checks import problems
from copdesk.domain.protocols.protocol import (
    Duration,
    Early,
    Loop,
    LoopOver,
    Mode,
    OnZero,
    Protocol,
    Regroup,
    Role,
    Round,
    Split,
    Step,
    TurnsOver,
)
from copdesk.domain.run.log import Kind
from copdesk.domain.run.state import Phase
from copdesk.exchange.toml.protocol_file import read_protocol
from copdesk.exchange.toml.protocol_text import write_protocol

TALK = Step(id="talk", title="Talk", duration=Duration(plan=300), speak=("everyone",))
TURN = replace(TALK, id="turn", title="Turn", duration=Duration(plan=60), speak=("turn",))
SITTING = Step(
    id="pause", title="Until then", duration=Duration(plan=0), mode=Mode.SITTING, warn=()
)
RECORDER = Role(id="recorder", label="Recorder")
INSIDE = replace(TALK, id="inside", speak=("inner",), silent=("outer",))


def protocol(*nodes, **more):
    return Protocol(id="p", title="P", nodes=nodes, **more)


def circles(**more):
    return Loop(
        **{"id": "c", "title": "Circle", "over": LoopOver.CIRCLES, "body": (INSIDE,), **more}
    )


def laid_out(*nodes, people=8, **more):
    made = protocol(*nodes, **more)
    assert problems(made) == ()
    assert read_protocol(write_protocol(made), "copy") == made
    plan = compile_plan(made, invented(people))
    assert RunPlan.from_json(plan.to_json()) == plan
    return plan


@pytest.mark.parametrize(
    ("people", "size", "most", "inside"),
    [(2, 0, None, [1, 1]), (9, 0, None, [5, 4]), (9, 3, None, [3, 3, 3]), (9, 3, 2, [5, 4])],
)
def test_the_inner_circle_changes_until_all_have_been_inside(people, size, most, inside):
    plan = laid_out(circles(size=size, most=most), people=people)
    assert [len(segment.groups[0].people) for segment in plan.segments] == inside
    for segment in plan.segments:
        inner, outer = segment.groups
        assert set(inner.people) | set(outer.people) == set(plan.people)
        assert not set(inner.people) & set(outer.people)
        assert (inner.label, outer.label) == ("Inner circle", "Outer circle")


def test_a_lone_person_sits_inside_and_nobody_outside():
    plan = laid_out(circles(), people=1)
    assert [segment.speakers() for segment in plan.segments] == [("The inner circle (Person 1)",)]
    assert plan.segments[0].listeners() == ("The outer circle",)


def test_a_round_may_go_through_the_inner_circle_alone():
    plan = laid_out(circles(body=(Round(each=replace(TURN, silent=("outer",))),)), people=4)
    spoke = [[person.name for person in segment.turn_people] for segment in plan.segments]
    assert spoke == [["Person 1"], ["Person 2"], ["Person 3"], ["Person 4"]]


def test_whoever_wants_to_speaks_once():
    once = replace(TALK, once_only=True, duration=Duration(plan=360, open_ended=True))
    plan = laid_out(once)
    assert plan.segments[0].once_only
    assert plan.segments[0].speakers() == ("Whoever wants to, each once",)


def test_roles_in_groups_go_to_the_next_person_in_each_lap():
    laps = Loop(id="laps", title="Lap", over=LoopOver.TIMES, times=3, body=(TALK,))
    split = Split(id="s", title="Split", size=3, own_roles=("recorder",), body=(laps,))
    report = Round(each=replace(TURN, id="report"), over=TurnsOver.GROUPS)
    plan = laid_out(split, report, people=6, roles=(RECORDER,))
    recorders = [[g.roles[0][1] for g in segment.groups] for segment in plan.segments[:3]]
    assert recorders == [
        ["person-1", "person-4"],
        ["person-2", "person-5"],
        ["person-3", "person-6"],
    ]
    assert [segment.turn_people[0].name for segment in plan.segments[3:]] == [
        "Person 1",
        "Person 4",
    ]


def test_a_role_in_groups_is_named_group_by_group():
    named = replace(TALK, speak=("recorder",), silent=("others",))
    split = Split(id="s", title="Split", size=3, own_roles=("recorder",), body=(named,))
    plan = laid_out(split, people=6, roles=(RECORDER,))
    assert plan.segments[0].speakers() == ("Recorder (Person 1, Person 4)",)


def test_groups_walk_to_the_stations_of_all_the_others():
    walk = Loop(id="walk", title="Turn", over=LoopOver.STATIONS, body=(TALK,), prompts=("Good",))
    plan = laid_out(Split(id="s", title="Split", groups=3, body=(walk,)), people=9)
    labels = [[group.label for group in segment.groups] for segment in plan.segments]
    assert labels == [
        ["at station 2", "at station 3", "at station 1"],
        ["at station 3", "at station 1", "at station 2"],
    ]
    assert [segment.heading for segment in plan.segments] == ["Turn 1 of 2: Good", "Turn 2 of 2"]


def test_a_lap_never_lasts_longer_than_its_cap():
    owner = replace(TURN, id="present", speak=("owner",), duration=Duration(plan=180, least=90))
    hard = replace(TURN, on_zero=OnZero.HARD_STOP, duration=Duration(plan=60, least=30))
    body = (owner, Round(each=hard, over=TurnsOver.OTHERS))
    loop = Loop(id="l", title="Lap", over=LoopOver.PEOPLE, body=body, block_cap=480)
    minutes = {4: 6 * 4, 6: 8 * 6, 9: 8 * 9}
    for people, total in minutes.items():
        assert laid_out(loop, people=people).total_s == total * 60
    longest = compile_plan(protocol(loop, TALK), invented(6), seconds=90 * 60)
    laps = [s.seconds for s in longest.segments if s.lap_id.endswith("#1")]
    assert sum(laps) <= 480


def test_a_cap_that_the_shortest_turns_exceed_leaves_them_at_their_shortest():
    least = replace(TURN, duration=Duration(plan=60, least=60))
    loop = Loop(id="l", title="L", over=LoopOver.PROMPTS, prompts=("A",), body=(Round(each=least),))
    plan = laid_out(replace(loop, block_cap=120), people=5)
    assert [segment.seconds for segment in plan.segments] == [60] * 5


def test_the_plan_says_how_long_each_meeting_is():
    plan = laid_out(TALK, SITTING, replace(TALK, id="more"))
    assert plan.sittings == (300, 300)
    assert plan.notices == ("It takes 2 meetings.",)
    assert laid_out(TALK).sittings == (300,)
    assert "sittings" not in laid_out(TALK).summary()
    shorter = compile_plan(protocol(TALK, SITTING, replace(TALK, id="m")), invented(3), seconds=480)
    assert shorter.sittings == (240, 240)


@pytest.mark.parametrize("on_zero", [OnZero.CHIME, OnZero.ADVANCE])
def test_a_run_is_put_away_at_the_end_of_a_sitting_and_goes_on_after_it(make_bench, on_zero):
    first = replace(TALK, on_zero=on_zero)
    turn = replace(first, duration=Duration(plan=60))
    bench = make_bench(turn, SITTING, replace(TALK, id="more"))
    bench.timer.start()
    bench.run(60 if on_zero is OnZero.ADVANCE else 70)
    if on_zero is OnZero.CHIME:
        bench.timer.next()
    state = bench.timer.state
    assert (state.phase, state.current.id) == (Phase.PUT_AWAY, "test/pause")
    bench.clock.advance(24 * 3600)
    bench.frame()
    events = bench.timer.resume()
    kinds = [Kind(event.kind) for event in events]
    assert kinds[-3:] == [Kind.CONTINUE, Kind.NEXT, Kind.RESUME]
    bench.run(30)
    state = bench.timer.state
    assert (state.phase, state.current.id) == (Phase.RUNNING, "test/more")
    assert round(state.elapsed_ms("test/more") / 1000) == 30
    assert state.elapsed_ms("test/pause") == 0


def test_the_end_of_a_sitting_can_be_undone(make_bench):
    bench = make_bench(TALK, SITTING, replace(TALK, id="more"))
    bench.timer.start()
    bench.run(20)
    bench.timer.next()
    bench.timer.undo()
    state = bench.timer.state
    assert (state.phase, state.current.id) == (Phase.RUNNING, "test/talk")


def test_banked_time_makes_the_next_conversation_longer(make_bench):
    turns = Round(each=TURN, early=Early.BANK)
    bench = make_bench(turns, TALK, people=3)
    bench.timer.start()
    bench.run(40)
    bench.timer.next()
    bench.run(60)
    bench.timer.next()
    bench.run(45)
    bench.timer.next()
    assert bench.timer.state.current.seconds == 300 + 20 + 15
    assert bench.timer.reading().ahead_s == 0


def test_undoing_a_banked_turn_takes_the_time_back(make_bench):
    bench = make_bench(Round(each=TURN, early=Early.BANK), TALK, people=2)
    bench.timer.start()
    bench.run(40)
    bench.timer.next()
    assert bench.timer.state.segments[-1].seconds == 320
    bench.timer.undo()
    state = bench.timer.state
    assert state.segments[-1].seconds == 300
    assert state.index == 0


def test_a_turn_that_overruns_has_nothing_to_bank(make_bench):
    bench = make_bench(Round(each=TURN, early=Early.BANK), TALK, people=2)
    bench.timer.start()
    bench.run(75)
    bench.timer.next()
    assert bench.timer.state.segments[-1].seconds == 300


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ((INSIDE,), "“inner” in the step “Talk” needs a loop over circles"),
        ((replace(TALK, once_only=True, speak=()),), "nobody can speak only once"),
        ((replace(TALK, once_only=True, mode=Mode.WRITE),), "nobody can speak only once"),
        ((Round(each=replace(TURN, once_only=True)),), "cannot be once only"),
        ((Round(each=replace(TURN, mode=Mode.SITTING)),), "cannot be once only or end the meeting"),
        ((replace(TALK, mode=Mode.SITTING),), "so it takes no time"),
        ((circles(block_cap=40_000),), "longer than 8 hours"),
        (
            (
                circles(
                    body=(replace(INSIDE, duration=Duration(plan=300, least=90)),), block_cap=60
                ),
            ),
            "“Talk” alone takes longer than “Circle” may",
        ),
        (
            (Split(id="s", title="S", size=3, own_roles=("boss",), body=(TALK,)),),
            "the role “boss”, which is not there",
        ),
        (
            (Split(id="s", title="S", regroup=Regroup.CHOICE, body=(TALK,)),),
            "needs a label for each group",
        ),
        (
            (
                Split(
                    id="s",
                    title="S",
                    regroup=Regroup.CHOICE,
                    labels=("A", "B"),
                    body=(Round(each=TURN),),
                ),
            ),
            "nobody knows yet who sits where",
        ),
    ],
)
def test_what_does_not_go_together_is_said_in_words(nodes, words):
    found = problems(protocol(*nodes))
    assert any(words in sentence for sentence in found), found


def test_a_latecomer_is_put_to_no_wall(make_bench):
    split = Split(
        id="s", title="S", regroup=Regroup.CHOICE, labels=("North", "South"), body=(TALK,)
    )
    bench = make_bench(replace(TALK, id="first"), split)
    bench.timer.start()
    bench.timer.person_arrived(invented(9)[-1])
    groups = bench.timer.state.segments[-1].groups
    assert [group.people for group in groups] == [(), ()]


def test_who_leaves_is_no_longer_named_in_a_circle(make_bench):
    bench = make_bench(replace(TALK, id="first"), circles(), people=4)
    bench.timer.start()
    bench.timer.person_left("person-2")
    assert bench.timer.state.segments[1].speakers() == ("The inner circle (Person 1)",)
    assert bench.timer.state.segments[2].listeners() == ("The outer circle (Person 1)",)
