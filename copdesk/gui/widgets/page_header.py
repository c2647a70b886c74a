"""The row over a page: its name and the few things done most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.labels import ElidedLabel
from copdesk.gui.widgets.margins import bare

Direction = QBoxLayout.Direction


class PageHeader(QWidget):
    """A title with buttons beside it, or under it where both have no room."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(title, "title")
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons)
        self._box = bare(QBoxLayout(Direction.LeftToRight, self))
        self._box.setSpacing(SPACE)
        self._box.addWidget(self.title, 1)
        self._box.addWidget(self._buttons)

    def add(
        self, text: str, icon_name: str, press: Callable[[], object], *, primary: bool = False
    ) -> QPushButton:
        """Add a button at the end; `press` is called without arguments."""
        return self._put(button(text, "", icon_name, press, primary=primary))

    def add_menu(self, text: str, icon_name: str, menu: QMenu) -> QPushButton:
        """Add a button at the end that opens a menu."""
        made = button(text, "", icon_name)
        made.setMenu(menu)
        return self._put(made)

    def _put(self, made: QPushButton) -> QPushButton:
        self._flow.addWidget(made)
        self._fit()
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._flow.width_of_one_row()
        beside = self.title.sizeHint().width() + needed + SPACE <= self.width()
        self._box.setDirection(Direction.LeftToRight if beside else Direction.TopToBottom)
        self._buttons.setMinimumWidth(needed if beside else 0)
