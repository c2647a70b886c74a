"""The plans of the shipped protocols against what is known of them."""

from __future__ import annotations

import itertools

import pytest

from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.services.protocols import shipped_protocol


def plan(protocol_id, number, **choices):
    return compile_plan(shipped_protocol(protocol_id), invented(number), Choices(**choices))


def spent_on(found, *step_ids):
    return sum(segment.seconds for segment in found.segments if segment.step_id in step_ids)


@pytest.mark.parametrize("way", ["conversation", "rounds"])
@pytest.mark.parametrize("number", [4, 8, 12])
def test_four_as_takes_five_minutes_a_person_and_ten(number, way):
    found = plan("four-as", number, options={"other-as": way})
    assert found.total_s == (5 * number + 10) * 60
    rounds = dict.fromkeys(segment.round_id for segment in found.segments if segment.round_id)
    assert len(rounds) == (1 if way == "conversation" else 4)


def test_text_rendering_has_three_rounds_in_an_hour():
    found = plan("text-rendering", 8)
    assert found.total_s == 3600
    assert spent_on(found, "sentence", "phrase", "word") == 360
    rounds = [
        s.title for s in found.segments if s.round_id.endswith(("sentence", "phrase", "word"))
    ]
    assert rounds == ["A sentence"] * 8 + ["A phrase"] * 8 + ["A word"] * 8


@pytest.mark.parametrize("number", range(4, 21))
def test_one_two_four_all_takes_twelve_minutes_and_pairs_stay_together(number):
    found = plan("one-two-four-all", number)
    assert found.total_s == 720
    pairs, fours = found.segments[1].groups, found.segments[2].groups
    for pair in pairs:
        assert any(set(pair.people) <= set(four.people) for four in fours)
    assert all(3 <= len(four.people) <= 6 for four in fours)


def test_troika_takes_half_an_hour_for_threes_and_ten_minutes_more_for_fours():
    three, four = plan("troika-consulting", 9), plan("troika-consulting", 8)
    assert abs(three.total_s - 1800) <= 60
    assert abs(four.total_s - three.total_s - 600) <= 60
    advise = [segment for segment in three.segments if segment.step_id == "advise"]
    assert len(advise) == 3
    assert [len(segment.owner_people) for segment in advise] == [3, 3, 3]
    assert advise[0].listeners() == ("Person 1, Person 4, Person 7",)


@pytest.mark.parametrize("number", range(3, 21))
def test_troika_never_makes_pairs(number):
    groups = plan("troika-consulting", number).segments[-1].groups
    assert min(len(group.people) for group in groups) >= 3


def test_a_micro_lab_question_takes_eight_minutes_and_the_first_speaker_moves_on():
    found = plan("micro-lab", 9)
    turns = [segment for segment in found.segments if segment.step_id == "speak"]
    assert spent_on(found, "write", "speak") == 3 * 480
    assert {segment.early for segment in turns} == {"silence"}
    assert {segment.on_zero for segment in turns} == {"hard_stop"}
    assert [turns[n].turn_people[0].name for n in (0, 3, 6)] == ["Person 1", "Person 2", "Person 3"]


def test_a_cafe_keeps_its_hosts_and_moves_everybody_else():
    found = plan("world-cafe", 16)
    tables = [s.groups for s in found.segments if s.step_id in ("first-talk", "talk")]
    assert len(tables) == 3
    for before, after in itertools.pairwise(tables):
        for old, new in zip(before, after, strict=True):
            assert {p.id for p in old.people} & {p.id for p in new.people} == {old.host}
    recaps = [s for s in found.segments if s.step_id == "recap"]
    assert len(recaps) == 2
    for recap in recaps:
        assert {person.id for person in recap.speak[0].people} == {g.host for g in recap.groups}
        assert recap.listeners() == ("Everyone else",)


@pytest.mark.parametrize("number", range(8, 21))
def test_cafe_tables_seat_three_to_five(number):
    for segment in plan("world-cafe", number).segments:
        assert all(3 <= len(group.people) <= 5 for group in segment.groups)


