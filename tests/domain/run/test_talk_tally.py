from __future__ import annotations

import json

import pytest

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.run.talk_tally import TalkTally
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.services.protocols import shipped_protocol


class Room:
    """A discussion with a tally that looks on, second by second."""

    def __init__(self, clock, protocol: str) -> None:
        self._clock = clock
        self.timer = DiscussionTimer(compile_plan(shipped_protocol(protocol), invented(4)), clock)
        self.timer.start()
        self.tally = TalkTally().at(self.timer.state)
        self.people = [person.id for person in self.timer.state.people]

    def look(self) -> None:
        self.timer.tick()
        self.tally = self.tally.at(self.timer.state)

    def passes(self, seconds: int) -> None:
        for _second in range(seconds):
            self._clock.advance(1)
            self.look()

    def tap(self, number: int) -> None:
        self.look()
        self.tally = self.tally.tapped(self.people[number])

    def heard(self) -> dict[str, tuple[int, int]]:
        spoken = self.tally.spoken()
        return {one.person.id: (one.turns, one.seconds) for one in spoken if one.is_heard}


@pytest.fixture
def room(clock) -> Room:
    return Room(clock, "chalk-talk")


def test_a_tap_begins_and_a_second_tap_ends(room):
    room.tap(1)
    room.passes(20)
    room.tap(1)
    room.passes(30)
    assert room.heard() == {room.people[1]: (1, 20)}


def test_another_tap_gives_the_word_to_somebody_else(room):
    room.tap(0)
    room.passes(12)
    room.tap(2)
    room.passes(7)
    assert room.heard() == {room.people[0]: (1, 12), room.people[2]: (1, 7)}
    assert [one.is_speaking for one in room.tally.spoken()].count(True) == 1


def test_a_wrong_name_that_is_mended_at_once_never_spoke(room):
    room.tap(0)
    room.passes(1)
    room.tap(3)
    room.passes(9)
    room.tap(3)
    assert room.heard() == {room.people[3]: (1, 9)}


def test_those_not_yet_heard_come_first_and_the_others_keep_their_order(room):
    for number in (2, 0):
        room.tap(number)
        room.passes(5)
    order = [one.person.id for one in room.tally.spoken()]
    assert order == [room.people[number] for number in (1, 3, 0, 2)]


def test_case_67_pauses_and_gaps_do_not_count(room, clock):
    room.tap(0)
    room.passes(10)
    room.timer.pause()
    room.look()
    room.passes(60)
    room.timer.resume()
    room.look()
    clock.suspend(90)
    room.look()
    clock.advance(20)
    room.look()
    room.passes(5)
    assert room.heard() == {room.people[0]: (1, 15)}


def test_shares_are_of_what_was_spoken(room):
    room.tap(0)
    room.passes(30)
    room.tap(1)
    room.passes(10)
    shares = {one.person.id: one.share for one in room.tally.spoken()}
    assert shares[room.people[0]] == pytest.approx(0.75)
    assert shares[room.people[1]] == pytest.approx(0.25)
    assert shares[room.people[2]] == 0


def test_a_new_step_ends_the_turn(room):
    room.tap(0)
    room.passes(10)
    room.timer.next()
    room.look()
    room.passes(10)
    assert room.heard() == {room.people[0]: (1, 10)}
    assert room.tally.heard_now() == ()


def test_turns_of_the_plan_need_no_tap(clock):
    room = Room(clock, "final-word")
    speaker = room.timer.state.current.turn_people or room.timer.state.current.owner_people
    room.passes(8)
    room.timer.next()
    room.look()
    turn = room.timer.state.current.turn_people[0].id
    room.passes(10)
    assert room.heard()[turn] == (1, 10)
    assert speaker


def test_the_end_of_the_run_ends_the_turn(room):
    room.tap(2)
    room.passes(6)
    room.timer.finish()
    room.look()
    room.passes(100)
    assert room.heard() == {room.people[2]: (1, 6)}
    assert room.tally.speaker == ""


def test_who_has_spoken_in_this_step_is_known(room):
    room.tap(1)
    room.passes(5)
    room.tap(3)
    room.passes(5)
    assert [person.id for person in room.tally.heard_now()] == [room.people[1], room.people[3]]


