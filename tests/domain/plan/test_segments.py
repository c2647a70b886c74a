"""What a screen says of a step, and that a stored plan says the same later."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from copdesk.domain.plan.segments import Segment, Voice, segment_from_dict, segment_to_dict
from copdesk.domain.plan.subgroups import Group, Person
from copdesk.domain.protocols.protocol import (
    Capture,
    CaptureKind,
    CapturePer,
    Early,
    Mode,
    OnZero,
    Passing,
)

AMINA, BO, CHIPO = (Person(id=name[0], name=name) for name in ("Amina", "Bo", "Chipo"))
PEOPLE = {person.id: person for person in (AMINA, BO, CHIPO)}
STEP = Segment(id="p/step", step_id="step", title="Step", seconds=60)
WHOLE = Segment(
    id="p/whole",
    step_id="whole",
    title="Whole",
    seconds=90,
    heading="Round 1 of 3 · Group 2",
    open_ended=True,
    settling=True,
    least=30,
    most=120,
    protected=True,
    closing=True,
    speak=(Voice(role="turn"), Voice(role="scribe", label="Scribe", people=(CHIPO,))),
    silent=(Voice(role="others", label="Others"),),
    answers=(Voice(role="owner", people=(AMINA, BO)),),
    turn=(AMINA, None),
    owner=(None, BO),
    groups=(
        Group(people=(AMINA,), label="Left"),
        Group(people=(BO, CHIPO), host="B", roles=(("scribe", "C"),)),
    ),
    facilitator="Keep the time.",
    room="Chairs in a circle",
    capture=(Capture(kind=CaptureKind.QUOTE, per=CapturePer.GROUP),),
    mode=Mode.SITTING,
    on_zero=OnZero.HARD_STOP,
    warn=(60, 10),
    ends_by="facilitator",
    once_only=True,
    passing=Passing.RETURN_AT_END,
    early=Early.BANK,
    repeatable=True,
    by_group=True,
    round_id="p/round",
    lap_id="p/lap#1",
)


def test_a_stored_step_comes_back_whole():
    for name in (field.name for field in fields(Segment)):
        assert getattr(WHOLE, name) != getattr(STEP, name), f"{name} is not tried"
    stored = json.loads(json.dumps(segment_to_dict(WHOLE)))
    assert segment_from_dict(stored, PEOPLE) == WHOLE


def test_people_are_stored_by_their_ids_only():
    assert "Amina" not in json.dumps(segment_to_dict(WHOLE))


def test_a_plan_of_an_older_copdesk_has_groups_without_roles():
    stored = segment_to_dict(WHOLE)
    for group in stored["groups"]:
        del group["roles"]
    read = segment_from_dict(stored, PEOPLE)
    assert [group.roles for group in read.groups] == [(), ()]


def said(role, segment=STEP, label="", people=()):
    return segment.voice_text(Voice(role=role, label=label, people=people))


@pytest.mark.parametrize(
    ("role", "more", "text"),
    [
        ("everyone", {}, "Everyone"),
        ("everyone", {"once_only": True}, "Whoever wants to, each once"),
        ("others", {}, "Everyone else"),
        ("turn", {}, "Each person in turn"),
        ("turn", {"turn": (AMINA,)}, "Amina"),
        ("turn", {"turn": (AMINA, None, BO)}, "Amina, Bo"),
        ("turn", {"heading": "Reports · Group 2", "by_group": True}, "Group 2"),
        ("turn", {"heading": "Reports · Group 2"}, "Each person in turn"),
        ("turn", {"heading": "Reports · Group 2", "by_group": True, "turn": (BO,)}, "Bo"),
        ("owner", {}, "The person whose round it is"),
        ("owner", {"owner": (None, BO, CHIPO)}, "Bo, Chipo"),
        ("inner", {}, "The inner circle"),
        ("outer", {}, "The outer circle"),
    ],
)
def test_the_built_in_voices_in_words(role, more, text):
    assert said(role, replace(STEP, **more)) == text


def test_a_circle_is_called_by_who_sits_in_it():
    seated = replace(STEP, groups=(Group(people=(AMINA, BO)), Group(people=(CHIPO,))))
    assert said("inner", seated) == "The inner circle (Amina, Bo)"
    assert said("outer", seated) == "The outer circle (Chipo)"
    alone = replace(STEP, groups=(Group(people=(AMINA,)),))
    assert said("inner", alone) == "The inner circle (Amina)"
    assert said("outer", alone) == "The outer circle"


def test_a_role_is_called_by_its_label_and_who_plays_it():
    assert said("presenter", label="Presenter") == "Presenter"
    assert said("presenter", label="Presenter", people=(AMINA,)) == "Presenter (Amina)"


def test_who_speaks_is_silent_and_answers_are_three_lists():
    step = replace(
        STEP,
        speak=(Voice(role="turn"), Voice(role="chair", label="Chair")),
        silent=(Voice(role="others"),),
        answers=(Voice(role="everyone"),),
        turn=(BO,),
    )
    assert step.speakers() == ("Bo", "Chair")
    assert step.listeners() == ("Everyone else",)
    assert step.answerers() == ("Everyone",)


def test_a_turn_belongs_to_somebody_and_is_not_the_time_to_settle():
    assert not STEP.is_turn
    assert not replace(STEP, turn=(None,)).is_turn
    assert replace(STEP, turn=(None, BO)).is_turn
    assert not replace(STEP, turn=(BO,), settling=True).is_turn


@pytest.mark.parametrize(
    ("on_zero", "hard"),
    [(OnZero.HARD_STOP, True), (OnZero.ADVANCE, True), (OnZero.CHIME, False)],
)
def test_only_a_turn_ends_exactly_on_time(on_zero, hard):
    assert replace(STEP, turn=(BO,), on_zero=on_zero).is_hard_timed is hard
    assert not replace(STEP, on_zero=on_zero).is_hard_timed


def test_a_turn_can_be_passed_by_one_person_in_a_round_that_allows_it():
    turn = replace(STEP, turn=(BO,), round_id="p/round", passing=Passing.YES)
    assert turn.can_be_passed
    assert replace(turn, passing=Passing.RETURN_AT_END).can_be_passed
    assert not replace(turn, passing=Passing.NO).can_be_passed
    assert not replace(turn, round_id="").can_be_passed
    assert not replace(turn, turn=(BO, AMINA)).can_be_passed
    assert not replace(turn, turn=(BO, None)).can_be_passed


def test_only_a_sitting_ends_the_meeting():
    assert replace(STEP, mode=Mode.SITTING).is_sitting
    assert not replace(STEP, mode=Mode.BREAK).is_sitting