@pytest.mark.parametrize("number", range(3, 21))
def test_in_a_jigsaw_each_teaches_at_home_what_an_expert_group_prepared(number):
    found = plan("jigsaw", number)
    at = {segment.step_id: segment for segment in found.segments}
    home, experts = at["share-out"].groups, at["prepare"].groups
    assert at["together"].groups == home
    assert max(len(group.people) for group in home) <= 5
    for group in experts:
        assert all(set(group.people) & set(other.people) for other in home)
    sizes = [len(group.people) for group in experts]
    assert max(sizes) - min(sizes) <= 1
    taught = [p for s in found.segments if s.step_id == "teach" for p in s.turn_people]
    assert sorted(p.id for p in taught) == sorted(p.id for p in found.people)


@pytest.mark.parametrize(("number", "rounds"), [(10, 4), (15, 4), (16, 2), (30, 2)])
def test_issaquah_goes_round_or_lets_groups_confer(number, rounds):
    found = plan("issaquah-coaching", number)
    turns = [segment for segment in found.segments if segment.round_id]
    assert len({segment.round_id for segment in turns}) == rounds
    presenter = found.segments[0].speak[0].people[0]
    assert all(presenter not in segment.turn_people for segment in turns)
    if number > 15:
        seated = [person for group in found.segments[3].groups for person in group.people]
        assert len(seated) == number - 1
        assert presenter not in seated


def test_peeling_the_onion_has_four_rounds_and_one_more_to_choose():
    usual, more = plan("peeling-the-onion", 9), plan("peeling-the-onion", 9, include=["what-if"])
    assert usual.total_s == 40 * 60
    assert more.total_s - usual.total_s == 8 * 30
    rounds = [s for s in usual.segments if s.step_id == "layer"]
    assert len({segment.heading for segment in rounds}) == 4
    assert all(s.repeatable and s.listeners() == ("Presenter (Person 1)",) for s in rounds)


@pytest.mark.parametrize(("number", "minutes"), [(3, 15), (4, 24), (5, 35)])
def test_the_last_word_speaks_last(number, minutes):
    found = plan("save-the-last-word", number)
    assert spent_on(found, "respond", "last-word") == minutes * 60
    lap = [segment for segment in found.segments if segment.lap_id.endswith("#1")]
    responses = ["respond"] * (number - 1)
    assert [segment.step_id for segment in lap] == ["read-aloud", *responses, "last-word"]
    assert lap[0].speakers() == lap[1].listeners() == lap[-1].speakers() == ("Person 1",)
    assert lap[0].on_zero == "hold"


def test_four_people_with_a_last_word_need_half_an_hour_before_they_look_back():
    found = plan("save-the-last-word", 4)
    assert found.total_s - spent_on(found, "debrief") == 30 * 60


def test_a_circle_that_has_nobody_left_to_hear_waits():
    found = plan("save-the-last-word", 7)
    last = [segment for segment in found.segments if segment.lap_id.endswith("#4")]
    owners = {person.name for segment in last for person in segment.owner_people}
    assert owners == {"Person 4"}
    speaking = {person.name for segment in last for person in segment.turn_people}
    assert speaking == {"Person 1", "Person 2", "Person 3", "Person 4"}


def test_chalk_talk_is_silent_until_the_end_and_ends_when_the_facilitator_says():
    found = plan("chalk-talk", 12)
    assert [bool(segment.listeners()) for segment in found.segments] == [True, True, True, False]
    writing = found.segments[1]
    assert (writing.open_ended, writing.ends_by, writing.on_zero) == (True, "facilitator", "hold")


def test_in_a_tuning_the_presenter_is_silent_while_the_group_gives_feedback():
    found = plan("tuning", 8, roles={"presenter": ["person-2"]})
    feedback = next(segment for segment in found.segments if segment.step_id == "feedback")
    assert feedback.listeners() == ("Presenter (Person 2)",)
    assert feedback.speakers() == ("The group",)
