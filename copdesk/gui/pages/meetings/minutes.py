"""The minutes: under each agenda item what was said and decided, and topics for another day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from copdesk.domain.meetings import Meeting
from copdesk.domain.topics import Topic
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import added
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.item_minutes import ItemMinutes, NotesForm
from copdesk.gui.pages.meetings.outcomes import OutcomesFoot
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare, set_margins
from copdesk.language import _
from copdesk.services.changes import Area

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class MinutesPane(QWidget):
    """One section for each agenda item, one for what belongs to none, and the parking lot."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting: Meeting | None = None
        self.sections: list[ItemMinutes] = []
        self._current: ItemMinutes | None = None
        body = QWidget()
        self._rows = QVBoxLayout(body)
        set_margins(self._rows, 0, SPACE, SPACE, SPACE)
        self._rows.setSpacing(2 * SPACE)
        self._rows.addWidget(self._parking_lot())
        self._rows.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.foot = OutcomesFoot(services, desk)
        whole = bare(QVBoxLayout(self))
        whole.setSpacing(SPACE // 2)
        whole.addWidget(area, 1)
        whole.addWidget(self.foot)

    def take_in(self, changed: Area) -> None:
        """Nothing is offered here that changes apart from the meeting."""

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the minutes; sections are used again, so that the cursor stays."""
        self._meeting = meeting
        self._draft.be_about(meeting.id)
        runs = self._services.discussions.of_meeting(meeting.id)
        known = {item.id for item in meeting.agenda}
        forms = [
            self._form(meeting, number, item.id, item.title)
            for number, item in enumerate(meeting.agenda, start=1)
        ]
        forms.append(self._form(meeting, 0, "", _("What else was said")))
        for number, form in enumerate(forms):
            item_id = form.item_id
            of_item = [
                run
                for run in runs
                if (run.item_id == item_id if item_id else run.item_id not in known)
            ]
            self._section(number).show_item(meeting, form, of_item)
        for section in self.sections[len(forms) :]:
            section.hide()
        self._show_parked(meeting)
        if self._current is None or not self._current.isVisibleTo(self):
            self._current = self.sections[0]
        self.foot.work_on(self._current)

    def show_part(self, part_id: str) -> None:
        """Put the cursor on a note or a decision, and bring it into view."""
        notes = self._meeting.notes if self._meeting is not None else ()
        note = next((one for one in notes if one.id == part_id), None)
        for section in self.sections:
            field = section.field_of(part_id, note)
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(field)
                return

    def _enter(self, section: ItemMinutes) -> None:
        self._current = section
        self.foot.work_on(section)

    def _form(self, meeting: Meeting, number: int, item_id: str, title: str) -> NotesForm:
        notes = meeting.notes_under(item_id)
        return NotesForm(
            id=f"{meeting.id}/{item_id}",
            meeting_id=meeting.id,
            item_id=item_id,
            heading=_("{number}. {title}").format(number=number, title=title) if number else title,
            text="\n".join(note.line for note in notes),
        )

    def _section(self, number: int) -> ItemMinutes:
        while number >= len(self.sections):
            section = ItemMinutes(self._services, self._desk)
            section.entered.connect(partial(self._enter, section))
            section.setObjectName(f"minutesOf-{len(self.sections)}")
            self._rows.insertWidget(len(self.sections), section)
            self.sections.append(section)
        self.sections[number].show()
        return self.sections[number]

    def _parking_lot(self) -> QWidget:
        lot = QWidget()
        rows = bare(QVBoxLayout(lot))
        rows.setSpacing(SPACE // 2)
        rows.addWidget(plain_label(_("For another day"), "heading"))
        self._parked = plain_label(wrap=True)
        self._parked.setObjectName("parkedTopics")
        self._park = OnceLine()
        self._park.setObjectName("newTopic")
        self._park.setPlaceholderText(_("Put a topic into the parking lot and press Enter"))
        self._park.setAccessibleName(_("A topic for another day"))
        self._park.setEnabled(not self._services.read_only_reason)
        self._draft = LineDraft(self._desk, self._services.drafts, self._park, "topic")
        self._park.returnPressed.connect(self._park_topic)
        rows.addWidget(self._parked)
        rows.addWidget(self._park)
        return lot

    def _park_topic(self) -> None:
        meeting, text = self._meeting, self._park.text().strip()
        if meeting is None or not text:
            return
        topic = Topic(text=text, meeting_id=meeting.id)
        service = self._services.commitments
        if self._desk.do(added(text), lambda: service.save_topic(topic)) is not None:
            self._park.empty()

    def _show_parked(self, meeting: Meeting) -> None:
        raised = [
            topic for topic in self._services.commitments.topics() if topic.meeting_id == meeting.id
        ]
        self._parked.setText("\n".join(f"• {topic.text}" for topic in raised))
        self._parked.setVisible(bool(raised))
