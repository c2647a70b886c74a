"""Panes side by side, with a border between them that can be moved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class Splitter(QSplitter):
    """Panes of which none can be closed, in the direction of the language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        # From right to left, Qt puts every pane one pixel too far right, which cuts the first.
        self.setContentsMargins(0, 0, int(self.isRightToLeft()), 0)
