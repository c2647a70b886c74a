"""What somebody at the laptop does: look, press, type, choose, drop files, wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QWidget,
)

from copdesk.gui.ask import Ask
from copdesk.gui.window.main_window import MainWindow

PATIENCE_MS = 300_000
LOOK_MS = 10
W = TypeVar("W", bound=QWidget)


class GaveUp(Exception):
    """Something did not happen in time."""


class Answers(Ask):
    """The places to which files are saved, in the order in which they are asked for."""

    def __init__(self, *paths: Path) -> None:
        self._paths = list(paths)

    def choose_save(
        self, parent: QWidget | None, title: str, name: str, filters: str = ""
    ) -> Path | None:
        return self._paths.pop(0)

    def critical(self, parent: QWidget | None, title: str, text: str, details: str = "") -> None:
        print(f"{title} {text} {details}", file=sys.stderr, flush=True)
        os._exit(3)  # whoever waits for something else need not wait longer


class Hands:
    """Works on what can be seen; a name that is seen twice is a mistake."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def wait(self, what: str, condition: Callable[[], Any]) -> Any:
        """Let the program work until something is true, and return that."""
        found: list[Any] = []
        loop, look, limit = QEventLoop(), QTimer(), QTimer()

        def see() -> None:
            if answer := condition():
                found.append(answer)
                loop.quit()

        look.timeout.connect(see)
        limit.timeout.connect(loop.quit)
        limit.setSingleShot(True)
        see()
        if not found:
            look.start(LOOK_MS)
            limit.start(PATIENCE_MS)
            loop.exec()
            look.stop()
        if not found:
            raise GaveUp(f"Waited in vain: {what}.")
        return found[0]

    def seen(self, kind: type[W], name: str, inside: QWidget | None = None) -> list[W]:
        """Return the widgets of a name that are on a screen."""
        roots = [inside] if inside else QApplication.topLevelWidgets()
        found = [one for root in roots for one in root.findChildren(kind, name)]
        found += [one for one in roots if isinstance(one, kind) and one.objectName() == name]
        return [one for one in dict.fromkeys(found) if one.isVisible()]

    def one(self, kind: type[W], name: str) -> W:
        """Wait for a widget that can be used, and return it."""
        widgets: list[W] = self.wait(
            f"“{name}” is there",
            lambda: [one for one in self.seen(kind, name) if one.isEnabled()],
        )
        assert len(widgets) == 1, f"“{name}” is there {len(widgets)} times"
        return widgets[0]

    def press(self, name: str) -> None:
        """Click a button."""
        self.click(self.one(QAbstractButton, name))

    def press_text(self, text: str, within: str) -> None:
        """Click the button with these words inside something."""
        place = self.one(QWidget, within)
        buttons = [one for one in place.findChildren(QPushButton) if one.text() == text]
        self.click(next(one for one in buttons if one.isVisible()))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click into the middle of a widget, or at a point of it."""
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, left, none, at or widget.rect().center())

    def take(self, name: str) -> None:
        """Choose an entry of a menu."""
        found = self.window.findChildren(QAction, name)
        assert len(found) == 1, f"“{name}” is there {len(found)} times"
        found[0].trigger()

    def page(self, title: str) -> None:
        """Click one of the tabs along the top."""
        self._tab(self.one(QTabBar, "pageTabs"), title)

    def tab(self, title: str) -> None:
        """Click one of the tabs of a meeting."""
        self._tab(self.one(QTabWidget, "meetingTabs").tabBar(), title)

    def type(self, name: str, text: str, key: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Type letters of any script into a field, and a key at the end."""
        self.type_into(self.one(QWidget, name), text, key)

    def type_into(self, field: QWidget, text: str, key: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Click into a field and type."""
        self.click(field.viewport() if isinstance(field, QAbstractScrollArea) else field)
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        self._keys(field, text)
        if key is not None:
            QTest.keyClick(QApplication.activePopupWidget() or field, key)

    def type_anew(self, name: str, text: str) -> None:
        """Replace what a line or a number holds."""
        field = self.one(QWidget, name)
        line = field.findChild(QLineEdit) if isinstance(field, (QComboBox, QSpinBox)) else field
        assert isinstance(line, QLineEdit)
        self.click(line)
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._keys(line, text)
        QTest.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_Return)

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a box by its first letters."""
        box = self.one(QComboBox, name)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(box, text)
        assert box.currentText().startswith(text), f"“{name}” has no “{text}”"

    def drop(self, paths: Sequence[Path]) -> None:
        """Drag files over the window and let them go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = self.window.rect().center()
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place, copy, data, left, none)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted(), "the page does not want these files"
        drop = QDropEvent(QPointF(place), copy, data, left, none)
        QApplication.sendEvent(self.window, drop)
        assert drop.isAccepted()

    def rows(self, name: str) -> list[str]:
        """Return the first column of what a list or a table shows."""
        model = self.one(QAbstractItemView, name).model()
        return [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]

    def _keys(self, field: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(field, event)

    def _tab(self, bar: QTabBar, title: str) -> None:
        number = [bar.tabText(number) for number in range(bar.count())].index(title)
        self.click(bar, bar.tabRect(number).center())
        assert bar.currentIndex() == number
