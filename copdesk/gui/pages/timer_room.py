"""The second screen, the sound, and what to think of before a discussion starts."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.gui.projector_screens import Projector
from copdesk.gui.sound import Sound, Volume
from copdesk.gui.theme import SPACE
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import N_, _

VOLUMES = {
    Volume.OFF: N_("No sound"),
    Volume.SOFT: N_("Soft sound"),
    Volume.CLEAR: N_("Clear sound"),
}


class TimerRoom(QWidget):
    """Choose and try out what the room will see and hear."""

    def __init__(self, projector: Projector, sound: Sound) -> None:
        super().__init__()
        self._projector, self._sound = projector, sound
        self.place, self.volume = _combo(_("For the room")), _combo(_("Sound"))
        self.place.setObjectName("projectorScreen")
        self.volume.setObjectName("soundVolume")
        for volume, title in VOLUMES.items():
            self.volume.addItem(_(title), volume.value)
        try_sound = QPushButton(_("Listen"))
        try_sound.setObjectName("trySound")
        try_sound.clicked.connect(self._try_sound)
        self._hint = plain_label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        label = plain_label(_("For the room"))
        label.setBuddy(self.place)
        row = QHBoxLayout()
        row.addWidget(self.volume, 1)
        row.addWidget(try_sound)
        column.addWidget(label)
        column.addWidget(self.place)
        column.addSpacing(SPACE // 2)
        column.addLayout(row)
        column.addWidget(self._hint)
        self.volume.currentIndexChanged.connect(self._choose_volume)

    def refresh(self) -> None:
        """Look again at which screens there are."""
        chosen = self._projector.place or self._projector.usual()
        self.place.clear()
        for place, title in self._projector.choices():
            self.place.addItem(title, place)
        self.place.setCurrentIndex(max(self.place.findData(chosen), 0))
        self.volume.blockSignals(True)
        self.volume.setCurrentIndex(self.volume.findData(self._sound.volume.value))
        self.volume.blockSignals(False)
        advice = _("Plug the laptop in, and leave its lid open: closed, it sleeps.")
        self._hint.setText("\n".join(filter(None, (self._projector.missing(), advice))))

    def open_projector(self) -> None:
        """Show the room's window where it was chosen."""
        self._projector.open(str(self.place.currentData() or ""))

    def _choose_volume(self) -> None:
        self._sound.choose(Volume(str(self.volume.currentData())))

    def _try_sound(self) -> None:
        if self._sound.volume is not Volume.OFF and not self._sound.play():
            self._hint.setText(_("Nothing here can play a sound; the screens show the end anyway."))


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
