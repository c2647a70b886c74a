"""What the room sees, from the control side: how much of it, and one line of words."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from copdesk.gui.leading.projector import Mode
from copdesk.gui.leading.projector_screens import OFF, Projector
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.actions import action
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.keys import keys_of
from copdesk.language import N_, _

MODES: Final = {
    Mode.CALM: N_("Calm (C)"),
    Mode.DIGITS: N_("Digits (D)"),
    Mode.BLACK: N_("Black"),
}


class ScreenControls(QWidget):
    """Where the room's window is, how much it shows, and a message."""

    def __init__(self, projector: Projector) -> None:
        super().__init__()
        self._projector = projector
        self._place, self._mode = QComboBox(), QComboBox()
        for box, name, title in (
            (self._place, "roomPlace", _("For the room")),
            (self._mode, "roomMode", _("How much the room sees")),
        ):
            box.setObjectName(name)
            box.setAccessibleName(title)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(4)
        for mode, title in MODES.items():
            self._mode.addItem(_(title), mode.value)
        self._message = QLineEdit()
        self._message.setObjectName("roomMessage")
        self._message.setAccessibleName(_("A line to the room"))
        self._message.setPlaceholderText(_("A line to the room; Enter shows it"))
        self._told = plain_label("", "muted", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._place, 3)
        row.addWidget(self._mode, 2)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        column.addWidget(plain_label(_("For the room"), "heading"))
        column.addLayout(row)
        column.addWidget(self._message)
        column.addWidget(self._told)
        self._place.activated.connect(self._choose_place)
        self._mode.activated.connect(self._choose_mode)
        self._message.returnPressed.connect(self._send)
        projector.changed.connect(self.refresh)
        projector.told.connect(self.tell)
        for name, mode in (("room-calm", Mode.CALM), ("room-digits", Mode.DIGITS)):
            action(self, _(MODES[mode]), keys=keys_of(name), run=partial(self._take_mode, mode))
        self._told.hide()
        self.refresh()

    def refresh(self) -> None:
        """Look again at which screens there are, and which has the room's window."""
        self._place.clear()
        for place, title in self._projector.choices():
            self._place.addItem(title, place)
        self._place.setCurrentIndex(max(self._place.findData(self._projector.place), 0))
        opened = self._projector.place != OFF
        self._mode.setVisible(opened)
        self._message.setVisible(opened)
        window = self._projector.window
        if window is not None:
            self._mode.setCurrentIndex(self._mode.findData(window.mode.value))

    def _choose_place(self) -> None:
        self._told.hide()
        self._projector.open(str(self._place.currentData() or ""))

    def _choose_mode(self) -> None:
        self._projector.show_mode(Mode(str(self._mode.currentData())))

    def _take_mode(self, mode: Mode) -> None:
        self._projector.show_mode(mode)
        self.refresh()

    def _send(self) -> None:
        window = self._projector.window
        if window is not None:
            window.show_message(self._message.text())
            self._message.selectAll()

    def tell(self, text: str) -> None:
        """Say what became of the second screen, or of something else, under the choices."""
        self._told.setText(text)
        self._told.show()
