"""Opening, making and changing communities from the window.

The services, and the database library behind them, are imported in a thread of their own after
the window was painted, so that the window is there at once and never stalls.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import Shiboken

from copdesk.clock import Clock
from copdesk.errors import UserError
from copdesk.gui.desk.arrivals import report
from copdesk.gui.desk.jobs import Job, Report
from copdesk.gui.settings import Settings
from copdesk.gui.window.main_window import MainWindow
from copdesk.language import _, chosen

if TYPE_CHECKING:
    from copdesk.gui.pages.meetings.ahead import MeetingsAhead
    from copdesk.services.changes import Area
    from copdesk.services.opening import Services

PAINTED_BY_MS: Final = 300
Work = Callable[[], "Services"]


class Opening(QObject):
    """Brings one community at a time into the window."""

    opened = Signal(object)
    """The Services of the community that is in the window now."""
    settled = Signal()
    """Nothing is being opened any more: a community is in the window, or the welcome."""
    looked_ahead = Signal()
    """The first list is on the screen, while the community is still being opened."""

    def __init__(
        self, window: MainWindow, settings: Settings, clock: Clock, communities: Path
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._clock = window, settings, clock
        self._communities = communities
        self._services: Services | None = None
        self._busy = False
        window.new_asked.connect(self._make)
        window.sample_asked.connect(self._make_sample)
        window.open_asked.connect(self.open)
        window.destroyed.connect(self.close)
        window.desk.changed.connect(self._follow_name)

    def begin(self, folder: Path | None) -> None:
        """Open the folder, else the community of last time, else offer to start."""
        recent = self._settings.recent()
        wanted = folder or (recent[0] if recent and recent[0].is_dir() else None)
        if wanted is None:
            self._window.show_welcome()
            self.settled.emit()
        else:
            self.open(wanted)

    @Slot(object)
    def open(self, folder: Path, read_only: bool = False) -> None:
        """Open a community in place of the one that is open."""

        def work() -> Services:
            from copdesk.services.opening import open_community

            return open_community(folder, self._clock, read_only=read_only)

        self._bring(work, folder)

    @Slot()
    def close(self) -> None:
        """Let go of the community's files."""
        if self._services is not None:
            self._services.close()
            self._services = None

    @Slot(str, str)
    def _make(self, name: str, about: str) -> None:
        def work() -> Services:
            from copdesk.services.opening import create_community, suggested_folder

            folder = suggested_folder(self._communities, name)
            return create_community(folder, self._clock, name=name, about=about, language=chosen())

        self._bring(work, None)

    @Slot()
    def _make_sample(self) -> None:
        def work() -> Services:
            from copdesk.services.opening import open_community, suggested_folder
            from copdesk.services.sample import make_sample

            folder = suggested_folder(self._communities, _("Sample community"))
            make_sample(folder, self._clock).close()
            return open_community(folder, self._clock)

        self._bring(work, None)

    @Slot(object)
    def _follow_name(self, changed: Area) -> None:
        from copdesk.services.changes import Area

        if changed & Area.COMMUNITY and self._services is not None:
            self._window.name_community(self._services.community.name())

    def _bring(self, work: Work, folder: Path | None) -> None:
        if self._busy or (self._services is not None and not self._window.detach()):
            return
        self.close()
        self._busy = True
        job = Job("", partial(_opened, work))
        job.done.connect(partial(_hand_over, self))
        job.failed.connect(partial(self._take_failure, folder))
        job.ended.connect(self._settle)
        thread = threading.Thread(target=job.run, daemon=True)
        ahead = self._look_ahead(folder) if folder is not None else None
        if ahead is None:
            thread.start()
            return

        def begin() -> None:
            if thread.ident is None:  # neither the paint nor the clock was there before
                thread.start()

        ahead.painted.connect(self.looked_ahead)
        ahead.painted.connect(begin)
        QTimer.singleShot(PAINTED_BY_MS, begin)  # a window that nobody sees is never painted

    def _look_ahead(self, folder: Path) -> MeetingsAhead | None:
        """Show what can be read quickly; the rest of what opening means comes behind it."""
        from copdesk.clock import today
        from copdesk.services.first_look import first_look

        found = first_look(folder)
        if found is None:
            return None
        self._window.name_community(found.name)
        return self._window.pages.look_ahead(found, today(self._clock))

    def _take_failure(self, folder: Path | None, error: Exception) -> None:
        self._busy = False
        if isinstance(error, UserError):
            self._explain(error, folder)
        else:
            report(error)
            self._window.show_welcome()

    def _settle(self) -> None:
        if not self._busy:  # nothing else was opened instead
            self.settled.emit()

    def show(self, services: Services) -> None:
        """Bring a community that is open into the window."""
        self._busy = False
        self._services = services
        self._settings.add_recent(services.folder)
        self._window.attach(
            services,
            services.community.name(),
            search=services.search.search,
            interrupt=services.search.interrupt,
            read_only=services.read_only_reason,
        )
        self.opened.emit(services)
        QTimer.singleShot(0, self._point_to_discussion)

    @Slot()
    def _point_to_discussion(self) -> None:
        """Say that a discussion was interrupted, wherever the user looks."""
        if self._services is None or self._services.read_only_reason:
            return
        left = [run for run in self._services.discussions.waiting() if run.is_open]
        if left:
            self._window.point_to(
                "timer",
                _("“{title}” was interrupted and can go on.").format(title=left[0].title),
                _("Go to the timer"),
            )

    def _explain(self, error: UserError, folder: Path | None) -> None:
        from copdesk.services.opening import Held, NewerVersion

        window = self._window
        if folder is not None and isinstance(error, (Held, NewerVersion)):
            ask = partial(window.desk.ask.question, window, error.title, error.hint)
            if ask(_("Look without changing")):
                self.open(folder, read_only=True)
                return
        else:
            window.desk.ask.critical(window, error.title, error.hint)
        if folder is not None and not isinstance(error, Held):
            self._settings.forget_recent(folder)
        window.show_welcome()


def _opened(work: Work, _report: Report) -> Services:  # in its thread: no widgets here
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # imports hold the interpreter; the window must not stall
    try:
        return work()
    finally:
        sys.setswitchinterval(interval)


def _hand_over(opening: Opening, services: Services) -> None:
    """Show it, or let go of its files if the window went while it was being opened."""
    if Shiboken.isValid(opening):
        opening.show(services)
    else:
        services.close()
