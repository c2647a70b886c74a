"""The segments of ten protocols, in order, with their minutes and who is silent."""

from __future__ import annotations

from itertools import groupby

import pytest

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.services.protocols import shipped_protocol


def rows(protocol_id, number):
    """Return title, seconds, silent voices and how often, for each run of equal segments."""
    plan = compile_plan(shipped_protocol(protocol_id), invented(number))
    found = [
        (s.title, s.seconds, tuple(voice.role for voice in s.silent), s.round_id)
        for s in plan.segments
    ]
    return [(*key[:3], len(list(same))) for key, same in groupby(found)]


FACTS = {
    # Four people: read aloud, each other person one minute, then the chooser three minutes.
    ("save-the-last-word", 4): [
        ("Choose a passage", 240, ("everyone",), 1),
        *[
            ("Read the passage aloud", 30, ("others",), 1),
            ("Respond to the passage", 60, ("owner",), 3),
            ("The last word", 180, ("others",), 1),
        ]
        * 4,
        ("Look back", 240, (), 1),
    ],
    # Five people: here the chooser explains first, the others a minute each, then one minute.
    ("final-word", 5): [
        *[
            ("Present a passage", 180, ("others",), 1),
            ("Respond", 60, ("owner",), 4),
            ("Final word", 60, ("others",), 1),
        ]
        * 5,
        ("Look back", 300, (), 1),
    ],
    # Five minutes a person and ten more.
    ("four-as", 8): [
        ("Read and mark", 420, ("everyone",), 1),
        ("Assumptions", 60, ("others",), 8),
        ("Agree, argue, aspire", 1440, (), 1),
        ("Open conversation", 480, (), 1),
        ("Look back", 180, (), 1),
    ],
    # An hour: two minutes, fifteen, six for three rounds, thirty, two and five.
    ("text-rendering", 8): [
        ("Introduction", 120, ("others",), 1),
        ("Read and mark", 900, ("everyone",), 1),
        *[(title, 15, ("others",), 8) for title in ("A sentence", "A phrase", "A word")],
        ("Talk about the text", 1800, (), 1),
        ("New insights", 120, (), 1),
        ("Look back", 300, (), 1),
    ],
    # Twelve people go round: presenter and facilitator take no turns.
    ("issaquah-coaching", 12): [
        ("Present the question", 420, ("group",), 1),
        ("Clarifying questions", 180, (), 1),
        *[("Go round", 30, ("presenter",), 11)] * 2,
        ("The presenter checks", 120, ("group",), 1),
        *[("Go round", 30, ("presenter",), 11)] * 2,
        ("The presenter reflects", 240, ("group",), 1),
        ("Look back", 360, (), 1),
    ],
    # Seventeen confer in groups.
    ("issaquah-coaching", 17): [
        ("Present the question", 420, ("group",), 1),
        ("Clarifying questions", 180, (), 1),
        ("Form groups of four", 60, (), 1),
        ("Confer: what we heard and what it may mean", 240, ("presenter",), 1),
        ("The groups say it back", 45, ("presenter",), 4),
        ("The presenter checks", 120, ("group",), 1),
        ("Confer: a question and a possibility", 240, ("presenter",), 1),
        ("The groups ask and offer", 45, ("presenter",), 4),
        ("The presenter reflects", 240, ("group",), 1),
        ("Look back", 360, (), 1),
    ],
    # About forty minutes with four rounds, in which the presenter is silent.
    ("peeling-the-onion", 9): [
        ("Describe the problem", 300, ("group",), 1),
        ("Clarifying questions", 180, (), 1),
        *[("Go round", 30, ("presenter",), 8)] * 4,
        ("The presenter reflects", 300, ("group",), 1),
        ("Now what", 420, (), 1),
        ("Look back", 240, (), 1),
    ],
    # Threes, three questions of eight minutes, listeners silent.
    ("micro-lab", 9): [
        ("Form groups of three", 60, (), 1),
        *[("Hear the question and write", 120, ("everyone",), 1), ("Speak", 120, ("others",), 3)]
        * 3,
        ("Look back together", 480, (), 1),
    ],
    # Three conversations of twenty minutes; the host recalls at the start of the later ones.
    ("world-cafe", 16): [
        ("Welcome and question", 300, ("others",), 1),
        ("Find a table", 60, (), 1),
        ("First conversation", 1200, (), 1),
        *[
            ("Travel to another table", 60, (), 1),
            ("The host recalls", 120, ("others",), 1),
            ("Next conversation", 1080, (), 1),
        ]
        * 2,
        ("Harvest", 1500, (), 1),
    ],
    # Home, alone, experts, home again, where each teaches in turn.
    ("jigsaw", 16): [
        ("Form home groups", 60, (), 1),
        ("Share out the parts", 180, (), 1),
        ("Read your part", 600, ("everyone",), 1),
        ("Go to your expert group", 60, (), 1),
        ("Prepare to teach", 600, (), 1),
        ("Go back to your home group", 60, (), 1),
        ("Teach your part", 240, ("others",), 4),
        ("Put the parts together", 360, (), 1),
        ("Look back together", 360, (), 1),
    ],
    # Twelve minutes, the first in silence.
    ("one-two-four-all", 16): [
        ("Alone", 60, ("everyone",), 1),
        ("In pairs", 120, (), 1),
        ("In fours", 240, (), 1),
        ("All together", 300, (), 1),
    ],
    # About half an hour for threes; the client is silent while the others advise.
    ("troika-consulting", 9): [
        ("Find your question", 60, ("everyone",), 1),
        ("Form groups of three", 60, (), 1),
        *[
            ("Share the question", 120, ("others",), 1),
            ("Clarifying questions", 60, (), 1),
            ("The consultants talk", 300, ("owner",), 1),
            ("What helped", 90, ("others",), 1),
        ]
        * 3,
    ],
}


