"""Who does what at a meeting, and who came."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.domain.meetings import Meeting, MeetingRole, role_name
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.icons import set_icon
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.meetings.attendance import AttendancePane
from copdesk.gui.pages.meetings.words import turn_sentence
from copdesk.gui.widgets.elided_button import ElidedButton
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import set_margins
from copdesk.gui.widgets.person_picker import Person, PersonPicker
from copdesk.gui.widgets.tall_scroll import LowScroll
from copdesk.language import _
from copdesk.services.changes import Area

if TYPE_CHECKING:
    from copdesk.services.opening import Services


class PeoplePane(QWidget):
    """Attendance, and the roles beside it."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self.roles = RolesPane(services, desk)
        self.attendance = AttendancePane(services, desk)
        side = LowScroll(self.roles, _("Who does what"))
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, SPACE, 0, 0)
        sides.setSpacing(2 * SPACE)
        sides.addWidget(self.attendance, 3)
        sides.addWidget(side, 2)

    def take_in(self, changed: Area) -> None:
        """Read the members again."""
        self.roles.take_in(changed)
        self.attendance.take_in(changed)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the people of a meeting."""
        self.roles.show_meeting(meeting)
        self.attendance.show_meeting(meeting)


class RolesPane(QWidget):
    """A picker for each role; while it is open, the rota says whose turn it is."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._meeting: Meeting | None = None
        self._pickers: dict[MeetingRole, PersonPicker] = {}
        self._turns: dict[MeetingRole, QPushButton] = {}
        self._next_in_turn: dict[MeetingRole, str] = {}
        rows = QVBoxLayout(self)
        set_margins(rows, 0, 0, SPACE, 0)
        rows.setSpacing(SPACE // 2)
        rows.addWidget(plain_label(_("Who does what"), "heading"))
        for role in MeetingRole:
            self._add_role(rows, role)
        rows.addStretch(1)

    def take_in(self, changed: Area) -> None:
        """Read the members again."""
        if changed & Area.MEMBERS:
            members = [one for one in self._services.members.all() if one.is_active]
            for picker in self._pickers.values():
                picker.set_people([Person(one.id, one.name) for one in members])

    def show_meeting(self, meeting: Meeting) -> None:
        """Show who does what, and whose turn it is where nobody does it yet."""
        self._meeting = meeting
        names = {one.id: one.name for one in self._services.members.all()}
        spoken_for = {taken.member_id for taken in meeting.roles}
        for role, picker in self._pickers.items():
            holder = meeting.role_holder(role)
            if not picker.hasFocus() or picker.field_value().member_id != holder:
                with QSignalBlocker(picker):
                    picker.set_field_value(Person(holder, names.get(holder, "")))
            spoken_for.add(self._show_turn(meeting, role, spoken_for))

    def _add_role(self, rows: QVBoxLayout, role: MeetingRole) -> None:
        name = role_name(role)
        picker = PersonPicker(name)
        picker.setObjectName(f"role-{role.value}")
        picker.setEnabled(not self._services.read_only_reason)
        picker.activated.connect(partial(self._choose, role))
        line_edit = picker.lineEdit()
        if line_edit is not None:
            line_edit.editingFinished.connect(partial(self._choose, role))
        turn = ElidedButton()
        turn.setObjectName(f"turn-{role.value}")
        turn.setFlat(True)
        set_icon(turn, "check")
        turn.clicked.connect(partial(self._accept_turn, role))
        label = plain_label(name, "muted")
        label.setBuddy(picker)
        line = QHBoxLayout()
        line.addWidget(turn)
        line.addStretch(0)
        rows.addWidget(label)
        rows.addWidget(picker)
        rows.addLayout(line)
        rows.addSpacing(SPACE // 2)
        self._pickers[role], self._turns[role] = picker, turn

    def _show_turn(self, meeting: Meeting, role: MeetingRole, spoken_for: set[str]) -> str:
        """Suggest somebody who has no role yet and is not suggested for another."""
        button = self._turns[role]
        is_open = not meeting.role_holder(role)
        turns = self._services.meetings.whose_turn(meeting.id, role) if is_open else []
        free = [turn for turn in turns if turn.member.id not in spoken_for] or turns
        button.setVisible(bool(free) and not self._services.read_only_reason)
        if not free:
            return ""
        button.setText(turn_sentence(free[0]).replace("&", "&&"))
        button.setAccessibleName(button.text())
        self._next_in_turn[role] = free[0].member.id
        return free[0].member.id

    def _choose(self, role: MeetingRole, *_index: object) -> None:
        chosen = self._pickers[role].field_value()
        if chosen.name and not chosen.member_id:
            return  # the name of nobody here: wait until it is somebody's
        self._give(role, chosen.member_id)

    def _accept_turn(self, role: MeetingRole, _checked: bool = False) -> None:
        self._give(role, self._next_in_turn[role])

    def _give(self, role: MeetingRole, member_id: str) -> None:
        meeting, service = self._meeting, self._services.meetings
        if meeting is None or meeting.role_holder(role) == member_id:
            return
        self._desk.do(_("Change a role"), lambda: service.take_role(meeting.id, role, member_id))
