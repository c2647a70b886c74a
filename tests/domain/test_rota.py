"""Whose turn it is to facilitate, fairly and the same on every laptop."""

from __future__ import annotations

from datetime import date

import pytest

from copdesk.domain.meetings import Meeting, MeetingRole, MeetingState, RoleTaken
from copdesk.domain.members import Member
from copdesk.domain.rota import turns

FACILITATOR, HOST = MeetingRole.FACILITATOR, MeetingRole.HOST


def meeting(month, *names, role=FACILITATOR, state=MeetingState.FINAL):
    taken = tuple(RoleTaken(role=role, member_id=name) for name in names)
    return Meeting(title="", held_on=date(2026, month, 5), state=state, roles=taken)


def member(name, **more):
    return Member(id=name, name=name, **more)


def rota(members, meetings, role=FACILITATOR):
    return [turn.member.name for turn in turns(members, meetings, role)]


def test_who_never_had_the_role_comes_before_who_had_it_longest_ago():
    people = [member("Ana"), member("Ben"), member("Cy")]
    assert rota(people, [meeting(3, "Ana"), meeting(2, "Ben")]) == ["Cy", "Ben", "Ana"]


def test_of_several_times_the_last_one_counts():
    people = [member("Ana"), member("Ben")]
    evenings = [meeting(1, "Ana"), meeting(2, "Ben"), meeting(5, "Ana")]
    assert rota(people, evenings) == ["Ben", "Ana"]
    ana = turns(people, evenings, FACILITATOR)[1]
    assert (ana.times, ana.last_on) == (2, date(2026, 5, 5))


def test_the_order_of_the_meetings_does_not_matter():
    people = [member("Ana"), member("Ben")]
    evenings = [meeting(5, "Ana"), meeting(2, "Ben"), meeting(1, "Ana")]
    assert rota(people, evenings) == ["Ben", "Ana"]


def test_who_has_left_is_not_asked():
    left = member("Ana", left_on=date(2026, 4, 1))
    assert rota([left, member("Ben")], [meeting(3, "Ben")]) == ["Ben"]


def test_two_who_last_shared_the_role_go_by_how_often():
    evenings = [meeting(1, "Ana"), meeting(4, "Ana", "Ben")]
    assert rota([member("Ana"), member("Ben")], evenings) == ["Ben", "Ana"]


def test_of_two_who_never_had_the_role_the_longer_member_comes_first():
    people = [
        member("Ana", joined_on=date(2025, 9, 1)),
        member("Ben", joined_on=date(2024, 9, 1)),
        member("Cy"),
    ]
    assert rota(people, []) == ["Cy", "Ben", "Ana"]


def test_the_name_decides_when_nothing_else_does():
    assert rota([member("Cy"), member("Ana"), member("Ben")], []) == ["Ana", "Ben", "Cy"]


def test_another_role_gives_no_credit():
    people = [member("Ana"), member("Ben")]
    evenings = [meeting(2, "Ben"), meeting(3, "Ana", role=HOST)]
    assert rota(people, evenings) == ["Ana", "Ben"]
    assert rota(people, evenings, HOST) == ["Ben", "Ana"]


def test_a_meeting_that_was_not_held_gives_no_credit():
    evenings = [meeting(3, "Ana", state=MeetingState.NOT_HELD), meeting(2, "Ben")]
    assert rota([member("Ana"), member("Ben")], evenings) == ["Ana", "Ben"]


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.RUNNING, MeetingState.DRAFT])
def test_a_meeting_to_come_or_not_yet_written_up_counts(state):
    evenings = [meeting(3, "Ana", state=state), meeting(2, "Ben")]
    assert rota([member("Ana"), member("Ben")], evenings) == ["Ben", "Ana"]
