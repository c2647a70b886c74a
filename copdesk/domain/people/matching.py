"""Who in a file is whom in the community: the plan of an import, made before anything is stored.

A name alone never decides. A blank never replaces what is known. Where a file says both that
somebody may be printed and that not, no wins. Importing a file twice changes nothing the second
time, also when the file repeats or contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from copdesk.domain.members import Group, Member
from copdesk.domain.people.import_plan import (
    ImportPlan,
    IncomingPerson,
    PlannedPerson,
    PlannedRow,
    RefusedRow,
    Verdict,
)
from copdesk.domain.people.likeness import (
    email_key,
    name_key,
    phone_key,
    same_name,
    same_phone,
    similar_name,
)
from copdesk.domain.text import folded
from copdesk.errors import UserError
from copdesk.language import _

_PLAIN_FIELDS: Final = (
    "preferred_name",
    "school",
    "teaches",
    "role",
    "address",
    "joined_on",
    "left_on",
)


def plan_import(
    members: Sequence[Member],
    groups: Sequence[Group],
    people: Iterable[IncomingPerson],
    refused: Iterable[RefusedRow] = (),
) -> ImportPlan:
    """Decide what each row of a file means for these members; nothing is stored."""
    planner = _Planner(members, {group.id: group.name for group in groups})
    rows: list[PlannedRow] = []
    unsettled: list[IncomingPerson] = []
    # What agrees with a member goes first: a row that contradicts it must not come before it.
    for person in people:
        known = planner.agreeing(person)
        if known is None:
            unsettled.append(person)
        else:
            rows.append(planner.apply(known, person))
    unsettled.sort(key=lambda person: not person.says_no)
    rows += [planner.decide(person) for person in unsettled]
    rows = [planner.without_doubtful_yes(row) for row in rows]
    rows += [
        PlannedRow(row=one.row, verdict=Verdict.REFUSED, reason=one.sentence) for one in refused
    ]
    return ImportPlan(
        rows=tuple(sorted(rows, key=lambda row: row.row)), people=tuple(planner.to_store())
    )


def merged(member: Member, person: IncomingPerson) -> Member:
    """Return the member with what the person adds or corrects; the id and the name stay."""
    return replace(member, **differences(member, person)).checked()


def differences(member: Member, person: IncomingPerson) -> dict[str, object]:
    """Return the fields, except name and groups, that the person would change, with new values."""
    new = person.member
    changed: dict[str, object] = {
        name: getattr(new, name)
        for name in _PLAIN_FIELDS
        if getattr(new, name) and getattr(new, name) != getattr(member, name)
    }
    if new.email and email_key(new.email) != email_key(member.email):
        changed["email"] = new.email
    if new.phone and not same_phone(new.phone, member.phone):
        changed["phone"] = new.phone
    if new.notes.strip() and new.notes.strip() not in member.notes:
        changed["notes"] = f"{member.notes}\n{new.notes}" if member.notes.strip() else new.notes
    if person.states_directory and new.in_directory != member.in_directory:
        changed["in_directory"] = new.in_directory
    return changed


def _stated(person: IncomingPerson) -> set[str]:
    names = {"name", "email", "phone", *_PLAIN_FIELDS}
    stated = {name for name in names if getattr(person.member, name)}
    return stated | ({"in_directory"} if person.states_directory else set())


@dataclass(slots=True, kw_only=True, eq=False)
class _Candidate:
    """A member whom later rows may mean, and which fields the file has already spoken about."""

    member: Member
    groups: set[str]
    is_new: bool = False
    is_changed: bool = False
    join: list[str] = field(default_factory=list[str])
    stated: set[str] = field(default_factory=set[str])

    def missing_groups(self, person: IncomingPerson) -> list[str]:
        """Return the group names that the person is in and the member is not."""
        return [name for name in person.groups if folded(name) not in self.groups]

    @property
    def is_refused(self) -> bool:
        """Whether the file has said that this member is not to be printed."""
        return "in_directory" in self.stated and not self.member.in_directory

    def changes(self, person: IncomingPerson) -> dict[str, object]:
        """Return what the person would change, but for a yes where the file has said no."""
        return differences(self.member, person.without_yes() if self.is_refused else person)

    def differs_from(self, person: IncomingPerson) -> bool:
        """Whether the person says anything that is not known yet."""
        return bool(self.changes(person) or self.missing_groups(person))


class _Planner:
    """Goes through the rows in order, remembering what earlier rows said."""

    def __init__(self, members: Sequence[Member], group_names: Mapping[str, str]) -> None:
        self._all: list[_Candidate] = []
        self._by: dict[tuple[str, str], list[_Candidate]] = {}
        for member in members:
            inside = {
                folded(group_names.get(one.group_id, ""))
                for one in member.memberships
                if one.left_on is None
            }
            self._remember(_Candidate(member=member, groups=inside))

    def to_store(self) -> Iterable[PlannedPerson]:
        """Yield each new or changed member as the rows left it."""
        for one in self._all:
            if one.is_new or one.is_changed:
                yield PlannedPerson(member=one.member, join=tuple(one.join))

    def without_doubtful_yes(self, row: PlannedRow) -> PlannedRow:
        """Keep a row that waits from giving a consent that another row has refused."""
        refused = {one.member.id for one in self._all if one.is_refused}
        if row.person is None or not any(one.id in refused for one in row.resembles):
            return row
        return replace(row, person=row.person.without_yes())

    def agreeing(self, person: IncomingPerson) -> _Candidate | None:
        """Return the member of whom the person says nothing new, if there is one."""
        marked = self._found("id", person.member.id)
        if marked:
            likely = [one for one in marked if one.member.name == person.member.name]
        else:
            likely = [*self._named(person), *self._by_phone(person)]
        return next((one for one in likely if not one.differs_from(person)), None)

    def decide(self, person: IncomingPerson) -> PlannedRow:
        """Return the verdict on a row, and take it into account for the rows that follow."""
        marked = self._found("id", person.member.id)
        if marked:
            return self._decide_by_id(marked[0], person)
        # An earlier row may have brought what this one agrees with.
        agreeing = self.agreeing(person)
        if agreeing:
            return self.apply(agreeing, person)
        named, by_email = self._named(person), self._by_email(person)
        by_phone = self._by_phone(person)
        sure = [one for one in by_email if one in named]
        likely = [one for one in by_phone if not _emails_differ(one.member, person.member)]
        for certain in (sure, likely):
            if len(certain) == 1:
                return self.apply(certain[0], person)
        return self._undecided(person, by_email, by_phone, named)

    def _decide_by_id(self, known: _Candidate, person: IncomingPerson) -> PlannedRow:
        email = email_key(person.member.email)
        if similar_name(known.member, person.member.name) or (
            email and email == email_key(known.member.email)
        ):
            return self.apply(known, person, rename=True)
        reason = _("This row carries the mark of {name}, but names somebody else.")
        return _held(person, [known], reason.format(name=known.member.name))

    def _undecided(
        self,
        person: IncomingPerson,
        by_email: list[_Candidate],
        by_phone: list[_Candidate],
        named: list[_Candidate],
    ) -> PlannedRow:
        if by_email:
            reason = _("{name} has the same e-mail address. Is this the same person?")
            return _held(person, by_email, reason.format(name=by_email[0].member.name))
        if by_phone:
            reason = _("{name} has the same telephone number. Is this the same person?")
            return _held(person, by_phone, reason.format(name=by_phone[0].member.name))
        unclear = [one for one in named if not _emails_differ(one.member, person.member)]
        if unclear:
            reason = _("Somebody called {name} is here already. Is this the same person?")
            return _held(person, unclear, reason.format(name=unclear[0].member.name))
        return self._add(person)

    def _add(self, person: IncomingPerson) -> PlannedRow:
        try:
            member = replace(person.member, id="", memberships=()).checked()
        except UserError as error:
            return _refused(person, error)
        new = _Candidate(
            member=member,
            groups={folded(name) for name in person.groups},
            is_new=True,
            join=list(person.groups),
            stated=_stated(person),
        )
        self._remember(new)
        return PlannedRow(
            row=person.row, verdict=Verdict.ADDED, reason=_("A new member."), person=person
        )

    def apply(
        self, known: _Candidate, person: IncomingPerson, *, rename: bool = False
    ) -> PlannedRow:
        """Take what the person says into the member, unless an earlier row said otherwise."""
        changes = known.changes(person)
        if rename and person.member.name != known.member.name:
            changes["name"] = person.member.name
        contradicted = [
            name
            for name in changes
            if name in known.stated and getattr(known.member, name) and name != "in_directory"
        ]
        if contradicted:
            reason = _("An earlier row says something else about {name}. Which is right?")
            return _held(person, [known], reason.format(name=known.member.name))
        joined = known.missing_groups(person)
        try:
            member = replace(known.member, **changes).checked() if changes else known.member
        except UserError as error:
            return _refused(person, error)
        known.stated |= _stated(person) | {"preferred_name"}
        if not changes and not joined:
            reason = _("Nothing new about {name}.").format(name=known.member.name)
            return PlannedRow(
                row=person.row, verdict=Verdict.UNCHANGED, reason=reason, person=person
            )
        known.member, known.is_changed = member, True
        known.join += joined
        known.groups |= {folded(name) for name in joined}
        self._index(known)
        return PlannedRow(
            row=person.row,
            verdict=Verdict.UPDATED,
            reason=_("Something new about {name}.").format(name=member.name),
            person=person,
            changed=(*changes, *(["groups"] if joined else [])),
        )

    def _named(self, person: IncomingPerson) -> list[_Candidate]:
        name = person.member.name
        return [one for one in self._found("name", name_key(name)) if same_name(one.member, name)]

    def _by_email(self, person: IncomingPerson) -> list[_Candidate]:
        key = email_key(person.member.email)
        return [one for one in self._found("email", key) if email_key(one.member.email) == key]

    def _by_phone(self, person: IncomingPerson) -> list[_Candidate]:
        new = person.member
        return [
            one
            for one in self._found("phone", phone_key(new.phone))
            if similar_name(one.member, new.name) and same_phone(one.member.phone, new.phone)
        ]

    def _found(self, kind: str, key: str) -> list[_Candidate]:
        return self._by.get((kind, key), []) if key else []

    def _remember(self, one: _Candidate) -> None:
        self._all.append(one)
        self._index(one)

    def _index(self, one: _Candidate) -> None:
        member = one.member
        keys = {
            ("id", member.id),
            ("name", name_key(member.name)),
            ("name", name_key(member.preferred_name)),
            ("email", email_key(member.email)),
            ("phone", phone_key(member.phone)),
        }
        for key in keys:
            known = self._by.setdefault(key, [])
            if key[1] and one not in known:
                known.append(one)


def _emails_differ(one: Member, other: Member) -> bool:
    return bool(one.email and other.email) and email_key(one.email) != email_key(other.email)


def _held(person: IncomingPerson, known: Sequence[_Candidate], reason: str) -> PlannedRow:
    return PlannedRow(
        row=person.row,
        verdict=Verdict.HELD,
        reason=reason,
        person=person,
        resembles=tuple(one.member for one in known),
    )


def _refused(person: IncomingPerson, error: UserError) -> PlannedRow:
    reason = _("Row {row}: {sentence}").format(row=person.row, sentence=error.sentence)
    return PlannedRow(row=person.row, verdict=Verdict.REFUSED, reason=reason, person=person)
