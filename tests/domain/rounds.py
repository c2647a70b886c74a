"""Small protocols in which people take turns, and the people who do."""

from __future__ import annotations

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import (
    Duration,
    Loop,
    LoopOver,
    OnZero,
    Passing,
    Protocol,
    Round,
    Step,
    TurnsOver,
)

NAMES = ("Amina", "Bo", "Chipo", "Dao", "Eva", "Farid", "Gul")


def people(number):
    return tuple(Person(id=name[0].casefold(), name=name) for name in NAMES[:number])


def turn(node_id="turn", seconds=60, **more):
    return Step(
        id=node_id,
        title=node_id.title(),
        duration=Duration(plan=seconds),
        speak=("turn",),
        silent=("others",),
        on_zero=OnZero.HARD_STOP,
        **more,
    )


def talk(node_id, seconds=120):
    return Step(id=node_id, title=node_id, duration=Duration(plan=seconds), speak=("everyone",))


def go_round(**more):
    end = Step(id="end", title="End", duration=Duration(plan=60))
    return Protocol(id="go", title="Go-round", nodes=(Round(each=turn(), **more), end))


def final_word():
    body = (
        turn("present", 180),
        Round(each=turn("respond"), over=TurnsOver.OTHERS, passing=Passing.YES),
        turn("last-word"),
    )
    loop = Loop(id="rounds", title="Round", over=LoopOver.PEOPLE, body=body)
    debrief = Step(id="debrief", title="Debrief", duration=Duration(plan=300), closing=True)
    return Protocol(id="fw", title="Final Word", nodes=(loop, debrief))
