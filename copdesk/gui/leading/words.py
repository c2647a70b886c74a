"""What the timer says in words: the same on the control side, on the projector and on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from copdesk.domain.meetings import NoteKind
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.plan.segments import Segment
from copdesk.domain.protocols.protocol import Mode, Protocol
from copdesk.domain.run.log import GapCause
from copdesk.domain.run.reading import Level, Reading, clock_text
from copdesk.domain.run.state import Gap, Phase, TimerState
from copdesk.gui.leading.group_words import group_lines
from copdesk.language import N_, _, is_right_to_left, listed, ngettext, time_text

LEVELS: Final = {
    Level.NORMAL: N_("Time enough"),
    Level.SOON: N_("Soon over"),
    Level.LAST: N_("Last moments"),
    Level.OVER: N_("Time is up"),
}
NOTE_KINDS: Final = {
    NoteKind.NOTE: N_("Note"),
    NoteKind.QUOTE: N_("Quote"),
    NoteKind.QUESTION: N_("Question"),
    NoteKind.PARKING: N_("Parking lot"),
}
GAPS: Final = {
    GapCause.SUSPEND: N_("The laptop slept for {time}."),
    GapCause.STALL: N_("The laptop was busy for {time}."),
    GapCause.CRASH: N_("CopDesk was not running for {time}."),
}
TURNS_BEFORE: Final = 2
TURNS_AFTER: Final = 4
PARALLEL_TURNS_AFTER: Final = 1
QUIET: Final = frozenset({Mode.SILENT, Mode.READ, Mode.WRITE})


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """Who speaks, is silent or answers, with the shape that stands before it."""

    icon: str
    label: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One line of a plan: a step, or all turns of a round together."""

    segment: Segment
    turns: int = 1
    seconds: int = 0
    with_groups: bool = False

    @property
    def id(self) -> str:
        """The id of its first segment."""
        return self.segment.id

    @property
    def title(self) -> str:
        """The step, and whose or which repetition it belongs to."""
        owners = listed(person.name for person in self.segment.owner_people)
        about = owners or self.segment.heading
        title = self.segment.title
        return _("{step} — {about}").format(step=title, about=about) if about else title

    @property
    def length(self) -> str:
        """How long it lasts."""
        if self.segment.open_ended:
            return _("about {time}").format(time=clock_text(self.seconds))
        if self.turns > 1:
            return _("{number} × {time}").format(
                number=self.turns, time=clock_text(self.segment.seconds)
            )
        return clock_text(self.seconds)

    @property
    def voices(self) -> str:
        """Who speaks, who is silent and who sits with whom, in one line."""
        if self.turns > 1:
            speakers = _("each in turn")
            listeners = listed(self.segment.listeners())
        else:
            speakers = listed(self.segment.speakers())
            listeners = listed(self.segment.listeners())
        parts = [_("Speaks: {names}").format(names=speakers)] if speakers else []
        if listeners:
            parts.append(_("Silent: {names}").format(names=listeners))
        if self.with_groups and (groups := group_lines(self.segment)):
            parts.append(" · ".join(group.text for group in groups))
        return " · ".join(parts)

    @property
    def icon(self) -> str:
        """A shape for what the room does."""
        if self.segment.mode is Mode.BREAK:
            return "pause"
        return "silent" if self.segment.mode in QUIET or not self.segment.speak else "speak"


def plan_rows(segments: Sequence[Segment], with_groups: bool = False) -> tuple[PlanRow, ...]:
    """Return the lines of a plan, the turns of one round in one line."""
    rows: list[PlanRow] = []
    for segment in segments:
        last = rows[-1] if rows else None
        same = last is not None and segment.round_id and segment.seconds == last.segment.seconds
        if last is not None and same and _place(segment) == _place(last.segment):
            seconds = last.seconds + segment.seconds
            rows[-1] = replace(last, turns=last.turns + 1, seconds=seconds)
        else:
            seconds = segment.seconds
            rows.append(PlanRow(segment=segment, seconds=seconds, with_groups=with_groups))
    return tuple(rows)


def _place(segment: Segment) -> tuple[str, str, str]:
    return segment.round_id, segment.lap_id, segment.step_id


def turns_of(state: TimerState) -> tuple[Segment, ...]:
    """Return the turns of the round that goes on, in their order."""
    current = state.current
    if not current.round_id:
        return ()
    return tuple(s for s in state.segments if _place(s) == _place(current) and s.is_turn)


