"""The groups of one member, as ticks, with a line for a new group."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from copdesk.domain.members import Group, Member
from copdesk.gui.widgets.entry_line import EntryLine
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.margins import bare
from copdesk.language import _


class MemberGroups(QWidget):
    """Say which group is joined or left; whoever listens does it."""

    joined = Signal(str)
    left = Signal(str)
    new_groups = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: dict[str, QCheckBox] = {}
        self._ticked = QWidget()
        self._flow = FlowLayout(self._ticked)
        self.line = EntryLine(_("Name of a new group"), _("New group, then Enter"))
        self.line.setObjectName("newGroup")
        self.line.entered.connect(self.new_groups)
        rows = bare(QVBoxLayout(self))
        rows.addWidget(self._ticked)
        rows.addWidget(self.line)

    def show_groups(self, groups: Sequence[Group], member: Member) -> None:
        """Tick those that the member is in; a group that is still there keeps its tick box."""
        inside = {time.group_id for time in member.memberships if time.left_on is None}
        if [group.id for group in groups] != list(self._ticks):
            self._flow.clear()
            self._ticks = {group.id: self._tick(group) for group in groups}
        for group in groups:
            tick = self._ticks[group.id]
            tick.blockSignals(True)
            tick.setText(group.name.replace("&", "&&"))
            tick.setChecked(group.id in inside)
            tick.blockSignals(False)
        self._ticked.setVisible(bool(groups))
        self._ticked.updateGeometry()

    def _tick(self, group: Group) -> QCheckBox:
        tick = QCheckBox()
        tick.setObjectName(f"group {group.name}")
        tick.toggled.connect(partial(self._toggle, group.id))
        self._flow.addWidget(tick)
        return tick

    def _toggle(self, group_id: str, ticked: bool) -> None:
        (self.joined if ticked else self.left).emit(group_id)
