"""The buttons and keys that lead a discussion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.plan.subgroups import Person
from copdesk.domain.run.reading import Reading
from copdesk.domain.run.state import Phase
from copdesk.domain.run.timer import DiscussionTimer, Events
from copdesk.gui.leading.discussion import Discussion
from copdesk.gui.leading.more_menu import fill_more_menu
from copdesk.gui.look.icons import set_icon
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.language import _

KEY: Final = Qt.Key
COMPACT_BELOW: Final = 26
"""Line heights in the width of the page's side."""


class Transport(QWidget):
    """Each button says its key; a key works wherever the cursor is but in a field."""

    finish_asked = Signal()
    put_away_asked = Signal()
    replan_asked = Signal()
    steps_asked = Signal()
    menu_opened = Signal(QMenu)
    """The menu of what is seldom needed is about to be shown; others may add to it."""
    compacted = Signal(bool)
    """Whether there is little room from now on."""

    def __init__(self, keys_for: QWidget) -> None:
        super().__init__(keys_for)
        self._discussion: Discussion | None = None
        self._end_at: datetime | None = None
        self._may_come_late: tuple[Person, ...] = ()
        self._keys: dict[Qt.Key, Callable[[], object]] = {}
        self._words: dict[QPushButton, tuple[str, str]] = {}
        self._shortcuts: list[QShortcut] = []
        self._compact, self._running, self._ready = False, False, True
        self.more_menu = QMenu(self)
        self._lay_out()
        for key in self._keys:
            shortcut = QShortcut(QKeySequence(key), keys_for)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._follow_key, key))
            self._shortcuts.append(shortcut)
        self.more_menu.aboutToShow.connect(self._fill_menu)

    def lead(
        self,
        discussion: Discussion,
        end_at: datetime | None = None,
        may_come_late: Sequence[Person] = (),
    ) -> None:
        """Lead this discussion from now on; when it starts, it must end at `end_at`."""
        self._discussion, self._end_at = discussion, end_at
        self._may_come_late = tuple(may_come_late)

    def show_reading(self, reading: Reading) -> None:
        """Offer what makes sense now."""
        self._running, self._ready = reading.phase is Phase.RUNNING, reading.phase is Phase.READY
        self.show_toggle()
        self._pass.setEnabled(reading.segment.can_be_passed)
        self._reset.setEnabled(reading.segment.is_turn)
        if self._discussion is not None:
            self._undo.setEnabled(self._discussion.can_undo)

    @property
    def is_compact(self) -> bool:
        """Whether there is little room."""
        return self._compact

    def show_toggle(self) -> None:
        """Say what the large button does now."""
        words = _("Pause") if self._running else _("Go on")
        text = self._named(_("Start") if self._ready else words, _("Space"))
        if self.toggle.text() != text:
            self.toggle.setText(text)
            set_icon(self.toggle, "pause" if self._running else "play")

    def press_key(self, key: int) -> bool:
        """Do what a key means, as when it was pressed in the room's window."""
        command = self._keys.get(Qt.Key(key))
        if command is not None:
            command()
        return command is not None

    def start_or_pause(self) -> None:
        """Start, pause or go on."""
        if self._discussion is None:
            return
        match self._discussion.reading.phase:
            case Phase.READY:
                self._discussion.press(lambda timer: timer.start(self._end_at))
            case Phase.RUNNING:
                self._discussion.press(lambda timer: timer.pause())
            case _:
                self._discussion.press(lambda timer: timer.resume())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self.back = self._button(_("Back"), "B", "back", lambda: self._press(_back), KEY.Key_B)
        self.toggle = self._button("", "", "play", self.start_or_pause, KEY.Key_Space)
        self.toggle.setProperty("primary", True)
        self.next = self._button(_("Next"), "N", "next", lambda: self._press(_next), KEY.Key_N)
        self._keys[KEY.Key_Right] = lambda: self._press(self._towards(_next, _back))
        self._keys[KEY.Key_Left] = lambda: self._press(self._towards(_back, _next))
        self._keys[KEY.Key_Equal] = lambda: self._add(60)
        less = self._button(_("−1 min"), "−", "", lambda: self._add(-60), KEY.Key_Minus)
        more = self._button(_("+1 min"), "+", "", lambda: self._add(60), KEY.Key_Plus)
        half = self._button(_("+30 s"), "3", "", lambda: self._add(30), KEY.Key_3)
        self._undo = self._button(_("Undo"), "U", "undo", lambda: self._press(_undo), KEY.Key_U)
        steps = self._button(_("Steps"), "G", "", self.steps_asked.emit, KEY.Key_G)
        skip = self._button(_("Skip"), "S", "", lambda: self._press(_skip), KEY.Key_S)
        self._pass = self._button(_("Pass"), "P", "", lambda: self._press(_pass), KEY.Key_P)
        self._reset = self._button(_("Turn again"), "R", "", lambda: self._press(_reset), KEY.Key_R)
        finish = self._button(_("Finish"), "F", "", self.finish_asked.emit, KEY.Key_F)
        self._seldom = (half, self._undo, steps, skip, self._pass, self._reset, finish)
        menu = QPushButton(_("More"))
        menu.setMenu(self.more_menu)
        large, self._small = QHBoxLayout(), QWidget()
        large.setSpacing(SPACE)
        flow = FlowLayout(self._small)
        for button in (self.back, self.toggle, self.next):
            large.addWidget(button)
        large.setStretchFactor(self.toggle, 1)
        for button in (less, more, *self._seldom, menu):
            flow.addWidget(button)
        for button, name in (
            (self.back, "backStep"),
            (self.toggle, "startPause"),
            (self.next, "nextStep"),
            (less, "lessTime"),
            (more, "moreTime"),
            (half, "halfMinute"),
            (steps, "allSteps"),
            (skip, "skipStep"),
            (self._pass, "passTurn"),
            (self._reset, "resetTurn"),
            (self._undo, "undoTransport"),
            (finish, "finishDiscussion"),
            (menu, "moreTransport"),
        ):
            button.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(large)
        column.addWidget(self._small)

    def _fit(self) -> None:
        """Where there is little room, say no keys and put into the menu what is seldom needed."""
        compact = self.fontMetrics().height() * COMPACT_BELOW > self.width()
        if compact == self._compact:
            return
        self._compact = compact
        for button, (words, key) in self._words.items():
            button.setText(self._named(words, key))
        for button in self._seldom:
            button.setVisible(not compact)
        self.show_toggle()
        self.compacted.emit(compact)

    def _named(self, words: str, key: str) -> str:
        if self._compact or not key:
            return words
        return _("{action} ({key})").format(action=words, key=key)

    def _button(
        self, words: str, sign: str, icon: str, press: Callable[[], object], key: Qt.Key
    ) -> QPushButton:
        button = QPushButton(self._named(words, sign))
        button.setToolTip(_("{action} ({key})").format(action=words, key=sign) if sign else "")
        self._words[button] = (words, sign)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon:
            set_icon(button, icon)
        button.clicked.connect(lambda: press())
        self._keys[key] = press
        return button

    def _follow_key(self, key: Qt.Key) -> None:
        """Space on a button that has the cursor presses that one."""
        focused = QApplication.focusWidget()
        if key == KEY.Key_Space and isinstance(focused, QAbstractButton):
            focused.click()
        elif key == KEY.Key_Space and isinstance(focused, QComboBox):
            focused.showPopup()
        else:
            self.press_key(key)

    def _press(self, command: Callable[[DiscussionTimer], Events]) -> None:
        if self._discussion is not None:
            self._discussion.press(command)

    def _add(self, seconds: int) -> None:
        self._press(lambda timer: timer.add(seconds))

    def _towards(
        self,
        right: Callable[[DiscussionTimer], Events],
        left: Callable[[DiscussionTimer], Events],
    ) -> Callable[[DiscussionTimer], Events]:
        """Return what lies in the direction of an arrow in the script of the user."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return left if mirrored else right

    def _fill_menu(self) -> None:
        if self._discussion is None:
            return
        fill_more_menu(self.more_menu, self._discussion, self._may_come_late)
        self.more_menu.addSeparator()
        for button in self._seldom if self._compact else ():
            words, key = self._words[button]
            text = _("{action} ({key})").format(action=words, key=key)
            self.more_menu.addAction(text, button.click).setEnabled(button.isEnabled())
        self.menu_opened.emit(self.more_menu)
        self.more_menu.addAction(_("Plan the rest again…"), self.replan_asked.emit)
        self.more_menu.addAction(_("Put away until another meeting"), self.put_away_asked.emit)


def _back(timer: DiscussionTimer) -> Events:
    return timer.back()


def _next(timer: DiscussionTimer) -> Events:
    return timer.next()


def _skip(timer: DiscussionTimer) -> Events:
    return timer.skip()


def _pass(timer: DiscussionTimer) -> Events:
    return timer.pass_turn()


def _reset(timer: DiscussionTimer) -> Events:
    return timer.reset_turn()


def _undo(timer: DiscussionTimer) -> Events:
    return timer.undo()
