"""Lengths that fit a budget: exact, in whole grains, and alike where something is repeated."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.plan.budget import GRAIN, TURN_GRAIN, Slot, capped, fitted, is_elastic
from copdesk.domain.plan.impossible_budget import ImpossibleBudget
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.plan.segments import Segment
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import OnZero
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


def test_two_turns_of_a_round_stay_alike_and_the_step_takes_what_is_left():
    lengths = fitted([step("a", 900), *turns(2, 70)], 1045)
    assert lengths == {"a": 905, "t0": 70, "t1": 70}


def test_turns_give_way_by_a_fifth_at_most():
    assert fitted([step("a", 600), *turns(5, 60)], 920)["t0"] == 70
    assert fitted([step("a", 600), *turns(5, 40)], 820)["t0"] == 40


def test_time_is_shared_in_proportion_to_the_plan():
    assert fitted([step("a", 600), step("b", 300)], 1800) == {"a": 1200, "b": 600}
    assert fitted([step("a", 600), step("b", 300)], 450) == {"a": 300, "b": 150}


def test_who_reaches_a_limit_stays_there_and_the_others_share_the_rest():
    short = step("a", 600, least=540)
    assert fitted([short, step("b", 600), step("c", 300)], 1080) == {"a": 540, "b": 360, "c": 180}
    full = step("a", 600, most=660)
    assert fitted([full, step("b", 600), step("c", 300)], 2460) == {"a": 660, "b": 1200, "c": 600}


def test_of_two_limits_the_one_that_costs_more_is_kept_first():
    slots = [step("a", 600, least=540), step("b", 600, most=300), step("c", 600)]
    assert fitted(slots, 1500) == {"a": 600, "b": 300, "c": 600}
    slots = [step("a", 600, least=600), step("b", 600, most=480), step("c", 600)]
    assert fitted(slots, 1500) == {"a": 600, "b": 450, "c": 450}


def test_what_does_not_fit_between_the_limits_is_said():
    slots = [step("a", 600, least=300, most=660), step("b", 600, least=300, most=660)]
    assert fitted(slots, 599) is None
    assert fitted(slots, 600) == {"a": 300, "b": 300}
    assert fitted(slots, 1320) == {"a": 660, "b": 660}
    assert fitted(slots, 1321) is None
    assert fitted([*slots, step("c", 60)], 1321) is not None
    assert fitted([], 0) == {}
    assert fitted([], 1) is None


def test_steps_without_a_planned_length_stay_without():
    assert fitted([step("a", 0, least=0), step("b", 300)], 600) == {"a": 0, "b": 600}


def test_a_grain_that_is_left_goes_to_the_largest_remainder():
    lengths = fitted([step("a", 300), step("b", 310), step("c", 305)], 930)
    assert lengths == {"a": 300, "b": 330, "c": 300}


def test_the_longest_step_takes_what_no_grain_can_hold():
    assert fitted([step("a", 300), step("b", 900)], 1213)["a"] % GRAIN == 0
    assert fitted([step("a", 300), step("b", 900, most=900)], 1213) == {"a": 313, "b": 900}


@st.composite
def rooms(draw):
    """Draw steps and rounds of turns with their limits."""
    slots = []
    for number in range(draw(st.integers(1, 5))):
        turn = draw(st.booleans())
        planned = draw(st.integers(6, 180)) * 5
        least = draw(st.integers(0, planned))
        most = draw(st.none() | st.integers(planned, 2 * planned))
        slots += [
            Slot(
                key=f"{number}#{repetition}",
                planned=planned,
                least=least,
                most=most,
                grain=TURN_GRAIN if turn else GRAIN,
                family=f"{number}",
            )
            for repetition in range(draw(st.integers(1, 4)))
        ]
    return slots


@settings(max_examples=300, deadline=None)
@given(slots=rooms(), share=st.floats(0.3, 2))
def test_whatever_fits_keeps_every_limit_and_loses_no_second(slots, share):
    seconds = round(sum(slot.planned for slot in slots) * share)
    lengths = fitted(slots, seconds)
    if lengths is None:
        assert seconds < sum(slot.least for slot in slots) or (
            all(slot.most is not None for slot in slots)
            and seconds > sum(slot.most for slot in slots)
        )
        return
    assert sum(lengths.values()) == seconds
    for slot in slots:
        assert lengths[slot.key] >= slot.least
        assert slot.most is None or lengths[slot.key] <= slot.most
    for family in {slot.family for slot in slots}:
        alike = [lengths[slot.key] for slot in slots if slot.family == family]
        assert max(alike) - min(alike) <= GRAIN + TURN_GRAIN + 1


SPEAKER = Person(id="a", name="Amina")
TALK = Segment(id="talk", step_id="talk", title="Talk", seconds=600, least=300, most=900)
TURN = Segment(
    id="turn", step_id="turn", title="Turn", seconds=120, least=60, turn=(SPEAKER,),
    on_zero=OnZero.HARD_STOP,
)  # fmt: skip


def test_hard_turns_give_way_only_when_told():
    assert is_elastic(TALK)
    assert not is_elastic(TURN)
    assert is_elastic(TURN, shorten_turns=True)
    assert is_elastic(replace(TURN, on_zero=OnZero.CHIME))


@pytest.mark.parametrize("more", [{"protected": True}, {"settling": True}, {"seconds": 0}])
def test_what_is_protected_settles_or_has_no_length_never_gives_way(more):
    assert not is_elastic(replace(TALK, **more))
    assert not is_elastic(replace(TURN, **more), shorten_turns=True)


def lengths_of(segments):
    return [segment.seconds for segment in segments]


def test_a_cap_shortens_steps_and_turns_in_proportion():
    assert lengths_of(capped([TALK, TURN], 360)) == [300, 60]
    assert lengths_of(capped([TALK, TURN], 540)) == [450, 90]


def test_a_cap_never_makes_anything_longer():
    assert lengths_of(capped([TALK, TURN], 720)) == [600, 120]
    assert lengths_of(capped([TALK, TURN], 1500)) == [600, 120]
    assert lengths_of(capped([replace(TALK, most=600)], 900)) == [600]


def test_a_cap_that_cannot_be_kept_leaves_the_least():
    assert lengths_of(capped([TALK, TURN], 100)) == [300, 60]


def test_a_cap_spares_what_is_protected():
    short = replace(TALK, id="short", protected=True, seconds=200)
    assert lengths_of(capped([short, TALK], 600)) == [200, 400]
    assert capped([short], 100) == [short]


def test_without_a_cap_nothing_changes():
    assert capped([TALK, TURN], 0) == [TALK, TURN]


def test_what_was_capped_is_not_made_longer_later():
    (talk,) = capped([TALK], 450)
    assert (talk.least, talk.most) == (300, 450)


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
            for way in plan.ways_out:
                assert way.least_seconds < plan.least_seconds
                assert way.enough is (way.least_seconds <= minutes * 60)
                assert way.title in plan.hint
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
