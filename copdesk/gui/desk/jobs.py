"""Run plain functions off the GUI thread, with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from copdesk.errors import Cancelled, UserError
from copdesk.gui.desk.arrivals import Listeners, arrivals, report

Report = Callable[[int, int], None]
Work = Callable[[Report], Any]


class Job:
    """One run of `work(report)`; everybody is told in the GUI thread.

    It is nothing of Qt, as it is held by two threads. The worker may be the last to hold it, so
    the GUI thread empties it when it has ended.
    """

    def __init__(self, title: str, work: Work, *, is_quiet: bool = False) -> None:
        self.title, self.is_quiet = title, is_quiet
        self.progress, self.done, self.failed = Listeners(), Listeners(), Listeners()
        self.cancelled, self.ended = Listeners(), Listeners()
        self._work = work
        self._result: Any = None
        self._error: Exception | None = None
        self._stop = threading.Event()
        self._is_left = self._has_ended = False
        self._arrivals = arrivals()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def leave(self) -> None:
        """Ask the work to stop; whoever waited for its result is going away."""
        self._is_left = True
        self.cancel()

    def run(self) -> None:
        """Do the work, in the worker thread: no widgets here."""
        try:
            self._result = self._work(self._report)
        except (Exception, Cancelled) as error:  # noqa: BLE001 - delivered to the GUI thread
            self._error = error
        self._arrivals.put(self.settle)

    def settle(self) -> None:
        """Tell what became of it, once, and let go of everything."""
        if self._has_ended:
            return
        self._has_ended = True
        result, error = self._result, self._error
        unwanted = self._is_left and (error is None or isinstance(error, UserError))
        if unwanted or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)
        self.ended.emit()
        self._let_go()

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._arrivals.put(partial(self.progress.emit, done, total))

    def _let_go(self) -> None:
        self._work, self._result, self._error = _nothing, None, None
        for listeners in (self.progress, self.done, self.failed, self.cancelled, self.ended):
            listeners.forget()


class Jobs(QObject):
    """All work that runs beside the window."""

    started = Signal(object)
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 0) -> None:
        """Work in so many threads at once; 0 is what the computer can do."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        if threads:
            self._pool.setMaxThreadCount(threads)
        self._running: list[Job] = []

    def start(
        self,
        title: str,
        work: Work,
        *,
        done: Callable[[Any], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
        quiet: bool = False,
        tells_refusal: bool = False,
    ) -> Job:
        """Run `work(report)`; `done` gets its result, and an Outcome also reaches the pages.

        Quiet work is not shown to the user, as when a list is read. With `tells_refusal` the
        user learns from the caller's `refused` alone why something was refused. A method of a
        widget that is deleted meanwhile is not called any more.
        """
        job = Job(title, work, is_quiet=quiet)
        self._running.append(job)
        if done is not None:
            job.done.connect(done)
        job.done.connect(self._finish)
        refusals = Listeners()
        if not tells_refusal:
            refusals.connect(self._refuse)
        if refused is not None:
            refusals.connect(refused)
        job.failed.connect(partial(_tell_failure, refusals))
        job.ended.connect(partial(self._forget, job))
        if not quiet:
            self.started.emit(job)
        self._pool.start(job.run)  # QRunnable.create leaves wrappers of what has been deleted
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended, oldest first."""
        return tuple(self._running)

    def stop(self) -> None:
        """Ask every job to stop and wait until all have ended; nobody gets a result any more."""
        for job in self._running:
            job.leave()
        self.wait_for_all()
        for job in self.running:
            job.settle()  # now, while those who are told that it ended are still there

    def wait_for_all(self) -> None:
        """Block until no job runs any more."""
        self._pool.waitForDone()

    def _finish(self, result: object) -> None:
        self.finished.emit(result)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)

    def _forget(self, job: Job) -> None:
        self._running.remove(job)


def _tell_failure(refusals: Listeners, error: Exception) -> None:
    if isinstance(error, UserError):
        refusals.emit(error)
    else:
        report(error)


def _nothing(_report: Report) -> None:
    """Stand where the work was."""
