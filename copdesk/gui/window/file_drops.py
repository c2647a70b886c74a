"""Files dragged over the window go to the page in front, if it takes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from copdesk.gui.pages.page import Page
from copdesk.gui.widgets.drop_overlay import DropOverlay, accept_copies, dropped_files
from copdesk.gui.window.page_stack import PageStack


class FileDrops(QObject):
    """Watch a window for files; show where they would go, and hand them over."""

    def __init__(self, window: QWidget, pages: PageStack) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self.overlay = DropOverlay(window)
        self._page: Page | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.winId()  # from now on it has a handle, which hears of a drag before any widget
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QDropEvent) and watched is self._window:
            return self._take(event)
        if watched is not self._window:
            self._spare_lines(event)
        elif event.type() == QEvent.Type.DragLeave:
            self.overlay.hide()
        return False

    def _spare_lines(self, event: QEvent) -> None:
        """Keep files out of single lines, which would take their addresses for text."""
        if isinstance(event, QDragEnterEvent) and dropped_files(event.mimeData()):
            self._let_lines_take_drops(False)
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            QTimer.singleShot(0, lambda: self._let_lines_take_drops(True))

    def _let_lines_take_drops(self, allowed: bool) -> None:
        for line in self._window.findChildren(QLineEdit):
            line.setAcceptDrops(allowed)

    def _take(self, event: QDropEvent) -> bool:
        """A drag that enters is a kind of drop event in Qt."""
        paths = dropped_files(event.mimeData())
        dropped = event.type() == QEvent.Type.Drop
        if dropped or isinstance(event, QDragEnterEvent):  # not at each move: files may be read
            self._page = self._page_for(paths)
        page = self._page
        if dropped:
            self.overlay.hide()
        if page is None:
            return False
        accept_copies(event)
        if dropped:
            page.drop_files(paths)
        elif isinstance(event, QDragEnterEvent):
            corner = self._pages.mapTo(self._window, self._pages.rect().topLeft())
            self.overlay.show_over(self._pages.rect().translated(corner), page.drop_hint())
        return True

    def _page_for(self, paths: list[Path]) -> Page | None:
        page = self._pages.current_page()
        return page if page is not None and paths and page.takes_files(paths) else None