def test_who_leaves_without_a_word_is_no_longer_asked_for(room):
    room.tap(0)
    room.passes(5)
    room.tap(0)
    for number in (0, 1):
        room.timer.person_left(room.people[number])
    room.look()
    assert [one.person.id for one in room.tally.spoken()] == [
        room.people[2],
        room.people[3],
        room.people[0],
    ]


def test_a_tally_that_was_interrupted_goes_on_where_it_was(room):
    room.tap(1)
    room.passes(20)
    room.tap(2)
    room.passes(9)
    kept = room.tally.to_json()
    again = TalkTally.from_json(kept)
    assert again is not None
    assert again.speaker == ""
    room.tally = again
    room.look()
    assert room.heard() == {room.people[1]: (1, 20), room.people[2]: (1, 9)}
    room.tap(1)
    room.passes(5)
    assert room.heard() == {room.people[1]: (2, 25), room.people[2]: (1, 9)}


def test_who_has_spoken_in_this_step_is_still_known_afterwards(room):
    room.tap(3)
    room.passes(5)
    room.tap(3)
    again = TalkTally.from_json(room.tally.to_json())
    assert again is not None
    assert [one.id for one in again.at(room.timer.state).heard_now()] == [room.people[3]]


def test_no_name_is_kept_with_the_tally(room):
    room.tap(0)
    room.passes(20)
    assert room.tally.people[0].name == "Person 1"
    assert "Person" not in room.tally.to_json()
    assert set(json.loads(room.tally.to_json())) == {"times", "turns", "heard_in"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"times": {}, "turns": {}}',
        '{"times": [], "turns": {}, "heard_in": {}}',
        '{"times": {"a": "long"}, "turns": {}, "heard_in": {}}',
        '{"times": {}, "turns": {}, "heard_in": {"a": 1}}',
    ],
)
def test_what_is_no_tally_is_not_taken_for_one(text):
    assert TalkTally.from_json(text) is None


def test_two_seconds_are_a_turn(room):
    room.tap(0)
    room.passes(2)
    room.tap(0)
    assert room.heard() == {room.people[0]: (1, 2)}


def test_no_time_counts_while_the_discussion_rests(room):
    room.tap(0)
    room.passes(10)
    room.timer.pause()
    room.look()
    room.passes(60)
    room.timer.resume()
    room.look()
    room.passes(5)
    assert room.heard() == {room.people[0]: (1, 15)}


def test_putting_the_discussion_away_ends_the_turn(room):
    room.tap(2)
    room.passes(6)
    room.timer.put_away()
    room.look()
    assert room.tally.speaker == ""
    assert room.heard() == {room.people[2]: (1, 6)}


def test_who_leaves_while_speaking_is_counted_and_stays_on_the_list(room):
    room.tap(1)
    room.passes(10)
    room.timer.person_left(room.people[1])
    room.look()
    assert room.tally.speaker == ""
    assert room.people[1] in [one.person.id for one in room.tally.spoken()]
    assert room.heard() == {room.people[1]: (1, 10)}


def test_the_time_between_two_turns_belongs_to_nobody(room):
    room.passes(30)
    room.tap(0)
    room.passes(10)
    assert room.heard() == {room.people[0]: (1, 10)}
    assert [one.share for one in room.tally.spoken() if one.is_heard] == [1.0]


def test_nobody_has_a_share_before_anybody_has_spoken(room):
    room.passes(30)
    assert {one.share for one in room.tally.spoken()} == {0.0}


def test_silence_takes_no_share(room):
    room.tap(0)
    room.passes(10)
    room.tap(0)
    room.passes(30)
    assert [one.share for one in room.tally.spoken() if one.is_heard] == [1.0]


def test_coming_back_to_a_step_begins_without_a_speaker(room):
    room.tap(0)
    room.passes(10)
    room.timer.next()
    room.look()
    room.timer.back()
    room.look()
    assert room.tally.speaker == ""
    assert [one.id for one in room.tally.heard_now()] == [room.people[0]]
