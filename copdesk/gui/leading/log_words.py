"""What happened in a discussion, entry by entry, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from copdesk.domain.plan.segments import Segment
from copdesk.domain.run.log import TIMER, GapCause, Kind, payload_of
from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.runs import LoggedEvent
from copdesk.domain.run.state import undone_by
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.leading.step_marks import mark_title
from copdesk.gui.leading.words import GAPS
from copdesk.language import N_, _, listed, time_text

SIMPLE: Final = {
    Kind.START: N_("Started"),
    Kind.PAUSE: N_("Paused"),
    Kind.RESUME: N_("Went on"),
    Kind.RESET: N_("“{step}” began anew"),
    Kind.ENDED_EARLY: N_("“{step}” ended early, in silence"),
    Kind.PUT_AWAY: N_("Put away until another meeting"),
    Kind.CONTINUE: N_("Taken up again"),
    Kind.FINISH: N_("Finished"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry that can be read; `undoable` says whether it can be taken back."""

    seq: int
    text: str
    second: str
    undoable: bool


def log_lines(timer: DiscussionTimer) -> list[LogLine]:
    """Return everything that happened, oldest first; taking back is a mark, not a line."""
    known = {segment.id: segment for segment in (*timer.plan.segments, *timer.state.segments)}
    undoable = timer.undoable
    gone = {seq for event in timer.log for seq in undone_by(event)}
    lines: list[LogLine] = []
    for event in timer.log:
        if event.kind == Kind.UNDO:
            continue
        at = time_text(event.wall.astimezone())
        lines.append(
            LogLine(
                seq=event.seq,
                text=_event_text(event, known),
                second=_("{time} · taken back").format(time=at) if event.seq in gone else at,
                undoable=event.seq in undoable,
            )
        )
    return lines


def _event_text(event: LoggedEvent, known: Mapping[str, Segment]) -> str:
    kind, details = Kind(event.kind), payload_of(event)
    target = str(details.get("to") or details.get("target") or event.segment_id)
    step = mark_title(known[target]) if target in known else _("A step")
    match kind:
        case Kind.NEXT if event.actor == TIMER:
            return _("“{step}” began by itself").format(step=step)
        case Kind.NEXT:
            return _("“{step}” began").format(step=step)
        case Kind.GOTO:
            return _("Went to “{step}”").format(step=step)
        case Kind.SKIP:
            return _("“{step}” was left out").format(step=step)
        case Kind.ADD:
            seconds = int(details["seconds"])
            words = _("“{step}” got {time} more") if seconds > 0 else _("“{step}” got {time} less")
            return words.format(step=step, time=clock_text(abs(seconds)))
        case Kind.BACKDATE:
            time = clock_text(int(details["ms"]) // 1000)
            return _("“{step}” had begun {time} earlier").format(step=step, time=time)
        case Kind.CORRECT:
            time = clock_text(int(details["ms"]) // 1000)
            return _("The time of “{step}” was corrected to {time}").format(step=step, time=time)
        case Kind.GAP:
            time = clock_text(int(details["ms"]) // 1000)
            return _(GAPS[GapCause(details["cause"])]).format(time=time)
        case Kind.GAP_DECISION:
            return _("That time counts") if details["count"] else _("That time does not count")
        case Kind.RECOMPILE:
            return _change_text(details, known)
        case _:
            return _(SIMPLE[kind]).format(step=step)


def _change_text(details: Mapping[str, Any], known: Mapping[str, Segment]) -> str:
    """Return what changed in the plan of what was still to come."""
    people = {person.id: person.name for one in known.values() for person in one.turn_people}
    people |= dict(details.get("people", []))
    for key, words in (("left", _("{names} left")), ("arrived", _("{names} came"))):
        if details.get(key):
            names = listed(people.get(one, _("Somebody")) for one in details[key])
            return words.format(names=names)
    if details.get("insert"):
        again = str(details["insert"][0]["segment"]["id"])
        step = mark_title(known[again]) if again in known else _("A step")
        return _("“{step}” comes once more").format(step=step)
    return _("The rest was planned again")
