"""What becomes of a discussion while it is led: it is kept in the community, or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.desk.desk import Desk
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from copdesk.services.discussions import DiscussionService


class Recorder(Protocol):
    """What a discussion says of itself."""

    def keep(self) -> None:
        """Have the new entries on disk before going on; what cannot be written waits."""
        ...

    def beat(self, running: bool) -> None:
        """Leave a sign of life, with everything that is not on disk yet."""
        ...

    def follow_end(self, ended: bool) -> None:
        """End the stored run with the discussion, or open it again when that was undone."""
        ...

    def put_away(self) -> None:
        """Let the stored run wait for another meeting."""
        ...


class KeepingRecorder:
    """Writes the log of a run that is stored already, one entry after the other."""

    def __init__(
        self,
        discussions: DiscussionService,
        desk: Desk,
        run_id: str,
        timer: DiscussionTimer,
        *,
        stored: int = 0,
        ended: bool = False,
    ) -> None:
        self._discussions, self._desk = discussions, desk
        self._run_id, self._timer = run_id, timer
        self._stored, self._ended = stored, ended

    def keep(self) -> None:
        """See Recorder."""
        if self._is_behind():
            self._queue()
            self._desk.flush()

    def beat(self, running: bool) -> None:
        """See Recorder."""
        if running or self._is_behind():
            self._queue()

    def follow_end(self, ended: bool) -> None:
        """See Recorder."""
        if ended == self._ended:
            return
        self._ended = ended
        discussions, run_id = self._discussions, self._run_id
        self._desk.ask_service(
            lambda: discussions.end(run_id) if ended else discussions.take_up(run_id)
        )

    def put_away(self) -> None:
        """See Recorder."""
        self._desk.ask_service(lambda: self._discussions.put_away(self._run_id))

    def _is_behind(self) -> bool:
        log = self._timer.log
        return bool(log) and log[-1].seq > self._stored

    def _queue(self) -> None:
        self._desk.save_later(("run", self._run_id), self._write)

    def _write(self) -> Outcome[str]:
        """Append what is not on disk yet; runs in the writer's thread, one call at a time."""
        log, heartbeat = self._timer.log, self._timer.heartbeat()
        missing = tuple(event for event in log if event.seq > self._stored)
        outcome = self._discussions.append(self._run_id, missing, heartbeat)
        if missing:
            self._stored = missing[-1].seq
        return outcome


class ForgettingRecorder:
    """For a practice: there is no stored run."""

    def keep(self) -> None:
        """See Recorder."""

    def beat(self, running: bool) -> None:
        """See Recorder."""

    def follow_end(self, ended: bool) -> None:
        """See Recorder."""

    def put_away(self) -> None:
        """See Recorder."""
