"""A question in the page itself, with a button for each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label

Direction = QBoxLayout.Direction


class QuestionStrip(QFrame):
    """Hidden until something is asked; nothing waits for the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "warning")
        self._text = plain_label("", wrap=True)
        self._answers: list[QPushButton] = []
        self._answered: Callable[[str], None] | None = None
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._box = QBoxLayout(Direction.LeftToRight, self)
        self._box.setContentsMargins(SPACE * 2, SPACE // 2, SPACE * 2, SPACE // 2)
        self._box.setSpacing(SPACE)
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self._row)
        self.hide()

    def ask(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show a question; an answer is the words on its button and a name for the program."""
        known = [(answer.text(), answer.objectName()) for answer in self._answers]
        self._text.setText(text)
        self.setAccessibleName(text)
        if known != [(words.replace("&", "&&"), f"answer-{name}") for words, name in answers]:
            self._flow.clear()
            self._answers = [self._answer(words, name) for words, name in answers]
        self._fit()
        self.show()

    def answer_with(self, answered: Callable[[str], None]) -> None:
        """Say what to call with the name of the answer."""
        self._answered = answered

    def take_cursor(self) -> None:
        """Put the cursor on the first answer."""
        if self._answers:
            self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return what is asked, nothing while hidden."""
        return "" if self.isHidden() else self._text.text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the answers beside the question, or under it where both have no room."""
        needed = self._flow.width_of_one_row()
        words = self.fontMetrics().horizontalAdvance(self._text.text())
        beside = words + needed + SPACE * 6 <= self.width()
        self._box.setDirection(Direction.LeftToRight if beside else Direction.TopToBottom)
        self._row.setMinimumWidth(needed if beside else 0)

    def _answer(self, words: str, name: str) -> QPushButton:
        escaped = words.replace("&", "&&")
        answer = button(escaped, f"answer-{name}", press=partial(self._take, name))
        answer.setAutoDefault(True)
        self._flow.addWidget(answer)
        answer.show()
        return answer

    def _take(self, name: str) -> None:
        if self._answered is not None:
            self._answered(name)
