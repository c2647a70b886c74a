"""A discussion protocol as a tree of nodes, before anybody knows who will come."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from copdesk.domain.protocols.words import Experience, Purpose

EVERYONE: Final = "everyone"
TURN: Final = "turn"
OWNER: Final = "owner"
OTHERS: Final = "others"
INNER: Final = "inner"
OUTER: Final = "outer"
BUILT_IN_VOICES: Final = (EVERYONE, TURN, OWNER, OTHERS, INNER, OUTER)


class Mode(StrEnum):
    """What the room does during a step; a sitting ends today's meeting and goes on another day."""

    TALK = "talk"
    SILENT = "silent"
    READ = "read"
    WRITE = "write"
    MOVE = "move"
    OBSERVE = "observe"
    BREAK = "break"
    SITTING = "sitting"


class OnZero(StrEnum):
    """What happens when the planned time of a step is used up."""

    HOLD = "hold"
    CHIME = "chime"
    HARD_STOP = "hard_stop"
    ADVANCE = "advance"


class TurnsOver(StrEnum):
    """Who gets a turn in a round."""

    EVERYONE = "everyone"
    OTHERS = "others"
    GROUPS = "groups"


class TurnOrder(StrEnum):
    """In which order a round goes about."""

    SEAT = "seat"
    RANDOM = "random"
    VOLUNTEER = "volunteer"
    SHIFT_START = "shift_start"


class Passing(StrEnum):
    """Whether a person may let a turn go by."""

    NO = "no"
    YES = "yes"
    RETURN_AT_END = "return_at_end"


class Early(StrEnum):
    """What follows when a speaker ends before the time.

    Banked time makes the next conversation longer.
    """

    NEXT = "next"
    SILENCE = "silence"
    BANK = "bank"


class LoopOver(StrEnum):
    """What a loop repeats its body for.

    With `circles` another part of the people sits in the inner circle each time. Stations are
    the tables of the other groups when the loop is inside a split and says no number of times.
    """

    PEOPLE = "people"
    PRESENTERS = "presenters"
    STATIONS = "stations"
    PROMPTS = "prompts"
    CIRCLES = "circles"
    TIMES = "times"


class Remainder(StrEnum):
    """Where the people go who do not fill a group."""

    BIGGER = "bigger"
    SMALLER = "smaller"
    FACILITATOR_JOINS = "facilitator_joins"
    DOUBLE_UP = "double_up"


class Regroup(StrEnum):
    """How new groups come out of the ones before; by choice nobody knows who will sit where."""

    FRESH = "fresh"
    MERGE = "merge"
    HOME = "home"
    EXPERT = "expert"
    HOST_STAYS = "host_stays"
    NEW_PARTNERS = "new_partners"
    CHOICE = "choice"


class CaptureKind(StrEnum):
    """What is written down during a step."""

    NOTE = "note"
    LIST = "list"
    QUOTE = "quote"
    QUESTION = "question"
    COMMITMENT = "commitment"
    PARKING = "parking"


