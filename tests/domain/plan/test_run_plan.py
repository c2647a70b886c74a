"""Plans for many people: order of turns, travelling tables, new partners, parallel circles."""

from __future__ import annotations

import itertools

import pytest

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.plan.subgroups import group_sizes
from copdesk.domain.protocols.protocol import (
    GroupSize,
    Loop,
    LoopOver,
    Protocol,
    Regroup,
    Remainder,
    Round,
    Split,
    TurnOrder,
)
from tests.domain.rounds import final_word, people, talk, turn


def test_the_starting_person_moves_on_with_each_question():
    each = Round(each=turn(), order=TurnOrder.SHIFT_START)
    loop = Loop(
        id="q",
        title="Question",
        over=LoopOver.PROMPTS,
        prompts=("One", "Two", "Three"),
        body=(each,),
    )
    plan = compile_plan(Protocol(id="p", title="P", nodes=(loop,)), people(3))
    first = [s.turn_people[0].name for s in plan.segments if s.id.endswith("#1")]
    assert first == ["Amina", "Bo", "Chipo"]
    assert plan.segments[3].heading == "Question 2 of 3: Two"


def test_the_host_stays_and_all_others_travel_on():
    cafe = Split(id="tables", title="Tables", size=4, regroup=Regroup.HOST_STAYS, body=(talk("t"),))
    loop = Loop(id="laps", title="Lap", over=LoopOver.TIMES, times=3, body=(cafe,))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(loop,)), invented(12))
    laps = [segment.groups for segment in plan.segments]
    for lap in laps:
        assert [group.host for group in lap] == [group.host for group in laps[0]]
        assert all(group.host in [p.id for p in group.people] for group in lap)
        assert sorted(p.id for group in lap for p in group.people) == sorted(
            p.id for p in invented(12)
        )
    for before, after in itertools.pairwise(laps):
        for old, new in zip(before, after, strict=True):
            assert set(old.people) & set(new.people) == {
                person for person in old.people if person.id == old.host
            }


@pytest.mark.parametrize("number", [4, 6, 8, 10])
def test_new_partners_are_new_every_time(number):
    pairs = Split(
        id="pairs", title="Pairs", size=2, regroup=Regroup.NEW_PARTNERS, body=(talk("t"),)
    )
    loop = Loop(id="laps", title="Lap", over=LoopOver.TIMES, times=3, body=(pairs,))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(loop,)), invented(number))
    met = [frozenset(group.people) for segment in plan.segments for group in segment.groups]
    assert len(met) == len(set(met)) == 3 * number // 2


def test_too_many_people_sit_in_parallel_circles():
    protocol = final_word()
    wide = Protocol(
        id="fw",
        title="Final Word",
        nodes=protocol.nodes,
        parallel=True,
        size=GroupSize(least=3, most=6, ideal=5),
    )
    plan = compile_plan(wide, invented(10))
    assert plan.total_s == 40 * 60 + 300
    assert [len(group.people) for group in plan.segments[0].groups] == [5, 5]
    assert plan.notices == ("The rounds run in 2 circles at the same time.",)


@pytest.mark.parametrize(
    ("number", "size", "sizes"),
    [
        (5, 4, [5]),
        (6, 4, [3, 3]),
        (7, 4, [4, 3]),
        (11, 4, [4, 4, 3]),
        (7, 3, [4, 3]),
        (5, 3, [5]),
        (8, 3, [4, 4]),
        (3, 2, [3]),
        (8, 5, [4, 4]),
    ],
)
def test_no_group_gets_two_too_many_while_three_are_left_for_another(number, size, sizes):
    assert group_sizes(number, size, Remainder.BIGGER) == sizes


@pytest.mark.parametrize(
    ("number", "sizes"), [(6, [6]), (7, [4, 3]), (10, [6, 4]), (11, [4, 4, 3]), (14, [6, 4, 4])]
)
def test_no_pair_is_left_alone_when_pairs_join(number, sizes):
    pairs = Split(id="pairs", title="Pairs", size=2, body=(talk("a"),))
    fours = Split(id="fours", title="Fours", size=4, regroup=Regroup.MERGE, body=(talk("b"),))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(pairs, fours)), invented(number))
    assert [len(group.people) for group in plan.segments[1].groups] == sizes
    seated = [person.id for group in plan.segments[1].groups for person in group.people]
    assert sorted(seated) == sorted(person.id for person in plan.people)


def test_two_who_share_a_part_do_not_all_sit_with_the_same_experts():
    home = Split(id="home", title="Home", size=4, body=(talk("a"),))
    expert = Split(id="expert", title="Expert", regroup=Regroup.EXPERT, body=(talk("b"),))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(home, expert)), invented(19))
    assert [len(group.people) for group in plan.segments[1].groups] == [5, 5, 5, 4]


def test_a_host_keeps_the_role_of_the_host_at_every_table():
    cafe = Split(
        id="tables",
        title="Tables",
        size=4,
        regroup=Regroup.HOST_STAYS,
        own_roles=("host", "scribe"),
        body=(talk("t"),),
    )
    loop = Loop(id="laps", title="Lap", over=LoopOver.TIMES, times=3, body=(cafe,))
    for segment in compile_plan(Protocol(id="p", title="P", nodes=(loop,)), invented(12)).segments:
        for group in segment.groups:
            assert dict(group.roles)["host"] == group.host
            assert dict(group.roles)["scribe"] != group.host
