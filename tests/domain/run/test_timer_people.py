"""People who come, go and pass while groups, circles and rounds go on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Passing
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.errors import UserError
from copdesk.services.protocols import shipped, shipped_protocol

LATE = Person(id="late", name="Zoe")


@pytest.fixture
def lead(clock):
    def start(protocol_id, number, to=0, **choices):
        plan = compile_plan(shipped_protocol(protocol_id), invented(number), Choices(**choices))
        timer = DiscussionTimer(plan, clock)
        timer.start()
        timer.goto(plan.segments[to].id)
        return timer

    return start


def at(timer, step_id):
    return [segment for segment in timer.state.segments if segment.step_id == step_id]


def names(people):
    return [person.name for person in people]


def test_a_latecomer_after_a_pass_has_a_turn_of_their_own(lead):
    timer = lead("issaquah-coaching", 6)
    timer.goto(at(timer, "listen")[0].id)
    timer.pass_turn(return_at_end=True)
    timer.person_arrived(LATE)
    ids = [segment.id for segment in timer.state.segments]
    assert len(ids) == len(set(ids))
    first = [s for s in at(timer, "listen") if "#1/" in s.id]
    assert names(p for s in first for p in s.turn_people) == [
        *("Person 2", "Person 3", "Person 4", "Person 5", "Person 6", "Person 2", "Zoe")
    ]


def test_a_latecomer_never_gets_the_number_of_a_turn_that_was_taken_out(lead, clock):
    timer = lead("plus-delta", 3)
    timer.goto("plus-delta/round#3")
    clock.advance(4)
    timer.back()
    timer.person_left("person-3")
    timer.person_arrived(LATE)
    late = next(s for s in timer.state.segments if s.turn_people == (LATE,))
    assert late.id == "plus-delta/round#4"
    assert timer.state.elapsed_ms(late.id) == 0
    assert timer.state.elapsed_ms("plus-delta/round#3") == 4000


def test_a_latecomer_gets_the_lap_in_which_a_smaller_group_waits(lead):
    timer = lead("troika-consulting", 7)
    before = len(timer.state.segments)
    timer.person_arrived(LATE)
    assert len(timer.state.segments) == before
    last = [s for s in timer.state.segments if s.lap_id.endswith("#4")]
    for segment in last:
        assert names(segment.owner_people) == ["Person 4", "Zoe"]
        assert names(segment.groups[1].people) == ["Person 5", "Person 6", "Person 7", "Zoe"]


def test_a_latecomer_among_full_groups_gets_one_more_lap_for_that_group(lead):
    timer = lead("troika-consulting", 6)
    timer.person_arrived(LATE)
    more = [s for s in timer.state.segments if s.lap_id.endswith("#4")]
    assert [s.step_id for s in more] == ["share", "clarify", "advise", "helped"]
    for segment in more:
        assert segment.owner == (LATE, None)
        assert names(segment.groups[0].people) == ["Person 1", "Person 2", "Person 3", "Zoe"]


def test_the_group_of_a_latecomer_answers_to_their_passage(lead):
    timer = lead("save-the-last-word", 7)
    timer.person_arrived(LATE)
    last = [s for s in timer.state.segments if s.lap_id.endswith("#4")]
    second = [s.turn[1].name for s in last]
    assert second == ["Zoe", "Person 5", "Person 6", "Person 7", "Zoe"]


def test_where_only_one_presents_a_latecomer_does_not(lead):
    timer = lead("final-word", 5, presenters=1)
    timer.person_arrived(LATE)
    assert names(p for s in at(timer, "present") for p in s.owner_people) == ["Person 1"]
    assert LATE in at(timer, "respond")[-1].turn_people


def test_in_one_more_lap_nobody_answers_who_has_left(lead):
    timer = lead("final-word", 4)
    for _segment in range(3):
        timer.next()
    for gone in ("person-2", "person-3", "person-4"):
        timer.person_left(gone)
    timer.person_arrived(LATE)
    more = [s for s in timer.state.segments if s.lap_id.endswith("#2")]
    assert names(p for s in more for p in s.turn_people) == ["Zoe", "Person 1", "Zoe"]


def test_a_latecomer_in_a_fishbowl_sits_inside_once(lead):
    timer = lead("fishbowl", 12)
    timer.goto(at(timer, "talk")[0].id)
    timer.person_arrived(LATE)
    talks = at(timer, "talk")
    assert [LATE in talk.groups[0].people for talk in talks] == [False, True]
    assert [LATE in talk.groups[1].people for talk in talks] == [True, False]
    assert "Zoe" in talks[0].listeners()[0]
    assert "Zoe" in talks[1].speakers()[0]


def test_who_was_inside_and_is_back_sits_outside(lead):
    timer = lead("fishbowl", 12)
    timer.goto(at(timer, "talk")[1].id)
    timer.person_left("person-1")
    timer.person_arrived(timer.plan.people[0])
    assert timer.plan.people[0] in at(timer, "watchers")[1].groups[1].people


def test_another_of_the_group_reports_for_who_has_left(lead):
    timer = lead("lesson-study", 12)
    reporter = at(timer, "tables-report")[1].turn_people[0]
    table = at(timer, "compare")[0].groups[1]
    timer.goto(at(timer, "discussion")[0].id)
    timer.goto(at(timer, "tables-report")[0].id)
    timer.person_left(reporter.id)
    (now,) = at(timer, "tables-report")[1].turn_people
    assert now != reporter
    assert now in table.people
    for person in table.people:
        timer.person_left(person.id)
    assert len(at(timer, "tables-report")) == 2


def test_a_round_is_repeated_without_who_has_left(lead):
    timer = lead("plus-delta", 3)
    timer.goto("plus-delta/round#2")
    timer.person_left("person-1")
    timer.repeat(whole_round=True)
    again = [s for s in timer.state.segments if "~2" in s.id]
    assert names(p for s in again for p in s.turn_people) == ["Person 2", "Person 3"]


def test_who_has_left_and_passes_is_not_asked_again(lead):
    timer = lead("issaquah-coaching", 5)
    timer.goto(at(timer, "listen")[0].id)
    timer.person_left("person-2")
    timer.pass_turn(return_at_end=True)
    assert not [s for s in timer.state.segments if "~" in s.id]
    assert timer.reading().speakers == ("Person 3",)


COMING_AND_GOING = st.lists(
    st.tuples(
        st.sampled_from(["next", "next", "back", "pass", "later", "repeat", "left", "back again"]),
        st.integers(0, 15),
    ),
    max_size=25,
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    protocol=st.sampled_from(shipped()),
    number=st.integers(2, 13),
    start=st.floats(0, 0.99),
    moves=COMING_AND_GOING,
)
def test_nobody_is_in_two_groups_and_each_speaks_in_their_own(
    make_clock, protocol, number, start, moves
):
    plan = compile_plan(protocol, invented(number))
    timer = DiscussionTimer(plan, make_clock())
    timer.start()
    timer.goto(plan.segments[int(start * len(plan.segments))].id)
    known = [*plan.people, LATE, Person(id="later", name="Yan")]
    for name, which in moves:
        person = known[which % len(known)]
        _move(timer, name, person)
        state = timer.state
        ids = [segment.id for segment in state.segments]
        assert len(ids) == len(set(ids))
        for segment in state.segments[state.index + 1 :]:
            seated = [p.id for group in segment.groups for p in group.people]
            assert len(seated) == len(set(seated))
            if name == "back again" and seated:
                assert person.id in seated
            _assert_in_their_own_groups(segment)


def _move(timer, name, person):
    match name:
        case "next":
            timer.next()
        case "back":
            timer.back()
        case "repeat":
            timer.repeat(whole_round=True)
        case "left":
            timer.person_left(person.id)
        case "back again":
            timer.person_arrived(person)
        case _:
            try:
                timer.pass_turn(return_at_end=name == "later")
            except UserError:
                state = timer.state
                several = len(state.current.turn) > 1
                assert several or state.current.passing is Passing.NO or not state.current.round_id


def _assert_in_their_own_groups(segment):
    if segment.by_group:
        return
    for seats in (segment.turn, segment.owner):
        for group, person in zip(segment.groups, seats, strict=False):
            assert person is None or not group.people or person in group.people
