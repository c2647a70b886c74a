from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.protocols import editing
from copdesk.domain.protocols.checks import located_problems, problems
from copdesk.domain.protocols.parts import (
    PartKind,
    as_round,
    as_step,
    field_of,
    free_id,
    new_part,
    with_field,
)
from copdesk.domain.protocols.protocol import TURN, Protocol, Role, Round, Step

KINDS = [kind for kind in PartKind if kind is not PartKind.OPTION]


def made_of(kinds: list[PartKind]) -> Protocol:
    protocol = Protocol(id="ours", title="Ours", nodes=())
    for kind in kinds:
        part = new_part(kind, editing.taken_ids(protocol))
        protocol = editing.with_added(protocol, (len(protocol.nodes),), part)
    return protocol


def ids(protocol: Protocol) -> list[str]:
    return [part.id for _place, part in editing.all_parts(protocol)]


def test_every_new_part_makes_sense_as_it_is():
    assert problems(made_of(KINDS)) == ()


@settings(max_examples=150, deadline=None)
@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=6),
    source=st.integers(0, 30),
    target=st.integers(0, 30),
    behind=st.booleans(),
)
def test_moving_keeps_every_part_and_follows_it(kinds, source, target, behind):
    protocol = made_of(kinds)
    places = [place for place, _part in editing.all_parts(protocol)]
    source, target = places[source % len(places)], places[target % len(places)]
    target = (*target[:-1], target[-1] + behind)
    part = editing.part_at(protocol, source)
    changed, place = editing.moved(protocol, source, target)
    assert editing.part_at(changed, place) == part
    assert sorted(ids(changed)) == sorted(ids(protocol))


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (editing.step_down, editing.step_up),
        (editing.step_in, editing.step_out),
    ],
)
def test_there_and_back_is_the_same_protocol(there, back):
    protocol = made_of([PartKind.LOOP, PartKind.STEP, PartKind.ROUND])
    changed, place = there(protocol, (1,))
    assert changed != protocol
    assert back(changed, place) == (protocol, (1,))


def test_a_part_cannot_go_into_itself_or_into_a_step():
    protocol = made_of([PartKind.LOOP, PartKind.STEP])
    assert editing.moved(protocol, (0,), (0, 0)) == (protocol, (0,))
    assert editing.moved(protocol, (0,), (1, 0)) == (protocol, (0,))


def test_an_option_stays_in_a_choice():
    protocol = made_of([PartKind.CHOICE, PartKind.STEP])
    assert editing.moved(protocol, (0, 0), (0,)) == (protocol, (0, 0))
    assert editing.step_in(protocol, (1,))[1] == (0, 0, 1)


def test_a_lost_option_is_no_longer_the_usual_one():
    protocol = made_of([PartKind.CHOICE])
    other = new_part(PartKind.OPTION, editing.taken_ids(protocol))
    protocol = editing.with_added(protocol, (0, 1), other)
    assert problems(editing.without(protocol, (0, 0))) == ()


def test_a_step_becomes_a_round_and_a_step_again():
    step = new_part(PartKind.STEP, ())
    assert isinstance(step, Step)
    turns = as_round(step)
    assert (turns.each.speak, turns.id) == ((TURN,), step.id)
    assert as_step(turns) == step


@pytest.mark.parametrize("kind", [PartKind.STEP, PartKind.ROUND])
def test_fields_of_a_turn_and_of_its_length_have_one_name(kind):
    part = new_part(kind, ())
    for name, value in (("title", "Read"), ("plan", 90), ("least", 30)):
        part = with_field(part, name, value)
        assert field_of(part, name) == value
    assert isinstance(part, Round) == (kind is PartKind.ROUND)


def test_a_loop_has_a_field_of_the_same_name_as_a_length():
    loop = with_field(new_part(PartKind.LOOP, ()), "most", 4)
    assert field_of(loop, "most") == 4


def test_voices_depend_on_where_a_step_stands():
    protocol = made_of([PartKind.ROUND, PartKind.STEP])
    assert TURN in editing.voices_at(protocol, (0,))
    assert TURN not in editing.voices_at(protocol, (1,))


def test_a_lost_role_is_lost_everywhere():
    protocol = made_of([PartKind.STEP, PartKind.SPLIT])
    step = with_field(protocol.nodes[0], "silent", ("scribe",))
    protocol = editing.with_part(protocol, (0,), step)
    split = with_field(protocol.nodes[1], "without", ("scribe",))
    protocol = editing.with_part(protocol, (1,), split)
    with_role = with_roles(protocol, Role(id="scribe", label="Scribe"))
    assert problems(with_role) == ()
    assert problems(editing.without_role(with_role, "scribe")) == ()


def with_roles(protocol: Protocol, *roles: Role) -> Protocol:
    return replace(protocol, roles=roles)


def test_a_problem_knows_its_part():
    protocol = made_of([PartKind.LOOP, PartKind.STEP])
    step = with_field(protocol.nodes[1], "speak", (TURN,))
    found = located_problems(editing.with_part(protocol, (1,), step))
    assert [problem.part for problem in found] == [protocol.nodes[1].id]


def test_ids_are_plain_and_free():
    assert free_id("Réunion 1!", ()) == "reunion-1"
    assert free_id("讨论", ()) == "protocol"
    assert free_id("step", {"step", "step-2"}) == "step-3"
