"""What a protocol comes to for so many people and minutes, or what is wrong with it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.protocols.checks import Problem, located_problems
from copdesk.domain.protocols.protocol import Protocol
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.quiet_timer import QuietTimer
from copdesk.gui.leading.plan_table import PlanTable
from copdesk.gui.leading.words import plan_text
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _, ngettext

REST_MS: Final = 150
MOST_PROBLEMS: Final = 6


class LivePlan(QWidget):
    """Follows the protocol a moment after each change."""

    part_asked = Signal(str)
    """The id of the part that a problem is about; empty for the protocol itself."""
    judged = Signal(bool)
    """Whether the protocol can be led."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._protocol: Protocol | None = None
        self.people = NumberField(_("People"), 2, 40)
        self.people.setObjectName("planPeople")
        self.people.setValue(desk.settings.number("timer/people", 8))
        self.minutes = NumberField(_("Minutes"), 0, 600)
        self.minutes.setObjectName("planMinutes")
        self.minutes.setSpecialValueText(_("any"))
        self.minutes.setSingleStep(5)
        self._said = plain_label("", "heading", wrap=True)
        self._said.setObjectName("planSaid")
        self._notices = plain_label("", "muted", wrap=True)
        self._problems = QVBoxLayout()
        self._problems.setSpacing(SPACE // 2)
        self.steps = PlanTable()
        self._rest = QuietTimer(self.refresh, self, quiet=REST_MS)
        self._lay_out()
        self.people.valueChanged.connect(self._wait)
        self.minutes.valueChanged.connect(self._wait)

    def follow(self, protocol: Protocol) -> None:
        """Show the plan of this one soon."""
        at_once = self._protocol is None or self._protocol.id != protocol.id
        self._protocol = protocol
        if at_once:
            self.refresh()
        else:
            self._wait()

    def refresh(self) -> None:
        """Show the plan now."""
        self._rest.stop()
        protocol = self._protocol
        if protocol is None:
            return
        found = located_problems(protocol)
        self._show_problems(found)
        self.judged.emit(not found)
        if found:
            text = ngettext(
                "A draft: {number} thing is to be mended before it can be led.",
                "A draft: {number} things are to be mended before it can be led.",
                len(found),
            )
            self._said.setText(text.format(number=len(found)))
            self._show_notices(())
            self.steps.show_plan(None)
            return
        seconds = self.minutes.value() * 60 or None
        try:
            plan = compile_plan(protocol, invented(self.people.value()), seconds=seconds)
        except UserError as error:
            self._said.setText(error.sentence)
            self._show_notices(())
            self.steps.show_plan(None)
        else:
            self._said.setText(plan_text(plan))
            self._show_notices(plan.notices)
            self.steps.show_plan(plan)

    def _wait(self, _value: int = 0) -> None:
        self._rest.touch()

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(SPACE)
        for title, field in ((_("People"), self.people), (_("Minutes"), self.minutes)):
            label = plain_label(title)
            label.setBuddy(field)
            numbers.addWidget(label)
            numbers.addWidget(field)
        numbers.addStretch(1)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        set_margins(rows, 0, 0, SPACE, SPACE * 2)
        rows.setSpacing(SPACE)
        rows.addWidget(self._said)
        rows.addLayout(self._problems)
        rows.addWidget(self._notices)
        rows.addWidget(self.steps)
        rows.addStretch(1)
        column = QVBoxLayout(self)
        set_margins(column, SPACE, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(numbers)
        column.addWidget(TallScroll(inside, _("Plan")), 1)

    def _show_notices(self, notices: tuple[str, ...]) -> None:
        self._notices.setText("\n".join(notices))
        self._notices.setVisible(bool(notices))

    def _show_problems(self, found: tuple[Problem, ...]) -> None:
        while (item := self._problems.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in found[:MOST_PROBLEMS]:
            line = _ProblemLine(problem)
            line.show_part.clicked.connect(partial(self._ask_part, problem.part))
            self._problems.addWidget(line)

    def _ask_part(self, part: str) -> None:
        self.part_asked.emit(part)


class _ProblemLine(QWidget):
    """A sentence, and the way to the part that it is about."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.setObjectName("problem")
        sentence = plain_label(problem.sentence, wrap=True)
        self.show_part = button(_("Show"), "showProblem")
        self.show_part.setAccessibleName(
            _("Show where: {problem}").format(problem=problem.sentence)
        )
        row = bare(QHBoxLayout(self))
        row.setSpacing(SPACE)
        row.addWidget(sentence, 1)
        row.addWidget(self.show_part, 0, Qt.AlignmentFlag.AlignTop)
