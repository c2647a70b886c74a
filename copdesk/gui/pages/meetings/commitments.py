"""The commitments of a meeting: report back on the open ones, and make new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.clock import today
from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import Meeting, MeetingState
from copdesk.domain.members import Member
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import add_commitment
from copdesk.gui.look.icons import set_icon
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.commitment_card import CommitmentCard
from copdesk.gui.pages.meetings.folding_row import FoldingRow
from copdesk.gui.pages.meetings.report_back import ReportCard
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.language import _
from copdesk.services.changes import Area

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class CommitmentsPane(QScrollArea):
    """Two lists: what people come back with, and what they take home."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._allowed = not services.read_only_reason
        self._meeting: Meeting | None = None
        self._members: dict[str, Member] = {}
        self.reports: list[ReportCard] = []
        self.cards: list[CommitmentCard] = []
        self._card_of: dict[str, QFrame] = {}
        self._who = PersonPicker(_("Who"))
        self._what = OnceLine()
        self._by = DateField(_("By when"), today(services.clock))
        self._add = button(_("Add"))
        self._lay_out()
        self._drafts = [
            LineDraft(desk, services.drafts, line, name)
            for line, name in ((self._what, "commitment"), (self._who.line, "commitment-who"))
        ]
        self._what.returnPressed.connect(self._add_commitment)
        self._add.clicked.connect(self._add_commitment)

    def take_in(self, changed: Area) -> None:
        """Read the members again."""
        if changed & Area.MEMBERS:
            self._members = {one.id: one for one in self._services.members.all()}
            self._who.set_people(self._people())

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what waits for this meeting or was reported at it, and what was promised at it."""
        self._meeting = meeting
        for draft in self._drafts:
            draft.be_about(meeting.id)
        known = self._services.commitments.all()
        back = [one for one in known if comes_back(one, meeting)]
        made = [one for one in known if one.meeting_id == meeting.id]
        while len(self.reports) < len(back):
            card = ReportCard(self._services, self._desk)
            self._report_rows.addWidget(card)
            self.reports.append(card)
        for card, commitment in zip(self.reports, back, strict=False):
            card.show_commitment(meeting, commitment, self._name_of(commitment))
            card.show()
        for card in self.reports[len(back) :]:
            card.hide()
        while len(self.cards) < len(made):
            own = CommitmentCard(self._services, self._desk)
            self._card_rows.addWidget(own)
            self.cards.append(own)
        for own, commitment in zip(self.cards, made, strict=False):
            own.show_commitment(commitment, self._name_of(commitment), self._people())
            own.show()
        for own in self.cards[len(made) :]:
            own.hide()
        self._none_back.setVisible(not back)
        self._card_of = {one.id: card for one, card in zip(back, self.reports, strict=False)}
        self._card_of |= {one.id: card for one, card in zip(made, self.cards, strict=False)}

    def show_part(self, part_id: str) -> None:
        """Put the cursor into the card of a commitment."""
        card = self._card_of.get(part_id)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(card)

    def _lay_out(self) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        set_margins(rows, 0, SPACE, SPACE, SPACE)
        rows.setSpacing(SPACE)
        self._report_rows, self._card_rows = QVBoxLayout(), QVBoxLayout()
        for layout in (self._report_rows, self._card_rows):
            layout.setSpacing(SPACE)
        self._none_back: QLabel = plain_label(
            _("Nobody has promised anything that is still open."), "muted", wrap=True
        )
        rows.addWidget(plain_label(_("Taken home from this meeting"), "heading"))
        rows.addWidget(self._new_line())
        rows.addLayout(self._card_rows)
        rows.addSpacing(SPACE)
        rows.addWidget(plain_label(_("Report back: what came of earlier ones?"), "heading"))
        rows.addWidget(self._none_back)
        rows.addLayout(self._report_rows)
        rows.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _new_line(self) -> QWidget:
        self._who.setObjectName("newCommitmentWho")
        self._who.set_hint(_("Who?"))
        self._what.setObjectName("newCommitment")
        self._what.setAccessibleName(_("What"))
        self._what.setPlaceholderText(_("Will try or do what? Press Enter to add"))
        self._by.setObjectName("newCommitmentBy")
        self._add.setObjectName("addCommitment")
        set_icon(self._add, "add")
        line = FoldingRow(self._what)
        line.put(self._who, self._by, self._add)
        line.setEnabled(self._allowed)
        return line

    def _add_commitment(self) -> None:
        meeting, who = self._meeting, self._who.field_value()
        if meeting is None or not self._what.text().strip():
            self._what.setFocus()
            return
        commitment = Commitment(
            text=self._what.text(),
            member_id=who.member_id,
            who="" if who.member_id else who.name,
            by=self._by.field_value(),
            meeting_id=meeting.id,
            made_on=meeting.held_on,
        )
        if add_commitment(self._desk, self._services.commitments, commitment) is not None:
            self._what.empty()
            self._who.set_field_value(Person("", ""))
            self._by.set_field_value(None)
            self._what.setFocus()

    def _people(self) -> list[Person]:
        return [Person(one.id, one.name) for one in self._members.values() if one.is_active]

    def _name_of(self, commitment: Commitment) -> str:
        member = self._members.get(commitment.member_id)
        return member.name if member else commitment.who


def comes_back(commitment: Commitment, meeting: Meeting) -> bool:
    """Whether a commitment waits for a meeting, or was told about at it."""
    if commitment.meeting_id == meeting.id:
        return False
    told_here = any(report.meeting_id == meeting.id for report in commitment.reports)
    is_over = meeting.state in (MeetingState.FINAL, MeetingState.NOT_HELD)
    return told_here or (commitment.waits_for(meeting) and not is_over)
