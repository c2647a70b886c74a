"""What pages share: doing things, saving what is typed, undoing, and hearing what changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable
from enum import Enum, auto
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from copdesk.errors import InvalidInput, UserError
from copdesk.gui.ask import Ask
from copdesk.gui.desk.arrivals import arrivals
from copdesk.gui.desk.history import Entry, History
from copdesk.gui.desk.jobs import Job, Jobs, Work
from copdesk.gui.desk.writer import Change, Writer
from copdesk.gui.settings import Settings
from copdesk.services.changes import Area, Outcome
from copdesk.services.history import Act, Switch

T = TypeVar("T")
Action = Callable[[], Outcome[T]]
Refused = Callable[[UserError], None]


class SaveState(Enum):
    """What the status line says about everything that was typed."""

    SAVED = auto()
    TYPING = auto()
    SAVING = auto()
    FAILED = auto()


class Desk(QObject):
    """The one way from a click or a typed word to a service and back."""

    changed = Signal(object)
    """The Area that a service has changed."""
    refused = Signal(object)
    """The UserError of something that did not happen."""
    told = Signal(str)
    """A sentence about something that is done and needs no undo, such as "12 written."."""
    undo_offered = Signal(str)
    """The sentence that stands beside the Undo button, such as "Removed Ada."."""
    show_requested = Signal(str, str)
    """The kind and id of a thing that another page shows; it comes to the front."""
    state_changed = Signal()
    handing_in = Signal()
    """Everybody who holds typed text must queue it now."""

    def __init__(self, ask: Ask, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ask, self.settings = ask, settings
        self.history = History(self._run, self)
        self.page_in_front: Callable[[], str] = _no_page
        self.jobs = Jobs(self)
        self.jobs.finished.connect(self._take_job_result)
        self.jobs.refused.connect(self.refused)
        self._writer = Writer(partial(arrivals().put, self._deliver))
        self._typing: set[QObject] = set()
        self._failures: dict[Hashable, tuple[Change, Exception]] = {}

    def do(
        self,
        words: str,
        action: Action[T],
        *,
        message: str = "",
        refused: Refused | None = None,
        inverse: Action[Any] | None = None,
        is_final: bool = False,
    ) -> Outcome[T] | None:
        """Save what is typed, call a service, tell every page what changed; None if refused.

        What it stored is taken back under these words; `message` is shown with an Undo button.
        `inverse` takes back what is remembered on this laptop alone. What is final is in the
        history as well, so that nobody takes back something else.
        """
        self.flush()
        act = Act() if inverse is None else Switch(action, inverse)
        outcome = self._run(lambda: act.watch(action), refused)
        if outcome is not None:
            self._remember(words, act, is_final=is_final)
            if message:
                self.undo_offered.emit(message)
        return outcome

    def ask_service(self, action: Action[T], refused: Refused | None = None) -> Outcome[T] | None:
        """Like `do`, for what a person does not take back: reading, or leading a discussion."""
        self.flush()
        return self._run(action, refused)

    def start(
        self,
        words: str,
        title: str,
        work: Work,
        *,
        done: Callable[[Any], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Start a job whose result is an Outcome; what it stored is taken back under these words.

        What was stored before the job was stopped is taken back as well.
        """
        self.flush()
        act, page = Act(), self.page_in_front()
        job = self.jobs.start(
            title, lambda report: act.watch(lambda: work(report)), done=done, refused=refused
        )
        job.ended.connect(lambda: self._remember(words, act, page=page))
        return job

    def save_later(
        self,
        key: Hashable,
        action: Action[T],
        *,
        words: str = "",
        typed_in: Hashable = None,
        page: str = "",
        saved: Callable[[Outcome[T]], None] | None = None,
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue typed text; the newest action for a key is the one that is saved.

        Without words it is no act of a person, such as a draft or the log of a discussion. What
        was `typed_in` the same field is one entry of the history. `page` is where it was typed, if
        another may be in front by now.
        """
        self._failures.pop(key, None)
        act, where = Act(), page or self.page_in_front()

        def remember(outcome: Outcome[T]) -> None:
            if words:
                self._remember(words, act, page=where, typed_in=typed_in or key)
            if saved is not None:
                saved(outcome)

        self._writer.put(
            Change(key=key, action=lambda: act.watch(action), saved=remember, refused=refused)
        )
        self.state_changed.emit()

    def note_typing(self, holder: QObject, typing: bool) -> None:
        """Remember that somebody holds text that is not queued yet."""
        if typing == (holder in self._typing):
            return
        (self._typing.add if typing else self._typing.discard)(holder)
        self.state_changed.emit()

    @property
    def state(self) -> SaveState:
        """How things stand with everything typed so far."""
        if self._failures:
            return SaveState.FAILED
        if not self._writer.idle():
            return SaveState.SAVING
        return SaveState.TYPING if self._typing else SaveState.SAVED

    @property
    def failure(self) -> Exception | None:
        """The newest error of a change that is still not saved."""
        return next(reversed(self._failures.values()))[1] if self._failures else None

    @property
    def can_retry(self) -> bool:
        """Whether trying again may help; a refused value must be corrected instead."""
        return any(
            not isinstance(error, InvalidInput) for _change, error in self._failures.values()
        )

    def retry(self) -> None:
        """Queue everything that failed once more."""
        failed, self._failures = self._failures, {}
        for change, _error in failed.values():
            self._writer.put(change)
        self.state_changed.emit()

    def flush(self) -> bool:
        """Have everything typed written before returning; False if something could not be."""
        self.handing_in.emit()
        while not self._writer.idle():
            self._writer.wait()
            self._deliver()
        self._deliver()
        return not self._failures

    def close(self) -> None:
        """Write what waits, stop the jobs and end the writer; nothing may be saved after it."""
        self.flush()
        self.jobs.stop()
        self._writer.close()
        self._deliver()

    def _deliver(self) -> None:
        changed = Area.NONE
        bugs: list[Exception] = []
        for written in self._writer.take():
            change, outcome, error = written.change, written.outcome, written.error
            if outcome is not None:
                self._failures.pop(change.key, None)
                changed |= outcome.changed
                if change.saved is not None:
                    change.saved(outcome)
            elif error is not None:
                self._failures[change.key] = (change, error)
                if change.refused is not None:
                    change.refused(error)
                if not isinstance(error, UserError):
                    bugs.append(error)
        if changed:
            self.changed.emit(changed)
        self.state_changed.emit()
        for bug in bugs:
            sys.excepthook(type(bug), bug, bug.__traceback__)

    def _run(self, action: Action[T], refused: Refused | None = None) -> Outcome[T] | None:
        try:
            outcome = self._writer.run_between(action)
        except UserError as error:
            self.refused.emit(error)
            if refused is not None:
                refused(error)
            return None
        self.changed.emit(outcome.changed)
        return outcome

    def _remember(
        self,
        words: str,
        act: Act,
        *,
        page: str = "",
        typed_in: Hashable = None,
        is_final: bool = False,
    ) -> None:
        where = page or self.page_in_front()
        self.history.add(
            Entry(words=words, act=act, page=where, typed_in=typed_in, is_final=is_final)
        )

    @Slot(object)
    def _take_job_result(self, result: object) -> None:
        if isinstance(result, Outcome):
            self.changed.emit(result.changed)


def _no_page() -> str:
    return ""
