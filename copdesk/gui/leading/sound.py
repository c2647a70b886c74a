"""A quiet sound beside what the screens show; never the only signal."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QProcess

from copdesk.domain.protocols.protocol import OnZero
from copdesk.domain.run.reading import Signal, SignalKind
from copdesk.gui.settings import Settings
from copdesk.resources import resource

_KEY: Final = "timer/sound"
_PLAYERS: Final = (("pw-play",), ("paplay",), ("afplay",), ("aplay", "-q"))


class Volume(StrEnum):
    """What the user can choose."""

    OFF = "off"
    SOFT = "soft"
    CLEAR = "clear"


class Sound:
    """Plays our own two sounds through whatever the system has."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def volume(self) -> Volume:
        """What was chosen; soft until then."""
        known = {volume.value: volume for volume in Volume}
        return known.get(self._settings.text(_KEY), Volume.SOFT)

    def choose(self, volume: Volume) -> None:
        """Remember how loud it should be."""
        self._settings.set_text(_KEY, volume.value)

    def follow(self, signal: Signal) -> bool:
        """Play what belongs to a signal; False if it makes no sound."""
        if signal.kind not in (SignalKind.ZERO, SignalKind.SOFT_CAP, SignalKind.WARNING):
            return False
        if signal.kind is SignalKind.ZERO and signal.segment.on_zero is OnZero.HOLD:
            return False
        return self.play("warning" if signal.kind is SignalKind.WARNING else "end")

    def play(self, name: str = "end") -> bool:
        """Play a sound; False where it is off or nothing here can play it."""
        if self.volume is Volume.OFF:
            return False
        path = str(resource(f"sounds/{name}-{self.volume.value}.wav"))
        if sys.platform == "win32":
            import winsound

            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            winsound.PlaySound(path, flags)
            return True
        for program, *options in _PLAYERS:
            if shutil.which(program):
                return bool(QProcess.startDetached(program, [*options, path]))
        return False
