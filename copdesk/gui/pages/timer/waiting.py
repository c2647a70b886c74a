"""Discussions that a crash left open or that were put away, offered above everything else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.run.runs import Run, RunState
from copdesk.domain.run.timer import restore
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.leading.question_strip import QuestionStrip
from copdesk.gui.leading.words import waiting_text
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.tall_scroll import TallScroll
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services

IN_VIEW: Final = 2.5
"""How many there is room for; half a one shows that the list goes on."""


class WaitingRuns(QWidget):
    """A question for each of them; they stay until they are answered."""

    go_on_asked = Signal(str)

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("waitingRuns")
        self._services, self._desk = services, desk
        self._shown: list[str] = []
        self._texts: dict[str, str] = {}
        self._strips: list[QuestionStrip] = []
        inside = QWidget()
        self._rows = bare(QVBoxLayout(inside))
        self._rows.setSpacing(1)
        self._area = TallScroll(inside, _("Discussions that wait"))
        column = bare(QVBoxLayout(self))
        column.addWidget(self._area)

    def refresh(self, led: str) -> None:
        """Look again; while a discussion is led nothing else is offered."""
        self._texts.pop(led, None)  # it waits at another second afterwards
        runs = [] if led or self._services.read_only_reason else self._waiting()
        offers = [(run, text) for run in runs if (text := self._offer(run))]
        self._shown = [run.id for run, _text in offers]
        while len(self._strips) < len(offers):
            self._add_strip()
        for strip in self._strips[len(offers) :]:
            strip.hide()
        for strip, (run, text) in zip(self._strips, offers, strict=False):
            answers = [(_("Go on"), "go-on"), (_("End it"), "end")]
            if run.state is RunState.OPEN:
                answers.append((_("Put it away"), "put-away"))
            strip.ask(text, answers)
        self._area.setFixedHeight(self._height(len(offers)))
        self.setVisible(bool(offers))

    def _add_strip(self) -> None:
        strip = QuestionStrip()
        strip.answer_with(partial(self._take, len(self._strips)))
        self._strips.append(strip)
        self._rows.addWidget(strip)

    def _height(self, number: int) -> int:
        """Return how high the list is with so many in it."""
        if not number:
            return 0
        one = max(strip.sizeHint().height() for strip in self._strips[:number])
        return round(min(number, IN_VIEW) * (one + self._rows.spacing()))

    def _waiting(self) -> list[Run]:
        return self._services.discussions.waiting()

    def _offer(self, run: Run) -> str:
        """Return the offer; a run whose plan cannot be read is left for the check to find."""
        if run.id not in self._texts:
            try:
                loaded = self._services.discussions.load(run.id)
            except UserError:
                return ""
            timer, _new = restore(loaded.plan, loaded.log, loaded.heartbeat, self._services.clock)
            self._texts[run.id] = waiting_text(run.title, timer.reading())
        return self._texts[run.id]

    def _take(self, number: int, answer: str) -> None:
        run_id, discussions = self._shown[number], self._services.discussions
        if answer == "go-on":
            self.go_on_asked.emit(run_id)
        elif answer == "end":
            self._desk.do(_("End a discussion"), lambda: discussions.end(run_id), is_final=True)
        else:
            words = _("Put a discussion away")
            self._desk.do(words, lambda: discussions.put_away(run_id), is_final=True)
