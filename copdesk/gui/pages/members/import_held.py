"""The rows of an import that wait for somebody to say who they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from copdesk.domain.members import Member
from copdesk.domain.people.import_plan import IncomingPerson, PlannedRow
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.choice_box import ChoiceBox
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import _, listed, ngettext

MOST: Final = 60
SKIP: Final = "skip"
NEW: Final = "new"


class HeldRows(QWidget):
    """One question for each row; without an answer the row is not imported."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[int, ChoiceBox] = {}
        self._rows = bare(QVBoxLayout(self))
        self._rows.setSpacing(SPACE)

    def show_rows(self, held: Sequence[PlannedRow]) -> None:
        """Ask about these; answers given before for the same rows stay."""
        kept = {row: choice.currentData() for row, choice in self._choices.items()}
        self._choices = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in held[:MOST]:
            if row.person is not None:
                self._rows.addWidget(self._card(row, row.person, kept.get(row.row)))
        if len(held) > MOST:
            number = len(held) - MOST
            text = ngettext(
                "{number} more row is left out; import the file once more for it.",
                "{number} more rows are left out; import the file once more for them.",
                number,
            )
            self._rows.addWidget(plain_label(text.format(number=number), "muted", wrap=True))

    def decisions(self) -> dict[int, str]:
        """Return who the rows are: a member's id, or empty for somebody new."""
        answers = {row: str(choice.currentData()) for row, choice in self._choices.items()}
        chosen = {row: answer for row, answer in answers.items() if answer != SKIP}
        return {row: "" if answer == NEW else answer for row, answer in chosen.items()}

    def _card(self, row: PlannedRow, person: IncomingPerson, answer: object) -> QWidget:
        choice = ChoiceBox()
        choice.setObjectName(f"decision {row.row}")
        choice.setAccessibleName(_("Who is {name}?").format(name=person.member.name))
        choice.addItem(_("Leave out"), SKIP)
        choice.addItem(_("Somebody new"), NEW)
        for known in row.resembles:
            if known.id:
                text = _("This is {name}").format(name=_described(known))
                choice.addItem(text, known.id)
        choice.setCurrentIndex(max(choice.findData(answer), 0))
        choice.currentIndexChanged.connect(lambda: self.decided.emit())
        self._choices[row.row] = choice
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        grid.addWidget(plain_label(_described(person.member), "heading", wrap=True), 0, 0)
        grid.addWidget(plain_label(row.reason, "muted", wrap=True), 1, 0)
        grid.addWidget(choice, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        return card


def _described(member: Member) -> str:
    """Return what tells two people of one name apart."""
    parts = (member.name, member.email or member.phone, member.school)
    return listed(part for part in parts if part)
