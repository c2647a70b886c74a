"""Before a discussion: who is here, what was decided, and the plan that follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.clock import Clock
from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.impossible_budget import ImpossibleBudget, WayOut
from copdesk.domain.plan.run_plan import RunPlan, compile_plan
from copdesk.domain.run.reading import clock_text
from copdesk.domain.run.replan import SMALL_DEVIATION_S
from copdesk.domain.run.timer import DiscussionTimer
from copdesk.errors import UserError
from copdesk.gui.leading.plan_table import PlanTable
from copdesk.gui.leading.question_strip import QuestionStrip
from copdesk.gui.leading.room import TimerRoom
from copdesk.gui.leading.words import plan_text
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.timer.choices import TimerChoices
from copdesk.gui.pages.timer.people import TimerPeople
from copdesk.gui.pages.timer.preparation import Preparation
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.page_header import PageHeader
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _


class TimerBefore(QWidget):
    """Everything can be left as it is: Start is one key."""

    started = Signal(object, object)
    """The plan, and the instant at which it must end or None."""
    left = Signal()

    def __init__(self, clock: Clock, room: TimerRoom) -> None:
        super().__init__()
        self._clock = clock
        self.preparation: Preparation | None = None
        self.plan: RunPlan | None = None
        self._end: datetime | None = None
        self._given_way: Choices = Choices()
        self._offered: dict[str, WayOut] = {}
        self._least_minutes = 0
        self.people, self.choices, self.room = TimerPeople(), TimerChoices(), room
        self._header = PageHeader()
        self._back = self._header.add(_("Back"), "left", self.left.emit)
        self._back.setObjectName("backToProtocols")
        self.start = self._header.add(_("Start (Enter)"), "play", self._start, primary=True)
        self.start.setObjectName("startDiscussion")
        self._length = plain_label("", "heading", wrap=True)
        self._notices = plain_label("", "muted", wrap=True)
        self._ways, self._late = QuestionStrip(), QuestionStrip()
        self._ways.setObjectName("waysOut")
        self._late.setObjectName("lateStart")
        self._late.answer_with(self._decide_late)
        self._steps = PlanTable()
        self._lay_out()
        self.people.edited.connect(self._follow_people)
        self.choices.edited.connect(self._plan_again)
        self.room.look_asked.connect(self._show_first)

    def prepare(self, preparation: Preparation) -> None:
        """Show what is known, to be changed or left."""
        self.preparation = preparation
        self._given_way = Choices(seed=int(self._clock.now().timestamp()))
        self._header.title.set_text(preparation.title or preparation.protocol.title)
        self.people.show_people(preparation.people, preparation.here)
        self.choices.blockSignals(True)
        self.choices.minutes.setValue(preparation.minutes)
        self.choices.end_at.set_field_value(None)
        self.choices.show_protocol(
            preparation.protocol, self.people.present(), preparation.suggested
        )
        self.choices.blockSignals(False)
        self.room.refresh()
        self._plan_again()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        set_margins(column, 0, 0, SPACE, 0)
        column.setSpacing(SPACE)
        column.addWidget(plain_label(_("Decide"), "heading"))
        column.addWidget(self.choices)
        column.addSpacing(SPACE)
        column.addWidget(self.room)
        column.addStretch(1)
        plan = QWidget()
        rows = QVBoxLayout(plan)
        set_margins(rows, 0, 0, SPACE, 0)
        rows.setSpacing(SPACE)
        for widget in (self._length, self._notices, self._ways, self._steps):
            rows.addWidget(widget)
        rows.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(SPACE * 2)
        across.addWidget(self.people, 3)
        across.addWidget(TallScroll(middle, _("Decide")), 3)
        across.addWidget(TallScroll(plan, _("Plan")), 5)
        whole = QVBoxLayout(self)
        set_margins(whole, SPACE * 2, SPACE * 2, SPACE, SPACE)
        whole.setSpacing(SPACE)
        whole.addWidget(self._header)
        whole.addWidget(self._late)
        whole.addLayout(across, 1)

    def _follow_people(self) -> None:
        self.choices.show_people(self.people.present())
        self._plan_again()

    def _plan_again(self) -> None:
        self.plan, self._end = None, self.choices.end_after(self._clock.now())
        self._late.hide()
        try:
            self.plan = self._compiled()
        except ImpossibleBudget as error:
            self._length.setText(error.title)
            self._offer(error)
        except UserError as error:
            self._length.setText(error.sentence)
            self._ways.hide()
        else:
            self._ways.hide()
            self._length.setText(plan_text(self.plan, self._ends(self.plan)))
        notices = self.plan.notices if self.plan else ()
        self._notices.setText("\n".join(notices))
        self._notices.setVisible(bool(notices))
        self._steps.show_plan(self.plan, with_groups=True)
        self.room.advise_for(-(-self.plan.total_s // 60) if self.plan else 0)
        self.start.setEnabled(self.plan is not None)

    def _compiled(self) -> RunPlan:
        if self.preparation is None:
            raise LookupError("Nothing has been prepared yet.")
        return compile_plan(
            self.preparation.protocol,
            self.people.present(),
            self.choices.chosen(self._given_way),
            seconds=self.choices.seconds(self._clock.now()),
        )

    def _ends(self, plan: RunPlan) -> datetime:
        return (self._clock.now() + timedelta(seconds=plan.total_s)).astimezone()

    def _offer(self, error: ImpossibleBudget) -> None:
        """Offer what would help; what would not be enough by itself says so."""
        self._offered = {way.kind: way for way in error.ways_out}
        self._least_minutes = -(-error.least_seconds // 60)
        longer = _("Take {minutes} min.").format(minutes=self._least_minutes)
        answers = [(self._way_text(way), way.kind) for way in error.ways_out]
        self._ways.ask(_("What can give way?"), [*answers, (longer, "more_time")])
        self._ways.answer_with(self._take_way)

    def _way_text(self, way: WayOut) -> str:
        minutes = -(-way.least_seconds // 60)
        if way.enough:
            return way.title
        return _("{change} Still takes {minutes} min.").format(change=way.title, minutes=minutes)

    def _take_way(self, kind: str) -> None:
        given = self._given_way
        match kind:
            case "leave_out":
                self.choices.drop_optional_steps()
            case "presenters":
                self._given_way = replace(given, presenters=self._offered[kind].number)
            case "circles":
                self._given_way = replace(given, circles=self._offered[kind].number)
            case "more_time":
                self.choices.end_at.set_field_value(None)
                self.choices.minutes.setValue(self._least_minutes)
            case _:
                self._given_way = replace(given, shorten_turns=True)
        self._plan_again()

    def _show_first(self) -> None:
        if self.plan is not None:
            self.room.show_first(DiscussionTimer(self.plan, self._clock).reading())

    def _start(self) -> None:
        """Start; ask once what gives way if the plan no longer fits before the fixed end."""
        if self.plan is None or not self.start.isEnabled():
            return
        left = (self._end - self._clock.now()).total_seconds() if self._end else self.plan.total_s
        late = self.plan.total_s - left
        if late < SMALL_DEVIATION_S or self._late.isVisible():
            self._go(self._end)
        else:
            self._ask_late(late, can_keep_end=left > 0)

    def _ask_late(self, late: float, *, can_keep_end: bool) -> None:
        text = _("It is {time} later than when this was planned.")
        keep = _("Keep the end and make the steps shorter")
        answers = [(keep, "end")] if can_keep_end else []
        answers.append((_("Keep the lengths and end later"), "lengths"))
        self._late.ask(text.format(time=clock_text(round(late))), answers)
        self._late.take_cursor()

    def _decide_late(self, answer: str) -> None:
        if answer == "lengths":
            self._go(None)
            return
        self._plan_again()
        if self.plan is not None:
            self._go(self._end)

    def _go(self, end: datetime | None) -> None:
        self._late.hide()
        self.started.emit(self.plan, end)
