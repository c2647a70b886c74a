from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.protocols.checks import checked, problems
from copdesk.domain.protocols.protocol import (
    Choice,
    Duration,
    GroupSize,
    Loop,
    LoopOver,
    Option,
    Protocol,
    Role,
    Round,
    Split,
    Step,
    TurnsOver,
)
from copdesk.errors import InvalidInput

STEP = Step(id="talk", title="Talk", duration=Duration(plan=60), speak=("everyone",))
TURN = replace(STEP, id="turn", title="Turn", speak=("turn",))
GOOD = Protocol(id="good", title="Good", nodes=(STEP,))


def with_step(**more):
    return replace(GOOD, nodes=(replace(STEP, **more),))


def with_nodes(*nodes):
    return replace(GOOD, nodes=nodes)


def loop(**more):
    return Loop(**{"id": "loop", "title": "Loop", "over": LoopOver.PEOPLE, "body": (TURN,), **more})


def split(**more):
    return Split(**{"id": "split", "title": "Split", "size": 2, "body": (STEP,), **more})


def choice(default):
    option = Option(id="one", title="One", nodes=(STEP,))
    return Choice(id="choice", title="Choice", options=(option,), default=default)


@pytest.mark.parametrize(
    "protocol",
    [
        GOOD,
        with_nodes(Round(each=TURN)),
        with_nodes(loop()),
        with_nodes(split()),
        with_nodes(split(size=0, groups=3)),
        with_nodes(choice("one")),
        with_step(duration=Duration(plan=0, per_person=60)),
    ],
)
def test_nothing_is_wrong(protocol):
    assert problems(protocol) == ()
    assert checked(protocol) is protocol


@pytest.mark.parametrize(
    ("protocol", "words"),
    [
        (replace(GOOD, id="Not good"), "only small letters"),
        (replace(GOOD, title=" "), "has no title"),
        (replace(GOOD, nodes=()), "has no steps"),
        (replace(GOOD, size=GroupSize(least=9, ideal=3, most=5)), "must go up"),
        (replace(GOOD, roles=(Role(id="a", label="A"),) * 2), "Two roles have the id “a”"),
        (replace(GOOD, roles=(Role(id="turn", label="A"),)), "that word is taken"),
        (with_nodes(STEP, STEP), "Two parts have the id “talk”"),
        (with_step(title=""), "“talk” has no title"),
        (with_step(speak=("owner",)), "needs a round or a loop over people"),
        (with_step(silent=("boss",)), "the role “boss”, which is not there"),
        (with_step(silent=("everyone",)), "both speaks and is silent"),
        (with_step(ends_by="boss"), "ends by “boss”"),
        (with_step(duration=Duration(plan=-1)), "below zero"),
        (with_step(duration=Duration(plan=90_000)), "longer than 8 hours"),
        (with_step(duration=Duration(plan=60, least=90)), "less than its shortest"),
        (with_step(duration=Duration(plan=60, most=30)), "more than its longest"),
        (
            with_nodes(Round(each=replace(TURN, duration=Duration(plan=9, open_ended=True)))),
            "cannot be open-ended",
        ),
        (with_nodes(loop(body=())), "Nothing happens in “Loop”"),
        (with_nodes(loop(over=LoopOver.TIMES, body=(STEP,))), "number of times"),
        (with_nodes(loop(over=LoopOver.PROMPTS, body=(STEP,))), "list of prompts"),
        (with_nodes(loop(over=LoopOver.TIMES, times=2)), "needs a round or a loop"),
        (with_nodes(split(groups=2)), "either a group size or a number"),
        (with_nodes(split(body=())), "Nothing happens in “Split”"),
        (with_nodes(split(without=("boss",))), "the role “boss”"),
        (
            with_nodes(split(body=(Round(each=TURN, over=TurnsOver.GROUPS),))),
            "report only after it",
        ),
        (with_nodes(choice("two")), "no option “two”"),
    ],
)
def test_what_is_wrong_is_said_in_words(protocol, words):
    found = problems(protocol)
    assert any(words in sentence for sentence in found), found
    assert all(sentence.endswith(".") for sentence in found)
    with pytest.raises(InvalidInput):
        checked(protocol)
