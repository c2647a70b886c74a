"""Walk a protocol's tree with the people of one room and write down what happens in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copdesk.domain.plan.budget import capped
from copdesk.domain.plan.choices import Choices, group_roles, left_out_of_rounds
from copdesk.domain.plan.segments import Segment, Voice
from copdesk.domain.plan.subgroups import (
    Group,
    Groups,
    Person,
    at_stations,
    inner_circles,
    regrouped,
    shuffled,
    with_roles,
)
from copdesk.domain.protocols.protocol import (
    CaptureKind,
    Choice,
    Loop,
    LoopOver,
    Mode,
    Node,
    OnZero,
    Option,
    Protocol,
    Regroup,
    Remainder,
    Round,
    Split,
    Step,
    TurnOrder,
    TurnsOver,
)
from copdesk.language import _

Seats = tuple[Person | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in the tree we are: which groups sit together and whose turn it is."""

    path: str
    groups: Groups
    split: bool = False
    own_roles: tuple[str, ...] = ()
    owners: Seats = ()
    heading: str = ""
    lap_id: str = ""
    lap: int = 0
    people: int = 0
    inner_only: bool = False

    @property
    def talking(self) -> Groups:
        return self.groups[:1] if self.inner_only else self.groups

    @property
    def largest(self) -> int:
        sizes = [len(group.people) for group in self.talking]
        return max(sizes, default=0) or self.people


