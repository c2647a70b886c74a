"""What is decided before a protocol is laid out, and who must be left out of which turns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

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
    TurnsOver,
    walk,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the facilitator decided before the start; empty means the protocol's usual way."""

    roles: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    include: Collection[str] = ()
    leave_out: Collection[str] = ()
    shorten_turns: bool = False
    presenters: int | None = None
    circle_size: int | None = None
    circles: int | None = None
    seed: int = 0


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
