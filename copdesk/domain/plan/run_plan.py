"""A protocol, the people who came and the time there is, made into one flat plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from copdesk.domain.plan.budget import fitted, is_elastic, slot
from copdesk.domain.plan.choices import AS_USUAL, Choices, check_optional
from copdesk.domain.plan.circles import circle_count, in_circles, notices_for, several_meetings
from copdesk.domain.plan.expansion import Expansion
from copdesk.domain.plan.impossible_budget import ImpossibleBudget, WayOut
from copdesk.domain.plan.segments import Segment, segment_from_dict, segment_to_dict
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Protocol
from copdesk.errors import InvalidInput, UserError
from copdesk.language import _, ngettext

SNAPSHOT_FORMAT: Final = 1
MOST_SEGMENTS: Final = 5000
SMALLEST_CIRCLE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """The snapshot that a run follows; later changes of the protocol do not touch it."""

    protocol_id: str
    title: str
    attribution: str
    people: tuple[Person, ...]
    segments: tuple[Segment, ...]
    roles: tuple[tuple[str, tuple[Person, ...]], ...] = ()
    debrief: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def total_s(self) -> int:
        """The seconds of all segments together."""
        return sum(segment.seconds for segment in self.segments)

    @property
    def sittings(self) -> tuple[int, ...]:
        """The seconds of each meeting that the run needs; nearly always there is only one."""
        lengths = [0]
        for segment in self.segments:
            lengths[-1] += segment.seconds
            if segment.is_sitting:
                lengths.append(0)
        return tuple(lengths)

    def segment(self, segment_id: str) -> Segment:
        """Return a segment by its id; a KeyError is a bug of the caller."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)

    def summary(self) -> dict[str, Any]:
        """Return what the command line prints as JSON; several meetings are told apart."""
        several = {"sittings": list(self.sittings)} if len(self.sittings) > 1 else {}
        return {
            **several,
            "protocol": self.protocol_id,
            "people": len(self.people),
            "total_s": self.total_s,
            "segments": [
                {
                    "id": segment.id,
                    "title": segment.title,
                    "seconds": segment.seconds,
                    "speak": list(segment.speakers()),
                    "silent": list(segment.listeners()),
                    "on_zero": str(segment.on_zero),
                }
                for segment in self.segments
            ],
        }

    def to_json(self) -> str:
        """Return the snapshot that is stored with the run."""
        return json.dumps(
            {
                "format": SNAPSHOT_FORMAT,
                "protocol_id": self.protocol_id,
                "title": self.title,
                "attribution": self.attribution,
                "people": [[person.id, person.name] for person in self.people],
                "roles": [[role, [p.id for p in holders]] for role, holders in self.roles],
                "debrief": list(self.debrief),
                "materials": list(self.materials),
                "notices": list(self.notices),
                "segments": [segment_to_dict(segment) for segment in self.segments],
            },
            ensure_ascii=False,
        )

    @staticmethod
    def from_json(text: str) -> RunPlan:
        """Return the plan of a stored snapshot."""
        try:
            row = json.loads(text)
            people = {key: Person(id=key, name=name) for key, name in row["people"]}
            return RunPlan(
                protocol_id=row["protocol_id"],
                title=row["title"],
                attribution=row["attribution"],
                people=tuple(people.values()),
                roles=tuple((r, tuple(people[k] for k in keys)) for r, keys in row["roles"]),
                debrief=tuple(row["debrief"]),
                materials=tuple(row["materials"]),
                notices=tuple(row["notices"]),
                segments=tuple(segment_from_dict(item, people) for item in row["segments"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UserError(
                _("The stored plan of this discussion cannot be read."),
                _("Check the community, or start the discussion again."),
            ) from error


def invented(number: int) -> tuple[Person, ...]:
    """Return people without names of their own, for trying a protocol out."""
    return tuple(
        Person(id=f"person-{n}", name=_("Person {number}").format(number=n))
        for n in range(1, number + 1)
    )


def compile_plan(
    protocol: Protocol,
    people: Sequence[Person],
    choices: Choices = AS_USUAL,
    *,
    seconds: int | None = None,
) -> RunPlan:
    """Lay the protocol out for these people, then fit it to `seconds` if they are given.

    What does not fit raises ImpossibleBudget.
    """
    check_optional(protocol, choices)
    plan = _laid_out(protocol, _checked_people(people), choices, seconds)
    return plan if seconds is None else _fitted_plan(plan, protocol, choices, seconds)


def _checked_people(people: Sequence[Person]) -> tuple[Person, ...]:
    if not people:
        raise InvalidInput(
            "people", _("Nobody is here yet."), _("Say who takes part, then plan again.")
        )
    if len({person.id for person in people}) != len(people):
        raise InvalidInput(
            "people", _("Somebody is in the list twice."), _("Take one of the two off.")
        )
    return tuple(people)


def _laid_out(
    protocol: Protocol, people: tuple[Person, ...], choices: Choices, seconds: int | None
) -> RunPlan:
    minutes = None if seconds is None else seconds / 60
    expansion = Expansion(protocol, people, choices, minutes)
    circles = circle_count(protocol, len(people), choices)
    segments = expansion.segments(in_circles(protocol.nodes, circles))
    if not segments or len(segments) > MOST_SEGMENTS:
        raise InvalidInput(
            "people",
            _("“{title}” cannot be laid out for {number} people.").format(
                title=protocol.title, number=len(people)
            ),
            _("Choose another protocol, or divide the people into groups."),
        )
    return RunPlan(
        protocol_id=protocol.id,
        title=protocol.title,
        attribution=protocol.origin.attribution,
        people=people,
        segments=segments,
        roles=tuple(expansion.roles.items()),
        debrief=protocol.debrief,
        materials=protocol.materials,
        notices=(
            *notices_for(protocol, len(people), circles, expansion.roles),
            *several_meetings(segments),
        ),
    )


def _fitted_plan(plan: RunPlan, protocol: Protocol, choices: Choices, seconds: int) -> RunPlan:
    if seconds == plan.total_s:
        return plan
    for with_turns in (choices.shorten_turns, choices.shorten_turns or seconds > plan.total_s):
        lengths = _lengths(plan, seconds, with_turns)
        if lengths is not None:
            return replace(
                plan,
                segments=tuple(
                    replace(segment, seconds=lengths.get(segment.id, segment.seconds))
                    for segment in plan.segments
                ),
            )
    if seconds < plan.total_s:
        raise _impossible(plan, protocol, choices, seconds)
    return _stretched_to_the_most(plan, seconds)


def _lengths(plan: RunPlan, seconds: int, with_turns: bool) -> dict[str, int] | None:
    elastic = [segment for segment in plan.segments if is_elastic(segment, with_turns)]
    fixed = plan.total_s - sum(segment.seconds for segment in elastic)
    return fitted([slot(segment) for segment in elastic], seconds - fixed)


def _stretched_to_the_most(plan: RunPlan, seconds: int) -> RunPlan:
    """Use the longest times there are and say that the discussion ends early."""
    segments = tuple(
        replace(segment, seconds=segment.most or segment.seconds)
        if is_elastic(segment, shorten_turns=True)
        else segment
        for segment in plan.segments
    )
    longest = replace(plan, segments=segments)
    early = (seconds - longest.total_s) // 60
    notice = ngettext(
        "It ends {number} minute early, as no step may last longer.",
        "It ends {number} minutes early, as no step may last longer.",
        early,
    ).format(number=early)
    return replace(longest, notices=(*plan.notices, notice))


def _least(plan: RunPlan, shorten_turns: bool) -> int:
    return sum(
        slot(segment).least if is_elastic(segment, shorten_turns) else segment.seconds
        for segment in plan.segments
    )


def _impossible(
    plan: RunPlan, protocol: Protocol, choices: Choices, seconds: int
) -> ImpossibleBudget:
    least = _least(plan, choices.shorten_turns)
    title = _("“{title}” with {number} people takes at least {least}; there are {asked}.").format(
        title=plan.title, number=len(plan.people), least=_minutes(least), asked=_minutes(seconds)
    )
    ways = [
        way
        for way in _changes(plan, protocol, choices, seconds)
        if way.enough or way.least_seconds < least
    ]
    hint = _("Take more time.")
    if ways:
        titles = " ".join(way.title for way in ways)
        hint = _("Take more time, or change something: {ways}").format(ways=titles)
    return ImpossibleBudget(title, hint, asked=seconds, least=least, ways_out=ways)


def _changes(plan: RunPlan, protocol: Protocol, choices: Choices, seconds: int) -> list[WayOut]:
    """Return all that can be changed, with the time that it then takes, shorter or not."""
    everybody = {s.step_id for s in plan.segments}
    now = circle_count(protocol, len(plan.people), choices)
    circles = max(now, min(2 * now, len(plan.people) // SMALLEST_CIRCLE))
    changes = (
        (
            "leave_out",
            _("Leave out the optional steps."),
            replace(choices, leave_out=everybody, include=()),
        ),
        ("presenters", _("Let only one person present."), replace(choices, presenters=1)),
        (
            "circles",
            _("Work in smaller circles at once."),
            replace(choices, circles=circles),
        ),
        ("shorter_turns", _("Make the turns shorter."), replace(choices, shorten_turns=True)),
    )
    ways: list[WayOut] = []
    for kind, title, changed in changes:
        least = _least(_laid_out(protocol, plan.people, changed, seconds), changed.shorten_turns)
        ways.append(
            WayOut(
                kind=kind,
                title=title,
                least_seconds=least,
                enough=least <= seconds,
                number={"presenters": 1, "circles": circles}.get(kind, 0),
            )
        )
    return ways


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if rest:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return _("{minutes} min").format(minutes=minutes)
