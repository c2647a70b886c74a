"""Make room in what is still to come for a latecomer, or for somebody who is back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from copdesk.domain.plan.segments import Segment, segment_to_dict
from copdesk.domain.plan.subgroups import Groups, Person
from copdesk.domain.protocols.protocol import INNER, OUTER
from copdesk.domain.run.changes import Details, puts
from copdesk.domain.run.state import TimerState
from copdesk.language import _

Seats = tuple[Person | None, ...]
Puts = list[tuple[str, Segment]]
_NUMBER: Final = re.compile(r"#(\d+)")


def with_person(state: TimerState, person: Person) -> Details:
    """Give somebody a seat in the groups to come, and a turn at the end of what goes on."""
    one = next((known for known in state.people if known.id == person.id), person)
    seating = _Seating(state, one)
    changed, inserted = _turns(state, one, seating)
    filled, added = _laps(state, one, seating, inserted)
    latest = {segment.id: segment for segment in (*changed, *filled)}
    coming = state.segments[state.index :]
    rows = [(now, seating.joined(latest.get(now.id, now))) for now in coming]
    return {
        "arrived": [one.id],
        "people": [[one.id, one.name]],
        "insert": puts((after, seating.joined(new)) for after, new in (*inserted, *added)),
        "change": [segment_to_dict(after) for before, after in rows if after != before],
    }


class _Seating:
    """In which group somebody sits: in their own, otherwise in the smallest."""

    def __init__(self, state: TimerState, person: Person) -> None:
        self._person = person
        circles = [s.groups for s in state.segments if _is_circle(s)]
        self._circles = frozenset(circles)
        inside = any(_is_in(groups[0].people, person) for groups in circles)
        coming = [s.groups for s in state.segments[state.index :] if _is_circle(s)]
        self._inside: Groups = () if inside or not coming else coming[-1]

    def place(self, segment: Segment) -> int:
        """Return the number of the group; who comes late sits inside with the last circle."""
        groups = segment.groups
        own = [n for n, group in enumerate(groups) if _is_in(group.people, self._person)]
        if own:
            return own[0]
        if groups in self._circles:
            return 0 if groups == self._inside else 1
        return min(range(len(groups)), key=lambda n: len(groups[n].people), default=0)

    def seat(self, segment: Segment, seats: Seats) -> int:
        """Return the number of the seat among those that share one clock."""
        return self.place(segment) if len(seats) > 1 else 0

    def joined(self, segment: Segment) -> Segment:
        """Return the segment with the person in one of its groups, if people sit in groups."""
        seated = [other for group in segment.groups for other in group.people]
        if not seated or _is_in(seated, self._person):
            return segment
        place = self.place(segment)
        groups = tuple(
            replace(group, people=(*group.people, self._person)) if n == place else group
            for n, group in enumerate(segment.groups)
        )
        return replace(segment, groups=groups)


def _is_circle(segment: Segment) -> bool:
    return any(voice.role in (INNER, OUTER) for voice in (*segment.speak, *segment.silent))


def _is_in(people: Iterable[Person], person: Person) -> bool:
    return any(other.id == person.id for other in people)


def _turns(state: TimerState, person: Person, seating: _Seating) -> tuple[list[Segment], Puts]:
    """Give a turn in each unfinished round: one that nobody has, or one more at its end."""
    coming = state.segments[state.index :]
    later = {segment.id for segment in coming[1:]}
    changed: list[Segment] = []
    inserted: Puts = []
    for round_id in dict.fromkeys(s.round_id for s in coming if s.round_id):
        members = [s for s in state.segments if s.round_id == round_id and s.turn]
        turns = [s for s in members if s.is_turn]
        if not turns or turns[0].by_group or _has_part(members, person):
            continue
        seat = seating.seat(turns[-1], turns[-1].turn)
        free = [s for s in members if s.id in later and s.turn[seat] is None]
        if free and not _waits(free[0], seat):
            changed.append(replace(free[0], turn=_seated(free[0].turn, seat, person)))
            continue
        if _waits(turns[-1], seat):
            continue
        empty = (None,) * len(turns[-1].turn)
        new_id = f"{round_id}#{_next_turn(state, round_id)}"
        turn = _seated(empty, seat, person)
        inserted.append((members[-1].id, replace(turns[-1], id=new_id, turn=turn)))
    return changed, inserted


def _waits(segment: Segment, seat: int) -> bool:
    """Whether the group has nobody whose round it is, while another one has."""
    return bool(segment.owner) and segment.owner[seat] is None


def _has_part(members: Iterable[Segment], person: Person) -> bool:
    return any(_is_in((*s.turn_people, *s.owner_people), person) for s in members)


def _seated(seats: Seats, seat: int, person: Person | None) -> Seats:
    return tuple(person if n == seat else other for n, other in enumerate(seats))


def _next_turn(state: TimerState, round_id: str) -> int:
    """Return a number that no turn of the round has or ever had."""
    known = {segment.id for segment in state.segments} | set(state.elapsed)
    own = (name.removeprefix(round_id) for name in known if name.startswith(f"{round_id}#"))
    return max(int(found[1]) for name in own if (found := _NUMBER.match(name))) + 1


def _laps(
    state: TimerState, person: Person, seating: _Seating, inserted: Puts
) -> tuple[list[Segment], Puts]:
    """Give a lap in each unfinished loop: one in which their group waits, or one more."""
    filled: list[Segment] = []
    added: Puts = []
    for loop_id in dict.fromkeys(_loop_of(s) for s in state.segments if s.lap_id):
        laps = [s for s in state.segments if s.lap_id and _loop_of(s) == loop_id]
        last = [s for s in laps if s.lap_id == laps[-1].lap_id]
        running = (state.index_of(last[-1].id) or 0) >= state.index
        if not running or not _is_for_everybody(state, laps, person):
            continue
        seat = seating.seat(last[-1], last[-1].owner)
        waiting = _waiting_lap(state, laps, seat)
        if waiting:
            filled += _filled(waiting, seat, person)
        else:
            new = [put for put in inserted if put[1].lap_id == last[0].lap_id]
            gone = state.absent - {person.id}
            added += _one_more_lap(loop_id, _with_new(last, new), seat, person, gone)
    return filled, added


def _loop_of(segment: Segment) -> str:
    return segment.lap_id.rpartition("#")[0]


def _is_for_everybody(state: TimerState, laps: Sequence[Segment], person: Person) -> bool:
    """Whether each of the others who are here has a lap, and this person has none."""
    owners = {owner.id for s in laps for owner in s.owner_people}
    seated = {p.id for s in laps for group in s.groups for p in group.people}
    others = (seated | {p.id for s in laps for p in s.turn_people}) - state.absent
    return person.id not in owners and others - {person.id} <= owners


def _waiting_lap(state: TimerState, laps: Sequence[Segment], seat: int) -> list[Segment]:
    begun = {s.lap_id for s in state.segments[: state.index + 1]}
    free = [s for s in laps if s.lap_id not in begun and s.owner[seat] is None]
    return [s for s in free if s.lap_id == free[0].lap_id]


def _filled(lap: Sequence[Segment], seat: int, person: Person) -> list[Segment]:
    """Let the group that waits in this lap have it, with the new person as its owner."""
    found: list[Segment] = []
    asked: dict[str, int] = {}
    for segment in lap:
        others = [p for p in segment.groups[seat].people if p.id != person.id]
        holder: Person | None = person
        if segment.round_id and segment.turn:
            number = asked.get(segment.round_id, 0)
            asked[segment.round_id] = number + 1
            holder = others[number] if number < len(others) else None
        turn = _seated(segment.turn, seat, holder)
        owner = _seated(segment.owner, seat, person)
        found.append(replace(segment, owner=owner, turn=turn))
    return found


def _with_new(lap: Sequence[Segment], inserted: Puts) -> list[Segment]:
    body = list(lap)
    for after, segment in inserted:
        body.insert([s.id for s in body].index(after) + 1, segment)
    return body


def _one_more_lap(
    loop_id: str, lap: Sequence[Segment], seat: int, person: Person, gone: frozenset[str]
) -> Puts:
    """Repeat the last lap for one group, with the new person as its owner."""
    owner = lap[0].owner[seat]
    old, number = lap[0].lap_id, int(lap[0].lap_id.rpartition("#")[2]) + 1
    new = f"{loop_id}#{number}"

    def other(taken: Person | None) -> Person | None:
        if taken == owner:
            return person
        found = owner if taken and taken.id == person.id else taken
        return None if found and found.id in gone else found

    def only_here(seats: Seats) -> Seats:
        return tuple(other(taken) if n == seat else None for n, taken in enumerate(seats))

    found: Puts = []
    after = lap[-1].id
    for segment in lap:
        turn = only_here(segment.turn)
        if segment.turn and not any(turn):
            continue
        copied = replace(
            segment,
            id=new + segment.id.removeprefix(old),
            round_id=new + segment.round_id.removeprefix(old) if segment.round_id else "",
            lap_id=new,
            heading=_("One more: {name}").format(name=person.name),
            owner=only_here(segment.owner),
            turn=turn,
        )
        found.append((after, copied))
        after = copied.id
    return found
