"""A discussion that is being led: it ticks, is kept on disk, and tells every screen the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from copdesk.domain.run.log import Kind, entry
from copdesk.domain.run.reading import Reading, signals_between
from copdesk.domain.run.runs import LoggedEvent, Run
from copdesk.domain.run.state import Phase, TimerState, fold
from copdesk.domain.run.timer import DiscussionTimer, Events, restore
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.recorder import KeepingRecorder, Recorder
from copdesk.services.changes import Area, Outcome

if TYPE_CHECKING:
    from copdesk.domain.plan.run_plan import RunPlan
    from copdesk.services.discussions import LoadedRun
    from copdesk.services.opening import Services

HEARTBEAT_MS: Final = 5000
IDLE_MS: Final = 1000
AFTER_CHANGE_MS: Final = 4
"""A look comes just after a number has changed, never just before."""

Press = Callable[[DiscussionTimer], Events]


class Discussion(QObject):
    """One run on this laptop; what is pressed is on disk before a screen shows it."""

    read = Signal(object)
    """A Reading: the frame that all screens show from now on."""
    signalled = Signal(object)
    """Something to point out, exactly once."""

    def __init__(self, desk: Desk, run: Run, timer: DiscussionTimer, recorder: Recorder) -> None:
        super().__init__(desk)
        self.run = run
        self._desk, self._timer, self._recorder = desk, timer, recorder
        self._reading = timer.reading()
        self._alarm = QTimer(self)
        self._alarm.setSingleShot(True)
        self._alarm.setTimerType(Qt.TimerType.PreciseTimer)
        self._alarm.timeout.connect(self.look)
        self._beats = QTimer(self)
        self._beats.setInterval(HEARTBEAT_MS)
        self._beats.timeout.connect(self.beat)

    @property
    def plan(self) -> RunPlan:
        """The plan as it was when the run began."""
        return self._timer.plan

    @property
    def state(self) -> TimerState:
        """Where the run stands."""
        return self._timer.state

    @property
    def reading(self) -> Reading:
        """The frame that every screen shows now."""
        return self._reading

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._timer.can_undo

    @property
    def timer(self) -> DiscussionTimer:
        """The engine, for questions that change nothing."""
        return self._timer

    def go_on(self) -> None:
        """Begin to tick; called once the screens listen."""
        self._beats.start()
        self.look()

    def press(self, command: Press) -> bool:
        """Do what somebody asks for; False if it was refused, which the user has been told."""
        accepted = True
        self._pass_time()
        try:
            command(self._timer)
        except UserError as error:
            self._desk.refused.emit(error)
            accepted = False
        self._recorder.keep()
        self._show()
        return accepted

    def look(self) -> None:
        """Let time pass, however long it was, and show where the run stands."""
        if self._pass_time():
            self._recorder.keep()
        self._show()

    def beat(self) -> None:
        """Leave a sign of life."""
        self._recorder.beat(self._reading.phase is Phase.RUNNING)

    def put_away(self) -> None:
        """Stop here and go on at another meeting."""
        self.press(lambda timer: timer.put_away())
        self._recorder.put_away()
        self.stop()

    def stop(self) -> None:
        """Leave the run as it is; it can be taken up again at this second."""
        self._pass_time()
        self._recorder.keep()
        self._alarm.stop()
        self._beats.stop()

    def _pass_time(self) -> bool:
        """Bring the engine to where it should be by now; whether that made entries."""
        return bool(self._timer.tick())

    def _show(self) -> None:
        previous, self._reading = self._reading, self._timer.reading()
        self._recorder.follow_end(self._reading.phase is Phase.FINISHED)
        self.read.emit(self._reading)
        for signal in signals_between(previous, self._reading):
            self.signalled.emit(signal)
        self._arm()

    def _arm(self) -> None:
        phase = self._reading.phase
        if phase in (Phase.FINISHED, Phase.PUT_AWAY):
            self._alarm.stop()
        else:
            self._alarm.start(self._until_change_ms() if phase is Phase.RUNNING else IDLE_MS)

    def _until_change_ms(self) -> int:
        return self._reading.next_change_ms + AFTER_CHANGE_MS


def begin(
    services: Services, desk: Desk, plan: RunPlan, *, meeting_id: str = "", item_id: str = ""
) -> Discussion | None:
    """Make a run of a plan; None if it could not be stored, which the user has been told."""
    outcome = desk.ask_service(
        lambda: services.discussions.start(plan, meeting_id=meeting_id, item_id=item_id)
    )
    if outcome is None:
        return None
    timer = DiscussionTimer(plan, services.clock)
    return _kept(services, desk, outcome.value, timer)


def take_up(services: Services, desk: Desk, run_id: str) -> Discussion | None:
    """Go on with a stored run where it was left; None if that cannot be, which was told."""
    outcome = desk.ask_service(lambda: Outcome(services.discussions.load(run_id), Area.NONE))
    if outcome is None:
        return None
    loaded = outcome.value
    timer, _new = restore(loaded.plan, loaded.log, loaded.heartbeat, services.clock)
    discussion = _kept(services, desk, loaded.run, timer, loaded.log)
    if timer.state.phase is Phase.PUT_AWAY:
        desk.ask_service(lambda: services.discussions.take_up(run_id))
        discussion.press(lambda engine: engine.resume())
        discussion.press(lambda engine: engine.pause())
    return discussion


def look_back(services: Services, desk: Desk, run_id: str) -> Discussion | None:
    """Open a run that is over, to be corrected; None if it cannot be read, which was told."""
    outcome = desk.ask_service(lambda: Outcome(services.discussions.load(run_id), Area.NONE))
    if outcome is None:
        return None
    loaded = outcome.value
    tau_ms = loaded.heartbeat.tau_ms if loaded.heartbeat else 0
    log = _closed(loaded, tau_ms)
    timer = DiscussionTimer(loaded.plan, services.clock, log, tau_ms)
    return _kept(services, desk, loaded.run, timer, loaded.log, ended=True)


def _kept(
    services: Services,
    desk: Desk,
    run: Run,
    timer: DiscussionTimer,
    stored: Events = (),
    ended: bool = False,
) -> Discussion:
    recorder = KeepingRecorder(
        services.discussions,
        desk,
        run.id,
        timer,
        stored=stored[-1].seq if stored else 0,
        ended=ended,
    )
    return Discussion(desk, run, timer, recorder)


def _closed(loaded: LoadedRun, tau_ms: int) -> tuple[LoggedEvent, ...]:
    """Return a log that ends; a run that was only ended in the list ended at its last sign."""
    state = fold(loaded.plan, loaded.log)
    if state.phase in (Phase.READY, Phase.FINISHED):
        return loaded.log
    last = loaded.log[-1]
    end = entry(
        Kind.FINISH,
        seq=last.seq + 1,
        tau_ms=max(tau_ms, last.tau_ms),
        wall=loaded.heartbeat.wall if loaded.heartbeat else last.wall,
        segment_id=state.current.id,
    )
    return (*loaded.log, end)
