"""While a discussion runs: big, calm, everything one key away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.reading import Level, Reading, clock_text
from copdesk.domain.run.reading import Signal as RunSignal
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.discussion import Discussion
from copdesk.gui.leading.group_words import groups_text
from copdesk.gui.leading.notes import TimerNotes
from copdesk.gui.leading.projector_screens import Projector
from copdesk.gui.leading.question_strip import QuestionStrip
from copdesk.gui.leading.replan import TimerReplan
from copdesk.gui.leading.screen_controls import ScreenControls
from copdesk.gui.leading.spoken_words import once_text
from copdesk.gui.leading.step import StepPane
from copdesk.gui.leading.steps import TimerSteps
from copdesk.gui.leading.tally import TimerTally
from copdesk.gui.leading.tally_keeper import TallyKeeper
from copdesk.gui.leading.transport import Transport
from copdesk.gui.leading.words import gap_text, level_text, pace_text, segment_title
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.splitter import Splitter
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services

REMIND_AFTER_S: Final = 60
FEW: Final = 8
MANY_LETTERS: Final = 110
LOW_BELOW: Final = 30
"""Line heights of the page under which more than a few names push the step out of sight."""
_SPLITTER: Final = "timer/running"


class TimerRunning(QWidget):
    """The step on one side, what is written on the other."""

    put_away_asked = Signal()

    def __init__(self, services: Services, desk: Desk, projector: Projector) -> None:
        super().__init__()
        self._services, self._desk, self._projector = services, desk, projector
        self._discussion: Discussion | None = None
        self._keeper = TallyKeeper(services, desk)
        self.talk, self._steps, self._middle = TimerTally(), TimerSteps(), QStackedWidget()
        self.step, self.notes = StepPane(), TimerNotes(services, desk)
        self.transport = Transport(self)
        self._gap, self._finish, self._sitting = QuestionStrip(), QuestionStrip(), QuestionStrip()
        self._sitting.setObjectName("sittingQuestion")
        self._gap.setObjectName("gapQuestion")
        self._finish.setObjectName("finishQuestion")
        self._replan = TimerReplan()
        self._screen = ScreenControls(projector)
        self._lay_out()
        self._gap.answer_with(self._decide_gap)
        self._finish.answer_with(self._decide_finish)
        self.transport.compacted.connect(self._fit_step)
        self.transport.finish_asked.connect(self._ask_finish)
        self.transport.put_away_asked.connect(self.put_away_asked)
        self.transport.replan_asked.connect(self._offer_replan)
        self.transport.steps_asked.connect(self._switch_steps)
        self.transport.menu_opened.connect(self._offer_tally)
        self._sitting.answer_with(self._decide_sitting)
        self._steps.chosen.connect(self._go_to)
        self._steps.left.connect(self._leave_steps)
        self.talk.edited.connect(self._follow_tally)
        self.talk.tapped.connect(self._tap)
        self._replan.done.connect(lambda: self.talk.step_aside(False))
        projector.key_pressed.connect(self._press_key)
        self.step.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def lead(self, discussion: Discussion, end_at: datetime | None = None) -> None:
        """Lead this discussion from now on."""
        self._discussion = discussion
        self.talk.begin(self._keeper.found(discussion.run.id, discussion.state))
        self._fit_step()
        self._middle.setCurrentIndex(0)
        self._finish.hide()
        self._replan.hide()
        self.talk.step_aside(False)
        known = {person.id for person in discussion.state.people}
        late = [
            Person(id=member.id, name=member.called)
            for member in self._services.members.all()
            if member.is_active and member.id not in known
        ]
        self.transport.lead(discussion, end_at, late)
        self.notes.write_for(discussion)
        discussion.read.connect(self.show_reading)
        discussion.signalled.connect(self._announce)
        self.show_reading(discussion.reading)
        self.transport.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reading(self, reading: Reading) -> None:
        """Show another frame."""
        discussion = self._discussion
        if discussion is None:
            return
        state = discussion.state
        self.talk.show_state(state)
        self._keeper.keep(self.talk.tally, state)
        self._projector.show_spoken(self.talk.room_sees())
        once = once_text(reading.segment, self.talk.tally)
        pace = self._pace_words(reading)
        self.step.show_frame(reading, discussion.plan.title, state, pace, once)
        if self._middle.currentWidget() is self._steps:
            self._steps.show_state(state)
        self.transport.show_reading(reading)
        self._show_sitting(reading)
        self._fit_step()
        self.notes.show_segment(reading.segment)
        if reading.gap is None:
            self._gap.hide()
        else:
            answers = [(_("Count it"), "count"), (_("Do not count it"), "leave")]
            if reading.gap.offers_finish:
                answers.append((_("Finish the discussion"), "finish"))
            self._gap.ask(gap_text(reading.gap), answers)

    def tell(self, sentence: str) -> None:
        """Say something to the facilitator that needs no answer."""
        self._screen.tell(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and self._finish.isVisible():
            self._decide_finish("stay")
        elif event.key() == Qt.Key.Key_Escape:
            self.transport.toggle.setFocus(Qt.FocusReason.OtherFocusReason)  # out of a field
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._finish.isVisible():
            if not isinstance(self.focusWidget(), QLineEdit):  # there it ends a line
                self._decide_finish("finish")
        else:
            super().keyPressEvent(event)

    def save_layout(self) -> None:
        """Remember where the splitter stands."""
        self._desk.settings.set_state(_SPLITTER, self._splitter.saveState())

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        set_margins(column, SPACE * 2, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        for strip in (self._gap, self._finish, self._sitting, self._replan):
            column.addWidget(strip)
        self._middle.addWidget(TallScroll(self.step, _("The step")))
        self._middle.addWidget(self._steps)
        column.addWidget(self._middle, 1)
        column.addWidget(self.talk)
        column.addWidget(self.transport)
        right = QWidget()
        rows = QVBoxLayout(right)
        set_margins(rows, SPACE, SPACE, SPACE * 2, SPACE)
        rows.setSpacing(SPACE)
        rows.addWidget(self.notes, 1)
        rows.addWidget(self._screen)
        self._splitter = Splitter()
        self._splitter.addWidget(left)
        self._splitter.addWidget(TallScroll(right, _("What is written")))
        self._splitter.setStretchFactor(0, 3)
        self._splitter.setStretchFactor(1, 2)
        self._splitter.restoreState(self._desk.settings.state(_SPLITTER))
        whole = bare(QHBoxLayout(self))
        whole.addWidget(self._splitter)

    def _pace_words(self, reading: Reading) -> str:
        """Return what only the facilitator needs to know, with a reminder that nothing runs."""
        waiting = reading.phase in (Phase.READY, Phase.PAUSED)
        if waiting and reading.idle_s >= REMIND_AFTER_S:
            idle = clock_text(reading.idle_s)
            return _("Nothing is counting since {time}.").format(time=idle)
        return pace_text(reading)

    def _show_sitting(self, reading: Reading) -> None:
        """Where the meeting ends and the discussion does not, offer to put it away."""
        if not reading.segment.is_sitting or reading.phase is Phase.FINISHED:
            self._sitting.hide()
            return
        self._sitting.ask(
            _("This goes on another time. Everything is kept until then."),
            [(_("Put it away"), "put-away"), (_("Go on now"), "go-on")],
        )

    def _decide_sitting(self, answer: str) -> None:
        if answer == "put-away":
            self.put_away_asked.emit()
        elif self._discussion is not None:
            running = self._discussion.reading.phase is Phase.RUNNING
            onward = DiscussionTimer.next if running else DiscussionTimer.resume
            self._discussion.press(onward)

    def _switch_steps(self) -> None:
        """Show all steps instead of the one that goes on, or go back to it."""
        if self._discussion is None or self._middle.currentWidget() is self._steps:
            self._leave_steps()
            return
        self._middle.setCurrentWidget(self._steps)
        self._steps.offer(self._discussion.state)

    def _leave_steps(self) -> None:
        self._middle.setCurrentIndex(0)
        self.transport.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, segment_id: str) -> None:
        self._leave_steps()
        if self._discussion is not None and segment_id != self._discussion.state.current.id:
            self._discussion.press(lambda timer: timer.goto(segment_id))

    def _offer_tally(self, menu: QMenu) -> None:
        """Add the tally to the menu; the room sees it only where somebody asks for that."""
        discussion = self._discussion
        if discussion is None:
            return
        count = menu.addAction(_("Count who speaks"))
        count.setCheckable(True)
        count.setChecked(self.talk.tally is not None)
        count.triggered.connect(self._switch_tally)
        if self.talk.tally is not None:
            show = menu.addAction(_("Show the room who has spoken"))
            show.setCheckable(True)
            show.setChecked(self.talk.for_room)
            show.triggered.connect(self.talk.show_to_room)
        menu.addSeparator()

    def _switch_tally(self) -> None:
        if self._discussion is not None:
            self.talk.count(self.talk.tally is None, self._discussion.state)

    def _follow_tally(self) -> None:
        """Count up to this moment and show the rest of the frame with it."""
        self._fit_step()
        if self._discussion is not None:
            self._discussion.look()
            self._keeper.keep(self.talk.tally, self._discussion.state, at_once=True)

    def _fit_step(self, _compact: bool = False) -> None:
        """Leave room for the names on a low page, and for everything on a narrow one."""
        crowded = self.talk.tally is not None and len(self.talk.tally.people) > FEW
        if self._discussion is not None:
            reading = self._discussion.reading
            names = (*reading.speakers, *reading.listeners, *reading.answerers)
            letters = len("".join(names)) + len(groups_text(reading.segment))
            crowded = crowded or letters > MANY_LETTERS
        self.step.set_compact(self.transport.is_compact or (self._is_low and crowded))

    @property
    def _is_low(self) -> bool:
        """Whether not everything has room below one another."""
        return self.height() < self.fontMetrics().height() * LOW_BELOW

    def _tap(self, person_id: str) -> None:
        self._follow_tally()
        self.talk.tap(person_id)
        self._follow_tally()

    def _announce(self, signal: RunSignal) -> None:
        """Tell a screen reader, once."""
        reading = self._discussion.reading if self._discussion else None
        if reading is not None and QAccessible.isActive():
            words = f"{segment_title(signal.segment)}. {level_text(reading)}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _press_key(self, key: int) -> None:
        """Do what a key means that was pressed in the room's window, unless it is a practice."""
        if not self.isHidden():
            self.transport.press_key(key)

    def _decide_gap(self, answer: str) -> None:
        if self._discussion is None:
            return
        self._discussion.press(lambda timer: timer.decide_gap(answer == "count"))
        if answer == "finish":
            self._discussion.press(lambda timer: timer.finish())

    def _ask_finish(self) -> None:
        """Ask only if something would be cut off."""
        if self._discussion is None:
            return
        reading = self._discussion.reading
        late = reading.level in (Level.LAST, Level.OVER) or reading.segment.open_ended
        if reading.following is None and late:
            self._decide_finish("finish")
            return
        self._finish.ask(
            _("Finish the discussion here?"),
            [(_("Finish"), "finish"), (_("Go on"), "stay")],
        )
        self._finish.take_cursor()

    def _decide_finish(self, answer: str) -> None:
        self._finish.hide()
        self.transport.toggle.setFocus(Qt.FocusReason.OtherFocusReason)
        if answer == "finish" and self._discussion is not None:
            self._discussion.press(lambda timer: timer.finish())

    def _offer_replan(self) -> None:
        if self._discussion is not None:
            self.talk.step_aside(self._is_low)
            self._replan.offer(self._discussion)
