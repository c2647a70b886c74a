"""A library page as the window shows it, and what tests look at in it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from copdesk.gui.pages.library.page import LibraryPage
from copdesk.gui.widgets.row_list import RowList
from copdesk.services.changes import Area


def shown_page(services, desk, qtbot):
    page = LibraryPage(services, desk)
    page.resize(1200, 700)
    qtbot.addWidget(page)
    desk.changed.connect(lambda changed: page.reload(changed) if changed & page.shows else None)
    page.show()
    page.reload(Area.ALL)
    settle(desk, qtbot)
    return page


def settle(desk, qtbot):
    """Wait until nothing is read, drawn or added any more."""
    qtbot.waitUntil(lambda: not desk.jobs.running)


def listed(page):
    model = page.findChild(RowList, "resourceList").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def chosen(page):
    return page.findChild(RowList, "resourceList").currentIndex().data()


def drop(widget, paths):
    """Drop files on a widget, as the desktop does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, dropped)
