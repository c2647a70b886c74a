"""The hard cases of people: turns, groups, who comes late and who leaves."""

from __future__ import annotations

import pytest

from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.impossible_budget import ImpossibleBudget
from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import (
    Duration,
    Early,
    OnZero,
    Passing,
    Protocol,
    Regroup,
    Remainder,
    Role,
    Round,
    Split,
    Step,
)
from copdesk.domain.run.state import Phase
from copdesk.domain.run.talk_tally import TalkTally
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.errors import InvalidInput
from tests.domain.rounds import final_word, go_round, people, talk, turn

LATE = Person(id="z", name="Zoe")


@pytest.fixture
def started(clock):
    def start(protocol, number=4):
        timer = DiscussionTimer(compile_plan(protocol, people(number)), clock)
        timer.start()
        return timer

    return start


def coming(timer):
    state = timer.state
    return [
        (s.step_id, *(p.name for p in s.turn_people)) for s in state.segments[state.index + 1 :]
    ]


@pytest.mark.parametrize(("number", "minutes"), [(4, 28), (5, 40), (6, 54)])
def test_case_57_final_word_grows_with_the_circle(number, minutes):
    plan = compile_plan(final_word(), invented(number))
    assert plan.total_s == minutes * 60 + 300
    assert len(plan.segments) == number * (number + 1) + 1


def test_case_58_who_leaves_has_no_more_turns_but_keeps_the_past(started):
    timer = started(final_word())
    for _n in range(3):
        timer.next()
    timer.person_left("b")
    assert all("Bo" not in row for row in coming(timer))
    assert [s.id for s in timer.state.segments if s.owner_people == people(2)[1:]] == []
    assert timer.state.segments[1].turn_people == (people(2)[1],)
    assert timer.person_left("b") == ()
    assert timer.person_left("nobody") == ()


def test_case_58_who_comes_back_is_offered_turns_at_the_end(started):
    timer = started(final_word())
    timer.person_left("b")
    timer.person_arrived(people(2)[1])
    rows = coming(timer)
    assert rows[2] == ("respond", "Bo")
    assert ("present", "Bo") in rows[-7:]
    assert timer.state.absent == frozenset()


def test_case_59_a_latecomer_joins_what_goes_on_and_what_comes(started):
    rounds = tuple(Round(each=turn(f"round-{n}")) for n in (1, 2, 3))
    timer = started(Protocol(id="r", title="Rounds", nodes=rounds), 3)
    for _n in range(4):
        timer.next()
    timer.person_arrived(LATE)
    turns = [s.id for s in timer.state.segments if s.turn_people == (LATE,)]
    assert turns == ["r/round-2#4", "r/round-3#4"]


def test_case_59_a_latecomer_in_final_word_gets_a_round_of_the_same_shape(started):
    timer = started(final_word(), 3)
    timer.person_arrived(LATE)
    own = [s for s in timer.state.segments if s.owner_people == (LATE,)]
    assert [(s.step_id, s.turn_people[0].name) for s in own] == [
        ("present", "Zoe"),
        ("respond", "Amina"),
        ("respond", "Bo"),
        ("respond", "Chipo"),
        ("last-word", "Zoe"),
    ]
    assert len({s.id for s in timer.state.segments}) == len(timer.state.segments)


def test_case_60_a_passed_turn_comes_back_at_the_end_of_the_round(started):
    timer = started(go_round(passing=Passing.RETURN_AT_END), 3)
    timer.pass_turn(return_at_end=True)
    assert timer.reading().speakers == ("Bo",)
    assert [row[1:] for row in coming(timer)] == [("Chipo",), ("Amina",), ()]
    timer.undo()
    assert timer.reading().speakers == ("Amina",)
    assert [row[1:] for row in coming(timer)] == [("Bo",), ("Chipo",), ()]


def test_case_60_the_last_one_who_passes_is_asked_again_at_once(started):
    timer = started(go_round(passing=Passing.RETURN_AT_END), 2)
    timer.next()
    timer.pass_turn(return_at_end=True)
    assert timer.reading().speakers == ("Bo",)
    timer.pass_turn()
    assert timer.reading().segment.id == "go/end"


def test_case_60_a_turn_that_must_be_taken_is_not_passed(started):
    timer = started(go_round())
    with pytest.raises(InvalidInput, match="cannot be passed"):
        timer.pass_turn()


def test_case_61_a_turn_is_reset_without_changing_the_speaker(started, clock):
    timer = started(go_round())
    clock.advance(4)
    timer.reset_turn()
    reading = timer.reading()
    assert (reading.text, reading.speakers, reading.phase) == ("1:00", ("Amina",), Phase.RUNNING)


