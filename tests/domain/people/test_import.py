from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.people.import_plan import ImportPlan, IncomingPerson, RefusedRow, Verdict
from copdesk.domain.people.matching import merged, plan_import

ANA = Member(id="1", name="Ana López", email="ana@x.org", phone="0712 345 678", school="Hill")
BEN = Member(id="2", name="Ben Ode")


def person(row: int = 2, groups: tuple[str, ...] = (), **values: str) -> IncomingPerson:
    return IncomingPerson(row=row, member=Member(**values), groups=groups)


@pytest.mark.parametrize(
    ("values", "verdict", "changed"),
    [
        ({"name": "Cy Ito"}, Verdict.ADDED, ()),
        ({"name": "ana lopez", "email": "ANA@x.org"}, Verdict.UNCHANGED, ()),
        ({"name": "López, Ana", "school": "Hill"}, Verdict.UNCHANGED, ()),
        ({"name": "Ben Ode"}, Verdict.UNCHANGED, ()),
        ({"name": "Ben Ode", "school": "Hill"}, Verdict.HELD, ()),
        ({"name": "Ana López", "phone": "+254712345678"}, Verdict.UNCHANGED, ()),
        (
            {"name": "Ana López", "email": "ana@x.org", "school": "Dale"},
            Verdict.UPDATED,
            ("school",),
        ),
        ({"name": "Ana López", "email": "ana@x.org", "role": "Head"}, Verdict.UPDATED, ("role",)),
        ({"name": "A. López", "phone": "0712345678", "role": "Head"}, Verdict.UPDATED, ("role",)),
        ({"name": "Ana López", "email": "other@x.org"}, Verdict.ADDED, ()),
        ({"name": "Ana López", "email": "o@x.org", "phone": "0712345678"}, Verdict.HELD, ()),
        ({"name": "Eva Sol", "email": "ana@x.org"}, Verdict.HELD, ()),
        ({"name": "Eva Sol", "phone": "0712345678"}, Verdict.ADDED, ()),
        ({"name": "Eva Sol", "id": "1"}, Verdict.HELD, ()),
        ({"name": "Ana M. López", "id": "1"}, Verdict.UPDATED, ("name",)),
        ({"name": "Ana López", "id": "1", "email": "new@x.org"}, Verdict.UPDATED, ("email",)),
        ({"name": "Ana", "email": "broken"}, Verdict.REFUSED, ()),
    ],
)
def test_who_is_whom(values: dict[str, str], verdict: Verdict, changed: tuple[str, ...]):
    plan = plan_import([ANA, BEN], (), [person(**values)])
    assert (plan.rows[0].verdict, plan.rows[0].changed) == (verdict, changed)
    assert plan.rows[0].reason.endswith((".", "?"))
    assert bool(plan.people) == (verdict in {Verdict.ADDED, Verdict.UPDATED})


def test_a_blank_never_replaces_and_notes_are_added_below():
    known = replace(ANA, notes="Likes maps.")
    new = person(name="Ana López", email="ana@x.org", notes="Has a car.")
    plan = plan_import([known], (), [new])
    assert plan.people[0].member == replace(known, notes="Likes maps.\nHas a car.")


def test_a_row_that_repeats_is_unchanged_and_one_that_contradicts_is_held():
    rows = [
        person(2, name="Cy Ito", email="cy@x.org", school="Hill"),
        person(3, name="Cy Ito", email="cy@x.org"),
        person(4, name="Cy Ito", email="cy@x.org", school="Dale"),
        person(5, name="Cy Ito", email="cy@x.org", role="Head"),
    ]
    plan = plan_import([], (), rows)
    expected = [Verdict.ADDED, Verdict.UNCHANGED, Verdict.HELD, Verdict.UPDATED]
    assert [row.verdict for row in plan.rows] == expected
    assert len(plan.people) == 1
    assert (plan.people[0].member.school, plan.people[0].member.role) == ("Hill", "Head")


