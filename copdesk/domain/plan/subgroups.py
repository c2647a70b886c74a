"""Divide the people of a room into groups, and into new groups that remember the old ones."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.domain.protocols.protocol import Regroup, Remainder, Split
from copdesk.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the room; `id` is the member's id, or any word that is unique in the room."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People who talk with one another; a host stays when the others travel.

    `roles` are pairs of a role and the person who plays it in this group; the first reports.
    """

    people: tuple[Person, ...]
    label: str = ""
    host: str = ""
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def reporter(self) -> Person | None:
        """Who speaks for the group: the first role's player, otherwise the first person."""
        key = self.roles[0][1] if self.roles else ""
        first = next(iter(self.people), None)
        return next((person for person in self.people if person.id == key), first)


Groups = tuple[Group, ...]


def shuffled(people: Sequence[Person], seed: int) -> tuple[Person, ...]:
    """Return the people in an order that looks random and is the same for the same seed."""

    def lot(person: Person) -> bytes:
        return hashlib.sha256(f"{seed}:{person.id}".encode()).digest()

    return tuple(sorted(people, key=lot))


SMALLEST_GROUP: Final = 3


def group_sizes(people: int, size: int, remainder: Remainder) -> list[int]:
    """Return how many people each group gets; sizes differ as little as the rule allows.

    No group gets two people more than it should while three are left for one more group.
    """
    if people <= 0:
        return []
    count = -(-people // size)
    if remainder in (Remainder.BIGGER, Remainder.DOUBLE_UP):
        fewer = max(1, people // size)
        crowded = people > fewer * (size + 1)
        count = count if crowded and people // count >= SMALLEST_GROUP else fewer
    least, more = divmod(people, count)
    return [least + 1] * more + [least] * (count - more)


def fresh_groups(
    people: Sequence[Person], split: Split, facilitator: Person | None = None
) -> Groups:
    """Divide the people anew; the facilitator joins only if that makes the groups even."""
    room = list(people)
    joins = split.remainder is Remainder.FACILITATOR_JOINS and facilitator is not None
    if joins and facilitator is not None and split.size and len(room) % split.size:
        room = [person for person in room if person.id != facilitator.id]
        if len(room) % split.size:
            room.append(facilitator)
    if split.groups:
        count = min(split.groups, max(len(room), 1))
        least, more = divmod(len(room), count)
        sizes = [least + 1] * more + [least] * (count - more)
    else:
        sizes = group_sizes(len(room), split.size, split.remainder)
    return labelled(cut(room, sizes), split.labels)


def cut(people: Sequence[Person], sizes: Sequence[int]) -> list[tuple[Person, ...]]:
    """Cut a row of people into pieces of these sizes."""
    pieces: list[tuple[Person, ...]] = []
    start = 0
    for size in sizes:
        pieces.append(tuple(people[start : start + size]))
        start += size
    return pieces


def labelled(pieces: Sequence[tuple[Person, ...]], labels: Sequence[str] = ()) -> Groups:
    """Make groups; without labels they are numbered by whoever shows them."""
    names = [labels[n] if n < len(labels) else "" for n in range(len(pieces))]
    return tuple(
        Group(people=piece, label=name) for piece, name in zip(pieces, names, strict=True) if piece
    )


def merged(before: Groups, size: int) -> Groups:
    """Join whole groups until each has about this size; nobody leaves a partner.

    No pair stays alone; only a group that is nearly big enough may.
    """
    total = sum(len(group.people) for group in before)
    count = max(1, min(len(before), (total + size // 2) // size))
    alone = [group for group in before if len(group.people) >= max(size - 1, SMALLEST_GROUP)]
    waiting = alone[: max(2 * count - len(before), 0)]
    others = [group for group in before if group not in waiting]
    count = min(count - len(waiting), max(len(others) // 2, 1))
    least, more = divmod(len(others), max(count, 1))
    sizes = [least + 1] * more + [least] * (count - more)
    joined: list[tuple[Person, ...]] = []
    start = 0
    for taken in sizes:
        several = others[start : start + taken]
        start += taken
        joined.append(tuple(person for group in several for person in group.people))
    return labelled([*joined, *(group.people for group in waiting)])


def experts(home: Groups) -> Groups:
    """Put one person of each home group together; in a bigger home group two share a part."""
    parts = min((len(group.people) for group in home), default=0)
    tables: list[list[Person]] = [[] for _part in range(parts)]
    for group in home:
        for table, person in zip(tables, group.people, strict=False):
            table.append(person)
    shared = 0
    for group in home:
        for person in group.people[parts:]:
            tables[shared % parts].append(person)
            shared += 1
    return labelled([tuple(table) for table in tables])


def travelled(before: Groups, lap: int) -> Groups:
    """Let the host of each table stay and send the others on, each to another table."""
    hosts = [group.host or group.people[0].id for group in before]
    tables: list[list[Person]] = [
        [person for person in group.people if person.id == host]
        for group, host in zip(before, hosts, strict=True)
    ]
    for number, (group, host) in enumerate(zip(before, hosts, strict=True)):
        travellers = [person for person in group.people if person.id != host]
        for place, person in enumerate(travellers):
            shift = 1 + (place + lap) % max(len(before) - 1, 1) if len(before) > 1 else 0
            tables[(number + shift) % len(before)].append(person)
    return tuple(
        Group(people=tuple(table), label=group.label, host=host)
        for table, group, host in zip(_evened(tables), before, hosts, strict=True)
    )


def _evened(tables: list[list[Person]]) -> list[list[Person]]:
    """Move the last traveller from the fullest to the emptiest table until they are even."""
    while True:
        fullest = max(tables, key=len)
        emptiest = min(tables, key=len)
        if len(fullest) - len(emptiest) < 2:
            return tables
        emptiest.append(fullest.pop())


def new_partners(people: Sequence[Person], split: Split, lap: int) -> Groups:
    """Pair the people so that nobody meets a partner again while that is possible.

    The circle method: one person stays, the others move on by one seat in each lap.
    """
    seats: list[Person | None] = list(people)
    if split.size != 2:
        turned = seats[:1] + _rotated(seats[1:], lap * max(split.size - 1, 1))
        return fresh_groups([person for person in turned if person], split)
    if len(seats) % 2:
        seats.append(None)
    turned = seats[:1] + _rotated(seats[1:], lap)
    half = len(turned) // 2
    pairs: list[tuple[Person, ...]] = [
        tuple(person for person in pair if person)
        for pair in zip(turned[:half], reversed(turned[half:]), strict=True)
    ]
    alone = next((pair for pair in pairs if len(pair) == 1), ())
    together: list[tuple[Person, ...]] = [pair for pair in pairs if len(pair) > 1]
    if alone and together:
        together[-1] = (*together[-1], *alone)
    return labelled(together or pairs)


def with_roles(groups: Groups, roles: Sequence[str], lap: int) -> Groups:
    """Give each role to one person in each group, in each lap to the next one.

    A host keeps the first role, in each lap.
    """

    def players(group: Group) -> tuple[tuple[str, str], ...]:
        ids = [person.id for person in group.people]
        start = ids.index(group.host) if group.host in ids else lap
        return tuple((role, ids[(start + n) % len(ids)]) for n, role in enumerate(roles) if ids)

    return tuple(replace(group, roles=players(group)) for group in groups)


def at_stations(groups: Groups, lap: int) -> Groups:
    """Send each group to the station of another one: one further in each lap."""
    count = max(len(groups), 1)
    return tuple(
        replace(group, label=_("at station {number}").format(number=(place + lap) % count + 1))
        for place, group in enumerate(groups)
    )


def inner_circles(
    talking: Sequence[Person],
    room: Sequence[Person],
    size: int,
    most: int | None,
    labels: tuple[str, str],
) -> tuple[Groups, ...]:
    """Return who sits inside and who outside, lap by lap, until all who talk were inside once.

    The circles are bigger than `size` where there may be no more than `most` of them.
    """
    count = max(2, -(-len(talking) // size)) if size else 2
    count = max(min(count, most or count, len(talking)), 1)
    least, more = divmod(len(talking), count)
    sizes = [least + 1] * more + [least] * (count - more)
    return tuple(
        (
            Group(people=inner, label=labels[0]),
            Group(people=tuple(p for p in room if p not in inner), label=labels[1]),
        )
        for inner in cut(talking, sizes)
        if inner
    )


def _rotated(seats: list[Person | None], by: int) -> list[Person | None]:
    shift = by % len(seats) if seats else 0
    return seats[shift:] + seats[:shift]


def regrouped(
    split: Split,
    people: Sequence[Person],
    before: Sequence[Groups],
    facilitator: Person | None = None,
) -> Groups:
    """Return the groups of a split; `before` holds all earlier ones, the home groups first."""
    lap = len(before)
    match split.regroup:
        case Regroup.MERGE if before:
            return merged(before[-1], split.size or -(-len(people) // max(split.groups, 1)))
        case Regroup.HOME if before:
            return before[0]
        case Regroup.EXPERT if before:
            return experts(before[0])
        case Regroup.HOST_STAYS if before:
            return travelled(before[-1], lap)
        case Regroup.CHOICE:
            return tuple(Group(people=(), label=label) for label in split.labels)
        case Regroup.NEW_PARTNERS:
            return new_partners(people, split, lap)
        case _:
            fresh = fresh_groups(people, split, facilitator)
            if split.regroup is Regroup.HOST_STAYS:
                return tuple(
                    Group(people=g.people, label=g.label, host=g.people[0].id) for g in fresh
                )
            return fresh
