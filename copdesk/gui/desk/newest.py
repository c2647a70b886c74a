"""Work beside the window of which only the newest counts, such as what a list shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from copdesk.errors import UserError
from copdesk.gui.desk.jobs import Job, Jobs, Report, Work


class Newest:
    """Start jobs; what becomes of one that was overtaken is dropped.

    `interrupt` ends the work of the one before where it can.
    """

    def __init__(self, jobs: Jobs, interrupt: Callable[[], None] | None = None) -> None:
        self._jobs, self._interrupt = jobs, interrupt
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._job is not None

    def start(
        self,
        work: Work,
        done: Callable[[Any], None],
        *,
        title: str = "",
        refused: Callable[[UserError], None] | None = None,
        tells_refusal: bool = False,
    ) -> None:
        """Run `work(report)` as a job, a quiet one unless it has a title.

        `done` gets its result, and `refused` what the user may know, unless something newer
        began.
        """
        self.drop()

        def run(report: Report) -> object:
            report(0, 0)  # it may have been overtaken while it waited for a thread
            return work(report)

        job = self._jobs.start(
            title, run, refused=refused, quiet=not title, tells_refusal=tells_refusal
        )
        job.done.connect(partial(self._settle, job))
        job.done.connect(done)
        job.ended.connect(partial(self._settle, job))
        self._job = job

    def drop(self) -> None:
        """Forget about what is being worked on."""
        if self._job is not None:
            self._job.leave()
            self._job = None
            if self._interrupt is not None:
                self._interrupt()

    def _settle(self, job: Job, *_result: object) -> None:
        if job is self._job:
            self._job = None
