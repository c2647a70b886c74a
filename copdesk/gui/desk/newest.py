"""Work beside the window of which only the newest counts, such as what a list shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from copdesk.gui.desk.jobs import Job, Jobs, Report


class Newest:
    """Start quiet jobs; the result of one that was overtaken is dropped.

    `interrupt` ends the work of the one before where it can.
    """

    def __init__(self, jobs: Jobs, interrupt: Callable[[], None] | None = None) -> None:
        self._jobs, self._interrupt = jobs, interrupt
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._job is not None

    def start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run `work` in a worker thread; `done` gets its result unless something newer began."""
        self.drop()

        def run(report: Report) -> object:
            report(0, 0)  # it may have been overtaken while it waited for a thread
            return work()

        def deliver(result: object) -> None:
            if job is self._job and not job.is_stopped:
                self._job = None
                done(result)

        def forget() -> None:
            if job is self._job:
                self._job = None

        self._job = job = self._jobs.start("", run, quiet=True)
        job.done.connect(deliver)
        job.ended.connect(forget)

    def drop(self) -> None:
        """Forget about what is being worked on."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            if self._interrupt is not None:
                self._interrupt()
