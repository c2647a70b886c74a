"""Who sits with whom, in words for the controls, the plan and the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from copdesk.domain.plan.segments import Segment
from copdesk.domain.plan.subgroups import Group
from copdesk.domain.protocols.protocol import INNER, OUTER
from copdesk.language import _, listed

MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group's number or name, and the people in it."""

    label: str
    names: str

    @property
    def text(self) -> str:
        """Return both in one line."""
        return _("{group}: {names}").format(group=self.label, names=self.names)


def group_lines(segment: Segment) -> tuple[GroupLine, ...]:
    """Return the groups, while nobody has a turn and who sits where is not said already."""
    voices = {voice.role for voice in (*segment.speak, *segment.silent)}
    groups = [group for group in segment.groups if group.people]
    if len(groups) < 2 or segment.turn_people or voices & {INNER, OUTER}:
        return ()
    return tuple(_line(number, group) for number, group in enumerate(groups, start=1))


def groups_text(segment: Segment) -> str:
    """Return a line for each group, or where there are many one after the other."""
    lines = [line.text for line in group_lines(segment)]
    return ("\n" if len(lines) <= MOST_LINES else "  ·  ").join(lines)


def _line(number: int, group: Group) -> GroupLine:
    names = [
        _("{name} (host)").format(name=person.name) if person.id == group.host else person.name
        for person in group.people
    ]
    return GroupLine(label=group.label or str(number), names=listed(names))