def test_two_people_with_one_name_and_two_addresses_are_two():
    rows = [
        person(2, name="Ana Diaz", email="a@x.org"),
        person(3, name="Ana Diaz", email="b@x.org"),
    ]
    assert plan_import([], (), rows).counts()["added"] == 2


def test_groups_are_joined_by_name_and_only_once():
    groups = [Group(id="g", name="Maths")]
    inside = replace(ANA, memberships=(Membership(group_id="g"),))
    again = person(name="Ana López", email="ana@x.org", groups=("maths",))
    assert plan_import([inside], groups, [again]).rows[0].verdict is Verdict.UNCHANGED
    more = person(name="Ana López", email="ana@x.org", groups=("Maths", "Choir"))
    plan = plan_import([inside], groups, [more])
    assert plan.people[0].join == ("Choir",)
    assert plan.rows[0].changed == ("groups",)


def test_counts_add_up_with_the_refused_rows_of_the_reader():
    refused = [RefusedRow(row=3, sentence="Row 3: no.")]
    rows = [person(2, name="Cy"), person(4, name="Ben Ode", school="X")]
    plan = plan_import([BEN], (), rows, refused)
    counts = plan.counts()
    assert counts == {
        "rows": 3,
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "held": 1,
        "refused": 1,
    }
    assert [row.row for row in plan.rows] == [2, 3, 4]


HELD_OTHERWISE = {
    "somebody else": ({"name": "Eva Sol", "id": "1", "email": "eva@x.org"}, "carries the mark of"),
    "no address": ({"name": "Eva Sol", "id": "1"}, "This row carries the mark of Ana López, but"),
    "one address": ({"name": "Eva Sol", "email": "ana@x.org"}, "Ana López has the same e-mail"),
    "one number": (
        {"name": "A. López", "email": "o@x.org", "phone": "0712345678"},
        "Ana López has the same telephone number",
    ),
    "one name": ({"name": "Ben Ode", "school": "Hill"}, "Somebody called Ben Ode is here already"),
}


@pytest.mark.parametrize("case", HELD_OTHERWISE)
def test_a_held_row_says_why_and_whom_it_resembles(case: str):
    values, reason = HELD_OTHERWISE[case]
    (row,) = plan_import([ANA, BEN], (), [person(**values)]).rows
    assert row.verdict is Verdict.HELD
    assert reason in row.reason
    assert row.resembles == ((BEN,) if case == "one name" else (ANA,))


def test_a_mark_and_the_same_address_are_a_new_name():
    plan = plan_import([ANA], (), [person(id="1", name="Eva Sol", email="ANA@x.org")])
    assert (plan.rows[0].verdict, plan.rows[0].changed) == (Verdict.UPDATED, ("name",))
    assert plan.people[0].member == replace(ANA, name="Eva Sol")


def test_a_mark_that_nobody_here_has_is_not_kept():
    plan = plan_import([BEN], (), [person(id="elsewhere", name="Ana López")])
    assert plan.rows[0].verdict is Verdict.ADDED
    assert plan.people[0].member == Member(name="Ana López")


@pytest.mark.parametrize(
    "values", [{"email": "broken"}, {"left_on": date(2020, 1, 1)}, {"school": "x" * 400}]
)
def test_a_correction_that_cannot_be_is_refused_with_its_row_and_changes_nothing(values):
    known = replace(ANA, email="", joined_on=date(2021, 1, 1))
    row = IncomingPerson(row=7, member=replace(known, **values))
    plan = plan_import([known], (), [row])
    assert plan.rows[0].verdict is Verdict.REFUSED
    assert plan.rows[0].reason.startswith("Row 7: ")
    assert plan.people == ()


