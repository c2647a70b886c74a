"""The flat pieces of a run plan: all that a screen, a card or the timer needs of a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from copdesk.domain.plan.subgroups import Group, Person
from copdesk.domain.protocols.protocol import (
    EVERYONE,
    INNER,
    OTHERS,
    OUTER,
    OWNER,
    TURN,
    Capture,
    CaptureKind,
    CapturePer,
    Early,
    Mode,
    OnZero,
    Passing,
)
from copdesk.language import _, listed

People = Mapping[str, Person]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, is silent or answers: a built-in word, or a role and who plays it."""

    role: str
    label: str = ""
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of a run.

    `seconds` is the planned length, for an open-ended segment the soft cap. `turn` and `owner`
    hold one person for each group, None where a smaller group has nobody left; with `by_group`
    the one person speaks for a whole group. `round_id` names
    the round a turn belongs to, `lap_id` the repetition of a loop; both are empty outside.
    """

    id: str
    step_id: str
    title: str
    seconds: int
    heading: str = ""
    open_ended: bool = False
    settling: bool = False
    least: int = 0
    most: int | None = None
    protected: bool = False
    closing: bool = False
    speak: tuple[Voice, ...] = ()
    silent: tuple[Voice, ...] = ()
    answers: tuple[Voice, ...] = ()
    turn: tuple[Person | None, ...] = ()
    owner: tuple[Person | None, ...] = ()
    groups: tuple[Group, ...] = ()
    facilitator: str = ""
    room: str = ""
    capture: tuple[Capture, ...] = ()
    mode: Mode = Mode.TALK
    on_zero: OnZero = OnZero.CHIME
    warn: tuple[int, ...] = (120, 30)
    ends_by: str = "clock"
    once_only: bool = False
    passing: Passing = Passing.NO
    early: Early = Early.NEXT
    repeatable: bool = False
    by_group: bool = False
    round_id: str = ""
    lap_id: str = ""

    @property
    def is_turn(self) -> bool:
        """Whether the time belongs to one person, or to one person in each group."""
        return bool(self.turn_people) and not self.settling

    @property
    def is_sitting(self) -> bool:
        """Whether the meeting ends here and the run goes on another day."""
        return self.mode is Mode.SITTING

    @property
    def is_hard_timed(self) -> bool:
        """Whether this is a turn that ends exactly on time."""
        return self.is_turn and self.on_zero in (OnZero.HARD_STOP, OnZero.ADVANCE)

    @property
    def turn_people(self) -> tuple[Person, ...]:
        """Who has the turn now: nobody, one person, or one in each group."""
        return tuple(person for person in self.turn if person)

    @property
    def can_be_passed(self) -> bool:
        """Whether the one person who has the turn may let it go by."""
        several = len(self.turn) > 1
        return bool(self.round_id) and self.passing is not Passing.NO and not several

    @property
    def owner_people(self) -> tuple[Person, ...]:
        """Whose text, dilemma or work it is now."""
        return tuple(person for person in self.owner if person)

    def speakers(self) -> tuple[str, ...]:
        """Return who speaks, by name where the plan knows it."""
        return tuple(self.voice_text(voice) for voice in self.speak)

    def listeners(self) -> tuple[str, ...]:
        """Return who is silent."""
        return tuple(self.voice_text(voice) for voice in self.silent)

    def answerers(self) -> tuple[str, ...]:
        """Return who answers briefly when asked."""
        return tuple(self.voice_text(voice) for voice in self.answers)

    def voice_text(self, voice: Voice) -> str:
        """Return what to call a voice during this segment."""
        match voice.role:
            case role if role == EVERYONE and self.once_only:
                return _("Whoever wants to, each once")
            case role if role == EVERYONE:
                return _("Everyone")
            case role if role == OTHERS:
                return _("Everyone else")
            case role if role == TURN:
                group = self.heading.rpartition(" · ")[2] if self.by_group else ""
                return _names(self.turn_people) or group or _("Each person in turn")
            case role if role == OWNER:
                return _names(self.owner_people) or _("The person whose round it is")
            case role if role in (INNER, OUTER):
                return self._circle_text(role)
            case _ if voice.people:
                return _("{role} ({names})").format(role=voice.label, names=_names(voice.people))
            case _:
                return voice.label

    def _circle_text(self, role: str) -> str:
        """Return a circle with who sits in it now, as people come and go during a run."""
        number = 0 if role == INNER else 1
        label = _("The inner circle") if role == INNER else _("The outer circle")
        names = _names(self.groups[number].people) if number < len(self.groups) else ""
        return _("{role} ({names})").format(role=label, names=names) if names else label


def _names(people: Iterable[Person]) -> str:
    return listed(person.name for person in people)


def segment_to_dict(segment: Segment) -> dict[str, Any]:
    """Return a segment as JSON-able values; people are their ids."""
    row: dict[str, Any] = {name: getattr(segment, name) for name in _NAMES if name not in _COMPOSED}
    for name in ("speak", "silent", "answers"):
        row[name] = [
            {"role": v.role, "label": v.label, "people": [p.id for p in v.people]}
            for v in getattr(segment, name)
        ]
    for name in ("turn", "owner"):
        row[name] = [person and person.id for person in getattr(segment, name)]
    row["groups"] = [
        {
            "label": g.label,
            "host": g.host,
            "people": [p.id for p in g.people],
            "roles": [list(pair) for pair in g.roles],
        }
        for g in segment.groups
    ]
    row["capture"] = [{"kind": c.kind, "per": c.per} for c in segment.capture]
    row["warn"] = list(segment.warn)
    return row


_NAMES: Final = tuple(field.name for field in fields(Segment))
_COMPOSED: Final = frozenset(
    {"speak", "silent", "answers", "turn", "owner", "groups", "capture", "warn"}
)


def segment_from_dict(row: Mapping[str, Any], people: People) -> Segment:
    """Return the segment that `segment_to_dict` took apart."""
    plain = {name: row[name] for name in _NAMES if name in row and name not in _COMPOSED}
    plain["mode"] = Mode(row["mode"])
    plain["on_zero"] = OnZero(row["on_zero"])
    plain["passing"] = Passing(row["passing"])
    plain["early"] = Early(row["early"])
    return Segment(
        **plain,
        speak=_voices(row["speak"], people),
        silent=_voices(row["silent"], people),
        answers=_voices(row["answers"], people),
        turn=tuple(people[key] if key else None for key in row["turn"]),
        owner=tuple(people[key] if key else None for key in row["owner"]),
        groups=tuple(
            Group(
                label=g["label"],
                host=g["host"],
                people=tuple(people[k] for k in g["people"]),
                roles=tuple((role, key) for role, key in g.get("roles", ())),
            )
            for g in row["groups"]
        ),
        capture=tuple(
            Capture(kind=CaptureKind(c["kind"]), per=CapturePer(c["per"])) for c in row["capture"]
        ),
        warn=tuple(row["warn"]),
    )


def _voices(rows: Iterable[Mapping[str, Any]], people: People) -> tuple[Voice, ...]:
    return tuple(
        Voice(role=r["role"], label=r["label"], people=tuple(people[k] for k in r["people"]))
        for r in rows
    )
