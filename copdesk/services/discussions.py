"""What a user can do with discussions: start, log, write down, take up again, end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.clock import today
from copdesk.domain.meetings import MeetingState, NoteKind
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.runs import Heartbeat, LoggedEvent, Run, RunNote, RunState
from copdesk.domain.text import checked_text, one_line
from copdesk.domain.topics import Topic
from copdesk.services.changes import Area, Outcome
from copdesk.store.settings import DEVICE
from copdesk.store.transaction import Database, Transaction

_TALLY: Final = "tally/"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRun:
    """A run with everything that is needed to take it up at the right second."""

    run: Run
    plan: RunPlan
    log: tuple[LoggedEvent, ...]
    heartbeat: Heartbeat | None


class DiscussionService:
    """Runs of protocols, kept so that nothing is lost when the power goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, plan: RunPlan, *, meeting_id: str = "", item_id: str = "") -> Outcome[Run]:
        """Make a run of a plan; its meeting is running from now on."""
        run = Run(
            title=plan.title,
            protocol_id=plan.protocol_id,
            meeting_id=meeting_id,
            item_id=item_id,
            started_at=self._database.clock.now(),
            plan=plan.to_json(),
        )
        with self._database.transaction() as tx:
            changed = Area.RUNS
            if meeting_id and tx.meetings.get(meeting_id).state is MeetingState.PLANNED:
                meeting = replace(tx.meetings.get(meeting_id), state=MeetingState.RUNNING)
                tx.meetings.put(meeting)
                changed |= Area.MEETINGS
            led = replace(run, led_on=tx.settings.device())
            return Outcome(tx.runs.put(led), changed)

    def get(self, run_id: str) -> Run:
        """Return a run with its notes, without its log."""
        with self._database.reading() as tx:
            return tx.runs.get(run_id)

    def load(self, run_id: str) -> LoadedRun:
        """Return a run as it was last known."""
        with self._database.reading() as tx:
            run = tx.runs.get(run_id)
            return LoadedRun(
                run=run,
                plan=RunPlan.from_json(run.plan),
                log=tuple(tx.runs.events(run_id)),
                heartbeat=tx.runs.heartbeat(run_id),
            )

    def waiting(self) -> list[Run]:
        """Return the runs that a crash left open here and those that were put away, newest first.

        One that is open on another laptop is being led there.
        """
        with self._database.reading() as tx:
            here = ("", tx.settings.get(DEVICE))
            left = [run for run in tx.runs.in_state(RunState.OPEN) if run.led_on in here]
            runs = left + tx.runs.in_state(RunState.PUT_AWAY)
        return sorted(runs, key=lambda run: run.id, reverse=True)

    def of_meeting(self, meeting_id: str) -> list[Run]:
        """Return the runs of a meeting."""
        with self._database.reading() as tx:
            return tx.runs.of_meeting(meeting_id)

    def all(self) -> list[Run]:
        """Return every run, oldest first."""
        with self._database.reading() as tx:
            return tx.runs.all()

    def last_used(self) -> dict[str, str]:
        """Return when each protocol was last started, as ISO text by protocol."""
        with self._database.reading() as tx:
            return tx.runs.last_used()

    def append(
        self, run_id: str, events: Sequence[LoggedEvent], heartbeat: Heartbeat | None = None
    ) -> Outcome[str]:
        """Write entries behind the log, and the moment they were made at."""
        with self._database.transaction() as tx:
            tx.runs.append(run_id, events)
            if heartbeat is not None:
                tx.runs.beat(run_id, heartbeat)
            return Outcome(run_id, Area.NONE)

    def beat(self, run_id: str, heartbeat: Heartbeat) -> Outcome[str]:
        """Overwrite the last known moment of a run."""
        with self._database.transaction() as tx:
            tx.runs.beat(run_id, heartbeat)
            return Outcome(run_id, Area.NONE)

    def tally(self, run_id: str) -> str:
        """Return the tally of talk that was interrupted with a run, empty if there is none."""
        with self._database.reading() as tx:
            return tx.settings.get(_TALLY + run_id)

    def keep_tally(self, run_id: str, text: str) -> Outcome[str]:
        """Keep a tally on this laptop until the discussion is over; an empty one forgets it."""
        with self._database.transaction() as tx:
            tx.settings.set(_TALLY + run_id, text)
            return Outcome(run_id, Area.NONE)

    def save_note(
        self, run_id: str, note: RunNote, base: RunNote | None = None
    ) -> Outcome[RunNote]:
        """Store a line that was written under a segment; of `base` only what differs from it."""
        checked = replace(note, text=checked_text("text", note.text))
        with self._database.transaction() as tx:
            return Outcome(tx.runs.put_child(run_id, "notes", checked, base), Area.RUNS)

    def remove_note(self, note_id: str) -> Outcome[str]:
        """Take a line out of the notes."""
        with self._database.transaction() as tx:
            tx.runs.remove_child("notes", note_id)
            return Outcome(note_id, Area.RUNS)

    def restore_note(self, note_id: str) -> Outcome[str]:
        """Undo `remove_note`."""
        with self._database.transaction() as tx:
            tx.runs.restore_child("notes", note_id)
            return Outcome(note_id, Area.RUNS)

    def put_away(self, run_id: str) -> Outcome[Run]:
        """Keep a run for later, such as the next meeting; a tally of talk is forgotten."""
        return self._set_state(run_id, RunState.PUT_AWAY)

    def take_up(self, run_id: str) -> Outcome[Run]:
        """Go on with a run that was put away; it is led here from now on."""
        return self._set_state(run_id, RunState.OPEN)

    def end(self, run_id: str) -> Outcome[Run]:
        """End a run; what was put into the parking lot becomes topics that wait.

        A tally of talk is forgotten, unless it was kept as a note.
        """
        with self._database.transaction() as tx:
            _forget_tally(tx, run_id)
            run = replace(
                tx.runs.get(run_id), state=RunState.ENDED, ended_at=self._database.clock.now()
            )
            changed = Area.RUNS
            for note in run.notes:
                if note.kind is NoteKind.PARKING and note.text.strip():
                    self._park(tx, run, note)
                    changed |= Area.TOPICS
            return Outcome(tx.runs.put(run), changed)

    def remove(self, run_id: str) -> Outcome[Run]:
        """Put a run into the trash."""
        with self._database.transaction() as tx:
            _forget_tally(tx, run_id)
            return Outcome(tx.runs.remove(run_id), Area.RUNS)

    def restore(self, run_id: str) -> Outcome[Run]:
        """Undo `remove`."""
        with self._database.transaction() as tx:
            return Outcome(tx.runs.restore(run_id), Area.RUNS)

    def _set_state(self, run_id: str, state: RunState) -> Outcome[Run]:
        with self._database.transaction() as tx:
            run = replace(tx.runs.get(run_id), state=state)
            if state is RunState.PUT_AWAY:
                _forget_tally(tx, run_id)
            else:
                run = replace(run, led_on=tx.settings.device())
            return Outcome(tx.runs.put(run), Area.RUNS)

    def _park(self, tx: Transaction, run: Run, note: RunNote) -> None:
        text = one_line(note.text)[:300]
        if any(topic.text == text for topic in tx.topics.all()):
            return
        topic = Topic(text=text, raised_on=today(self._database.clock), meeting_id=run.meeting_id)
        tx.topics.put(topic)


def _forget_tally(tx: Transaction, run_id: str) -> None:
    if tx.settings.get(_TALLY + run_id):
        tx.settings.set(_TALLY + run_id, "")
