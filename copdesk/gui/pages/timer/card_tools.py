"""What can be done with the protocol on the card, besides leading it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from copdesk.gui.look.icons import set_icon
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
        self.change = self._button("changeProtocol", "edit")
        self.practice = self._button("practiceProtocol", "timer")
        self.export = self._button("exportProtocol", "export")
        self.star = self._button("starProtocol", "star")
        self.star.setCheckable(True)
        self.practice.setText(_("Practice"))
        self.practice.setToolTip(_("Run it with invented people, as fast as you like."))
        self.export.setText(_("Export…"))
        for button in (self.change, self.practice, self.export, self.star):
            flow.addWidget(button)
        self.change.clicked.connect(lambda: self.change_asked.emit())
        self.practice.clicked.connect(lambda: self.practice_asked.emit())
        self.export.clicked.connect(lambda: self.export_asked.emit())
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

    def forbid_changes(self) -> None:
        """Nothing in this community may be changed."""
        self.change.setEnabled(False)
        self.star.setEnabled(False)

    def _say_star(self, is_favorite: bool) -> None:
        self.star.setText(_("Favorite") if is_favorite else _("Make it a favorite"))

    def _button(self, name: str, icon: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        set_icon(button, icon)
        return button


class ShelfButtons(QWidget):
    """What can be done with the list of protocols as a whole."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.new, self.take_in = QPushButton(_("New protocol")), QPushButton(_("Import…"))
        self.new.setObjectName("newProtocol")
        self.take_in.setObjectName("importProtocols")
        set_icon(self.new, "add")
        set_icon(self.take_in, "import")
        flow.addWidget(self.new)
        flow.addWidget(self.take_in)
