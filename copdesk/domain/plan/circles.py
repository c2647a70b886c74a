"""How many circles run side by side, and what the facilitator should know before the start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.segments import Segment
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Loop, LoopOver, Node, Protocol, Regroup, Round, Split
from copdesk.language import _, ngettext


def circle_count(protocol: Protocol, people: int, choices: Choices) -> int:
    """Return in how many circles the rounds run at the same time."""
    if choices.circles:
        return max(1, min(choices.circles, people))
    if choices.circle_size:
        return max(1, -(-people // choices.circle_size))
    size = protocol.size
    if not protocol.parallel or people <= size.most:
        return 1
    return max(-(-people // size.most), round(people / size.ideal))


def in_circles(nodes: Sequence[Node], circles: int) -> tuple[Node, ...]:
    """Return the nodes with each round and loop over people inside a split into circles."""
    if circles == 1:
        return tuple(nodes)
    wrapped: list[Node] = []
    number = 0
    for node in nodes:
        loop = isinstance(node, Loop) and node.over in (LoopOver.PEOPLE, LoopOver.PRESENTERS)
        if not loop and not isinstance(node, Round):
            wrapped.append(node)
            continue
        number += 1
        wrapped.append(
            Split(
                id="circles" if number == 1 else f"circles-{number}",
                title=_("Form circles"),
                groups=circles,
                regroup=Regroup.FRESH if number == 1 else Regroup.HOME,
                body=(node,),
            )
        )
    return tuple(wrapped)


def notices_for(
    protocol: Protocol, people: int, circles: int, roles: Mapping[str, tuple[Person, ...]]
) -> list[str]:
    """Return what the facilitator should know about the number of people and the roles."""
    found: list[str] = []
    size = protocol.size
    if people < size.least or (people > size.most and circles == 1):
        found.append(
            _("“{title}” is made for {least} to {most} people; you are {number}.").format(
                title=protocol.title, least=size.least, most=size.most, number=people
            )
        )
    if circles > 1:
        found.append(
            ngettext(
                "The rounds run in {number} circle.",
                "The rounds run in {number} circles at the same time.",
                circles,
            ).format(number=circles)
        )
    presenters = {person.id for person in roles.get("presenter", ())}
    for person in roles.get("facilitator", ()):
        if person.id in presenters:
            found.append(
                _("{name} both presents and facilitates; somebody else could take one.").format(
                    name=person.name
                )
            )
    return found


def several_meetings(segments: Sequence[Segment]) -> Iterator[str]:
    """Say in how many meetings the discussion takes place, if not in one."""
    ends = sum(segment.is_sitting for segment in segments)
    if ends:
        yield ngettext(
            "It takes {number} meeting.", "It takes {number} meetings.", ends + 1
        ).format(number=ends + 1)