def test_only_a_file_that_speaks_of_the_directory_changes_what_a_member_agreed_to():
    agreed = replace(ANA, in_directory=True)
    silent = IncomingPerson(row=2, member=replace(ANA, in_directory=False))
    assert plan_import([agreed], (), [silent]).rows[0].verdict is Verdict.UNCHANGED
    stated = replace(silent, states_directory=True)
    plan = plan_import([agreed], (), [stated])
    assert plan.rows[0].changed == ("in_directory",)
    assert plan.people[0].member.in_directory is False
    agreeing = IncomingPerson(row=2, member=agreed, states_directory=True)
    assert plan_import([agreed], (), [agreeing]).rows[0].verdict is Verdict.UNCHANGED
    assert plan_import([ANA], (), [agreeing]).people[0].member.in_directory is True


def consenting(row: int, agreed: bool | None, **values: str) -> IncomingPerson:
    named = {"name": "Ana López", "email": "ana@x.org", **values}
    member = Member(**named, in_directory=bool(agreed))
    return IncomingPerson(row=row, member=member, states_directory=agreed is not None)


@pytest.mark.parametrize("known", [None, False, True])
@pytest.mark.parametrize(
    "said", [(True, False), (False, True), (None, False, None, True), (True, None, False)]
)
def test_of_a_yes_and_a_no_in_one_file_no_wins(known: bool | None, said: tuple[bool | None, ...]):
    members = [] if known is None else [replace(ANA, in_directory=known)]
    rows = [consenting(row, agreed) for row, agreed in enumerate(said, 2)]
    plan = plan_import(members, (), rows)
    assert Verdict.HELD not in {row.verdict for row in plan.rows}
    assert [one.in_directory for one in carried_out(members, plan)] == [False]
    again = plan_import(carried_out(members, plan), (), rows)
    assert {row.verdict for row in again.rows} == {Verdict.UNCHANGED}


@pytest.mark.parametrize("known", [False, True])
def test_what_a_file_does_not_say_overrides_no_consent(known: bool):
    members = [replace(ANA, in_directory=known)]
    rows = [consenting(2, None, school="Dale"), consenting(3, True), consenting(4, None)]
    plan = plan_import(members, (), rows)
    assert [one.in_directory for one in carried_out(members, plan)] == [True]


@pytest.mark.parametrize("said", [(True, False), (False, True)])
def test_the_row_that_waits_is_not_the_one_that_says_no(said: tuple[bool, bool]):
    rows = [consenting(row, agreed, email="") for row, agreed in enumerate(said, 2)]
    plan = plan_import((), (), rows)
    assert [one.member.in_directory for one in plan.people] == [False]


def test_a_row_that_waits_gives_no_consent_that_another_has_refused():
    rows = [consenting(2, False), consenting(3, True, email="", school="Dale")]
    plan = plan_import([replace(ANA, in_directory=True)], (), rows)
    held = plan.rows[1]
    assert held.verdict is Verdict.HELD
    assert held.person is not None
    assert merged(plan.people[0].member, held.person).in_directory is False


def test_a_row_that_agrees_is_taken_before_one_that_contradicts():
    rows = [
        person(2, name="Ana López", email="ana@x.org", school="Dale"),
        person(3, name="Ana López", email="ana@x.org", school="Hill"),
    ]
    plan = plan_import([ANA], (), rows)
    assert [row.verdict for row in plan.rows] == [Verdict.HELD, Verdict.UNCHANGED]
    assert "An earlier row says something else about Ana López" in plan.rows[0].reason


def test_a_new_member_is_known_to_the_rows_that_follow_by_every_key():
    rows = [
        person(2, name="Cy Ito", preferred_name="Kiki", email="cy@x.org", phone="0798 765 432"),
        person(3, name="Kiki", email="cy@x.org", role="Head"),
        person(4, name="C. Ito", phone="+254798765432", school="Hill"),
        person(5, name="Somebody Else", email="cy@x.org"),
    ]
    plan = plan_import([], (), rows)
    assert [row.verdict for row in plan.rows] == [
        Verdict.ADDED,
        Verdict.UPDATED,
        Verdict.UPDATED,
        Verdict.HELD,
    ]
    assert [(one.member.role, one.member.school) for one in plan.people] == [("Head", "Hill")]


