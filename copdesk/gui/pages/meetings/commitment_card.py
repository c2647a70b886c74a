"""One commitment made at the meeting: what, who, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from copdesk.clock import today
from copdesk.domain.commitments import Commitment
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.folding_row import FoldingRow
from copdesk.gui.widgets.buttons import tool_button
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from copdesk.services.opening import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentForm:
    """A commitment as the form shows it: who promised is one field."""

    id: str
    stored: Commitment
    text: str
    who: Person
    by: date | None

    def commitment(self) -> Commitment:
        """Return the commitment that the form says."""
        return replace(
            self.stored,
            text=self.text,
            member_id=self.who.member_id,
            who="" if self.who.member_id else self.who.name,
            by=self.by,
        )


class CommitmentCard(QFrame):
    """The fields of a commitment; they save themselves."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self.setObjectName("commitmentCard")
        self.setProperty("role", "card")
        self.text = TextEditor(_("What"), lines=1, most_lines=4)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.text.setObjectName("commitmentCardText")
        self.setFocusProxy(self.text)
        self.who = PersonPicker(_("Who"))
        self.who.setObjectName("commitmentCardWho")
        self.who.set_hint(_("Who?"))
        self.by = DateField(_("By when"), today(services.clock))
        self._binding = FormBinding(CommitmentForm, self)
        self._autosave = Autosave(desk, self._binding, self._save)
        remove = tool_button("trash", _("Remove this commitment"), "removeCommitment", self._remove)
        line = FoldingRow(self.text, letters=110)
        line.put(self.who, self.by, remove)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        rows.addWidget(line)
        self.setEnabled(not services.read_only_reason)

    def show_commitment(self, commitment: Commitment, name: str, people: Sequence[Person]) -> None:
        """Show a commitment."""
        self.who.set_people(people)
        self._binding.show(
            CommitmentForm(
                id=commitment.id,
                stored=commitment,
                text=commitment.text,
                who=Person(commitment.member_id if name else "", name),
                by=commitment.by,
            )
        )

    def _save(self, typed: CommitmentForm, before: CommitmentForm) -> Outcome[Commitment]:
        return self._services.commitments.save(typed.commitment(), before.commitment())

    def _remove(self) -> None:
        shown, service = self._binding.shown, self._services.commitments
        if shown is not None:
            remove_named(self._desk, shown.text, shown.id, service.remove)