def test_case_62_next_pressed_twice_is_undone_twice(started, clock):
    timer = started(go_round())
    clock.advance(3)
    timer.next()
    timer.next()
    assert timer.reading().speakers == ("Chipo",)
    clock.advance(2)
    timer.undo()
    assert timer.reading().speakers == ("Bo",)
    timer.undo()
    reading = timer.reading()
    assert (reading.speakers, reading.elapsed_ms) == (("Amina",), 5_000)


def test_case_62_undo_after_a_turn_ended_by_itself_takes_back_only_that(started, clock):
    timer = started(go_round())
    for _n in range(16):
        clock.advance(4)
        timer.tick()
    assert timer.reading().speakers == ("Bo",)
    timer.undo()
    clock.advance(1)
    timer.tick()
    assert (timer.reading().text, timer.reading().speakers) == ("+0:05", ("Amina",))
    assert timer.reading().phase is Phase.RUNNING


def test_case_63_thirteen_in_fours_keep_their_pairs():
    pairs = Split(id="pairs", title="Pairs", size=2, body=(talk("a"),))
    fours = Split(id="fours", title="Fours", size=4, regroup=Regroup.MERGE, body=(talk("b"),))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(pairs, fours)), invented(13))
    before, after = (segment.groups for segment in plan.segments)
    assert sorted(len(group.people) for group in before) == [2, 2, 2, 2, 2, 3]
    assert sorted(len(group.people) for group in after) == [4, 4, 5]
    for pair in before:
        assert any(set(pair.people) <= set(four.people) for four in after)


@pytest.mark.parametrize(
    ("remainder", "sizes"), [(Remainder.BIGGER, [4, 3]), (Remainder.SMALLER, [3, 2, 2])]
)
def test_case_63_seven_in_threes(remainder, sizes):
    node = Split(id="threes", title="Threes", size=3, remainder=remainder, body=(talk("a"),))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(node,)), people(7))
    assert [len(group.people) for group in plan.segments[0].groups] == sizes


def test_case_63_experts_come_from_every_home_group():
    home = Split(id="home", title="Home", size=3, body=(talk("a"),))
    expert = Split(id="expert", title="Expert", regroup=Regroup.EXPERT, body=(talk("b"),))
    back = Split(id="back", title="Back", regroup=Regroup.HOME, body=(talk("c"),))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(home, expert, back)), invented(10))
    first, second, third = (segment.groups for segment in plan.segments)
    for group in second:
        assert all(set(group.people) & set(other.people) for other in first)
    assert first == third


def test_case_63_three_people_in_a_jigsaw_are_one_home_group():
    home = Split(id="home", title="Home", size=4, body=(talk("a"),))
    expert = Split(id="expert", title="Expert", regroup=Regroup.EXPERT, body=(talk("b"),))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(home, expert)), people(3))
    assert [len(group.people) for group in plan.segments[1].groups] == [1, 1, 1]


@pytest.mark.parametrize(("number", "sizes"), [(5, [2, 2]), (6, [2, 2, 2])])
def test_case_64_the_facilitator_joins_to_make_groups_even(number, sizes):
    node = Split(
        id="pairs",
        title="Pairs",
        size=2,
        remainder=Remainder.FACILITATOR_JOINS,
        body=(talk("a"),),
    )
    protocol = Protocol(
        id="p", title="P", nodes=(node,), roles=(Role(id="facilitator", label="Facilitator"),)
    )
    plan = compile_plan(protocol, people(number), Choices(roles={"facilitator": ["a"]}))
    assert [len(group.people) for group in plan.segments[0].groups] == sizes


def test_case_65_one_person_in_two_roles_is_allowed_with_a_word():
    roles = (Role(id="presenter", label="Presenter"), Role(id="facilitator", label="Facilitator"))
    protocol = Protocol(id="p", title="P", nodes=(talk("a"),), roles=roles)
    both = {"presenter": ["a"], "facilitator": ["a"]}
    plan = compile_plan(protocol, people(4), Choices(roles=both))
    assert plan.notices == ("Amina both presents and facilitates; somebody else could take one.",)
    two = {"presenter": ["a"], "facilitator": ["b"]}
    apart = compile_plan(protocol, people(4), Choices(roles=two))
    assert apart.notices == ()


