"""Run plain functions off the GUI thread, with progress and cancel."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from copdesk.errors import Cancelled, UserError

Report = Callable[[int, int], None]
Work = Callable[[Report], Any]


class Job(QObject):
    """One run of `work(report)`; every signal arrives in the GUI thread."""

    progress = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _returned = Signal(object, object)

    def __init__(self, title: str, work: Work, parent: QObject, *, is_quiet: bool = False) -> None:
        super().__init__(parent)
        self.title, self.is_quiet = title, is_quiet
        self._work = work
        self._stop = threading.Event()
        self._is_left = False
        self._returned.connect(self._deliver)  # queued, as it comes from another thread

    def start(self, pool: QThreadPool) -> None:
        """Queue the job."""
        pool.start(self._run)  # QRunnable.create leaves wrappers of what has been deleted

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def leave(self) -> None:
        """Ask the work to stop; whoever waited for its result is going away."""
        self._is_left = True
        self.cancel()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progress.emit(done, total)

    def _run(self) -> None:  # in the worker thread: no widgets here
        try:
            self._returned.emit(self._work(self._report), None)
        except (Exception, Cancelled) as error:  # noqa: BLE001 - delivered to the GUI thread
            self._returned.emit(None, error)

    @Slot(object, object)
    def _deliver(self, result: object, error: Exception | None) -> None:
        if isinstance(error, Cancelled) or (error is None and self._is_left):
            self.cancelled.emit()
        elif error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)
        self.ended.emit()
        self.deleteLater()


class Jobs(QObject):
    """All work that runs beside the window."""

    started = Signal(object)
    finished = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
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
        user learns from the caller's `refused` alone why something was refused.
        """
        job = Job(title, work, self, is_quiet=quiet)
        self._running.append(job)
        if done is not None:
            job.done.connect(done)
        job.done.connect(self.finished)
        job.failed.connect(partial(self._refuse, refused, tells_refusal))
        job.ended.connect(lambda: self._running.remove(job))
        if not quiet:
            self.started.emit(job)
        job.start(self._pool)
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended, oldest first."""
        return tuple(self._running)

    def stop(self) -> None:
        """Ask every job to stop and wait for all of them; nobody gets a result any more."""
        for job in self._running:
            job.leave()
        self.wait_for_all()

    def wait_for_all(self) -> None:
        """Block until no job runs any more."""
        self._pool.waitForDone()

    def _refuse(
        self, refused: Callable[[UserError], None] | None, tells_refusal: bool, error: Exception
    ) -> None:
        if not isinstance(error, UserError):
            sys.excepthook(type(error), error, error.__traceback__)
            return
        if not tells_refusal:
            self.refused.emit(error)
        if refused is not None:
            refused(error)