def test_a_corrected_address_is_known_to_the_rows_that_follow():
    rows = [
        person(2, id="1", name="Ana López", email="new@x.org"),
        person(3, name="Eva Sol", email="new@x.org"),
    ]
    plan = plan_import([ANA], (), rows)
    assert [row.verdict for row in plan.rows] == [Verdict.UPDATED, Verdict.HELD]


def test_two_members_of_one_name_are_told_apart_by_the_address():
    other = replace(ANA, id="3", email="ana@hill.org", phone="")
    plan = plan_import([ANA, other], (), [person(name="Ana López", email="ana@hill.org", role="R")])
    assert plan.people[0].member == replace(other, role="R")
    held = plan_import([ANA, other], (), [person(name="Ana López", role="R")]).rows[0]
    assert (held.verdict, held.resembles) == (Verdict.HELD, (ANA, other))


def test_a_note_that_is_known_is_not_written_twice():
    known = replace(ANA, notes="Likes maps.\nHas a car.")
    again = person(name="Ana López", email="ana@x.org", notes=" Has a car. ")
    assert plan_import([known], (), [again]).rows[0].verdict is Verdict.UNCHANGED
    blank = replace(ANA, notes=" ")
    new = person(name="Ana López", email="ana@x.org", notes="Has a car.")
    assert plan_import([blank], (), [new]).people[0].member.notes == "Has a car."


def test_who_left_a_group_may_join_it_again_and_a_new_member_joins_at_once():
    groups = [Group(id="g", name="Maths")]
    left = replace(ANA, memberships=(Membership(group_id="g", left_on=date(2025, 1, 1)),))
    row = person(name="Ana López", email="ana@x.org", groups=("Maths",))
    assert plan_import([left], groups, [row]).people[0].join == ("Maths",)
    new = [
        person(2, name="Cy Ito", email="cy@x.org", groups=("Maths",)),
        person(3, name="Cy Ito", email="cy@x.org", groups=("maths", "Choir")),
    ]
    plan = plan_import([], groups, new)
    assert plan.people[0].join == ("Maths", "Choir")


people = st.lists(
    st.builds(
        Member,
        id=st.sampled_from(["", "", "", "1", "2"]),
        name=st.sampled_from(["Ana Lee", "Ana M Lee", "A Lee", "Ben", "Lee Ana"]),
        email=st.sampled_from(["", "", "a@x.org", "b@x.org"]),
        phone=st.sampled_from(["", "", "1234567", "+1 1234567", "7654321"]),
        school=st.sampled_from(["", "Hill", "Dale"]),
        notes=st.sampled_from(["", "one", "two"]),
        in_directory=st.booleans(),
    ),
    max_size=7,
)


def carried_out(members: list[Member], plan: ImportPlan) -> list[Member]:
    kept = {member.id: member for member in members}
    for number, one in enumerate(plan.people):
        key = one.member.id or f"new {number}"
        kept[key] = replace(one.member, id=key)
    return list(kept.values())


@settings(max_examples=400, deadline=None)
@given(people, people)
def test_what_was_taken_in_is_unchanged_the_second_time(known: list[Member], drawn: list[Member]):
    members = [replace(member, id=f"{number}") for number, member in enumerate(known)]
    rows = [
        IncomingPerson(row=n, member=member, states_directory=bool(member.notes))
        for n, member in enumerate(drawn)
    ]
    first = plan_import(members, (), rows)
    counts = first.counts()
    assert counts.pop("rows") == sum(counts.values()) == len(rows)
    second = plan_import(carried_out(members, first), (), rows)
    for before, after in zip(first.rows, second.rows, strict=True):
        if before.verdict in {Verdict.ADDED, Verdict.UPDATED, Verdict.UNCHANGED}:
            assert after.verdict is Verdict.UNCHANGED, (before, after)
