"""The steps of a protocol as they are read on a card: when, how long, who, what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.protocols.protocol import (
    EVERYONE,
    INNER,
    OTHERS,
    OUTER,
    OWNER,
    TURN,
    Choice,
    Loop,
    LoopOver,
    Mode,
    Node,
    Protocol,
    Round,
    Split,
    Step,
    TurnsOver,
)
from copdesk.language import _, listed, ngettext, time_text


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A step, or without one the heading of what is repeated, shared out or chosen."""

    depth: int
    heading: str = ""
    remark: str = ""
    step: Step | None = None


def card_lines(nodes: Sequence[Node], depth: int = 0) -> Iterator[CardLine]:
    """Return a protocol's tree as lines, parents first."""
    for node in nodes:
        match node:
            case Step():
                yield CardLine(depth=depth, step=node, remark=_optional(node))
            case Round():
                groups = node.over is TurnsOver.GROUPS
                each = _("Each group in turn") if groups else _("Each person in turn")
                yield CardLine(depth=depth, step=node.each, remark=each)
            case Loop():
                yield CardLine(depth=depth, heading=node.title, remark=_repeated(node))
                yield from card_lines(node.body, depth + 1)
            case Split():
                yield CardLine(depth=depth, heading=node.title, remark=_shared_out(node))
                yield from card_lines(node.body, depth + 1)
            case Choice():
                yield CardLine(depth=depth, heading=node.title, remark=_("One of these"))
                for option in node.options:
                    yield CardLine(depth=depth + 1, heading=option.title)
                    yield from card_lines(option.nodes, depth + 2)


def held_lines(lines: Iterable[CardLine], schedule: Schedule) -> list[CardLine]:
    """Return the lines of what takes place: no other steps, no heading with nothing below it."""
    kept: list[CardLine] = []
    waiting: list[int] = []  # depths of kept lines that no heading has claimed yet
    for line in reversed(list(lines)):
        filled = any(depth > line.depth for depth in waiting)
        waiting = [depth for depth in waiting if depth <= line.depth]
        held = filled if line.step is None else schedule.takes_place(line.step)
        if held:
            kept.append(line)
            waiting.append(line.depth)
    return kept[::-1]


def _optional(step: Step) -> str:
    return _("If there is time") if step.optional else ""


def _repeated(loop: Loop) -> str:
    match loop.over:
        case LoopOver.PEOPLE:
            return _("Again for each person")
        case LoopOver.PRESENTERS:
            return _("Again for each presenter")
        case LoopOver.CIRCLES:
            return _("Again until everyone has sat in the inner circle")
        case LoopOver.STATIONS:
            return _("Again at each station")
        case LoopOver.PROMPTS:
            return _("Again for each question:") + "\n" + "\n".join(loop.prompts)
        case LoopOver.TIMES:
            return ngettext("{number} time", "{number} times", loop.times).format(number=loop.times)


def _shared_out(split: Split) -> str:
    if split.size:
        return ngettext("In groups of {number}", "In groups of {number}", split.size).format(
            number=split.size
        )
    if split.groups:
        return ngettext("In {number} group", "In {number} groups", split.groups).format(
            number=split.groups
        )
    return _("In small groups")


class Schedule:
    """When each step of a protocol begins and how long it takes, in a plan or without one."""

    def __init__(self, plan: RunPlan | None, starts_at: time | None) -> None:
        self._begins: dict[str, int] = {}
        self._seconds: dict[str, list[int]] = {}
        self._starts_at = starts_at
        elapsed = 0
        for segment in plan.segments if plan else ():
            self._begins.setdefault(segment.step_id, elapsed)
            self._seconds.setdefault(segment.step_id, []).append(segment.seconds)
            elapsed += segment.seconds
        self._planned = plan is not None
        self.total = elapsed

    def takes_place(self, step: Step) -> bool:
        """Whether the plan has this step; without a plan all may come."""
        return not self._planned or step.id in self._begins

    def clock(self, step: Step) -> str:
        """Return when a step begins first: by the clock, or in minutes from the start."""
        if step.id not in self._begins:
            return ""
        return self.after(self._begins[step.id])

    def after(self, seconds: int) -> str:
        """Return the moment so many seconds after the start."""
        if self._starts_at is None:
            return length_text(seconds)
        begin = datetime.combine(date.min, self._starts_at)
        return time_text((begin + timedelta(seconds=seconds)).time())

    def length(self, step: Step) -> str:
        """Return the minutes of a step, and how often it comes."""
        seconds = self._seconds.get(step.id) or [step.duration.plan]
        text = length_text(max(seconds))
        if len(seconds) > 1:
            return _("{number} × {minutes}").format(number=len(seconds), minutes=text)
        return text


def length_text(seconds: int) -> str:
    """Return a length in minutes, with seconds where it is not whole."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}" if rest else str(minutes)


def voice_names(
    protocol: Protocol, voices: Sequence[str], players: Mapping[str, Sequence[str]]
) -> str:
    """Return what to call those who speak or listen; `players` has names by role."""
    return listed(_voice_name(protocol, voice, players) for voice in voices)


def _voice_name(protocol: Protocol, voice: str, players: Mapping[str, Sequence[str]]) -> str:
    built_in = {
        EVERYONE: _("everyone"),
        OTHERS: _("everyone else"),
        TURN: _("the person whose turn it is"),
        OWNER: _("the person whose round it is"),
        INNER: _("the inner circle"),
        OUTER: _("the outer circle"),
    }
    if voice in built_in:
        return built_in[voice]
    role = protocol.role(voice)
    label = role.label if role else voice
    names = listed(players.get(voice, ()))
    return _("{role} ({names})").format(role=label, names=names) if names else label


def mode_text(mode: Mode) -> str:
    """Return what a room does that does not talk; empty for talking."""
    match mode:
        case Mode.SILENT:
            return _("Silence")
        case Mode.READ:
            return _("Everyone reads quietly")
        case Mode.WRITE:
            return _("Everyone writes quietly")
        case Mode.MOVE:
            return _("Everyone moves")
        case Mode.OBSERVE:
            return _("Everyone watches")
        case Mode.BREAK:
            return _("Break")
        case Mode.SITTING:
            return _("The meeting ends here and goes on another day")
        case Mode.TALK:
            return ""
