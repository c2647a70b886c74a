from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.people.matching import (
    ImportPlan,
    IncomingPerson,
    RefusedRow,
    Verdict,
    plan_import,
)

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


people = st.lists(
    st.builds(
        Member,
        id=st.sampled_from(["", "", "", "1", "2"]),
        name=st.sampled_from(["Ana Lee", "Ana M Lee", "A Lee", "Ben", "Lee Ana"]),
        email=st.sampled_from(["", "", "a@x.org", "b@x.org"]),
        phone=st.sampled_from(["", "", "1234567", "+1 1234567", "7654321"]),
        school=st.sampled_from(["", "Hill", "Dale"]),
        notes=st.sampled_from(["", "one", "two"]),
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
    rows = [IncomingPerson(row=n, member=member) for n, member in enumerate(drawn)]
    first = plan_import(members, (), rows)
    counts = first.counts()
    assert counts.pop("rows") == sum(counts.values()) == len(rows)
    second = plan_import(carried_out(members, first), (), rows)
    for before, after in zip(first.rows, second.rows, strict=True):
        if before.verdict in {Verdict.ADDED, Verdict.UPDATED, Verdict.UNCHANGED}:
            assert after.verdict is Verdict.UNCHANGED, (before, after)