class Expansion:
    """One walk over the tree; remembers the groups so far for those that come after."""

    def __init__(
        self, protocol: Protocol, people: Sequence[Person], choices: Choices, minutes: float | None
    ) -> None:
        self._protocol = protocol
        self._people = tuple(people)
        self._choices = choices
        self._minutes = minutes
        self._known = {person.id: person for person in people}
        self._groupings: list[Groups] = []
        self._in_groups = group_roles(protocol)
        self.roles = self._assigned()

    def segments(self, nodes: Sequence[Node]) -> tuple[Segment, ...]:
        """Return what happens, in order, with the lengths that the protocol plans."""
        room = (Group(people=self._people),)
        place = _Place(path=self._protocol.id, groups=room, people=len(self._people))
        return tuple(self._walk(nodes, place))

    def _assigned(self) -> dict[str, tuple[Person, ...]]:
        """Fill the roles; who must be left out of a round gets a person even when not asked."""
        roles = {
            role: tuple(self._known[key] for key in keys if key in self._known)
            for role, keys in self._choices.roles.items()
        }
        taken = {person.id for holders in roles.values() for person in holders}
        free = [person for person in self._people if person.id not in taken]
        for role_id in left_out_of_rounds(self._protocol):
            if not roles.get(role_id) and free and len(self._people) > 1:
                roles[role_id] = (free.pop(0),)
        return roles

    def _walk(self, nodes: Sequence[Node], place: _Place) -> Iterator[Segment]:
        for node in nodes:
            match node:
                case Step():
                    if self._wanted(node):
                        yield from self._step(node, place)
                case Round():
                    if self._wanted(node.each):
                        yield from self._round(node, place)
                case Loop():
                    yield from self._loop(node, place)
                case Split():
                    yield from self._split(node, place)
                case Choice():
                    yield from self._walk(self._picked(node).nodes, place)

    def _wanted(self, step: Step) -> bool:
        if not step.optional:
            return True
        if step.id in self._choices.include:
            return True
        return step.default_on and step.id not in self._choices.leave_out

    def _picked(self, choice: Choice) -> Option:
        options = {option.id: option for option in choice.options}
        wanted = self._choices.options.get(choice.id)
        if wanted in options:
            return options[wanted]
        for option in choice.options:
            bound = option.least_people or option.most_people
            bound = bound or option.least_minutes or option.most_minutes
            if bound and option.fits(len(self._people), self._minutes):
                return option
        return options[choice.default]

    def _step(self, step: Step, place: _Place) -> Iterator[Segment]:
        segment = self._segment(step, place, f"{place.path}/{step.id}", place.owners)
        yield from self._settled(segment, step.transition)

    def _settled(self, segment: Segment, seconds: int, title: str = "") -> Iterator[Segment]:
        """Let the time to settle be a segment of its own, so that no step pays for it."""
        if seconds:
            yield Segment(
                id=f"{segment.id}~settle",
                step_id=f"{segment.step_id}~settle",
                title=title or _("Change over"),
                seconds=seconds,
                settling=True,
                heading=segment.heading,
                groups=segment.groups,
                mode=Mode.MOVE,
                on_zero=OnZero.ADVANCE,
                warn=(),
                owner=segment.owner,
                lap_id=segment.lap_id,
            )
        yield segment

    def _segment(self, step: Step, place: _Place, segment_id: str, turn: Seats) -> Segment:
        seconds = step.duration.planned(place.largest)
        least = step.duration.least
        return Segment(
            id=segment_id,
            step_id=step.id,
            title=step.title,
            seconds=seconds,
            heading=place.heading,
            open_ended=step.duration.open_ended,
            least=min(seconds, max(30, seconds // 60 * 30) if least is None else least),
            most=step.duration.most,
            protected=step.protected,
            closing=step.closing or any(c.kind is CaptureKind.COMMITMENT for c in step.capture),
            speak=self._voices(step.speak, place),
            silent=self._voices(step.silent, place),
            answers=self._voices(step.answers, place),
            turn=turn,
            owner=place.owners,
            groups=place.groups if place.split else (),
            facilitator=step.facilitator,
            room=step.room,
            capture=step.capture,
            mode=step.mode,
            on_zero=step.on_zero,
            warn=step.warn,
            ends_by=step.ends_by,
            once_only=step.once_only,
            lap_id=place.lap_id,
        )

    def _voices(self, names: Sequence[str], place: _Place) -> tuple[Voice, ...]:
        return tuple(self._voice(name, place) for name in names)

    def _voice(self, name: str, place: _Place) -> Voice:
        role = self._protocol.role(name)
        if role is None:
            return Voice(role=name)
        if name not in self._in_groups:
            return Voice(role=name, label=role.label, people=self.roles.get(name, ()))
        keys = {key for group in place.groups for played, key in group.roles if played == name}
        people = tuple(person for person in self._people if person.id in keys)
        return Voice(role=name, label=role.label, people=people)

    def _round(self, node: Round, place: _Place) -> Iterator[Segment]:
        round_id = f"{place.path}/{node.id}"
        reports = self._groupings[-1] if self._groupings else place.groups
        by_group = node.over is TurnsOver.GROUPS
        for number, turn in enumerate(self._turns(node, place), start=1):
            name = reports[number - 1].label if by_group else ""
            here = replace(place, heading=_joined(place.heading, name))
            segment = replace(
                self._segment(node.each, here, f"{round_id}#{number}", turn),
                round_id=round_id,
                passing=node.passing,
                early=node.early,
                repeatable=node.repeatable,
                by_group=by_group,
            )
            if number == 1:
                yield from self._settled(segment, node.each.transition)
            else:
                yield from self._after_gap(segment, node.gap)

    def _after_gap(self, segment: Segment, gap: int) -> Iterator[Segment]:
        if gap:
            yield Segment(
                id=f"{segment.id}~gap",
                step_id=f"{segment.step_id}~gap",
                title=_("A moment of silence"),
                seconds=gap,
                settling=True,
                heading=segment.heading,
                silent=(Voice(role="everyone"),),
                groups=segment.groups,
                owner=segment.owner,
                mode=Mode.SILENT,
                on_zero=OnZero.ADVANCE,
                warn=(),
                round_id=segment.round_id,
                lap_id=segment.lap_id,
            )
        yield segment

    def _turns(self, node: Round, place: _Place) -> list[Seats]:
        if node.over is TurnsOver.GROUPS:
            groups = self._groupings[-1] if self._groupings else place.groups
            return [(group.reporter,) for group in groups]
        queues = [self._queue(node, place, number) for number in range(len(place.talking))]
        longest = max((len(queue) for queue in queues), default=0)
        return [tuple(q[n] if n < len(q) else None for q in queues) for n in range(longest)]

    def _queue(self, node: Round, place: _Place, number: int) -> tuple[Person, ...]:
        """Return who speaks one after the other in one group."""
        people = self._taking_part(place.groups[number].people)
        if node.over is TurnsOver.OTHERS:
            owner = place.owners[number] if place.owners else None
            if place.owners and owner is None:
                return ()
            out = {owner.id} if owner else self._holders((*node.each.silent, *node.each.answers))
            people = tuple(person for person in people if person.id not in out)
            if owner and place.owners:
                people = _after(place.groups[number].people, owner, people)
        if node.order is TurnOrder.SHIFT_START and people:
            shift = place.lap % len(people)
            people = people[shift:] + people[:shift]
        if node.order is TurnOrder.RANDOM:
            people = shuffled(people, self._choices.seed + place.lap)
        return people

    def _taking_part(self, people: Sequence[Person]) -> tuple[Person, ...]:
        out = self._holders([role.id for role in self._protocol.roles if not role.takes_part])
        return tuple(person for person in people if person.id not in out)

    def _holders(self, roles: Sequence[str]) -> set[str]:
        return {person.id for role in roles for person in self.roles.get(role, ())}

    def _loop(self, loop: Loop, place: _Place) -> Iterator[Segment]:
        laps = self._laps(loop, place)
        circles = self._circles(loop, place)
        for number, (owners, prompt) in enumerate(laps, start=1):
            lap_id = f"{place.path}/{loop.id}#{number}"
            heading = _("{title} {number} of {count}").format(
                title=loop.title, number=number, count=len(laps)
            )
            if prompt:
                heading = _("{heading}: {prompt}").format(heading=heading, prompt=prompt)
            inside = replace(
                place,
                path=lap_id,
                owners=owners or place.owners,
                heading=_joined(place.heading, heading),
                lap_id=lap_id if owners else place.lap_id,
                lap=number - 1,
            )
            if circles:
                inside = replace(inside, groups=circles[number - 1], split=True, inner_only=True)
            elif place.split and not owners:
                inside = replace(inside, groups=self._moved_on(loop, place, number))
            yield from capped(list(self._walk(loop.body, inside)), loop.block_cap)

    def _moved_on(self, loop: Loop, place: _Place, lap: int) -> Groups:
        """Let the groups walk to other stations, and the roles in them go to somebody else."""
        groups = with_roles(place.groups, place.own_roles, lap - 1)
        return at_stations(groups, lap) if loop.over is LoopOver.STATIONS else groups

    def _circles(self, loop: Loop, place: _Place) -> tuple[Groups, ...]:
        if loop.over is not LoopOver.CIRCLES:
            return ()
        people = [person for group in place.groups for person in group.people]
        labels = (_("Inner circle"), _("Outer circle"))
        return inner_circles(self._taking_part(people), people, loop.size, loop.most, labels)

    def _laps(self, loop: Loop, place: _Place) -> list[tuple[Seats, str]]:
        """Return the owners and the prompt of each repetition."""
        match loop.over:
            case LoopOver.PROMPTS:
                found = [((), prompt) for prompt in loop.prompts]
                return list(found[: loop.most or len(found)])
            case LoopOver.CIRCLES:
                return [((), "")] * len(self._circles(loop, place))
            case LoopOver.TIMES | LoopOver.STATIONS:
                times = loop.times or max(len(place.groups) - 1, 1)
                times = min(times, loop.most or times)
                prompts = (*loop.prompts, *("",) * times)
                return [((), prompts[number]) for number in range(times)]
            case LoopOver.PEOPLE | LoopOver.PRESENTERS:
                queues = [self._taking_part(group.people) for group in place.talking]
                longest = max((len(queue) for queue in queues), default=0)
                most = loop.most or longest
                if loop.over is LoopOver.PRESENTERS or self._choices.presenters:
                    most = self._choices.presenters or loop.most or 1
                return [
                    (tuple(q[n] if n < len(q) else None for q in queues), "")
                    for n in range(min(longest, most))
                ]

    def _split(self, split: Split, place: _Place) -> Iterator[Segment]:
        apart = self._holders(split.without)
        people = [p for group in place.groups for p in group.people if p.id not in apart]
        if split.remainder is not Remainder.FACILITATOR_JOINS:
            people = list(self._taking_part(people))
        facilitator = next(iter(self.roles.get("facilitator", ())), None)
        groups = regrouped(split, people, self._groupings, facilitator)
        groups = with_roles(groups, split.own_roles, place.lap)
        self._groupings.append(groups)
        inside = replace(
            place,
            path=f"{place.path}/{split.id}",
            groups=groups,
            split=True,
            inner_only=False,
            own_roles=split.own_roles,
            owners=() if split.regroup is not Regroup.HOME else place.owners,
        )
        segments = list(self._walk(split.body, inside))
        for number, segment in enumerate(segments):
            wait = split.transition if number == 0 else 0
            yield from self._settled(segment, wait, split.title)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _after(order: Sequence[Person], owner: Person, people: Sequence[Person]) -> tuple[Person, ...]:
    """Return the people as they sit, beginning with the one after the owner."""
    places = {person.id: number for number, person in enumerate(order)}
    start = places[owner.id]
    return tuple(
        sorted(people, key=lambda person: (places[person.id] - start) % max(len(order), 1))
    )
