"""Stand-ins for screens that a machine without any can have."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect


@dataclass(frozen=True)
class Plug:
    """A screen that is not there."""

    label: str
    left: int = 2000

    def name(self) -> str:
        return self.label

    def geometry(self) -> QRect:
        return QRect(self.left, 0, 1280, 720)
