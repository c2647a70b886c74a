"""One decision of the minutes: what was agreed, why, and the views that stand beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from copdesk.domain.meetings import Decision
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.undoable import remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import tool_button
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import _
from copdesk.services.changes import Outcome

if TYPE_CHECKING:
    from copdesk.services.opening import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """A decision and the meeting that it belongs to."""

    id: str
    meeting_id: str
    stored: Decision
    text: str
    reason: str
    differing_views: str

    def decision(self) -> Decision:
        """Return the decision that the form says."""
        return replace(
            self.stored, text=self.text, reason=self.reason, differing_views=self.differing_views
        )


class DecisionCard(QFrame):
    """The three lines of a decision; they save themselves."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self.setObjectName("decision")
        self.setProperty("role", "card")
        self.text, self.reason, self.differing_views = QLineEdit(), QLineEdit(), QLineEdit()
        self._binding = FormBinding(DecisionForm, self)
        self._autosave = Autosave(desk, self._binding, self._save)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setSpacing(SPACE // 2)
        for row, (name, label, widget) in enumerate(
            (
                ("decisionText", _("Decided"), self.text),
                ("decisionReason", _("Because"), self.reason),
                ("decisionViews", _("Other views"), self.differing_views),
            )
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(label)
            widget.setReadOnly(bool(services.read_only_reason))
            title = plain_label(label, "muted")
            title.setBuddy(widget)
            grid.addWidget(title, row, 0)
            grid.addWidget(widget, row, 1)
        remove = tool_button("trash", _("Remove this decision"), "removeDecision")
        remove.setEnabled(not services.read_only_reason)
        remove.clicked.connect(self._remove)
        grid.addWidget(remove, 0, 2)

    @property
    def decision_id(self) -> str:
        """Which decision is shown, nothing before the first."""
        return self._binding.shown.id if self._binding.shown is not None else ""

    def show_decision(self, meeting_id: str, decision: Decision) -> None:
        """Show a decision of a meeting."""
        self._binding.show(
            DecisionForm(
                id=decision.id,
                meeting_id=meeting_id,
                stored=decision,
                text=decision.text,
                reason=decision.reason,
                differing_views=decision.differing_views,
            )
        )

    def _save(self, typed: DecisionForm, before: DecisionForm) -> Outcome[Decision]:
        service = self._services.meetings
        return service.save_decision(typed.meeting_id, typed.decision(), before.decision())

    def _remove(self) -> None:
        shown, service = self._binding.shown, self._services.meetings
        if shown is not None:
            remove_named(self._desk, shown.text, shown.id, service.remove_decision)
