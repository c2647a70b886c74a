"""Change a protocol part by part: every change returns a new protocol.

A place is the way from the top of the tree to a part, as one number for each level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from copdesk.domain.protocols.checks import loop_voices
from copdesk.domain.protocols.parts import Part, field_of, with_field
from copdesk.domain.protocols.protocol import (
    BUILT_IN_VOICES,
    EVERYONE,
    OTHERS,
    TURN,
    Choice,
    Loop,
    Option,
    Protocol,
    Round,
    Split,
)

Place = tuple[int, ...]
Change = Callable[[tuple[Part, ...]], tuple[Part, ...]]
TOP: Final[Place] = ()


def parts_in(whole: Protocol | Part) -> tuple[Part, ...]:
    """Return the parts directly inside; those of a choice are its options."""
    match whole:
        case Protocol() | Option():
            return whole.nodes
        case Loop() | Split():
            return whole.body
        case Choice():
            return whole.options
        case _:
            return ()


def part_at(protocol: Protocol, place: Place) -> Part | None:
    """Return the part at a place; None for the top, and where there is none."""
    found: Protocol | Part = protocol
    for number in place:
        inside = parts_in(found)
        if not 0 <= number < len(inside):
            return None
        found = inside[number]
    return None if isinstance(found, Protocol) else found


def all_parts(protocol: Protocol) -> Iterator[tuple[Place, Part]]:
    """Yield every part with its place, in the order of the tree."""

    def inside(place: Place, whole: Protocol | Part) -> Iterator[tuple[Place, Part]]:
        for number, part in enumerate(parts_in(whole)):
            yield (*place, number), part
            yield from inside((*place, number), part)

    return inside(TOP, protocol)


def place_of(protocol: Protocol, part_id: str) -> Place | None:
    """Return where a part is."""
    return next((place for place, part in all_parts(protocol) if part.id == part_id), None)


def may_hold(whole: Protocol | Part | None, part: Part) -> bool:
    """Whether a part may stand directly inside another one; None is the top."""
    if isinstance(whole, Choice):
        return isinstance(part, Option)
    holds_nodes = whole is None or isinstance(whole, Protocol | Option | Loop | Split)
    return holds_nodes and not isinstance(part, Option)


def with_part(protocol: Protocol, place: Place, part: Part) -> Protocol:
    """Put another part in the place of one."""
    return _changed(protocol, place[:-1], lambda parts: _set(parts, place[-1], part))


def with_added(protocol: Protocol, place: Place, part: Part) -> Protocol:
    """Insert a part so that it stands at a place."""
    return _changed(protocol, place[:-1], lambda parts: _insert(parts, place[-1], part))


def without(protocol: Protocol, place: Place) -> Protocol:
    """Take a part out with all that is in it; a choice never falls back on a lost option."""
    changed = _changed(protocol, place[:-1], lambda parts: _drop(parts, place[-1]))
    owner = part_at(changed, place[:-1])
    if isinstance(owner, Choice) and owner.options:
        known = [option.id for option in owner.options]
        default = owner.default if owner.default in known else known[0]
        return with_part(changed, place[:-1], replace(owner, default=default))
    return changed


def can_move(protocol: Protocol, source: Place, target: Place) -> bool:
    """Whether the part at `source` may be put before what stands at `target` now."""
    part = part_at(protocol, source)
    if part is None or target[: len(source)] == source:
        return False
    owner = part_at(protocol, target[:-1])
    return (owner is not None or len(target) == 1) and may_hold(owner, part)


def moved(protocol: Protocol, source: Place, target: Place) -> tuple[Protocol, Place]:
    """Put a part before what stands at `target` now; return where it stands afterwards.

    What may not be there stays where it is.
    """
    part = part_at(protocol, source)
    if part is None or not can_move(protocol, source, target):
        return protocol, source
    added = with_added(protocol, target, part)
    shifted = _after_insertion(source, target)
    removed = _changed(added, shifted[:-1], lambda parts: _drop(parts, shifted[-1]))
    return removed, _after_removal(target, shifted)


def step_up(protocol: Protocol, place: Place) -> tuple[Protocol, Place]:
    """Put a part before the one above it."""
    if not place or place[-1] == 0:
        return protocol, place
    return moved(protocol, place, (*place[:-1], place[-1] - 1))


def step_down(protocol: Protocol, place: Place) -> tuple[Protocol, Place]:
    """Put a part behind the one below it."""
    if not place or part_at(protocol, (*place[:-1], place[-1] + 1)) is None:
        return protocol, place
    return moved(protocol, place, (*place[:-1], place[-1] + 2))


def step_in(protocol: Protocol, place: Place) -> tuple[Protocol, Place]:
    """Put a part at the end of the loop, split or option just above it."""
    above: Place = (*place[:-1], place[-1] - 1) if place and place[-1] else TOP
    owner = part_at(protocol, above) if above else None
    if isinstance(owner, Choice) and owner.options:
        above = (*above, len(owner.options) - 1)
        owner = part_at(protocol, above)
    if owner is None:
        return protocol, place
    return moved(protocol, place, (*above, len(parts_in(owner))))


def step_out(protocol: Protocol, place: Place) -> tuple[Protocol, Place]:
    """Put a part behind what it is in; out of an option it comes behind the whole choice."""
    outside = place[:-1]
    if isinstance(part_at(protocol, outside), Option):
        outside = outside[:-1]
    if not outside:
        return protocol, place
    return moved(protocol, place, (*outside[:-1], outside[-1] + 1))


def taken_ids(protocol: Protocol) -> set[str]:
    """Return every id that a new part must not have."""
    return {part.id for _place, part in all_parts(protocol)}


def voices_at(protocol: Protocol, place: Place) -> tuple[str, ...]:
    """Return the built-in voices and roles that the step at a place can name."""
    there = {EVERYONE, OTHERS}
    for length in range(1, len(place) + 1):
        part = part_at(protocol, place[:length])
        if isinstance(part, Loop) and length < len(place):
            there |= loop_voices(part)
        if isinstance(part, Round):
            there.add(TURN)
    built_in = tuple(voice for voice in BUILT_IN_VOICES if voice in there)
    return (*built_in, *(role.id for role in protocol.roles))


def without_role(protocol: Protocol, role_id: str) -> Protocol:
    """Take a role out, and out of every step that names it."""
    changed = replace(protocol, roles=tuple(r for r in protocol.roles if r.id != role_id))
    for place, part in list(all_parts(protocol)):
        for name in ("speak", "silent", "answers", "without", "own_roles"):
            if not _has_field(part, name) or role_id not in field_of(part, name):
                continue
            kept = tuple(one for one in field_of(part, name) if one != role_id)
            now = part_at(changed, place)
            if now is not None:
                changed = with_part(changed, place, with_field(now, name, kept))
    return changed


def _has_field(part: Part, name: str) -> bool:
    return hasattr(part.each if isinstance(part, Round) else part, name)


def _changed(protocol: Protocol, place: Place, change: Change) -> Protocol:
    """Change the parts directly inside what is at a place."""
    return _inside(protocol, place, change)


def _inside(whole: Any, place: Place, change: Change) -> Any:
    parts = parts_in(whole)
    if place:
        inner = _inside(parts[place[0]], place[1:], change)
        parts = _set(parts, place[0], inner)
    else:
        parts = change(parts)
    return replace(whole, **{_name_of_parts(whole): parts})


def _name_of_parts(whole: Protocol | Part) -> str:
    match whole:
        case Choice():
            return "options"
        case Loop() | Split():
            return "body"
        case _:
            return "nodes"


def _set(parts: tuple[Part, ...], number: int, part: Part) -> tuple[Part, ...]:
    return (*parts[:number], part, *parts[number + 1 :])


def _insert(parts: tuple[Part, ...], number: int, part: Part) -> tuple[Part, ...]:
    return (*parts[:number], part, *parts[number:])


def _drop(parts: tuple[Part, ...], number: int) -> tuple[Part, ...]:
    return (*parts[:number], *parts[number + 1 :])


def _after_insertion(place: Place, inserted: Place) -> Place:
    """Return where what stood at `place` stands once something was inserted."""
    level = len(inserted) - 1
    beside = len(place) > level and place[:level] == inserted[:-1]
    if beside and place[level] >= inserted[-1]:
        return (*place[:level], place[level] + 1, *place[level + 1 :])
    return place


def _after_removal(place: Place, removed: Place) -> Place:
    """Return where what stood at `place` stands once something was taken out."""
    level = len(removed) - 1
    beside = len(place) > level and place[:level] == removed[:-1]
    if beside and place[level] > removed[-1]:
        return (*place[:level], place[level] - 1, *place[level + 1 :])
    return place
