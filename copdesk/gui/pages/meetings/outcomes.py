"""The foot of the minutes: what the notes come to, as decisions, commitments and topics."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import Decision
from copdesk.domain.text import LINE_LIMIT
from copdesk.domain.topics import Topic
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import add_commitment, added
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.folding_row import FoldingRow
from copdesk.gui.pages.meetings.item_minutes import ItemMinutes
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class OutcomesFoot(QFrame):
    """Work on the agenda item whose notes had the cursor last."""

    made_commitment = Signal()
    """A line has become a commitment, which still wants a name and a day."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._section: ItemMinutes | None = None
        self._decide = OnceLine()
        self._decide.setObjectName("newDecision")
        self._draft = LineDraft(desk, services.drafts, self._decide, "decision")
        self._decide.returnPressed.connect(self._add_decision)
        row = FoldingRow(self._decide)
        row.put(self._line_button())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, SPACE // 2, 0, 0)
        rows.addWidget(row)
        self.setEnabled(not services.read_only_reason)

    def work_on(self, section: ItemMinutes) -> None:
        """Take the notes of another agenda item."""
        self._section = section
        heading = section.form.heading if section.form else ""
        if section.form is not None:
            self._draft.be_about(section.form.meeting_id)
        text = _("Decided about “{item}”: write it and press Enter").format(item=heading)
        self._decide.setPlaceholderText(text)
        self._decide.setAccessibleName(_("Decided about “{item}”").format(item=heading))

    def _line_button(self) -> QPushButton:
        made = button(_("Make the line…"), "makeTheLine")
        made.setToolTip(_("Takes the line of the notes in which the cursor is"))
        menu = QMenu(made)
        for name, text, press in (
            ("lineToDecision", _("a decision"), self._to_decision),
            ("lineToCommitment", _("a commitment"), self._to_commitment),
            ("lineToTopic", _("a topic that waits"), self._to_topic),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.triggered.connect(press)
        made.setMenu(menu)
        return made

    def _line(self) -> str:
        return self._section.line() if self._section else ""

    def _add_decision(self) -> None:
        if self._store_decision(self._decide.text()):
            self._decide.empty()

    def _store_decision(self, text: str) -> bool:
        form = self._section.form if self._section else None
        if form is None or not text.strip():
            return False
        decision = Decision(item_id=form.item_id, text=text)
        service = self._services.meetings
        outcome = self._desk.do(
            added(text), lambda: service.save_decision(form.meeting_id, decision)
        )
        return outcome is not None

    def _to_decision(self) -> None:
        self._store_decision(self._line())

    def _to_commitment(self) -> None:
        form, text = self._section.form if self._section else None, self._line()
        if form is not None and text:
            commitment = Commitment(text=text, meeting_id=form.meeting_id, item_id=form.item_id)
            if add_commitment(self._desk, self._services.commitments, commitment) is not None:
                self.made_commitment.emit()

    def _to_topic(self) -> None:
        form, text = self._section.form if self._section else None, self._line()
        if form is not None and text:
            topic = Topic(text=text[:LINE_LIMIT], meeting_id=form.meeting_id)
            self._desk.do(added(text), partial(self._services.commitments.save_topic, topic))
