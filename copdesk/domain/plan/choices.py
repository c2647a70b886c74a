"""What is decided before a protocol is laid out, and who must be left out of which turns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from copdesk.domain.protocols.protocol import (
    OWNER,
    TURN,
    Choice,
    Loop,
    LoopOver,
    Node,
    Protocol,
    Round,
    Split,
    Step,
    TurnsOver,
    walk,
)
from copdesk.errors import InvalidInput
from copdesk.language import _, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the facilitator decided before the start; empty means the protocol's usual way."""

    roles: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """The ids of people by role."""
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    """The option that is taken at each fork."""
    include: Collection[str] = ()
    """The optional steps that are taken in."""
    leave_out: Collection[str] = ()
    shorten_turns: bool = False
    presenters: int | None = None
    circle_size: int | None = None
    """How many sit in each of the circles that hold the rounds at once; or `circles` says how many
    circles there are."""
    circles: int | None = None
    seed: int = 0


AS_USUAL: Final = Choices()


def optional_steps(protocol: Protocol) -> tuple[Step, ...]:
    """Return the steps and turns that a group may leave out or take in."""
    turns = [node.each if isinstance(node, Round) else node for node in walk(protocol.nodes)]
    return tuple(step for step in turns if isinstance(step, Step) and step.optional)


def check_optional(protocol: Protocol, choices: Choices) -> None:
    """Refuse to take in or leave out what the protocol does not leave open."""
    known = [step.id for step in optional_steps(protocol)]
    for step_id in (*choices.include, *choices.leave_out):
        if step_id not in known:
            raise InvalidInput(
                "leave_out",
                _("“{step}” is not an optional step of “{title}”.").format(
                    step=step_id, title=protocol.title
                ),
                _("Its optional steps are: {names}.").format(names=listed(known))
                if known
                else _("It has no optional steps."),
            )


def left_out_of_rounds(protocol: Protocol) -> list[str]:
    """Return the roles whose holder is silent while the others take turns at the top level."""
    found: list[str] = []

    def look(nodes: Sequence[Node], owned: bool) -> None:
        for node in nodes:
            match node:
                case Round() if node.over is TurnsOver.OTHERS and not owned:
                    voices = (*node.each.silent, *node.each.answers)
                    found.extend(v for v in voices if protocol.role(v) and v not in found)
                case Loop():
                    look(node.body, owned or node.over in (LoopOver.PEOPLE, LoopOver.PRESENTERS))
                case Split():
                    found.extend(role for role in node.without if role not in found)
                    look(node.body, owned)
                case Choice():
                    look([child for option in node.options for child in option.nodes], owned)
                case _:
                    pass

    look(protocol.nodes, False)
    return [role for role in found if role not in (TURN, OWNER)]


def group_roles(protocol: Protocol) -> frozenset[str]:
    """Return the roles that somebody plays in each group, not one person in the whole room."""
    splits = [node for node in walk(protocol.nodes) if isinstance(node, Split)]
    return frozenset(role for split in splits for role in split.own_roles)
