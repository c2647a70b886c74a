"""The second screen, the sound, and what to think of before a discussion starts."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.run.reading import Reading
from copdesk.gui.leading.power import Power, PowerWatch
from copdesk.gui.leading.projector_screens import OFF, Projector
from copdesk.gui.leading.sound import Sound, Volume
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.language import N_, _

VOLUMES: Final = {
    Volume.OFF: N_("No sound"),
    Volume.SOFT: N_("Soft sound"),
    Volume.CLEAR: N_("Clear sound"),
}


class TimerRoom(QWidget):
    """Choose and try out what the room will see and hear."""

    look_asked = Signal()
    """Somebody wants to see the first step on the room's screen; answer with `show_first`."""

    def __init__(
        self, projector: Projector, sound: Sound, battery: PowerWatch | None = None
    ) -> None:
        super().__init__()
        self._projector, self._sound = projector, sound
        self._battery = battery or PowerWatch()
        self._power: Power | None = None
        self._minutes = 0
        self.place, self.volume = _combo(_("For the room")), _combo(_("Sound"))
        self.place.setObjectName("projectorScreen")
        self.volume.setObjectName("soundVolume")
        for volume, title in VOLUMES.items():
            self.volume.addItem(_(title), volume.value)
        try_sound = button(_("Listen"), "trySound", "", self._try_sound)
        self._look = button(_("Try"), "tryProjector")
        self._look.setToolTip(_("Show the first step there for a look"))
        self._look.clicked.connect(self._try_projector)
        self._hint = plain_label("", "muted", wrap=True)
        self._hint.setObjectName("roomAdvice")
        self._low = plain_label("", wrap=True)
        self._low.setObjectName("batteryAdvice")
        self._low.hide()
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE // 2)
        label = plain_label(_("For the room"))
        label.setBuddy(self.place)
        row = QHBoxLayout()
        row.addWidget(self.volume, 1)
        row.addWidget(try_sound)
        column.addWidget(label)
        screen = QHBoxLayout()
        screen.addWidget(self.place, 1)
        screen.addWidget(self._look)
        column.addLayout(screen)
        column.addSpacing(SPACE // 2)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addWidget(self._low)
        self._battery.found.connect(self._follow_battery)
        projector.changed.connect(self._name_look)
        self.place.currentIndexChanged.connect(self._name_look)
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
        self._advise()
        self._battery.look()

    def advise_for(self, minutes: int) -> None:
        """Say whether the battery lasts for so many minutes."""
        self._minutes = minutes
        self._advise()

    def show_first(self, reading: Reading) -> None:
        """Show the first step to the room, for a look."""
        self.open_projector()
        self._projector.show_reading(reading)

    def open_projector(self) -> None:
        """Show the room's window where it was chosen."""
        self._projector.open(str(self.place.currentData() or ""))

    def _choose_volume(self) -> None:
        self._sound.choose(Volume(str(self.volume.currentData())))

    def _try_projector(self) -> None:
        if self._projector.place == OFF:
            self.look_asked.emit()
        else:
            self._projector.close()

    def _name_look(self, _index: int = 0) -> None:
        """Offer what can be done: have a look, or end it."""
        opened = self._projector.place != OFF
        self._look.setText(_("Close") if opened else _("Try"))
        self._look.setEnabled(opened or bool(self.place.currentData()))

    def _follow_battery(self, power: Power | None) -> None:
        self._power = power
        self._advise()

    def _advise(self) -> None:
        """Speak of the battery only when it is low; a computer without one has no lid either."""
        lid = _("Leave the lid open: closed, the laptop sleeps.") if self._power else ""
        self._hint.setText("\n".join(filter(None, (self._projector.missing(), lid))))
        self._hint.setVisible(bool(self._hint.text()))
        low = self._power is not None and self._power.is_low_for(self._minutes)
        self._low.setVisible(low)
        if self._power is not None and low:
            self._low.setText(
                _(
                    "The battery is at {charge} %, which may be too little for {minutes} min. "
                    "Plug the laptop in."
                ).format(charge=self._power.charge, minutes=self._minutes)
            )

    def _try_sound(self) -> None:
        if self._sound.volume is not Volume.OFF and not self._sound.play():
            self._hint.show()
            self._hint.setText(_("Nothing here can play a sound; the screens show the end anyway."))


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