def turns_text(state: TimerState) -> str:
    """Return the names of a round, the last that had a turn ticked and the speaker marked."""
    turns = turns_of(state)
    now = next((n for n, segment in enumerate(turns) if segment.id == state.current.id), 0)
    together = any(len(segment.turn_people) > 1 for segment in turns)
    first = now if together else max(now - TURNS_BEFORE, 0)
    after = PARALLEL_TURNS_AFTER if together else TURNS_AFTER
    last = min(now + after + 1, len(turns))
    found = [_turn_text(state, segment) for segment in turns[first:last]]
    more = len(turns) - last
    if more:
        found.append(ngettext("and {number} more", "and {number} more", more).format(number=more))
    return ("  ·  " if together else "   ").join(found)


def _turn_text(state: TimerState, segment: Segment) -> str:
    names = listed(person.name.replace(" ", "\u00a0") for person in segment.turn_people)
    if segment.id == state.current.id:
        return f"{'◀' if is_right_to_left() else '▶'}\u00a0{names}"
    if segment.id in state.skipped:
        return f"–\u00a0{names}"
    return f"✓\u00a0{names}" if segment.id in state.done else names


def voice_lines(reading: Reading) -> tuple[VoiceLine, ...]:
    """Return who speaks, who is silent and who answers now; nobody any more at the end."""
    lines: list[VoiceLine] = []
    if reading.phase is Phase.FINISHED:
        return ()
    for icon, label, names in (
        ("speak", _("Speaks"), reading.speakers),
        ("silent", _("Silent"), reading.listeners),
        ("answer", _("Answers when asked"), reading.answerers),
    ):
        if names:
            lines.append(VoiceLine(icon=icon, label=label, names=listed(names)))
    return tuple(lines)


def level_text(reading: Reading) -> str:
    """Return how near the end is, in a word or two."""
    match reading.phase:
        case phase if reading.segment.is_sitting and phase is not Phase.FINISHED:
            return _("It goes on another time")
        case Phase.READY:
            return _("Not started")
        case Phase.PAUSED | Phase.PUT_AWAY:
            return _("Paused")
        case Phase.FINISHED:
            return _("Finished")
        case _ if reading.ended_early:
            return _("Silence until the time is up")
        case _ if reading.segment.open_ended:
            return _("It ends when you say so")
        case _:
            return _(LEVELS[reading.level])


def segment_title(segment: Segment) -> str:
    """Return the step with its repetition, such as "Respond — Round 1 of 4"."""
    if not segment.heading:
        return segment.title
    return _("{step} — {about}").format(step=segment.title, about=segment.heading)


def number_text(reading: Reading) -> str:
    """Return where in the discussion we are."""
    return _("Step {number} of {count}").format(number=reading.number, count=reading.count)


def pace_text(reading: Reading) -> str:
    """Return how far ahead or behind and when it will end, for the facilitator only."""
    end = time_text(reading.projected_end.astimezone())
    ahead = reading.ahead_s
    if abs(ahead) < 15:
        pace = _("On time")
    elif ahead > 0:
        pace = _("{time} ahead").format(time=clock_text(ahead))
    else:
        pace = _("{time} behind").format(time=clock_text(-ahead))
    return _("{pace} · ends about {end}").format(pace=pace, end=end)


def gap_text(gap: Gap) -> str:
    """Return the question about time that nobody watched, with what holds until it is answered."""
    slept = _(GAPS[gap.cause]).format(time=clock_text(gap.ms // 1000))
    now = _("It is counted now.") if gap.counted else _("It is not counted now.")
    return f"{slept} {now}"


def waiting_text(title: str, reading: Reading) -> str:
    """Return the offer to go on with a discussion that was left open."""
    if reading.phase is Phase.FINISHED:
        return _("“{title}” has come to its end; look at what was written.").format(title=title)
    return _("Go on with “{title}”, at {time} of step {number}, “{step}”?").format(
        title=title, time=reading.text, number=reading.number, step=reading.segment.title
    )


def minutes_text(seconds: int) -> str:
    """Return a length in whole minutes."""
    minutes = round(seconds / 60)
    return ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes)


def people_text(protocol: Protocol) -> str:
    """Return for how many people a protocol is made."""
    size = protocol.size
    if protocol.parallel or size.most >= 40:
        return _("{least} people or more").format(least=size.least)
    return _("{least} to {most} people").format(least=size.least, most=size.most)


def plan_text(plan: RunPlan, starts: datetime | None = None) -> str:
    """Return the length of a plan for these people, and when it would end."""
    people = ngettext("{number} person", "{number} people", len(plan.people)).format(
        number=len(plan.people)
    )
    text = _("{minutes} with {people}").format(minutes=minutes_text(plan.total_s), people=people)
    if starts is None:
        return text
    return _("{plan}, until {end}").format(plan=text, end=time_text(starts))
