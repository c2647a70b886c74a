"""What can be done with the protocol on the card, besides leading it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.language import _


class ProtocolCardTools(QWidget):
    """A row of quiet buttons under the title."""

    change_asked = Signal()
    practice_asked = Signal()
    export_asked = Signal()
    starred = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.change = button("", "changeProtocol", "edit", self.change_asked.emit)
        self.practice = button(_("Practice"), "practiceProtocol", "timer", self.practice_asked.emit)
        self.export = button(_("Export…"), "exportProtocol", "export", self.export_asked.emit)
        self.star = button("", "starProtocol", "star")
        self.star.setCheckable(True)
        self.practice.setToolTip(_("Run it with invented people, as fast as you like."))
        for each in (self.change, self.practice, self.export, self.star):
            flow.addWidget(each)
        self.star.toggled.connect(self.starred)
        self.star.toggled.connect(self._say_star)
        self.show_state(is_own=False, is_draft=False, is_favorite=False)

    def show_state(self, *, is_own: bool, is_draft: bool, is_favorite: bool) -> None:
        """Offer what this protocol allows."""
        self.change.setText(_("Change…") if is_own else _("Copy and change…"))
        self.practice.setEnabled(not is_draft)
        self.export.setEnabled(not is_draft)
        self.star.blockSignals(True)
        self.star.setChecked(is_favorite)
        self.star.blockSignals(False)
        self._say_star(is_favorite)

    def allow_changes(self, allowed: bool) -> None:
        """Whether anything in this community may be changed."""
        self.change.setEnabled(allowed)
        self.star.setEnabled(allowed)

    def _say_star(self, is_favorite: bool) -> None:
        self.star.setText(_("Favorite") if is_favorite else _("Make it a favorite"))


class ShelfButtons(QWidget):
    """What can be done with the list of protocols as a whole."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.new = button(_("New protocol"), "newProtocol", "add")
        self.take_in = button(_("Import…"), "importProtocols", "import")
        flow.addWidget(self.new)
        flow.addWidget(self.take_in)
