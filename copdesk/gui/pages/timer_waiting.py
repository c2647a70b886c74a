"""Discussions that a crash left open or that were put away, offered above everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.runs import Run, RunState
from copdesk.domain.timer import restore
from copdesk.errors import UserError
from copdesk.gui.desk import Desk
from copdesk.gui.pages.timer_question import QuestionStrip
from copdesk.gui.timer_words import waiting_text
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services

MOST_OFFERED = 2


class WaitingRuns(QWidget):
    """A question for each of them; they stay until they are answered."""

    go_on_asked = Signal(str)

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("waitingRuns")
        self._services, self._desk = services, desk
        self._shown: list[str] = []
        self._strips = [QuestionStrip() for _number in range(MOST_OFFERED)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for number, strip in enumerate(self._strips):
            strip.answer_with(lambda answer, number=number: self._take(number, answer))
            column.addWidget(strip)

    def refresh(self, led: str) -> None:
        """Look again; while a discussion is led nothing else is offered."""
        runs = [] if led or self._services.read_only_reason else self._waiting()
        offers = [(run, text) for run in runs if (text := self._offer(run))][:MOST_OFFERED]
        self._shown = [run.id for run, _text in offers]
        for number, strip in enumerate(self._strips):
            if number >= len(offers):
                strip.hide()
                continue
            run, text = offers[number]
            answers = [(_("Go on"), "go-on"), (_("End it"), "end")]
            if run.state is RunState.OPEN:
                answers.append((_("Put it away"), "put-away"))
            strip.ask(text, answers)
        self.setVisible(bool(offers))

    def _waiting(self) -> list[Run]:
        return self._services.discussions.waiting()

    def _offer(self, run: Run) -> str:
        """Return the offer; a run whose plan cannot be read is left for the check to find."""
        try:
            loaded = self._services.discussions.load(run.id)
        except UserError:
            return ""
        timer, _new = restore(loaded.plan, loaded.log, loaded.heartbeat, self._services.clock)
        return waiting_text(run.title, timer.reading())

    def _take(self, number: int, answer: str) -> None:
        run_id, discussions = self._shown[number], self._services.discussions
        if answer == "go-on":
            self.go_on_asked.emit(run_id)
        elif answer == "end":
            self._desk.do(lambda: discussions.end(run_id))
        else:
            self._desk.do(lambda: discussions.put_away(run_id))