def test_case_66_who_ends_early_leaves_silence(started, clock):
    timer = started(go_round(early=Early.SILENCE))
    clock.advance(3)
    timer.next()
    reading = timer.reading()
    assert (reading.ended_early, reading.speakers, reading.listeners) == (True, (), ("Everyone",))
    for _n in range(15):
        clock.advance(3.9)
        timer.tick()
    reading = timer.reading()
    assert (reading.speakers, reading.elapsed_ms, reading.ended_early) == (("Bo",), 1_500, False)


def test_case_66_a_second_press_ends_the_silence(started, clock):
    timer = started(go_round(early=Early.SILENCE))
    clock.advance(3)
    timer.next()
    timer.next()
    assert timer.reading().speakers == ("Bo",)


def test_case_67_talk_times_know_no_pauses_and_no_gaps(started, clock):
    timer = started(go_round())
    tally = TalkTally().at(timer.state)
    for pass_time, press in (
        (lambda: clock.advance(4), timer.pause),
        (lambda: clock.advance(3), timer.resume),
        (lambda: clock.suspend(30), timer.tick),
        (lambda: clock.advance(2), timer.next),
        (lambda: clock.advance(1), timer.tick),
    ):
        pass_time()
        press()
        tally = tally.at(timer.state)
    times = {one.person.name: one.ms for one in tally.spoken()}
    assert times == {"Amina": 6_000, "Bo": 1_000, "Chipo": 0, "Dao": 0}


def test_case_68_nobody_cannot_discuss():
    with pytest.raises(InvalidInput, match="Nobody is here yet"):
        compile_plan(final_word(), ())


@pytest.mark.parametrize(("number", "segments"), [(1, 3), (40, 40 * 41 + 1)])
def test_case_68_one_person_and_forty_people(number, segments):
    assert len(compile_plan(final_word(), invented(number)).segments) == segments


def test_case_68_a_step_of_no_time_and_an_open_one(clock):
    none = Step(id="none", title="None", duration=Duration(plan=0), on_zero=OnZero.ADVANCE)
    still = Step(id="still", title="Still", duration=Duration(plan=0))
    opened = Step(id="open", title="Open", duration=Duration(plan=0, open_ended=True))
    plan = compile_plan(Protocol(id="p", title="P", nodes=(none, still, opened)), people(2))
    timer = DiscussionTimer(plan, clock)
    timer.start()
    timer.tick()
    assert timer.reading().segment.id == "p/still"
    clock.advance(2)
    timer.tick()
    assert timer.reading().text == "+0:02"
    timer.next()
    clock.advance(3)
    timer.tick()
    assert (timer.reading().text, timer.reading().share_left) == ("0:03", 0.0)


def test_case_68_a_step_longer_than_the_meeting():
    long = Step(id="long", title="Long", duration=Duration(plan=5400, least=5400))
    protocol = Protocol(id="p", title="P", nodes=(long,))
    with pytest.raises(ImpossibleBudget, match="at least 90 min; there are 60 min"):
        compile_plan(protocol, people(2), seconds=3600)


def test_small_groups_share_one_clock_and_the_smaller_one_waits(started):
    node = Split(id="threes", title="Threes", size=3, body=(Round(each=turn()),))
    timer = started(Protocol(id="p", title="P", nodes=(node,)), 7)
    turns = [[p.name for p in s.turn_people] for s in timer.state.segments]
    assert turns == [["Amina", "Eva"], ["Bo", "Farid"], ["Chipo", "Gul"], ["Dao"]]
    timer.person_arrived(LATE)
    turns = [[p.name for p in s.turn_people] for s in timer.state.segments]
    assert turns[3] == ["Dao", "Zoe"]
    timer.person_left("b")
    assert [p.name for p in timer.state.segments[1].turn_people] == ["Farid"]
    names = [[p.name for p in g.people] for g in timer.state.segments[1].groups]
    assert names == [["Amina", "Chipo", "Dao"], ["Eva", "Farid", "Gul", "Zoe"]]


def test_a_round_is_repeated_as_a_whole(started):
    timer = started(go_round(), 2)
    timer.repeat(whole_round=True)
    assert [row[1:] for row in coming(timer)] == [("Bo",), ("Amina",), ("Bo",), ()]
    assert len({s.id for s in timer.state.segments}) == 5


def test_back_in_a_turn_that_is_used_up_waits_for_the_facilitator(started, clock):
    timer = started(go_round())
    for _n in range(16):
        clock.advance(4)
        timer.tick()
    timer.back()
    clock.advance(2)
    timer.tick()
    assert (timer.reading().speakers, timer.reading().text) == (("Amina",), "+0:02")
    timer.next()
    assert timer.reading().speakers == ("Bo",)
