"""Practice: a protocol with invented people, at the speed that somebody likes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from copdesk.clock import Clock
from copdesk.domain.plan.run_plan import RunPlan
from copdesk.domain.run.practice_clock import SPEEDS
from copdesk.domain.run.reading import Reading
from copdesk.domain.run.reading import Signal as RunSignal
from copdesk.domain.run.state import Phase
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.plan_table import PlanTable
from copdesk.gui.leading.practice import Practice
from copdesk.gui.leading.projector_screens import Projector
from copdesk.gui.leading.replan import TimerReplan
from copdesk.gui.leading.screen_controls import ScreenControls
from copdesk.gui.leading.sound import Sound
from copdesk.gui.leading.step import StepPane
from copdesk.gui.leading.steps import TimerSteps
from copdesk.gui.leading.transport import Transport
from copdesk.gui.leading.words import pace_text
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _

FASTEST_WITH_SOUND: Final = 5
_SPEED: Final = "timer/practice speed"


class PracticePane(QWidget):
    """Controls like those of a discussion, without notes: nothing of a practice is kept."""

    left = Signal()

    def __init__(self, clock: Clock, desk: Desk, projector: Projector, sound: Sound) -> None:
        super().__init__()
        self._clock, self._desk = clock, desk
        self._projector, self._sound = projector, sound
        self.practice: Practice | None = None
        self._header = PageHeader()
        done = self._header.add(_("End the practice"), "close", self.left.emit, primary=True)
        done.setObjectName("endPractice")
        self.speed = ChoiceBox()
        self.speed.setObjectName("practiceSpeed")
        self.speed.setMinimumContentsLength(8)
        for speed in SPEEDS:
            text = _("{speed} times as fast").format(speed=speed) if speed > 1 else _("Real time")
            self.speed.addItem(text, speed)
        self.step, self.transport, self._replan = StepPane(), Transport(self), TimerReplan()
        self._screen = ScreenControls(projector)
        self._plan, self._steps, self._middle = PlanTable(), TimerSteps(), QStackedWidget()
        self._lay_out()
        self.speed.currentIndexChanged.connect(self._choose_speed)
        self.transport.finish_asked.connect(self._finish)
        self.transport.put_away_asked.connect(self.left)
        self.transport.replan_asked.connect(self._offer_replan)
        self.transport.steps_asked.connect(self._switch_steps)
        self._steps.chosen.connect(self._go_to)
        self._steps.left.connect(self._leave_steps)
        self.transport.compacted.connect(self.step.set_compact)
        projector.key_pressed.connect(self._press_key)

    def begin(self, plan: RunPlan) -> None:
        """Practice this plan from its first step; nothing counts until somebody starts it."""
        self.end()
        speed = self._desk.settings.number(_SPEED, 10)
        self.speed.setCurrentIndex(max(self.speed.findData(speed), 0))
        practice = Practice(self._clock, self._desk, plan, self._chosen_speed())
        self.practice = practice
        self._header.title.set_text(_("Practice: {title}").format(title=plan.title))
        self._plan.show_plan(plan)
        self._middle.setCurrentIndex(0)
        self._replan.hide()
        self._projector.show_mark(_("Practice"))
        self.transport.lead(practice)
        practice.read.connect(self._show)
        practice.signalled.connect(self._sound_out)
        practice.go_on()
        self.transport.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Forget the practice, and take its mark off the room's window."""
        if self.practice is None:
            return
        self.practice.stop()
        self.practice.deleteLater()
        self.practice = None
        self._projector.close()
        self._projector.show_mark("")

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        set_margins(column, 0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._replan)
        self._middle.addWidget(TallScroll(self.step, _("The step")))
        self._middle.addWidget(self._steps)
        column.addWidget(self._middle, 1)
        column.addWidget(self.transport)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(SPACE, 0, SPACE, SPACE)
        rows.setSpacing(SPACE)
        label = plain_label(_("Speed"), "heading")
        label.setBuddy(self.speed)
        for widget in (label, self.speed, self._screen, plain_label(_("Plan"), "heading")):
            rows.addWidget(widget)
        rows.addWidget(self._plan)
        rows.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(left, 3)
        across.addWidget(TallScroll(inside, _("Practice")), 2)
        whole = QVBoxLayout(self)
        set_margins(whole, SPACE * 2, SPACE * 2, SPACE, SPACE)
        whole.setSpacing(SPACE)
        whole.addWidget(self._header)
        whole.addWidget(_mark())
        whole.addLayout(across, 1)

    def _show(self, reading: Reading) -> None:
        practice = self.practice
        if practice is None:
            return
        pace = _("The practice is over.") if reading.phase is Phase.FINISHED else pace_text(reading)
        self.step.show_frame(reading, practice.plan.title, practice.state, pace)
        if self._middle.currentWidget() is self._steps:
            self._steps.show_state(practice.state)
        self.transport.show_reading(reading)
        self._projector.show_reading(reading)

    def _sound_out(self, signal: RunSignal) -> None:
        if self.practice is not None and self.practice.speed <= FASTEST_WITH_SOUND:
            self._sound.follow(signal)

    def _chosen_speed(self) -> int:
        return int(self.speed.currentData())

    def _choose_speed(self) -> None:
        self._desk.settings.set_number(_SPEED, self._chosen_speed())
        if self.practice is not None:
            self.practice.set_speed(self._chosen_speed())

    def _finish(self) -> None:
        if self.practice is not None:
            self.practice.press(lambda timer: timer.finish())

    def _offer_replan(self) -> None:
        if self.practice is not None:
            self._replan.offer(self.practice)

    def _switch_steps(self) -> None:
        """Show all steps instead of the one that goes on, or go back to it."""
        if self.practice is None or self._middle.currentWidget() is self._steps:
            self._leave_steps()
            return
        self._middle.setCurrentWidget(self._steps)
        self._steps.offer(self.practice.state)

    def _leave_steps(self) -> None:
        self._middle.setCurrentIndex(0)
        self.transport.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, segment_id: str) -> None:
        self._leave_steps()
        if self.practice is not None and segment_id != self.practice.state.current.id:
            self.practice.press(lambda timer: timer.goto(segment_id))

    def _press_key(self, key: int) -> None:
        if self.practice is not None and not self.isHidden():
            self.transport.press_key(key)


def _mark() -> QFrame:
    frame = QFrame()
    frame.setObjectName("practiceMark")
    frame.setProperty("role", "warning")
    row = QHBoxLayout(frame)
    row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
    text = _("Practice with invented people. Nothing of it is kept in the community.")
    row.addWidget(plain_label(text, "heading", wrap=True), 1)
    return frame
