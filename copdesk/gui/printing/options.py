"""What can be chosen for a handout: paper, pages on a side, size of print, parts of a packet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from copdesk.domain.paper import PAPERS
from copdesk.gui.desk.desk import Desk
from copdesk.gui.look.theme import SPACE
from copdesk.gui.printing.parts import PartsList
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import _
from copdesk.services.handouts.kinds import SHEETS, Choice, kind_of
from copdesk.services.handouts.wanted import Wanted

if TYPE_CHECKING:
    from copdesk.services.opening import Services

LETTERS: Final = 26


class PrintOptions(QWidget):
    """A narrow column of choices; the parts of a packet are remembered for its series."""

    chosen = Signal()

    def __init__(self, services: Services, desk: Desk, wanted: Wanted) -> None:
        super().__init__()
        self._services, self._desk, self._wanted = services, desk, wanted
        self._kind = kind_of(wanted.kind)
        self._has_parts = Choice.PARTS in self._kind.choices
        self._paper, self._sheets = QComboBox(), QComboBox()
        self._large = QCheckBox(_("Large print"))
        self._parts = PartsList()
        self._lay_out()
        self._choose_first_values()
        self._paper.currentIndexChanged.connect(self._tell)
        self._sheets.currentIndexChanged.connect(self._tell)
        self._large.toggled.connect(self._tell)
        self._parts.chosen.connect(self._keep_parts)

    def holds_nothing(self) -> bool:
        """Whether no part of the packet is ticked."""
        return self._has_parts and not self._parts.parts()

    def paper(self) -> str:
        """Return the paper that was chosen: `a4` or `letter`."""
        return str(self._paper.currentData())

    def applied_to(self, wanted: Wanted) -> Wanted:
        """Return what is wanted with these choices."""
        return replace(
            wanted,
            paper=self.paper(),
            sheets=str(self._sheets.currentData()),
            large_print=self._large.isChecked(),
            parts=self._parts.parts() if self._has_parts else (),
        )

    def _lay_out(self) -> None:
        label = plain_label(_("Paper"), "muted")
        label.setBuddy(self._paper)
        for widget, name, text in (
            (self._paper, "paper", _("Paper")),
            (self._sheets, "sheets", _("Pages on a side")),
            (self._large, "largePrint", _("Large print")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(text)
        parts = plain_label(_("Parts of the packet"), "muted")
        rows = bare(QVBoxLayout(self))
        rows.setSpacing(SPACE)
        for widget in (label, self._paper, self._sheets, self._large, parts):
            rows.addWidget(widget)
        rows.addWidget(self._parts, 1)
        options = self._kind.options
        for widget, can_be_chosen in (
            (self._sheets, len(options.sheets) > 1),
            (self._large, options.large_print),
            (parts, self._has_parts),
            (self._parts, self._has_parts),
        ):
            widget.setVisible(can_be_chosen)
        rows.addStretch(0 if self._has_parts else 1)
        self.setFixedWidth(max(190, self.fontMetrics().averageCharWidth() * LETTERS))

    def _choose_first_values(self) -> None:
        for paper in self._kind.options.papers:
            self._paper.addItem(_(PAPERS[paper].name), paper)
        for sheets in self._kind.options.sheets:
            self._sheets.addItem(_(SHEETS[sheets]), sheets)
        usual = self._wanted.paper or self._services.community.get().paper
        self._paper.setCurrentIndex(max(self._paper.findData(usual.lower()), 0))
        self._sheets.setCurrentIndex(max(self._sheets.findData(self._wanted.sheets), 0))
        self._large.setChecked(self._wanted.large_print)
        if self._has_parts:
            self._parts.show_parts(self._wanted.parts or self._kept_parts())

    def _kept_parts(self) -> tuple[str, ...]:
        return self._services.packets.parts(self._meeting_id) if self._meeting_id else ()

    @property
    def _meeting_id(self) -> str:
        """The meeting that the packet is for; empty when there is none yet."""
        if self._wanted.meeting_id:
            return self._wanted.meeting_id
        latest = self._services.meetings.latest()
        return latest.id if latest else ""

    def _keep_parts(self) -> None:
        """Remember the choice where that is allowed; a community opened for reading prints too."""
        if self._meeting_id and not self._services.read_only_reason:
            meeting, parts = self._meeting_id, self._parts.parts()
            packets = self._services.packets
            self._desk.do(_("Choose parts of the packet"), lambda: packets.keep(meeting, parts))
        self.chosen.emit()

    def _tell(self, *_value: object) -> None:
        self.chosen.emit()
