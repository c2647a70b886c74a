"""Storing what an import of people decided, and undoing it as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Final, get_args, get_type_hints

from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.people.import_plan import ImportPlan, PlannedPerson, PlannedRow, Verdict
from copdesk.domain.people.matching import merged
from copdesk.domain.text import folded
from copdesk.errors import UserError
from copdesk.language import _
from copdesk.store.transaction import Transaction

ADD_AS_NEW: Final = ""
_KEPT_APART: Final = frozenset({"id", "memberships"})
_DATES: Final = frozenset(
    name for name, kind in get_type_hints(Member).items() if date in (kind, *get_args(kind))
)


@dataclass(slots=True)
class Undo:
    """What it takes to undo an import; dates as ISO text."""

    added: list[str] = field(default_factory=list[str])
    before: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    after: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    memberships: list[str] = field(default_factory=list[str])
    groups: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Members removed again, members put back as they were, and fields changed since and kept."""

    removed: int
    put_back: int
    kept: int


def with_decisions(plan: ImportPlan, decisions: Mapping[int, str]) -> ImportPlan:
    """Return the plan after a person decided held rows: as new (empty), or as that member."""
    rows: list[PlannedRow] = []
    people = list(plan.people)
    refused = {decisions.get(row.row) for row in plan.rows if row.person and row.person.says_no}
    for row in plan.rows:
        if row.verdict is not Verdict.HELD or row.person is None or row.row not in decisions:
            rows.append(row)
            continue
        chosen = decisions[row.row]
        if chosen == ADD_AS_NEW:
            member, verdict = replace(row.person.member, id=""), Verdict.ADDED
        else:
            known = next(one for one in row.resembles if one.id == chosen)
            person = row.person.without_yes() if chosen in refused else row.person
            member, verdict = merged(known, person), Verdict.UPDATED
        people.append(PlannedPerson(member=member, join=row.person.groups))
        rows.append(replace(row, verdict=verdict, reason=_("You decided this.")))
    return ImportPlan(rows=tuple(rows), people=tuple(people))


def store_people(tx: Transaction, plan: ImportPlan, source: str, joined_on: date) -> str:
    """Store an import's members and groups; return the id that undoes it, empty if nothing."""
    undo = Undo()
    groups = {folded(group.name): group for group in tx.groups.all()}
    for person in plan.people:
        _store_person(tx, person, groups, joined_on, undo)
    if undo == Undo():
        return ""
    counts = ", ".join(f"{name} {number}" for name, number in plan.counts().items())
    return tx.imports.add(source=source, summary=counts, undo=json.dumps(asdict(undo)))


def undo_people(tx: Transaction, import_id: str) -> Undone:
    """Undo an import; what somebody changed since stays as it is."""
    record = tx.imports.get(import_id)
    if record.undone_at is not None:
        raise UserError(
            _("This import was undone already."), _("Import the file again if you want it back.")
        )
    undo, removed, put_back, kept = Undo(**json.loads(record.undo)), 0, 0, 0
    for key in undo.memberships:
        tx.members.remove_child("memberships", key)
    for key in undo.added:
        if not tx.members.is_removed(key):
            tx.members.remove(key)
            removed += 1
    for key, before in undo.before.items():
        member = tx.members.get(key)
        now = _plain(member)
        same = {name: before[name] for name in before if now[name] == undo.after[key][name]}
        kept += len(before) - len(same)
        if same:
            tx.members.put(replace(member, **_typed(same)))
            put_back += 1
    used = {one.group_id for member in tx.members.all() for one in member.memberships}
    for key in undo.groups:
        if key not in used and not tx.groups.is_removed(key):
            tx.groups.remove(key)
    tx.imports.mark_undone(import_id)
    return Undone(removed=removed, put_back=put_back, kept=kept)


def _store_person(
    tx: Transaction, person: PlannedPerson, groups: dict[str, Group], day: date, undo: Undo
) -> None:
    member = person.member
    if member.id:
        before, after = _plain(tx.members.get(member.id)), _plain(member)
        differing = [name for name in after if after[name] != before[name]]
        if differing:
            undo.before[member.id] = {name: before[name] for name in differing}
            undo.after[member.id] = {name: after[name] for name in differing}
        tx.members.put(member)
    else:
        member = tx.members.put(
            replace(member, joined_on=member.joined_on or day, memberships=()).checked()
        )
        undo.added.append(member.id)
    for name in person.join:
        group = groups.get(folded(name))
        if group is None:
            group = groups[folded(name)] = tx.groups.put(Group(name=name).checked())
            undo.groups.append(group.id)
        membership = Membership(group_id=group.id, joined_on=day)
        undo.memberships.append(tx.members.put_child(member.id, "memberships", membership).id)


def _plain(member: Member) -> dict[str, Any]:
    """Return a member's own fields as JSON keeps them."""
    values = {one.name: getattr(member, one.name) for one in fields(member)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in _KEPT_APART
    }


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if value and name in _DATES else value
        for name, value in values.items()
    }
