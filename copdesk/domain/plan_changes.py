"""Change what is still to come of a running plan: people come and go, turns come again.

Each function returns the details of one log entry; a replay makes the same change from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from copdesk.domain.run_state import TimerState
from copdesk.domain.segments import Segment, segment_to_dict
from copdesk.domain.subgroups import Group, Person
from copdesk.language import _

Details = dict[str, Any]
_COPY = re.compile(r"~\d+$")


def without(state: TimerState, person_id: str) -> Details:
    """Take a person's coming turns out; what is past, and the turn now, stay."""
    removed: list[str] = []
    changed: list[Segment] = []
    for segment in state.segments[state.index + 1 :]:
        rest = _vacated(segment, person_id)
        if rest is None:
            removed += [segment.id, f"{segment.id}~gap", f"{segment.id}~settle"]
        elif rest != segment:
            changed.append(rest)
    return {
        "left": [person_id],
        "remove": removed,
        "change": [segment_to_dict(segment) for segment in changed],
    }


def _vacated(segment: Segment, person_id: str) -> Segment | None:
    """Return a segment without a person, or None if it was that person's alone."""
    owner = _empty(segment.owner, person_id)
    if segment.owner_people and not any(owner):
        return None
    turn = _empty(segment.turn, person_id)
    if segment.turn_people and not any(turn):
        return None if not segment.by_group else segment
    groups = tuple(
        Group(
            label=group.label,
            host=group.host if group.host != person_id else "",
            people=tuple(person for person in group.people if person.id != person_id),
            roles=tuple(pair for pair in group.roles if pair[1] != person_id),
        )
        for group in segment.groups
    )
    return replace(segment, owner=owner, turn=turn, groups=groups)


def _empty(seats: Sequence[Person | None], person_id: str) -> tuple[Person | None, ...]:
    return tuple(None if seat and seat.id == person_id else seat for seat in seats)


def with_person(state: TimerState, person: Person) -> Details:
    """Give a latecomer, or somebody who is back, a turn at the end of each unfinished round."""
    coming = state.segments[state.index :]
    inserted: list[tuple[str, Segment]] = []
    changed: list[Segment] = []
    seat = _smallest_group(coming, person)
    for round_id in dict.fromkeys(s.round_id for s in coming if s.round_id):
        members = [s for s in state.segments if s.round_id == round_id and s.is_turn]
        if not members or members[0].by_group or _has_part(members, person):
            continue
        place = seat if len(members[0].turn) > 1 else 0
        vacant = next((s for s in members if s in coming[1:] and s.turn[place] is None), None)
        if vacant is not None:
            changed.append(replace(vacant, turn=_seated(vacant.turn, place, person)))
            continue
        empty = (None,) * len(members[-1].turn)
        turn = _seated(empty, place, person)
        inserted.append(
            (members[-1].id, replace(members[-1], id=_numbered(members[-1].id), turn=turn))
        )
    inserted += _extra_laps(state, person, inserted)
    return {
        "arrived": [person.id],
        "people": [[person.id, person.name]],
        "insert": _puts(inserted),
        "change": [segment_to_dict(segment) for segment in _joined(coming, changed, seat, person)],
    }


def _has_part(members: Iterable[Segment], person: Person) -> bool:
    return any(person in s.turn_people or person in s.owner_people for s in members)


def _seated(turn: Sequence[Person | None], place: int, person: Person) -> tuple[Person | None, ...]:
    return tuple(person if n == place else other for n, other in enumerate(turn))


def _smallest_group(coming: Sequence[Segment], person: Person) -> int:
    groups = next((s.groups for s in coming if s.groups), ())
    own = [n for n, group in enumerate(groups) if person in group.people]
    if own:
        return own[0]
    return min(range(len(groups)), key=lambda n: len(groups[n].people), default=0)