@pytest.mark.parametrize(("protocol_id", "number"), FACTS)
def test_the_steps_their_order_their_minutes_and_the_silence(protocol_id, number):
    assert rows(protocol_id, number) == FACTS[protocol_id, number]


@pytest.mark.parametrize("number", [4, 7, 12])
def test_a_descriptive_consultancy_gives_everybody_but_the_presenter_a_turn(number):
    plan = compile_plan(shipped_protocol("descriptive-consultancy"), invented(number))
    turns = [segment for segment in plan.segments if segment.step_id == "say-back"]
    assert len(turns) == number - 1
    assert plan.roles[0][1][0] not in [segment.turn_people[0] for segment in turns]


def test_a_conference_keeps_the_presenting_teacher_silent_for_four_steps():
    plan = compile_plan(
        shipped_protocol("collaborative-assessment-conference"), invented(7), seconds=45 * 60
    )
    assert plan.total_s == 45 * 60
    quiet = [{voice.role for voice in s.silent} & {"presenter", "everyone"} for s in plan.segments]
    assert [bool(found) for found in quiet] == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("protocol_id", "steps"),
    [
        ("atlas-student-work", ["describe", "interpret", "implications"]),
        ("atlas-data", ["describe", "interpret"]),
    ],
)
def test_in_the_atlas_protocols_whoever_brought_the_material_listens(protocol_id, steps):
    plan = compile_plan(shipped_protocol(protocol_id), invented(8))
    found = [s.step_id for s in plan.segments if "presenter" in [voice.role for voice in s.silent]]
    assert found == steps
    assert all(s.seconds == 600 for s in plan.segments if s.step_id in steps)


@pytest.mark.parametrize(("number", "turns"), [(4, 1), (9, 2), (12, 3), (20, 4)])
def test_a_carousel_visits_the_plans_of_the_other_groups(number, turns):
    plan = compile_plan(shipped_protocol("feedback-carousel"), invented(number))
    visits = [segment for segment in plan.segments if segment.step_id == "write"]
    assert len(visits) == turns
    seen = {visit.groups[0].label for visit in visits}
    assert len(seen) == turns
    for visit in visits:
        assert len({group.label for group in visit.groups}) == len(visit.groups)
        assert visit.groups[0].label != "at station 1"


@pytest.mark.parametrize(("number", "laps"), [(6, 2), (12, 2), (13, 3), (30, 3)])
def test_in_a_fishbowl_everybody_sits_inside_once(number, laps):
    plan = compile_plan(shipped_protocol("fishbowl"), invented(number))
    talks = [segment for segment in plan.segments if segment.step_id == "talk"]
    assert len(talks) == laps
    inside = [person.id for talk in talks for person in talk.groups[0].people]
    assert sorted(inside) == sorted(person.id for person in plan.people)
    for talk in talks:
        for said, group in zip((talk.speakers(), talk.listeners()), talk.groups, strict=True):
            assert said[0].endswith(f"({', '.join(person.name for person in group.people)})")
    assert 45 * 60 <= plan.total_s <= 61 * 60


def test_the_usual_totals_are_those_that_sources_give():
    totals = {
        "what-so-what-now-what": 45,
        "impromptu-networking": 20,
        "compass-points": 47,
        "atlas-data": 50,
        "plus-delta": 5,
        "descriptive-consultancy": 60,
        "success-analysis": 60,
    }
    for protocol_id, minutes in totals.items():
        protocol = shipped_protocol(protocol_id)
        plan = compile_plan(protocol, invented(protocol.size.ideal))
        assert plan.total_s == minutes * 60, protocol_id


@pytest.mark.parametrize(("number", "turns", "by_group"), [(10, 9, False), (11, 2, True)])
def test_after_a_lesson_each_observer_reports_or_each_group(number, turns, by_group):
    plan = compile_plan(shipped_protocol("lesson-study"), invented(number))
    reports = [segment for segment in plan.segments if segment.round_id]
    assert len(reports) == turns
    assert {segment.by_group for segment in reports} == {by_group}
    order = [segment.step_id for segment in plan.segments if not segment.round_id]
    assert order[:4] == ["review", "thanks", "teacher-first", "planners-next"]
    assert order[-2] == "comment"


def test_at_the_four_walls_nobody_knows_who_will_stand_where():
    plan = compile_plan(shipped_protocol("compass-points"), invented(9))
    walls = next(segment for segment in plan.segments if segment.step_id == "questions")
    assert [group.label for group in walls.groups] == ["North", "East", "South", "West"]
    assert not any(group.people for group in walls.groups)
    reports = [segment for segment in plan.segments if segment.step_id == "report"]
    assert [segment.speakers() for segment in reports] == [
        ("North",),
        ("East",),
        ("South",),
        ("West",),
    ]


def test_a_peer_observation_takes_three_meetings():
    plan = compile_plan(shipped_protocol("peer-observation"), invented(2))
    assert [length // 60 for length in plan.sittings] == [10, 20, 23]
    assert plan.summary()["sittings"] == list(plan.sittings)
    assert plan.notices == ("It takes 3 meetings.",)
    assert plan.segments[2].listeners() == ("Observer",)
