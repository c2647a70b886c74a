"""Who has spoken how often and for how long, by the facilitator's taps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.state import Phase, TimerState

FLEETING_MS: Final = 2000
"""Whoever was tapped for a shorter time was tapped by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """How often and for how long one person has spoken so far, the turn of now included."""

    person: Person
    turns: int
    ms: int
    share: float
    is_speaking: bool

    @property
    def seconds(self) -> int:
        """Return the whole seconds."""
        return self.ms // 1000

    @property
    def is_heard(self) -> bool:
        """Whether the person has said something."""
        return self.turns > 0 or self.is_speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTally:
    """Taps and counted time; pauses and unwatched time never reach `times`.

    `heard_in` holds who has spoken in which segment. A turn that the plan gives to one person
    counts without a tap; a new segment ends the turn of whoever was tapped before.
    """

    people: tuple[Person, ...] = ()
    times: Mapping[str, int] = field(default_factory=dict[str, int])
    turns: Mapping[str, int] = field(default_factory=dict[str, int])
    heard_in: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    speaker: str = ""
    turn_ms: int = 0
    segment_id: str = ""
    visit: int = -1
    tau_ms: int = 0
    is_counting: bool = False

    def at(self, state: TimerState) -> TalkTally:
        """Return the tally a little later; only time in which the run counted is taken."""
        passed = max(state.tau_ms - self.tau_ms, 0) if self.is_counting else 0
        later = replace(
            self,
            turn_ms=self.turn_ms + (passed if self.speaker else 0),
            tau_ms=state.tau_ms,
            is_counting=state.phase is Phase.RUNNING,
        )
        current = state.current
        if (current.id, state.visit) != (self.segment_id, self.visit):
            later = replace(later.stopped(), segment_id=current.id, visit=state.visit)
            alone = len(current.turn_people) == 1 and current.is_turn and not current.by_group
            later = replace(later, speaker=current.turn_people[0].id if alone else "")
        ended = state.phase in (Phase.FINISHED, Phase.PUT_AWAY)
        if ended or later.speaker in state.absent:
            later = later.stopped()
        gone = state.absent - later.times.keys()  # whoever was counted stays on the list
        return replace(later, people=tuple(one for one in state.people if one.id not in gone))

    def tapped(self, person_id: str) -> TalkTally:
        """Return the tally after a tap: this person speaks now, or no longer does."""
        ended = self.stopped()
        return ended if person_id == self.speaker else replace(ended, speaker=person_id)

    def spoken(self) -> tuple[Spoken, ...]:
        """Return everybody, those not yet heard first, else in the order of the room."""
        whole = sum(self.times.values()) + self.turn_ms
        found: list[Spoken] = []
        for person in self.people:
            speaking = person.id == self.speaker
            ms = self.times.get(person.id, 0) + (self.turn_ms if speaking else 0)
            found.append(
                Spoken(
                    person=person,
                    turns=self.turns.get(person.id, 0) + int(speaking),
                    ms=ms,
                    share=ms / whole if whole else 0.0,
                    is_speaking=speaking,
                )
            )
        return tuple(sorted(found, key=lambda one: one.is_heard))

    def heard_now(self) -> tuple[Person, ...]:
        """Return who has spoken in the segment that goes on, whoever speaks now included."""
        heard = self.heard_in.get(self.segment_id, frozenset())
        return tuple(one for one in self.people if one.id in heard or one.id == self.speaker)

    def to_json(self) -> str:
        """Return what is counted so far, for this laptop only; names are not in it."""
        ended = self.stopped()
        heard = {segment: sorted(people) for segment, people in ended.heard_in.items()}
        kept = {
            "times": dict(ended.times),
            "turns": dict(ended.turns),
            "heard_in": heard,
        }
        return json.dumps(kept)

    @classmethod
    def from_json(cls, text: str) -> TalkTally | None:
        """Return a tally that was interrupted, in which nobody speaks; None for no such text."""
        try:
            kept = json.loads(text)
            return cls(
                times={str(key): int(ms) for key, ms in kept["times"].items()},
                turns={str(key): int(number) for key, number in kept["turns"].items()},
                heard_in={
                    str(key): frozenset(map(str, people))
                    for key, people in kept["heard_in"].items()
                },
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def stopped(self) -> TalkTally:
        """End the turn that goes on; a fleeting one never was."""
        who = self.speaker
        if not who or self.turn_ms < FLEETING_MS:
            return replace(self, speaker="", turn_ms=0)
        heard = self.heard_in.get(self.segment_id, frozenset())
        return replace(
            self,
            times={**self.times, who: self.times.get(who, 0) + self.turn_ms},
            turns={**self.turns, who: self.turns.get(who, 0) + 1},
            heard_in={**self.heard_in, self.segment_id: heard | {who}},
            speaker="",
            turn_ms=0,
        )
