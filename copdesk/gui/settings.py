"""Window state that is kept between two starts; nothing of the community is in here."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

RECENT: Final = 8


class Settings:
    """A small ini file in a folder of the composition root's choice."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered word."""
        value = self._file.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a word."""
        self._file.setValue(key, value)

    def number(self, key: str, default: int) -> int:
        """Return a remembered whole number; a broken entry counts as none."""
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def set_number(self, key: str, value: int) -> None:
        """Remember a whole number."""
        self.set_text(key, str(value))

    def state(self, key: str) -> QByteArray:
        """Return what `saveGeometry` or `saveState` gave; empty when there is none."""
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Remember the geometry or state of a window or splitter."""
        self._file.setValue(key, value)

    def recent(self) -> list[Path]:
        """Return the folders of communities opened before, newest first."""
        return [Path(name) for name in self.text("recent").splitlines() if name]

    def add_recent(self, folder: Path) -> None:
        """Put a community's folder at the head of the recent ones."""
        others = [path for path in self.recent() if path != folder]
        self._set_recent([folder, *others][:RECENT])

    def forget_recent(self, folder: Path) -> None:
        """Take a folder off the recent ones, as when it is gone."""
        self._set_recent([path for path in self.recent() if path != folder])

    def sync(self) -> None:
        """Write everything now."""
        self._file.sync()

    def _set_recent(self, folders: list[Path]) -> None:
        self.set_text("recent", "\n".join(str(path) for path in folders))
