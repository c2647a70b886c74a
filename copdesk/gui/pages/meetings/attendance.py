"""Who came: a tick for each, how and when; visitors by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.meetings import Attendance, Meeting, Presence
from copdesk.domain.members import Member
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import added, name_of, remove_named
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.attendance_model import AttendanceModel, AttendanceView, Came
from copdesk.gui.pages.meetings.words import PRESENCES
from copdesk.gui.printing.menu import PrintMenu
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.optional_fields import TimeField
from copdesk.language import _, ngettext
from copdesk.services.changes import Area
from copdesk.services.handouts.kinds import About

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class AttendancePane(QWidget):
    """The list with ticks, and under it how and when the chosen person took part."""

    print_asked = Signal(str, str)
    """A handout, and the id of the member at this meeting whom it is for."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting: Meeting | None = None
        self._members: list[Member] = []
        self._allowed = not services.read_only_reason
        self._model = AttendanceModel(self, editable=self._allowed)
        self.view = AttendanceView(self._model)
        self._count = plain_label(role="heading")
        self._count.setObjectName("attendanceCount")
        self._everybody = button(_("Everybody is here"), "everybodyHere", "", self._tick_everybody)
        self._visitor = OnceLine()
        self._visitor.setObjectName("newVisitor")
        self._visitor.setPlaceholderText(_("Add a visitor and press Enter"))
        self._visitor.setAccessibleName(_("Name of a visitor"))
        self._draft = LineDraft(desk, services.drafts, self._visitor, "visitor")
        self._visitor.returnPressed.connect(self._add_visitor)
        self._hows: dict[Presence, QPushButton] = {}
        self._arrived = TimeField(_("Came at"), time(16, 0))
        self._left = TimeField(_("Left at"), time(17, 0))
        self._lay_out()
        self._model.ticked.connect(self._tick)
        self.view.selectionModel().currentRowChanged.connect(self._show_one)
        for field in (self._arrived, self._left):
            field.field_edited.connect(self._save_times)

    def take_in(self, changed: Area) -> None:
        """Read the members again."""
        if changed & Area.MEMBERS:
            self._members = sorted(
                self._services.members.all(), key=lambda one: one.name.casefold()
            )

    def show_meeting(self, meeting: Meeting) -> None:
        """Show who came; members who have left since are listed where they were there."""
        current = self._model.row(self.view.currentIndex().row())
        self._meeting = meeting
        self._draft.be_about(meeting.id)
        came = {one.member_id: one for one in meeting.attendance if one.member_id}
        rows = [
            Came(member=member, attendance=came.get(member.id))
            for member in self._members
            if member.is_active or member.id in came
        ]
        rows += [Came(member=None, attendance=one) for one in meeting.attendance if one.visitor]
        self._model.show(rows)
        number = self._model.row_of(current.key) if current else -1
        if number >= 0:
            self.view.setCurrentIndex(self._model.index(number, 0))
        here = [one for one in meeting.attendance if one.presence is not Presence.SENT_WORD]
        words = ngettext("{number} person took part", "{number} people took part", len(here))
        self._count.setText(words.format(number=len(here)))
        self._show_one()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._count, 1)
        top.addWidget(self._everybody)
        how = QWidget()
        flow = FlowLayout(how)
        self._about = plain_label(role="muted")
        for presence, text in PRESENCES.items():
            made = button(_(text), f"presence-{presence.value}")
            made.setCheckable(True)
            made.clicked.connect(partial(self._set_presence, presence))
            self._hows[presence] = made
            flow.addWidget(made)
        for text, field in ((_("Came at"), self._arrived), (_("Left at"), self._left)):
            label = plain_label(text, "muted")
            label.setBuddy(field)
            flow.addWidget(label)
            flow.addWidget(field)
        self._catch_up = button(_("Catch-up sheet…"), "catchUp", "print")
        menu = PrintMenu(self, About.MEMBER_AT_MEETING)
        menu.asked.connect(self._ask_print)
        menu.put_on(self._catch_up)
        flow.addWidget(self._catch_up)
        self._how = how
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE)
        rows.addLayout(top)
        rows.addWidget(self.view, 1)
        rows.addWidget(how)
        rows.addWidget(self._visitor)
        for widget in (self._everybody, self._visitor):
            widget.setEnabled(self._allowed)

    def _ask_print(self, kind: str) -> None:
        row = self._model.row(self.view.currentIndex().row())
        if row is not None and row.member is not None:
            self.print_asked.emit(kind, row.member.id)

    def _tick_everybody(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            service = self._services.meetings
            self._desk.do(_("Everybody is here"), lambda: service.everybody_came(meeting.id))

    def _add_visitor(self) -> None:
        meeting, name = self._meeting, self._visitor.text().strip()
        if meeting is None or not name:
            return
        visitor, service = Attendance(visitor=name), self._services.meetings
        if self._desk.do(added(name), lambda: service.save_attendance(meeting.id, visitor)):
            self._visitor.empty()

    def _tick(self, row: Came, ticked: bool) -> None:
        meeting, service = self._meeting, self._services.meetings
        if meeting is None:
            return
        if row.member is not None:
            member_id, presence = row.member.id, Presence.PRESENT if ticked else None
            words = _("“{name}” was here") if ticked else _("“{name}” was not here")
            self._desk.do(
                words.format(name=name_of(row.member)),
                lambda: service.attend(meeting.id, member_id, presence),
            )
        elif row.attendance is not None and not ticked:
            gone = row.attendance
            remove_named(
                self._desk,
                gone.visitor,
                gone.id,
                service.remove_attendance,
                text=_("Remove {name}"),
                message=_("Removed {name} from the list."),
            )

    def _set_presence(self, presence: Presence, _checked: bool = False) -> None:
        row, meeting = self._model.row(self.view.currentIndex().row()), self._meeting
        service = self._services.meetings
        if row is None or meeting is None:
            return
        if row.member is not None:
            member_id = row.member.id
            words = _changed(name_of(row.member))
            self._desk.do(words, lambda: service.attend(meeting.id, member_id, presence))
        elif row.attendance is not None:
            known = row.attendance
            told = replace(known, presence=presence)
            words = _changed(told.visitor)
            self._desk.do(words, lambda: service.save_attendance(meeting.id, told, known))

    def _save_times(self) -> None:
        row, meeting = self._model.row(self.view.currentIndex().row()), self._meeting
        if row is None or row.attendance is None or meeting is None:
            return
        known = row.attendance
        told = replace(
            known,
            arrived_at=self._arrived.field_value(),
            left_at=self._left.field_value(),
        )
        key = ("attendance", told.id)
        service = self._services.meetings
        words = _changed(name_of(row.member or told))
        self._desk.save_later(
            key, lambda: service.save_attendance(meeting.id, told, known), words=words
        )

    def _show_one(self, *_indexes: object) -> None:
        row = self._model.row(self.view.currentIndex().row())
        self._how.setVisible(row is not None and self._allowed)
        self._catch_up.setEnabled(row is not None and row.member is not None)
        attendance = row.attendance if row else None
        for presence, made in self._hows.items():
            made.setChecked(attendance is not None and attendance.presence is presence)
        for field, moment in (
            (self._arrived, attendance.arrived_at if attendance else None),
            (self._left, attendance.left_at if attendance else None),
        ):
            field.setEnabled(attendance is not None)
            field.blockSignals(True)
            if field.field_value() != moment:
                field.set_field_value(moment)
            field.blockSignals(False)


def _changed(name: str) -> str:
    return _("Change how “{name}” took part").format(name=name)
