"""One member: what is known, which groups, and what this person took part in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.members import Group, Member
from copdesk.gui.forms.ui_member_form import Ui_MemberForm
from copdesk.gui.look.theme import SPACE
from copdesk.gui.pages.members.groups import MemberGroups
from copdesk.gui.pages.members.participation import MemberParticipation
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.optional_fields import DateField
from copdesk.language import _
from copdesk.services.members import Participation

FORM_LETTERS: Final = 88
BESIDE_LETTERS: Final = 48
"""Widths in average letters, so that they grow with the text."""


class MemberForm(QWidget, Ui_MemberForm):
    """The fields, named like those of a member."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setupUi(self)
        self.joined_on = DateField(_("Joined on"), today)
        self.left_on = DateField(_("Left on"), today)
        self.groups = MemberGroups()
        self._insert(_("&Joined"), self.joined_on)
        self._insert(_("&Left"), self.left_on)
        self._insert(_("&Groups"), self.groups)
        self.joined_on.setObjectName("joined_on")
        self.left_on.setObjectName("left_on")
        self._order_tabs()

    def _insert(self, text: str, field: QWidget) -> None:
        label = QLabel(text)
        label.setBuddy(field.line if isinstance(field, MemberGroups) else field)
        row, _role = cast("tuple[int, object]", self.rows.getWidgetPosition(self.in_directory))
        self.rows.insertRow(row, label, field)

    def _order_tabs(self) -> None:
        order = (
            self.address, self.joined_on, self.left_on, self.groups, self.in_directory, self.notes,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


class MemberDetail(QScrollArea):
    """The pane beside the list."""

    remove_asked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.form = MemberForm(today)
        self.took_part = MemberParticipation()
        self._title = ElidedLabel("", "title")
        self.remove = button(
            _("Remove"), "removeMember", "remove", self.remove_asked.emit, flat=True
        )
        self.form.name.textChanged.connect(self._title.set_text)
        self._left = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.setWidget(self._content())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def show_member(self, member: Member, groups: Sequence[Group], took: Participation) -> None:
        """Show what stands outside the bound fields."""
        self.form.groups.show_groups(groups, member)
        self.took_part.show_participation(took)

    def allow_changes(self, allowed: bool) -> None:
        """Whether the member may be changed or removed."""
        self.form.setEnabled(allowed)
        self.remove.setEnabled(allowed)

    def _fit(self) -> None:
        """Put the participation beside the form where both have room."""
        letter = self.fontMetrics().averageCharWidth()
        beside = BESIDE_LETTERS * letter
        wide = self.viewport().width() >= self.form.sizeHint().width() + 2 * beside
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._left.setMaximumWidth(FORM_LETTERS * letter)
        self.took_part.setMaximumWidth(beside if wide else FORM_LETTERS * letter)

    def _content(self) -> QWidget:
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.remove)
        rows = bare(QVBoxLayout(self._left))
        rows.setSpacing(SPACE)
        rows.addLayout(top)
        rows.addWidget(self.form)
        self._columns.setContentsMargins(SPACE * 2, 0, SPACE * 2, SPACE * 2)
        self._columns.setSpacing(SPACE * 3)
        self._columns.addWidget(self._left, 3, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self.took_part, 2, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch(1)
        content = QWidget()
        content.setLayout(self._columns)
        return content


def nobody_chosen() -> QLabel:
    """Return what stands in the pane while the list has no cursor."""
    label = plain_label(_("Choose somebody in the list."), "muted", wrap=True)
    label.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
    return label
