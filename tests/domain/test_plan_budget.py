"""Lengths that fit a budget: exact, in whole grains, and alike where something is repeated."""

from __future__ import annotations

import pytest

from copdesk.domain.plan.budget import GRAIN, TURN_GRAIN, Slot, fitted
from copdesk.domain.plan.run_plan import ImpossibleBudget, compile_plan, invented
from copdesk.services.protocols import shipped, shipped_protocol


def step(key, planned, least=60, most=None, family=""):
    return Slot(key=key, planned=planned, least=least, most=most, family=family or key)


def turns(number, planned, least=30, most=120):
    return [
        Slot(key=f"t{n}", planned=planned, least=least, most=most, grain=TURN_GRAIN, family="t")
        for n in range(number)
    ]


def test_turns_give_way_a_little_so_that_steps_stay_whole():
    slots = [step("a", 900), *turns(2, 70), step("b", 600)]
    lengths = fitted(slots, 1500)
    assert sum(lengths.values()) == 1500
    assert (lengths["a"] % GRAIN, lengths["b"] % GRAIN) == (0, 0)
    assert lengths["t0"] == lengths["t1"]


def test_repetitions_differ_by_a_whole_grain_when_nothing_else_can_move():
    slots = [step(f"s{n}", 300, family="s") for n in range(3)]
    assert sorted(fitted(slots, 930).values()) == [300, 300, 330]


def test_what_no_grain_can_hold_goes_to_one_step():
    lengths = fitted([step("a", 600), step("b", 300)], 907)
    assert sum(lengths.values()) == 907
    assert [seconds % GRAIN == 0 for seconds in lengths.values()].count(False) == 1


def planned(protocol, number, minutes):
    try:
        return compile_plan(protocol, invented(number), seconds=minutes * 60)
    except ImpossibleBudget as refusal:
        return refusal


@pytest.mark.parametrize("protocol", shipped(), ids=lambda one: one.id)
@pytest.mark.parametrize("number", [3, 7, 18])
def test_every_protocol_fits_exactly_or_says_why_not(protocol, number):
    usual = {s.id: s for s in compile_plan(protocol, invented(number)).segments}
    for minutes in range(10, 181, 10):
        plan = planned(protocol, number, minutes)
        if isinstance(plan, ImpossibleBudget):
            assert plan.least_seconds > minutes * 60
            kinds = [way.kind for way in plan.ways_out]
            assert kinds == ["leave_out", "presenters", "circles", "shorter_turns"]
            continue
        early = minutes * 60 - plan.total_s
        assert early == 0 or (early > 0 and any("early" in notice for notice in plan.notices))
        odd = set[str]()
        for segment in plan.segments:
            before = usual.get(segment.id, segment)
            assert segment.seconds >= before.least
            assert segment.most is None or segment.seconds <= max(segment.most, before.seconds)
            if segment.protected or segment.settling:
                assert segment.seconds == before.seconds
            elif segment.is_turn:
                assert segment.seconds % TURN_GRAIN == 0
            elif segment.seconds % GRAIN:
                odd.add(segment.step_id)
        assert len(odd) <= 1


def test_most_plans_with_turns_have_only_whole_steps():
    odd = 0
    for number in range(3, 13):
        for minutes in range(25, 91, 5):
            plan = compile_plan(
                shipped_protocol("descriptive-consultancy"), invented(number), seconds=minutes * 60
            )
            steps = [s for s in plan.segments if not s.is_turn]
            odd += any(s.seconds % GRAIN for s in steps)
    assert odd <= 14
