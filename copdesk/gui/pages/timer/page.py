"""The timer: choose a protocol, say who is here, lead the discussion, look back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.reading import Reading
from copdesk.domain.run.state import Phase
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.discussion import Discussion, begin, look_back, take_up
from copdesk.gui.leading.keep_awake import NOT_KEPT, KeepAwake
from copdesk.gui.leading.projector_screens import OFF, Projector
from copdesk.gui.leading.room import TimerRoom
from copdesk.gui.leading.running import TimerRunning
from copdesk.gui.leading.sound import Sound
from copdesk.gui.pages.page import Page
from copdesk.gui.pages.timer.before import TimerBefore
from copdesk.gui.pages.timer.browser import DRAFT, TimerBrowser
from copdesk.gui.pages.timer.preparation import Preparation, preparation_for, preparation_for_item
from copdesk.gui.pages.timer.protocols.workshop import ProtocolWorkshop
from copdesk.gui.pages.timer.summary import TimerSummary
from copdesk.gui.pages.timer.waiting import WaitingRuns
from copdesk.gui.widgets.actions import action
from copdesk.gui.widgets.margins import bare
from copdesk.language import _
from copdesk.services.changes import Area

if TYPE_CHECKING:
    from copdesk.services.handouts.wanted import Wanted
    from copdesk.services.opening import Services


class TimerPage(Page):
    """Four panes, one in front; a discussion goes on while another page is looked at."""

    shows = Area.PROTOCOLS | Area.RUNS | Area.COMMITMENTS | Area.MEMBERS | Area.MEETINGS

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._discussion: Discussion | None = None
        self._past: Discussion | None = None
        self._preparation: Preparation | None = None
        self.projector = Projector(desk.settings, self)
        self._sound, self._awake = Sound(desk.settings), KeepAwake()
        self._awake_told = False
        self._room = TimerRoom(self.projector, self._sound)
        self._waiting = WaitingRuns(services, desk)
        self._browser = TimerBrowser(desk)
        self._before = TimerBefore(services.clock, self._room)
        self._running = TimerRunning(services, desk, self.projector)
        self._summary = TimerSummary(services, desk)
        self._panes = QStackedWidget()
        for pane in (self._browser, self._before, self._running, self._summary):
            self._panes.addWidget(pane)
        self._workshop = ProtocolWorkshop(
            services, desk, self._browser, self._panes, self.projector, self._sound
        )
        column = bare(QVBoxLayout(self))
        column.setSpacing(0)
        column.addWidget(self._waiting)
        column.addWidget(self._panes, 1)
        self._screen_action = action(
            self, _("Show or close the room's window"), "projector", run=self._switch_projector
        )
        self._connect()
        self.allow_changes(not services.read_only_reason)

    @property
    def discussion(self) -> Discussion | None:
        """The discussion that is led now, if there is one."""
        return self._discussion

    def reload(self, changed: Area) -> None:
        """Read again what the pane in front shows."""
        idle = self._discussion is None and not self._workshop.is_in_front
        if changed & (Area.PROTOCOLS | Area.RUNS) and idle:
            self._read_browser()
        if changed & Area.RUNS:
            self._waiting.refresh(self._discussion.run.id if self._discussion else "")
        if changed & (Area.RUNS | Area.COMMITMENTS | Area.MEMBERS):
            if self._panes.currentWidget() is self._running:
                self._running.notes.refresh()
            elif self._panes.currentWidget() is self._summary:
                self._summary.refresh()

    def show_item(self, kind: str, item_id: str) -> None:
        """Show a protocol, go on with a run, or prepare the discussion of an agenda item."""
        if self._discussion is not None:
            if item_id != self._discussion.run.id:
                self._refuse_second()
            return
        self._workshop.close()
        match kind:
            case "protocol":
                self._show_browser()
                self._browser.choose(item_id)
            case "run" if any(run.id == item_id for run in self._services.discussions.waiting()):
                self._go_on(item_id)
            case "run":
                self._look_back(item_id)
            case "discussion":
                meeting_id, _slash, agenda_id = item_id.partition("/")
                preparation = preparation_for_item(self._services, meeting_id, agenda_id)
                if preparation is None:
                    self._show_browser()
                else:
                    self._prepare(preparation)
            case _:
                pass

    def actions_for_menu(self) -> list[QAction]:
        """Return what the menu offers while this page is in front."""
        return [self._screen_action]

    def put_cursor(self) -> None:
        """Put the cursor into the list of the protocols, where they are to be chosen."""
        if self._panes.currentWidget() is self._browser:
            self._browser.take_cursor()

    def search_here(self) -> bool:
        """Put the cursor into the search over the protocols."""
        return self._browser.search.take_cursor()

    def print_here(self) -> str:
        """Show the card of the protocol in front, the script of what is led, or the report."""
        pane = self._panes.currentWidget()
        if pane is self._browser:
            return self._browser.print_chosen()
        if pane is self._summary:
            self._summary.print_report()
        elif pane is self._running and self._discussion is not None:
            self._print_script(self._discussion)
        elif pane is self._before and self._preparation is not None:
            here, minutes = self._before.people.present(), self._before.choices.minutes.value()
            self._print("protocol-card", self._preparation.protocol.id, len(here), minutes)
        else:
            name = self._workshop.protocol_id
            if self._services.protocols.find(name) is None:
                return _(DRAFT)
            self._print("protocol-card", name, 0, 0)
        return ""

    def has_own_history(self) -> bool:
        """Whether a protocol is being changed."""
        return self._workshop.is_editing

    def take_back_here(self, *, again: bool = False) -> None:
        """Undo or redo in the protocol that is being changed."""
        self._workshop.take_back(again=again)

    def allow_changes(self, allowed: bool) -> None:
        """Whether discussions may be led and protocols changed."""
        self._browser.card.start.setEnabled(allowed)
        self._workshop.allow_changes(allowed)

    def save_layout(self) -> None:
        """Remember how the panes are divided."""
        self._browser.save_layout()
        self._running.save_layout()
        self._workshop.save_layout()

    def takes_files(self, paths: list[Path]) -> bool:
        """Whether these can be protocols, and no discussion is going on."""
        return self._discussion is None and self._workshop.takes_files(paths)

    def drop_hint(self) -> str:
        """Say what dropping files does."""
        return _("Drop protocols here to import them")

    def drop_files(self, paths: list[Path]) -> None:
        """Import protocols."""
        self._workshop.add_files(paths)

    def finish(self) -> None:
        """Let the discussion wait as it is, and close the room's window."""
        self._workshop.close()
        if self._discussion is not None:
            self._discussion.stop()
            self._discussion.deleteLater()
            self._discussion = None
        self._awake.set_on(False)
        self.projector.close()

    def _connect(self) -> None:
        self._browser.start_asked.connect(self._prepare_protocol)
        self._browser.print_asked.connect(self._print)
        self._before.started.connect(self._start)
        self._before.left.connect(self._leave_before)
        self._waiting.go_on_asked.connect(self._go_on)
        self._running.put_away_asked.connect(self._put_away)
        self._summary.done.connect(self._leave_summary)
        self._summary.undone.connect(self._undo_finish)
        self._summary.print_asked.connect(self._print_report)
        self._summary.meeting_asked.connect(self._to_meeting)
        self._workshop.left.connect(self._leave_workshop)

    def _refuse_second(self) -> None:
        title = _("A discussion is going on.")
        self._desk.refused.emit(UserError(title, _("Finish it first, or put it away.")))

    def _look_back(self, run_id: str) -> None:
        past = look_back(self._services, self._desk, run_id)
        if past is not None:
            self._forget_past()
            self._past = past
            self._summary.show_run(past, can_undo=False)
            self._panes.setCurrentWidget(self._summary)

    def _forget_past(self) -> None:
        if self._past is not None:
            self._past.deleteLater()
            self._past = None

    def _show_browser(self) -> None:
        self._panes.setCurrentWidget(self._browser)
        self._read_browser()
        self._waiting.refresh("")

    def _read_browser(self) -> None:
        protocols, own = self._services.protocols, self._services.own_protocols
        last_used = self._services.discussions.last_used()
        self._browser.show_protocols(protocols.all(), last_used, own.all(), own.favorites())

    def _leave_workshop(self, name: str) -> None:
        self._show_browser()
        self._browser.choose(name)

    def _prepare_protocol(self, name: str) -> None:
        self._prepare(
            preparation_for(
                self._services, self._services.protocols.get(name), self._browser.minutes.value()
            )
        )

    def _prepare(self, preparation: Preparation) -> None:
        if self._services.read_only_reason:
            return
        self._preparation = preparation
        self._before.prepare(preparation)
        self._panes.setCurrentWidget(self._before)
        self._before.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_before(self) -> None:
        self.projector.close()  # it was only open for a look
        self._show_browser()

    def _start(self, plan: RunPlan, end_at: datetime | None) -> None:
        preparation = self._preparation
        if preparation is None or self._discussion is not None:
            return
        discussion = begin(
            self._services,
            self._desk,
            plan,
            meeting_id=preparation.meeting_id,
            item_id=preparation.item_id,
        )
        if discussion is not None:
            self._room.open_projector()
            self._lead(discussion, end_at)
            discussion.press(lambda timer: timer.start(end_at))

    def _go_on(self, run_id: str) -> None:
        discussion = take_up(self._services, self._desk, run_id)
        if discussion is None:
            return
        if self.projector.place == OFF:
            self.projector.open(self.projector.usual())
        self._lead(discussion, None)

    def _lead(self, discussion: Discussion, end_at: datetime | None) -> None:
        self._discussion = discussion
        self._panes.setCurrentWidget(self._running)
        self._waiting.refresh(discussion.run.id)
        discussion.read.connect(self._follow)
        discussion.signalled.connect(self._sound.follow)
        self._running.lead(discussion, end_at)
        discussion.go_on()

    def _follow(self, reading: Reading) -> None:
        """Show the frame of the controls to the room as well, and notice the end."""
        self.projector.show_reading(reading)
        self._awake.set_on(reading.phase is Phase.RUNNING)
        if self._awake.has_failed and not self._awake_told:
            self._awake_told = True
            self._running.tell(_(NOT_KEPT))
        discussion = self._discussion
        if discussion is None:
            return
        over = self._panes.currentWidget() is self._summary
        if reading.phase is Phase.FINISHED and not over:
            self._summary.show_run(discussion, can_undo=True, spoken=self._running.talk.spoken())
            self._panes.setCurrentWidget(self._summary)
        elif reading.phase is not Phase.FINISHED and over:
            self._panes.setCurrentWidget(self._running)

    def _put_away(self) -> None:
        if self._discussion is not None:
            self._discussion.put_away()
            self._close_discussion()

    def _leave_summary(self) -> None:
        if self._discussion is not None:
            self._discussion.stop()
        self._close_discussion()

    def _close_discussion(self) -> None:
        if self._discussion is not None:
            self._discussion.deleteLater()
            self._discussion = None
        self._forget_past()
        self._awake.set_on(False)
        self.projector.close()
        self._show_browser()

    def _undo_finish(self) -> None:
        if self._discussion is not None:
            self._discussion.press(lambda timer: timer.undo())

    def _to_meeting(self, meeting_id: str) -> None:
        self._leave_summary()
        self._desk.show_requested.emit("meeting", meeting_id)

    def _print(self, kind: str, name: str, people: int, minutes: int) -> None:
        from copdesk.services.handouts.wanted import Wanted

        wanted = Wanted(kind=kind, protocol=name, people=people, minutes=minutes)
        self._preview(wanted.fitted())

    def _print_script(self, discussion: Discussion) -> None:
        """Show the script for as many people and minutes as the discussion was planned for."""
        plan = discussion.plan
        self._print("script", plan.protocol_id, len(plan.people), -(-plan.total_s // 60))

    def _print_report(self, kind: str, run_id: str) -> None:
        from copdesk.services.handouts.wanted import Wanted

        self._desk.flush()
        self._preview(Wanted(kind=kind, run=run_id))

    def _preview(self, wanted: Wanted) -> None:
        from copdesk.gui.printing.preview import show_preview

        show_preview(self, self._services, self._desk, wanted)

    def _switch_projector(self) -> None:
        if self.projector.place == OFF:
            self.projector.open(self.projector.usual())
        else:
            self.projector.open(OFF)
