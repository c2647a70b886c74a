"""One commitment that comes back: what happened, and whether it is kept, let go or still open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.meetings import Meeting
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import name_of
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import N_, _, date_text

if TYPE_CHECKING:
    from copdesk.services.opening import Services

STATES: Final = {
    CommitmentState.OPEN: N_("Still open"),
    CommitmentState.KEPT: N_("Kept"),
    CommitmentState.LET_GO: N_("Let go"),
}


class ReportCard(QFrame):
    """The commitment, what was told so far, a line for what happened, and where it stands."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting: Meeting | None = None
        self._commitment: Commitment | None = None
        self.setObjectName("reportBack")
        self.setProperty("role", "card")
        self._text = plain_label(role="heading", wrap=True)
        self._about = plain_label(role="muted", wrap=True)
        self._told = plain_label(wrap=True)
        self._line = OnceLine()
        self._line.setObjectName("reportText")
        self.setFocusProxy(self._line)
        self._line.setPlaceholderText(_("What happened? Press Enter to keep it"))
        self._line.setAccessibleName(_("What happened"))
        self._draft = LineDraft(desk, services.drafts, self._line, "report-back")
        self._line.returnPressed.connect(self._tell)
        self._states: dict[CommitmentState, QPushButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(SPACE // 2)
        for widget in (self._text, self._about, self._told, self._line, self._buttons()):
            rows.addWidget(widget)
        self._line.setEnabled(not services.read_only_reason)

    def show_commitment(self, meeting: Meeting, commitment: Commitment, name: str) -> None:
        """Show a commitment at a meeting, with the line that was begun for it."""
        self._draft.be_about(commitment.id)
        self._meeting, self._commitment = meeting, commitment
        self._text.setText(commitment.text)
        parts = [name] if name else []
        if commitment.made_on is not None:
            parts.append(
                _("promised on {date}").format(date=date_text(commitment.made_on, "medium"))
            )
        if commitment.by is not None:
            parts.append(_("by {date}").format(date=date_text(commitment.by, "medium")))
        self._about.setText(" · ".join(parts))
        self._told.setText("\n".join(report.text for report in commitment.reports))
        self._told.setVisible(bool(commitment.reports))
        for state, made in self._states.items():
            made.setChecked(commitment.state is state)

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for state, text in STATES.items():
            made = button(_(text), f"report-{state.value}")
            made.setCheckable(True)
            made.setEnabled(not self._services.read_only_reason)
            made.clicked.connect(partial(self._set_state, state))
            self._states[state] = made
            flow.addWidget(made)
        return buttons

    def _tell(self) -> None:
        self._report(None)

    def _report(self, state: CommitmentState | None) -> None:
        commitment, meeting, service = self._commitment, self._meeting, self._services.commitments
        text = self._line.text().strip()
        if commitment is None or meeting is None or not text:
            return
        told = ReportBack(meeting_id=meeting.id, reported_on=meeting.held_on, text=text)
        action = partial(service.report, commitment.id, told, state)
        if self._desk.do(_reported(commitment), action) is not None:
            self._line.empty()

    def _set_state(self, state: CommitmentState, _checked: bool = False) -> None:
        commitment, service = self._commitment, self._services.commitments
        if commitment is None:
            return
        for each, made in self._states.items():
            made.setChecked(each is commitment.state)
        if state is commitment.state:
            return
        if self._line.text().strip():
            self._report(state)
            return
        self._desk.do(
            _reported(commitment),
            lambda: service.set_state(commitment.id, state),
            message=_("“{text}” is now: {state}.").format(
                text=commitment.text, state=_(STATES[state])
            ),
        )


def _reported(commitment: Commitment) -> str:
    return _("Report back on “{name}”").format(name=name_of(commitment))
