"""What is still open for everybody, with the two ways to close it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.commitments import Commitment, CommitmentState
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import N_, _, date_text, ngettext
from copdesk.services.commitments import CommitmentService
from copdesk.services.members import MemberService

MOST: Final = 30
BUTTONS: Final = {CommitmentState.KEPT: N_("Kept"), CommitmentState.LET_GO: N_("Let go")}
MESSAGES: Final = {
    CommitmentState.KEPT: N_("Kept: {text}"),
    CommitmentState.LET_GO: N_("Let go: {text}"),
}


class OpenCommitments(QWidget):
    """One line for each; nothing is counted or ranked."""

    def __init__(self, service: CommitmentService, members: MemberService, desk: Desk) -> None:
        super().__init__()
        self._service, self._members, self._desk = service, members, desk
        self._rows = bare(QVBoxLayout(self))
        self._rows.setSpacing(SPACE)

    def show_commitments(self) -> None:
        """Read them again."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        names = {one.id: one.called for one in self._members.all()}
        still_open = self._service.open()
        for one in still_open[:MOST]:
            self._rows.addWidget(self._row(one, names.get(one.member_id, one.who)))
        if len(still_open) > MOST:
            number = len(still_open) - MOST
            text = ngettext("and {number} more", "and {number} more", number)
            self._rows.addWidget(plain_label(text.format(number=number), "muted"))
        if not still_open:
            nothing = _("Nothing is open. What people promise at a meeting shows up here.")
            self._rows.addWidget(plain_label(nothing, "muted", wrap=True))

    def _row(self, one: Commitment, who: str) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain_label(one.text, wrap=True))
        words.addWidget(plain_label(_who_and_when(one, who), "muted", wrap=True))
        row = QWidget()
        across = bare(QHBoxLayout(row))
        across.setSpacing(SPACE // 2)
        across.addLayout(words, 1)
        for state, text in (
            (CommitmentState.KEPT, _("Kept")),
            (CommitmentState.LET_GO, _("Let go")),
        ):
            made = button(text, f"{state.value} {one.id}", flat=True)
            made.setAccessibleName(_(MESSAGES[state]).format(text=one.text))
            made.clicked.connect(lambda _checked=False, to=state: self._close(one, to))
            across.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _close(self, one: Commitment, state: CommitmentState) -> None:
        service, text = self._service, _(MESSAGES[state]).format(text=one.text)
        self._desk.do(text, lambda: service.set_state(one.id, state), message=text)


def _who_and_when(one: Commitment, who: str) -> str:
    by = date_text(one.by, "medium") if one.by else _("until we meet again")
    return _("{who} · {by}").format(who=who or _("Everybody"), by=by)
