"""Change what is still to come of a running plan: somebody leaves, turns come again.

Each function returns the details of one log entry; a replay makes the same change from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from copdesk.domain.plan.segments import Segment, segment_to_dict
from copdesk.domain.plan.subgroups import Group, Person
from copdesk.domain.run.state import TimerState

Details = dict[str, Any]
_COPY: Final = re.compile(r"~\d+$")


def without(state: TimerState, person_id: str) -> Details:
    """Take a person's coming turns out; what is past, and the turn now, stay."""
    removed: list[str] = []
    changed: list[Segment] = []
    gone = state.absent | {person_id}
    for segment in state.segments[state.index + 1 :]:
        rest = _vacated(segment, person_id)
        if rest is None and segment.by_group:
            rest = _reported_by_another(state, segment, gone)
        if rest is None and not state.elapsed_ms(segment.id):
            removed += [segment.id, f"{segment.id}~gap", f"{segment.id}~settle"]
        elif rest is not None and rest != segment:
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
        return None
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


def _reported_by_another(
    state: TimerState, segment: Segment, gone: frozenset[str]
) -> Segment | None:
    """Let the next one of the group speak for it; None if the whole group has left."""
    before = state.segments[: state.index_of(segment.id)]
    grouped = next((s.groups for s in reversed(before) if s.groups), ())
    group = next((g for g in grouped if segment.turn[0] in g.people), Group(people=()))
    left = [person for person in group.people if person.id not in gone]
    return replace(segment, turn=(left[0],)) if left else None


def _empty(seats: Sequence[Person | None], person_id: str) -> tuple[Person | None, ...]:
    return tuple(None if seat and seat.id == person_id else seat for seat in seats)


def again_at_end(state: TimerState, segment: Segment) -> Details:
    """Put a turn once more at the end of its round."""
    last = [s for s in state.segments if s.round_id == segment.round_id][-1]
    return {"insert": puts([(last.id, _copy(state, segment))])}


def repeated(state: TimerState, whole_round: bool) -> Details:
    """Put the current segment, or its whole round, once more after itself."""
    current = state.current
    if not whole_round or not current.round_id:
        return {"insert": puts([(current.id, _copy(state, current))])}
    members = [s for s in state.segments if s.round_id == current.round_id]
    after, inserted = members[-1].id, list[tuple[str, Segment]]()
    fresh = f"{current.round_id}~{_next_number(state, current.round_id)}"
    absent = _turns_of(members, state.absent)
    for segment in members:
        if segment.id.removesuffix("~gap") in absent:
            continue
        copied = replace(
            segment, id=fresh + segment.id.removeprefix(segment.round_id), round_id=fresh
        )
        inserted.append((after, copied))
        after = copied.id
    return {"insert": puts(inserted)}


def _turns_of(members: Iterable[Segment], people: frozenset[str]) -> set[str]:
    """Return the turns that nobody but these people has."""
    return {
        segment.id
        for segment in members
        if segment.turn_people and all(person.id in people for person in segment.turn_people)
    }


def _copy(state: TimerState, segment: Segment) -> Segment:
    stem = _COPY.sub("", segment.id)
    return replace(segment, id=f"{stem}~{_next_number(state, stem)}")


def _next_number(state: TimerState, stem: str) -> int:
    taken = {s.id for s in state.segments} | {s.round_id for s in state.segments}
    number = 2
    while f"{stem}~{number}" in taken or f"{stem}~{number}" in state.elapsed:
        number += 1
    return number


def puts(inserted: Iterable[tuple[str, Segment]]) -> list[Mapping[str, Any]]:
    """Return what the log says of new segments and after which others they come."""
    return [{"after": after, "segment": segment_to_dict(segment)} for after, segment in inserted]
