from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.meetings import Presence
from copdesk.domain.members import Group, Member
from copdesk.errors import InvalidInput, NotFound
from copdesk.services.meetings import MeetingService
from copdesk.services.members import MemberService


@pytest.fixture
def members(database):
    return MemberService(database)


def test_members_are_listed_as_a_person_would(members):
    for name in ("Zoë", "élan Vital", "Eli", "Åsa"):
        members.save(Member(name=name))
    assert [member.name for member in members.all()] == ["Åsa", "élan Vital", "Eli", "Zoë"]


def test_several_names_at_once(members):
    added = members.add(["Ada", "  ", "Bo"]).value
    assert [member.name for member in added] == ["Ada", "Bo"]
    assert all(member.joined_on for member in members.all())


@pytest.mark.parametrize(
    ("member", "field"),
    [
        (Member(name=" "), "name"),
        (Member(name="x" * 201), "name"),
        (Member(name="Ada", email="ada"), "email"),
        (
            Member(name="Ada", joined_on=date(2026, 2, 1), left_on=date(2026, 1, 1)),
            "left_on",
        ),
    ],
)
def test_what_is_refused(members, member, field):
    with pytest.raises(InvalidInput) as refused:
        members.save(member)
    assert refused.value.field == field
    assert members.all() == []


def test_names_lose_line_breaks_and_direction_tricks(members):
    stored = members.save(Member(name=" Ann\u202egnp\n\x00 Lee ")).value
    assert stored.name == "Anngnp Lee"


def test_a_removed_member_comes_back_whole(members):
    ada = members.save(Member(name="Ada", notes="x")).value
    members.remove(ada.id)
    assert (members.all(), members.removed()) == ([], [ada])
    members.restore(ada.id)
    assert members.all() == [ada]


def test_several_members_go_and_come_back_together(members):
    ids = [one.id for one in members.add(["Ada", "Bo", "Cy"]).value]
    members.remove_several(ids[:2])
    assert [one.name for one in members.all()] == ["Cy"]
    members.restore_several(ids[:2])
    assert [one.name for one in members.all()] == ["Ada", "Bo", "Cy"]


def test_one_who_is_not_there_keeps_all_in_the_list(members):
    ada = members.save(Member(name="Ada")).value
    with pytest.raises(NotFound):
        members.remove_several([ada.id, "0" * 32])
    assert members.all() == [ada]


def test_joining_twice_is_joining_once(members):
    ada = members.save(Member(name="Ada")).value
    group = members.save_group(Group(name="Maths")).value
    members.join(ada.id, group.id)
    assert len(members.join(ada.id, group.id).value.memberships) == 1
    left = members.leave(ada.id, group.id).value.memberships[0]
    assert left.left_on is not None
    assert len(members.join(ada.id, group.id).value.memberships) == 2


def test_saving_a_stale_form_does_not_undo_a_group(members):
    ada = members.save(Member(name="Ada")).value
    group = members.save_group(Group(name="Maths")).value
    members.join(ada.id, group.id)
    members.save(replace(ada, school="Hill"))
    stored = members.get(ada.id)
    assert (stored.school, len(stored.memberships)) == ("Hill", 1)


def test_what_a_member_took_part_in(database, members):
    ada = members.save(Member(name="Ada")).value
    meetings = MeetingService(database)
    meeting = meetings.plan(date(2026, 3, 5)).value
    meetings.attend(meeting.id, ada.id, Presence.PRESENT)
    meetings.plan(date(2026, 4, 5))
    assert [one.id for one in members.participation(ada.id).meetings] == [meeting.id]
