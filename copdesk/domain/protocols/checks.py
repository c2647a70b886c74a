"""Say in words what is wrong with a protocol, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from copdesk.domain.protocols.protocol import (
    BUILT_IN_VOICES,
    EVERYONE,
    INNER,
    OUTER,
    OWNER,
    TURN,
    Choice,
    Duration,
    Loop,
    LoopOver,
    Mode,
    Node,
    Protocol,
    Regroup,
    Round,
    Split,
    Step,
    TurnsOver,
    children,
    node_title,
    walk,
)
from copdesk.errors import InvalidInput
from copdesk.language import _

LONGEST_STEP: Final = 8 * 3600
DEEPEST: Final = 8
MOST_NODES: Final = 400
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def checked(protocol: Protocol) -> Protocol:
    """Return the protocol if nothing is wrong with it, otherwise say the first thing that is."""
    found = problems(protocol)
    if found:
        raise InvalidInput("nodes", found[0], _("Change the protocol, then try again."))
    return protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A sentence about what is wrong, and the id of the part it is about; empty for the whole."""

    sentence: str
    part: str = ""


def problems(protocol: Protocol) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong."""
    return tuple(problem.sentence for problem in located_problems(protocol))


def located_problems(protocol: Protocol) -> tuple[Problem, ...]:
    """Return each thing that is wrong with the part it is about."""
    return (*(Problem(sentence=one) for one in _head(protocol)), *_tree(protocol))


def _head(protocol: Protocol) -> Iterator[str]:
    if not _ID.fullmatch(protocol.id):
        yield _("The protocol's id “{id}” may have only small letters, digits and hyphens.").format(
            id=protocol.id
        )
    if not protocol.title.strip():
        yield _("The protocol has no title.")
    if not protocol.nodes:
        yield _("The protocol “{title}” has no steps.").format(title=protocol.title)
    size = protocol.size
    if not 1 <= size.least <= size.ideal <= size.most:
        yield _("The group size must go up from least over ideal to most.")
    for role_id, count in Counter(role.id for role in protocol.roles).items():
        if count > 1:
            yield _("Two roles have the id “{id}”.").format(id=role_id)
        if role_id in BUILT_IN_VOICES:
            yield _("A role cannot be called “{id}”; that word is taken.").format(id=role_id)


def _tree(protocol: Protocol) -> Iterator[Problem]:
    nodes = walk(protocol.nodes)
    if len(nodes) > MOST_NODES:
        text = _("The protocol has more than {number} parts.").format(number=MOST_NODES)
        yield Problem(sentence=text)
    if _depth(protocol.nodes) > DEEPEST:
        text = _("The parts are nested more than {number} deep.").format(number=DEEPEST)
        yield Problem(sentence=text)
        return
    for node_id, count in Counter(node.id for node in nodes).items():
        if count > 1:
            text = _("Two parts have the id “{id}”.").format(id=node_id)
            yield Problem(sentence=text, part=node_id)
    roles = frozenset(role.id for role in protocol.roles)
    for node in protocol.nodes:
        yield from _node(node, roles, frozenset())


def _depth(nodes: tuple[Node, ...]) -> int:
    return 1 + max((_depth(children(node)) for node in nodes), default=0)


def _node(node: Node, roles: frozenset[str], voices: frozenset[str]) -> Iterator[Problem]:
    for sentence in _part(node, roles, voices):
        yield Problem(sentence=sentence, part=node.id)
    inside = voices | loop_voices(node) if isinstance(node, Loop) else voices
    for child in children(node):
        yield from _node(child, roles, inside)


def _part(node: Node, roles: frozenset[str], voices: frozenset[str]) -> Iterator[str]:
    if not _ID.fullmatch(node.id):
        yield _("The id “{id}” may have only small letters, digits and hyphens.").format(id=node.id)
    if not node_title(node).strip():
        yield _("The part “{id}” has no title.").format(id=node.id)
    match node:
        case Step():
            yield from _step(node, roles, voices)
            yield from _special(node)
        case Round():
            yield from _turn(node.each, roles, voices | {TURN})
        case Loop():
            yield from _loop(node)
        case Split():
            yield from _split(node, roles)
        case Choice():
            yield from _choice(node)


def _turn(turn: Step, roles: frozenset[str], voices: frozenset[str]) -> Iterator[str]:
    yield from _step(turn, roles, voices)
    if turn.duration.open_ended:
        yield _("A turn in “{title}” cannot be open-ended.").format(title=turn.title)
    if turn.once_only or turn.mode is Mode.SITTING:
        yield _("A turn in “{title}” cannot be once only or end the meeting.").format(
            title=turn.title
        )


def loop_voices(loop: Loop) -> frozenset[str]:
    """Return the voices that only the steps inside a loop of this kind can name."""
    if loop.over is LoopOver.CIRCLES:
        return frozenset({INNER, OUTER})
    owned = loop.over in (LoopOver.PEOPLE, LoopOver.PRESENTERS)
    return frozenset({TURN, OWNER}) if owned else frozenset()


def _step(step: Step, roles: frozenset[str], voices: frozenset[str]) -> Iterator[str]:
    for voice in (*step.speak, *step.silent, *step.answers):
        if voice in (TURN, OWNER) and voice not in voices:
            yield _("“{voice}” in the step “{title}” needs a round or a loop over people.").format(
                voice=voice, title=step.title
            )
        elif voice in (INNER, OUTER) and voice not in voices:
            yield _("“{voice}” in the step “{title}” needs a loop over circles.").format(
                voice=voice, title=step.title
            )
        elif voice not in roles and voice not in BUILT_IN_VOICES:
            yield _("The step “{title}” names the role “{role}”, which is not there.").format(
                title=step.title, role=voice
            )
    both = set(step.speak) & set(step.silent)
    if both:
        yield _("In the step “{title}” “{role}” both speaks and is silent.").format(
            title=step.title, role=min(both)
        )
    if step.ends_by not in ("clock", "facilitator", *roles):
        yield _("The step “{title}” ends by “{role}”, which is not there.").format(
            title=step.title, role=step.ends_by
        )
    yield from _duration(step.duration, step.title)


def _special(step: Step) -> Iterator[str]:
    """Say what does not go together with speaking only once, or with the end of a meeting."""
    if step.once_only and (step.mode is not Mode.TALK or EVERYONE not in step.speak):
        yield _("In the step “{title}” nobody can speak only once, as not everyone talks.").format(
            title=step.title
        )
    if step.mode is Mode.SITTING and (step.duration.plan or step.duration.per_person):
        yield _("The meeting ends at “{title}”, so it takes no time.").format(title=step.title)


def _duration(duration: Duration, title: str) -> Iterator[str]:
    numbers = (duration.plan, duration.least or 0, duration.most or 0, duration.per_person)
    if min(numbers) < 0:
        yield _("The step “{title}” has a time below zero.").format(title=title)
    if max(numbers) > LONGEST_STEP:
        yield _("The step “{title}” lasts longer than 8 hours.").format(title=title)
    if duration.least is not None and not duration.per_person and duration.least > duration.plan:
        yield _("The step “{title}” plans less than its shortest time.").format(title=title)
    if duration.most is not None and duration.most < duration.plan:
        yield _("The step “{title}” plans more than its longest time.").format(title=title)


def _loop(loop: Loop) -> Iterator[str]:
    if not loop.body:
        yield _("Nothing happens in “{title}”.").format(title=loop.title)
    fewest = 1 if loop.over is LoopOver.TIMES else 0
    counted = loop.over in (LoopOver.TIMES, LoopOver.STATIONS)
    if counted and not fewest <= loop.times <= 60:
        yield _("“{title}” needs a number of times from 1 to 60.").format(title=loop.title)
    if loop.over is LoopOver.PROMPTS and not loop.prompts:
        yield _("“{title}” needs its list of prompts.").format(title=loop.title)
    if loop.block_cap > LONGEST_STEP:
        yield _("The step “{title}” lasts longer than 8 hours.").format(title=loop.title)
    for node in loop.body if loop.block_cap else ():
        if isinstance(node, Step) and node.duration.least and node.duration.least > loop.block_cap:
            yield _("“{step}” alone takes longer than “{title}” may.").format(
                step=node.title, title=loop.title
            )


def _split(split: Split, roles: frozenset[str]) -> Iterator[str]:
    for role in (*split.without, *split.own_roles):
        if role not in roles:
            yield _("The step “{title}” names the role “{role}”, which is not there.").format(
                title=split.title, role=role
            )
    if not split.body:
        yield _("Nothing happens in “{title}”.").format(title=split.title)
    counted = split.regroup in (Regroup.FRESH, Regroup.MERGE, Regroup.NEW_PARTNERS)
    if counted and bool(split.size > 0) == bool(split.groups > 0):
        yield _("“{title}” needs either a group size or a number of groups.").format(
            title=split.title
        )
    for node in split.body:
        if isinstance(node, Round) and node.over is TurnsOver.GROUPS:
            yield _("The groups in “{title}” can report only after it.").format(title=split.title)
    yield from _chosen(split)


def _chosen(split: Split) -> Iterator[str]:
    """Say what cannot be where people choose their group during the discussion."""
    if split.regroup is not Regroup.CHOICE:
        return
    if len(split.labels) < 2:
        yield _("“{title}” needs a label for each group that people can choose.").format(
            title=split.title
        )
    if any(isinstance(n, Round) or _needs_people(n) for n in walk(split.body)):
        yield _("In “{title}” nobody knows yet who sits where, so there can be no turns.").format(
            title=split.title
        )


def _needs_people(node: Node) -> bool:
    kinds = (LoopOver.PEOPLE, LoopOver.PRESENTERS, LoopOver.CIRCLES)
    return isinstance(node, Loop) and node.over in kinds


def _choice(choice: Choice) -> Iterator[str]:
    if choice.default not in [option.id for option in choice.options]:
        yield _("“{title}” has no option “{id}” to fall back on.").format(
            title=choice.title, id=choice.default
        )
