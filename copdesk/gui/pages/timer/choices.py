"""What is decided before a discussion: roles, optional steps, ways, and the time there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from copdesk.domain.plan.choices import Choices
from copdesk.domain.plan.subgroups import Person
from copdesk.domain.protocols.protocol import Choice, Protocol, Round, Step, walk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.number_field import NumberField
from copdesk.gui.widgets.optional_fields import TimeField
from copdesk.language import _

EVERYBODY_ELSE: Final = "group"
"""The role of all who have no other; nobody is asked for it."""


class TimerChoices(QWidget):
    """A form that is made anew for each protocol."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.minutes = NumberField(_("Minutes"), 0, 600)
        self.minutes.setObjectName("minutesAvailable")
        self.minutes.setSpecialValueText(_("as planned"))
        self.minutes.setSingleStep(5)
        self.end_at = TimeField(_("Must end at"), time(17, 0))
        self.end_at.setObjectName("mustEndAt")
        self._roles: dict[str, QComboBox] = {}
        self._steps: dict[str, QCheckBox] = {}
        self._ways: dict[str, QComboBox] = {}
        self._form = bare(QFormLayout(self))
        self._form.setSpacing(SPACE)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.addRow(_("Minutes"), self.minutes)
        self._form.addRow(_("Must end at"), self.end_at)
        self._fixed = self._form.rowCount()
        self.minutes.valueChanged.connect(self.edited)
        self.end_at.field_edited.connect(self.edited)

    def show_protocol(
        self, protocol: Protocol, people: Sequence[Person], suggested: Mapping[str, str]
    ) -> None:
        """Ask what this protocol needs; `suggested` maps roles to the ids of people."""
        while self._form.rowCount() > self._fixed:
            self._form.removeRow(self._fixed)
        self._roles, self._steps, self._ways = {}, {}, {}
        for role in protocol.roles:
            if role.id != EVERYBODY_ELSE:
                self._roles[role.id] = box = self._combo(role.label, f"role-{role.id}")
                self._fill(box, people, suggested.get(role.id, ""))
        for node in walk(protocol.nodes):
            step = node.each if isinstance(node, Round) else node
            if isinstance(step, Step) and step.optional:
                self._steps[step.id] = self._check(step)
            if isinstance(node, Choice):
                self._ways[node.id] = box = self._combo(node.title, f"way-{node.id}")
                box.addItem(_("What usually fits"), "")
                for option in node.options:
                    box.addItem(option.title, option.id)

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer other people for the roles; who still fits stays."""
        for box in self._roles.values():
            box.blockSignals(True)
            self._fill(box, people, str(box.currentData() or ""))
            box.blockSignals(False)

    def chosen(self, given_way: Choices) -> Choices:
        """Return what is decided here, together with what had to give way for lack of time."""
        roles = {role: str(box.currentData() or "") for role, box in self._roles.items()}
        ways = {way: str(box.currentData() or "") for way, box in self._ways.items()}
        wanted = {step for step, box in self._steps.items() if box.isChecked()}
        return replace(
            given_way,
            roles={role: [person] for role, person in roles.items() if person},
            options={way: option for way, option in ways.items() if option},
            include=wanted,
            leave_out=set(self._steps) - wanted,
        )

    def drop_optional_steps(self) -> None:
        """Leave all optional steps out."""
        for box in self._steps.values():
            box.setChecked(False)

    def end_after(self, now: datetime) -> datetime | None:
        """Return the instant at which it must end, the next time the clock shows it."""
        chosen = self.end_at.field_value()
        if chosen is None:
            return None
        local = now.astimezone()
        end = datetime.combine(local.date(), chosen, local.tzinfo)
        return end if end > local else end + timedelta(days=1)

    def seconds(self, now: datetime) -> int | None:
        """Return the time there is; None lets the protocol take what it plans."""
        end = self.end_after(now)
        if end is not None:
            return max(int((end - now).total_seconds()) // 30 * 30, 60)
        return self.minutes.value() * 60 or None

    def _combo(self, title: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        box.currentIndexChanged.connect(self.edited)
        self._form.addRow(title, box)
        return box

    def _check(self, step: Step) -> QCheckBox:
        box = QCheckBox(_("With “{step}”").format(step=step.title).replace("&", "&&"))
        box.setObjectName(f"step-{step.id}")
        box.setChecked(step.default_on)
        box.toggled.connect(self.edited)
        self._form.addRow(box)
        return box

    def _fill(self, box: QComboBox, people: Sequence[Person], chosen: str) -> None:
        box.clear()
        box.addItem(_("Nobody in particular"), "")
        for person in people:
            box.addItem(person.name, person.id)
        box.setCurrentIndex(max(box.findData(chosen), 0))
