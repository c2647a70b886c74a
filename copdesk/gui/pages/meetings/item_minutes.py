"""The minutes of one agenda item: notes line by line, decisions, and what a discussion left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from copdesk.domain.meetings import Decision, Meeting, Note
from copdesk.domain.run.runs import Run
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.decision import DecisionCard
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from copdesk.services.opening import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesForm:
    """The notes under one agenda item as one text, a note a line."""

    id: str
    meeting_id: str
    item_id: str
    heading: str
    text: str


class ItemMinutes(QWidget):
    """A heading, an editor for the notes, the decisions, and what the discussion left."""

    entered = Signal()
    """The cursor has come into the notes."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._cards: list[DecisionCard] = []
        self._heading = plain_label(role="heading", wrap=True)
        self._from_discussion = plain_label(wrap=True)
        self.text = TextEditor(_("Notes"), lines=2, most_lines=14)
        self.text.setObjectName("itemMinutes")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.text.setPlaceholderText(_("What was said? Each line is a note."))
        self.text.setReadOnly(bool(services.read_only_reason))
        self._binding = FormBinding(NotesForm, self)
        self._autosave = Autosave(desk, self._binding, self._save)
        self.text.installEventFilter(self)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.FocusIn and watched is self.text:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def show_item(self, meeting: Meeting, form: NotesForm, runs: Sequence[Run]) -> None:
        """Show the minutes of one item; what is being typed stays."""
        self._binding.show(form)
        self._heading.setText(form.heading)
        self.text.setAccessibleName(_("Notes: {item}").format(item=form.heading))
        lines = [line for run in runs for line in discussion_lines(run)]
        self._from_discussion.setText("\n".join(lines))
        self._from_discussion.setVisible(bool(lines))
        known = {item.id for item in meeting.agenda}
        item_id = form.item_id
        decisions = [
            one
            for one in meeting.decisions
            if (one.item_id == item_id if item_id else one.item_id not in known)
        ]
        self._show_decisions(meeting.id, decisions)

    def _lay_out(self) -> None:
        self._rows = bare(QVBoxLayout(self))
        self._rows.setSpacing(SPACE // 2)
        for widget in (self._heading, self._from_discussion, self.text):
            self._rows.addWidget(widget)

    def _save(self, typed: NotesForm, before: NotesForm) -> Outcome[str]:
        service = self._services.meetings
        return service.write_notes(typed.meeting_id, typed.item_id, typed.text, before.text)

    @property
    def form(self) -> NotesForm | None:
        """What is shown."""
        return self._binding.shown

    def line(self) -> str:
        """Return the line under the cursor."""
        return self.text.textCursor().block().text().strip()

    def field_of(self, part_id: str, note: Note | None) -> QWidget | None:
        """Return the field of a decision, or that of a note with the cursor on its line."""
        for card in self._cards:
            if card.isVisibleTo(self) and card.decision_id == part_id:
                return card.text
        block = self.text.document().begin()
        while note is not None and block.isValid():
            if block.text().strip() == note.line and self._holds(note):
                self.text.setTextCursor(QTextCursor(block))
                return self.text
            block = block.next()
        return None

    def _holds(self, note: Note) -> bool:
        return self.form is not None and self.form.item_id in ("", note.item_id)

    def _show_decisions(self, meeting_id: str, decisions: Sequence[Decision]) -> None:
        while len(self._cards) < len(decisions):
            card = DecisionCard(self._services, self._desk)
            self._rows.addWidget(card)
            self._cards.append(card)
        for card, decision in zip(self._cards, decisions, strict=False):
            card.show_decision(meeting_id, decision)
            card.show()
        for card in self._cards[len(decisions) :]:
            card.hide()


def discussion_lines(run: Run) -> list[str]:
    """Return what was written down in a discussion, under the steps in which it was said."""
    lines: list[str] = []
    step = ""
    for note in run.notes:
        if not note.text.strip():
            continue
        if note.segment_title != step:
            step = note.segment_title
            lines.append(step)
        said = _("{person}: {text}").format(person=note.person, text=note.text)
        lines.append(f"  • {said if note.person else note.text}")
    return lines