class CapturePer(StrEnum):
    """For whom a line is written down."""

    STEP = "step"
    PERSON = "person"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """Seconds of a step; for an open-ended one `plan` is only the soft cap."""

    plan: int
    least: int | None = None
    most: int | None = None
    per_person: int = 0
    open_ended: bool = False

    def planned(self, people: int) -> int:
        """Return the seconds for a group of this size."""
        return self.plan + self.per_person * people


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A kind of line that belongs to a step's notes."""

    kind: CaptureKind
    per: CapturePer = CapturePer.STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One timed stretch; `speak`, `silent` and `answers` hold role ids or built-in voices.

    `protected` keeps the length when a protocol is fitted to a budget; `closing` keeps it only
    when the rest of a running discussion is planned again. With `once_only` whoever wants to
    speaks, in any order, but only once.
    """

    id: str
    title: str
    duration: Duration
    speak: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    facilitator: str = ""
    room: str = ""
    capture: tuple[Capture, ...] = ()
    mode: Mode = Mode.TALK
    on_zero: OnZero = OnZero.CHIME
    warn: tuple[int, ...] = (120, 30)
    transition: int = 0
    protected: bool = False
    closing: bool = False
    optional: bool = False
    default_on: bool = True
    ends_by: str = "clock"
    once_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A turn for each of several people; `each` is the turn and gives the round its id."""

    each: Step
    over: TurnsOver = TurnsOver.EVERYONE
    order: TurnOrder = TurnOrder.SEAT
    gap: int = 0
    passing: Passing = Passing.NO
    early: Early = Early.NEXT
    repeatable: bool = False

    @property
    def id(self) -> str:
        """The id of the turn, which is the round's as well."""
        return self.each.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """The body again and again: for each person, presenter, station or prompt.

    `size` is how many people the inner circle should hold, `most` how many times there are at
    the utmost; `block_cap` is the most seconds of one time, whatever its turns add up to.
    """

    id: str
    title: str
    over: LoopOver
    body: tuple[Node, ...]
    times: int = 0
    most: int | None = None
    prompts: tuple[str, ...] = ()
    size: int = 0
    block_cap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The body in small groups that all share one clock; `size` or `groups` says how many.

    Who plays a role in `without` sits apart. `own_roles` are played by one person in each
    group; the first of them reports for the group.
    """

    id: str
    title: str
    body: tuple[Node, ...]
    size: int = 0
    groups: int = 0
    labels: tuple[str, ...] = ()
    remainder: Remainder = Remainder.BIGGER
    regroup: Regroup = Regroup.FRESH
    without: tuple[str, ...] = ()
    own_roles: tuple[str, ...] = ()
    transition: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the ways that a choice offers, and the circumstances in which it is the usual one."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    least_people: int = 0
    most_people: int | None = None
    least_minutes: int = 0
    most_minutes: int | None = None

    def fits(self, people: int, minutes: float | None) -> bool:
        """Whether this is the usual way for so many people in so many minutes."""
        if people < self.least_people or people > (self.most_people or people):
            return False
        if minutes is None:
            return True
        return self.least_minutes <= minutes <= (self.most_minutes or minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A fork that is decided before the discussion begins."""

    id: str
    title: str
    options: tuple[Option, ...]
    default: str


Node = Step | Round | Loop | Split | Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part that somebody plays; who does not take part gets no turns in rounds."""

    id: str
    label: str
    takes_part: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whom to thank for a protocol; `attribution` is the line that is printed."""

    attribution: str = ""
    people: str = ""
    organization: str = ""
    year: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSize:
    """How many people a protocol is made for."""

    least: int = 2
    most: int = 40
    ideal: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A way to lead a discussion; `parallel` runs it in several circles when too many come."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    version: int = 1
    purpose: str = ""
    tags: tuple[Purpose, ...] = ()
    origin: Origin = field(default_factory=Origin)
    size: GroupSize = field(default_factory=GroupSize)
    parallel: bool = False
    experience: Experience = Experience.SOME
    materials: tuple[str, ...] = ()
    debrief: tuple[str, ...] = ()
    note: str = ""
    roles: tuple[Role, ...] = ()

    def role(self, role_id: str) -> Role | None:
        """Return a role by its id."""
        return next((role for role in self.roles if role.id == role_id), None)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly inside a node."""
    match node:
        case Loop() | Split():
            return node.body
        case Choice():
            return tuple(child for option in node.options for child in option.nodes)
        case _:
            return ()


def node_title(node: Node) -> str:
    """Return what a person calls this node."""
    return node.each.title if isinstance(node, Round) else node.title


def walk(nodes: tuple[Node, ...]) -> list[Node]:
    """Return all nodes of a tree, parents first."""
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        found.extend(walk(children(node)))
    return found