def _joined(
    coming: Sequence[Segment], changed: Sequence[Segment], seat: int, person: Person
) -> list[Segment]:
    """Add the person to the groups that are still to sit together."""
    latest = {segment.id: segment for segment in changed}
    for segment in coming:
        seated = [other for group in segment.groups for other in group.people]
        if seated and person not in seated:
            base = latest.get(segment.id, segment)
            place = min(seat, len(base.groups) - 1)
            groups = tuple(
                replace(group, people=(*group.people, person)) if n == place else group
                for n, group in enumerate(base.groups)
            )
            latest[segment.id] = replace(base, groups=groups)
    return list(latest.values())


def _extra_laps(
    state: TimerState, person: Person, inserted: Sequence[tuple[str, Segment]]
) -> list[tuple[str, Segment]]:
    """Repeat the last lap of each unfinished loop with the person as its owner."""
    found: list[tuple[str, Segment]] = []
    loops = dict.fromkeys(s.lap_id.rpartition("#")[0] for s in state.segments if s.lap_id)
    for loop_id in loops:
        laps = [s for s in state.segments if s.lap_id.rpartition("#")[0] == loop_id]
        last = [s for s in laps if s.lap_id == laps[-1].lap_id]
        running = (state.index_of(last[-1].id) or 0) >= state.index
        if not running or len(last[0].owner) != 1 or any(person in s.owner_people for s in laps):
            continue
        body = list(last)
        for after, segment in inserted:
            if segment.lap_id == last[0].lap_id:
                body.insert([s.id for s in body].index(after) + 1, segment)
        owner = last[0].owner[0]
        number = int(last[0].lap_id.rpartition("#")[2]) + 1
        lap_id = f"{loop_id}#{number}"
        after = body[-1].id
        for segment in body:
            copied = _swapped(segment, owner, person, lap_id)
            found.append((after, copied))
            after = copied.id
    return found


def _swapped(segment: Segment, owner: Person | None, person: Person, lap_id: str) -> Segment:
    def other(seat: Person | None) -> Person | None:
        if seat == owner:
            return person
        return owner if seat == person else seat

    return replace(
        segment,
        id=lap_id + segment.id.removeprefix(segment.lap_id),
        round_id=lap_id + segment.round_id.removeprefix(segment.lap_id) if segment.round_id else "",
        lap_id=lap_id,
        heading=_("One more: {name}").format(name=person.name),
        owner=tuple(other(seat) for seat in segment.owner),
        turn=tuple(other(seat) for seat in segment.turn),
    )


def _numbered(segment_id: str) -> str:
    """Return the id of the turn after the last one of a round."""
    stem, _mark, number = _COPY.sub("", segment_id).rpartition("#")
    return f"{stem}#{int(number) + 1}"


def again_at_end(state: TimerState, segment: Segment) -> Details:
    """Put a turn once more at the end of its round."""
    last = [s for s in state.segments if s.round_id == segment.round_id][-1]
    return {"insert": _puts([(last.id, _copy(state, segment))])}


def repeated(state: TimerState, whole_round: bool) -> Details:
    """Put the current segment, or its whole round, once more after itself."""
    current = state.current
    if not whole_round or not current.round_id:
        return {"insert": _puts([(current.id, _copy(state, current))])}
    members = [s for s in state.segments if s.round_id == current.round_id]
    after, inserted = members[-1].id, list[tuple[str, Segment]]()
    fresh = f"{current.round_id}~{_next_number(state, current.round_id)}"
    for segment in members:
        copied = replace(
            segment, id=fresh + segment.id.removeprefix(segment.round_id), round_id=fresh
        )
        inserted.append((after, copied))
        after = copied.id
    return {"insert": _puts(inserted)}


def _copy(state: TimerState, segment: Segment) -> Segment:
    stem = _COPY.sub("", segment.id)
    return replace(segment, id=f"{stem}~{_next_number(state, stem)}")


def _next_number(state: TimerState, stem: str) -> int:
    taken = {s.id for s in state.segments} | {s.round_id for s in state.segments}
    number = 2
    while f"{stem}~{number}" in taken:
        number += 1
    return number


def _puts(inserted: Iterable[tuple[str, Segment]]) -> list[Mapping[str, Any]]:
    return [{"after": after, "segment": segment_to_dict(segment)} for after, segment in inserted]
