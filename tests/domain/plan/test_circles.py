"""How many circles run side by side, and what the facilitator is told before the start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.circles import circle_count, in_circles, notices_for, several_meetings
from copdesk.domain.plan.segments import Segment
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import (
    GroupSize,
    Loop,
    LoopOver,
    Mode,
    Protocol,
    Regroup,
    Round,
    Split,
)
from tests.domain.rounds import talk, turn

SIZE = GroupSize(least=3, most=6, ideal=5)
FEW = Protocol(id="p", title="Save the Last Word", nodes=(talk("a"),), size=SIZE)
WIDE = replace(FEW, parallel=True)
ROUND = Round(each=turn())
AMINA, BO = Person(id="a", name="Amina"), Person(id="b", name="Bo")


@pytest.mark.parametrize(
    ("people", "circles"),
    [(2, 1), (6, 1), (7, 2), (10, 2), (12, 2), (13, 3), (17, 3), (18, 4), (24, 5), (40, 8)],
)
def test_too_many_people_for_one_circle_make_several_of_the_best_size(people, circles):
    assert circle_count(WIDE, people, Choices()) == circles


def test_no_circle_has_more_people_than_the_protocol_is_made_for():
    for people in range(1, 80):
        assert people <= SIZE.most * circle_count(WIDE, people, Choices())


def test_a_protocol_for_one_circle_stays_in_one():
    assert circle_count(FEW, 30, Choices()) == 1


@pytest.mark.parametrize(("wanted", "circles"), [(1, 1), (3, 3), (10, 10), (11, 10)])
def test_the_facilitator_decides_but_no_circle_is_empty(wanted, circles):
    assert circle_count(WIDE, 10, Choices(circles=wanted)) == circles
    assert circle_count(FEW, 10, Choices(circles=wanted)) == circles


@pytest.mark.parametrize(("size", "circles"), [(3, 4), (5, 2), (10, 1), (20, 1)])
def test_a_size_of_circles_makes_as_many_as_are_needed(size, circles):
    assert circle_count(FEW, 10, Choices(circle_size=size)) == circles


def test_nobody_sits_in_one_circle():
    assert circle_count(FEW, 0, Choices(circles=3)) == 1
    assert circle_count(FEW, 0, Choices(circle_size=3)) == 1


def test_one_circle_leaves_the_protocol_as_it_is():
    assert in_circles((talk("a"), ROUND), 1) == (talk("a"), ROUND)


def test_rounds_go_into_circles_and_the_rest_stays_in_the_whole_room():
    loops = [
        Loop(id=over, title="Loop", over=over, body=(talk("b"),))
        for over in (LoopOver.PEOPLE, LoopOver.PRESENTERS, LoopOver.TIMES)
    ]
    nodes = in_circles((talk("a"), ROUND, *loops, talk("z")), 2)
    assert [node.id for node in nodes] == ["a", "circles", "circles-2", "circles-3", "times", "z"]
    splits = [node for node in nodes if isinstance(node, Split)]
    assert [split.body for split in splits] == [(ROUND,), (loops[0],), (loops[1],)]
    assert {split.groups for split in splits} == {2}
    assert {split.title for split in splits} == {"Form circles"}


def test_the_circles_of_the_first_round_come_together_again_in_the_later_ones():
    nodes = in_circles((ROUND, ROUND, ROUND), 3)
    regroups = [node.regroup for node in nodes if isinstance(node, Split)]
    assert regroups == [Regroup.FRESH, Regroup.HOME, Regroup.HOME]


MADE_FOR = "“Save the Last Word” is made for 3 to 6 people; you are {}."


@pytest.mark.parametrize(
    ("people", "circles", "notices"),
    [
        (3, 1, []),
        (6, 1, []),
        (2, 1, [MADE_FOR.format(2)]),
        (7, 1, [MADE_FOR.format(7)]),
        (7, 2, ["The rounds run in 2 circles at the same time."]),
        (2, 2, [MADE_FOR.format(2), "The rounds run in 2 circles at the same time."]),
    ],
)
def test_too_few_or_too_many_people_are_told(people, circles, notices):
    assert notices_for(FEW, people, circles, {}) == notices


def test_who_presents_and_facilitates_is_told():
    both = {"presenter": (AMINA, BO), "facilitator": (BO,)}
    assert notices_for(FEW, 4, 1, both) == [
        "Bo both presents and facilitates; somebody else could take one."
    ]
    assert notices_for(FEW, 4, 1, {"presenter": (AMINA,), "facilitator": (BO,)}) == []
    assert notices_for(FEW, 4, 1, {"facilitator": (BO,)}) == []
    assert notices_for(FEW, 4, 1, {"presenter": (BO,)}) == []


def test_a_discussion_that_goes_on_another_day_says_in_how_many_meetings():
    step = Segment(id="s", step_id="s", title="Step", seconds=60)
    sitting = replace(step, mode=Mode.SITTING)
    assert list(several_meetings([step, step])) == []
    assert list(several_meetings([step, sitting, step])) == ["It takes 2 meetings."]
    assert list(several_meetings([step, sitting, step, sitting, step])) == ["It takes 3 meetings."]
