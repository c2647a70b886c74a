"""One agenda item: who leads it, what kind it is, its protocol, notes and resources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.meetings import USUAL_MINUTES, AgendaItem, AgendaKind, Meeting
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.item_resources import TiedResources
from copdesk.gui.pages.meetings.words import AGENDA_KINDS
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.services.protocols import usual_minutes

if TYPE_CHECKING:
    from copdesk.services.opening import Services

LONGEST: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemForm:
    """An agenda item as the form shows it: who leads it is one field."""

    id: str
    meeting_id: str
    stored: AgendaItem
    title: str
    minutes: int
    kind: AgendaKind
    lead: Person
    protocol_id: str
    notes: str

    def item(self) -> AgendaItem:
        """Return the agenda item that the form says."""
        return replace(
            self.stored,
            title=self.title,
            minutes=self.minutes,
            kind=self.kind,
            lead_id=self.lead.member_id,
            lead_name="" if self.lead.member_id else self.lead.name,
            protocol_id=self.protocol_id,
            notes=self.notes,
        )


class ItemPane(QScrollArea):
    """The fields of the item under the cursor; they save themselves."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._names: dict[str, str] = {}
        self._fitted = ""
        self._untouched = USUAL_MINUTES
        self.title = QLineEdit()
        self.minutes = NumberField(_("Minutes"), 0, LONGEST, _(" min"))
        self.kind = QComboBox()
        for kind, text in AGENDA_KINDS.items():
            self.kind.addItem(_(text), kind)
        self.lead = PersonPicker(_("Led by"))
        self.protocol_id = QComboBox()
        self.notes = TextEditor(_("Notes for this item"), lines=2, most_lines=8)
        self._binding = FormBinding(ItemForm, self)
        self._binding.edited.connect(self._fit_to_protocol)
        self._autosave = Autosave(desk, self._binding, self._save)
        self._resources = TiedResources(services, desk)
        self._start = button(
            _("Lead it with the timer"), "startDiscussion", "play", self._open_timer, primary=True
        )
        self.protocol_id.currentIndexChanged.connect(self._show_start)
        self._lay_out()
        self.allow_changes(not services.read_only_reason)

    def take_in(self, changed: Area) -> None:
        """Read members and protocols again."""
        if changed & Area.MEMBERS:
            members = self._services.members.all()
            self._names = {one.id: one.name for one in members}
            self.lead.set_people([Person(one.id, one.name) for one in members if one.is_active])
        if changed & Area.PROTOCOLS:
            self._offer_protocols()

    def show_item(self, meeting: Meeting, item: AgendaItem) -> None:
        """Show an item of a meeting."""
        name = self._names.get(item.lead_id, item.lead_name)
        if self._binding.shown is None or self._binding.shown.id != item.id:
            self._untouched = USUAL_MINUTES
        self._binding.show(
            ItemForm(
                id=item.id,
                meeting_id=meeting.id,
                stored=item,
                title=item.title,
                minutes=item.minutes,
                kind=item.kind,
                lead=Person(item.lead_id if name else "", name),
                protocol_id=item.protocol_id,
                notes=item.notes,
            )
        )
        self._fitted = self.protocol_id.currentData() or ""
        self._resources.show_item(meeting, item)
        self._show_start()

    def _lay_out(self) -> None:
        body = QWidget()
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, text, widget in (
            ("itemTitle", _("Item"), self.title),
            ("itemMinutes", _("Minutes"), self.minutes),
            ("itemLead", _("Led by"), self.lead),
            ("itemKind", _("Kind"), self.kind),
            ("itemProtocol", _("Protocol"), self.protocol_id),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(text)
            label = plain_label(text, "muted")
            label.setBuddy(widget)
            form.addRow(label, widget)
        for combo in (self.kind, self.protocol_id):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(10)
        self.notes.setObjectName("itemNotes")
        self.notes.setPlaceholderText(_("What should everybody know or bring?"))
        rows = QVBoxLayout(body)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(SPACE)
        rows.addLayout(form)
        rows.addWidget(self._start)
        rows.addWidget(plain_label(_("For the agenda"), "muted"))
        rows.addWidget(self.notes)
        rows.addWidget(self._resources)
        rows.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)

    def allow_changes(self, allowed: bool) -> None:
        """Whether the item may be changed."""
        for field in (self.title, self.notes):
            field.setReadOnly(not allowed)
        for field in (self.minutes, self.kind, self.lead, self.protocol_id, self._start):
            field.setEnabled(allowed)

    def _offer_protocols(self) -> None:
        kept = self.protocol_id.currentData()
        self.protocol_id.blockSignals(True)
        self.protocol_id.clear()
        self.protocol_id.addItem(_("None"), "")
        for name, title in self._services.protocols.titles().items():
            self.protocol_id.addItem(title, name)
        self.protocol_id.setCurrentIndex(max(self.protocol_id.findData(kept), 0))
        self.protocol_id.blockSignals(False)

    def _show_start(self, *_indexes: object) -> None:
        self._start.setVisible(bool(self.protocol_id.currentData()))

    def _fit_to_protocol(self) -> None:
        """Let kind and minutes follow the protocol that was just chosen, unless they were set."""
        chosen = self.protocol_id.currentData() or ""
        if chosen == self._fitted:
            return
        self._fitted = chosen
        protocol = self._services.protocols.find(chosen)
        if protocol is None:
            return
        if self.kind.currentData() == AgendaKind.TOPIC:
            self.kind.setCurrentIndex(self.kind.findData(AgendaKind.DISCUSSION))
        if self.minutes.value() == self._untouched:
            self._untouched = min(usual_minutes(protocol), LONGEST)
            self.minutes.setValue(self._untouched)

    def _save(self, typed: ItemForm, before: ItemForm) -> Outcome[AgendaItem]:
        service = self._services.meetings
        return service.save_item(typed.meeting_id, typed.item(), before.item())

    def _open_timer(self) -> None:
        shown = self._binding.shown
        if shown is not None:
            self._desk.flush()
            self._desk.show_requested.emit("discussion", f"{shown.meeting_id}/{shown.id}")
