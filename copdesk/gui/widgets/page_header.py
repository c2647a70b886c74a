"""The row over a page: its name and the few things done most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from copdesk.gui.icons import set_icon
from copdesk.gui.theme import SPACE
from copdesk.gui.widgets.labels import ElidedLabel


class PageHeader(QWidget):
    """A title that gives way, and buttons that do not."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, "title")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._row.addWidget(self.title, 1)

    def add(
        self, text: str, icon_name: str, press: Callable[[], object], *, primary: bool = False
    ) -> QPushButton:
        """Add a button at the end; `press` is called without arguments."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        set_icon(button, icon_name)
        button.clicked.connect(lambda: press())
        self._row.addWidget(button)
        return button
