"""What a member took part in: names and dates, and nothing that compares people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.domain.commitments import Commitment, CommitmentState
from copdesk.domain.meetings import Meeting, role_name
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import N_, _, date_text
from copdesk.services.members import Participation

MOST_LINES: Final = 12
STATES: Final = {
    CommitmentState.OPEN: N_("open"),
    CommitmentState.KEPT: N_("kept"),
    CommitmentState.LET_GO: N_("let go"),
}


class MemberParticipation(QWidget):
    """Three short lists; each is left out while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = bare(QVBoxLayout(self))
        self._rows.setSpacing(2)

    def show_participation(self, took_part: Participation) -> None:
        """Replace what is shown."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._list(_("Meetings"), [_dated(one) for one in took_part.meetings])
        roles = [
            _("{role}: {meeting}").format(role=role_name(role), meeting=_dated(meeting))
            for meeting, role in took_part.roles
        ]
        self._list(_("Roles taken"), roles)
        self._list(_("Commitments"), [_commitment_line(one) for one in took_part.commitments])
        self.setVisible(bool(self._rows.count()))

    def _list(self, title: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self._rows.addWidget(plain_label(title, "heading"))
        for line in lines[:MOST_LINES]:
            self._rows.addWidget(plain_label(line, wrap=True))
        if len(lines) > MOST_LINES:
            more = _("and {number} before").format(number=len(lines) - MOST_LINES)
            self._rows.addWidget(plain_label(more, "muted"))
        self._rows.addSpacing(8)


def _dated(meeting: Meeting) -> str:
    day = date_text(meeting.held_on, "medium")
    return _("{date} · {title}").format(date=day, title=meeting.title)


def _commitment_line(one: Commitment) -> str:
    return _("{text} ({state})").format(text=one.text, state=_(STATES[one.state]))
