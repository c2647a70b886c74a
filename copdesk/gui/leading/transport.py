"""The buttons and keys that lead a discussion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
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
from copdesk.gui.widgets.actions import keys_inside
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.flow_layout import FlowLayout
from copdesk.gui.widgets.margins import bare
from copdesk.keys import keys_of, shown
from copdesk.language import _

_SPACE: Final = "Space"
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
        self._keys: dict[str, Callable[[], object]] = {}
        self._words: dict[QPushButton, tuple[str, str]] = {}
        self._compact, self._running, self._ready = False, False, True
        self.more_menu = QMenu(self)
        self._lay_out()
        for key in self._keys:
            keys_inside(keys_for, [key], partial(self._follow_key, key))
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
        text = self._named(_("Start") if self._ready else words, shown([_SPACE]))
        if self.toggle.text() != text:
            self.toggle.setText(text)
            set_icon(self.toggle, "pause" if self._running else "play")

    def press_key(self, key: int) -> bool:
        """Do what a key means, as when it was pressed in the room's window."""
        command = self._keys.get(QKeySequence(key).toString())
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
        self.back = self._button(_("Back"), "back-step", "backStep", self._on(_back), "back")
        self.toggle = self._button("", "start-or-pause", "startPause", self.start_or_pause, "play")
        self.toggle.setProperty("primary", True)
        self.next = self._button(_("Next"), "next-step", "nextStep", self._on(_next), "next")
        self._keys["Right"] = lambda: self._press(self._towards(_next, _back))
        self._keys["Left"] = lambda: self._press(self._towards(_back, _next))
        less = self._button(_("−1 min"), "less-time", "lessTime", partial(self._add, -60))
        more = self._button(_("+1 min"), "more-time", "moreTime", partial(self._add, 60))
        half = self._button(_("+30 s"), "half-minute", "halfMinute", partial(self._add, 30))
        self._undo = self._button(_("Undo"), "undo-step", "undoTransport", self._on(_undo), "undo")
        steps = self._button(_("Steps"), "all-steps", "allSteps", self.steps_asked.emit)
        skip = self._button(_("Skip"), "skip-step", "skipStep", self._on(_skip))
        self._pass = self._button(_("Pass"), "pass-turn", "passTurn", self._on(_pass))
        self._reset = self._button(_("Turn again"), "reset-turn", "resetTurn", self._on(_reset))
        finish = self._button(_("Finish"), "finish", "finishDiscussion", self.finish_asked.emit)
        self._seldom = (half, self._undo, steps, skip, self._pass, self._reset, finish)
        menu = button(_("More"), "moreTransport")
        menu.setMenu(self.more_menu)
        large, self._small = QHBoxLayout(), QWidget()
        large.setSpacing(SPACE)
        flow = FlowLayout(self._small)
        for each in (self.back, self.toggle, self.next):
            large.addWidget(each)
        large.setStretchFactor(self.toggle, 1)
        for each in (less, more, *self._seldom, menu):
            flow.addWidget(each)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        column.addLayout(large)
        column.addWidget(self._small)

    def _fit(self) -> None:
        """Where there is little room, say no keys and put into the menu what is seldom needed."""
        compact = self.fontMetrics().height() * COMPACT_BELOW > self.width()
        if compact == self._compact:
            return
        self._compact = compact
        for each, (words, key) in self._words.items():
            each.setText(self._named(words, key))
        for each in self._seldom:
            each.setVisible(not compact)
        self.show_toggle()
        self.compacted.emit(compact)

    def _named(self, words: str, key: str) -> str:
        if self._compact or not key:
            return words
        return _("{action} ({key})").format(action=words, key=key)

    def _button(
        self, words: str, keys_name: str, name: str, press: Callable[[], object], icon: str = ""
    ) -> QPushButton:
        """Make a button that says the first of its keys; one without words says them itself."""
        keys = keys_of(keys_name)
        sign = shown(keys[:1]) if words else ""
        made = button(self._named(words, sign), name, icon, press)
        made.setToolTip(_("{action} ({key})").format(action=words, key=sign) if sign else "")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words[made] = (words, sign)
        self._keys.update(dict.fromkeys(keys, press))
        return made

    def _follow_key(self, key: str) -> None:
        """Space on a button that has the cursor presses that one."""
        focused = QApplication.focusWidget()
        if key == _SPACE and isinstance(focused, QAbstractButton):
            focused.click()
        elif key == _SPACE and isinstance(focused, QComboBox):
            focused.showPopup()
        else:
            self._keys[key]()

    def _on(self, command: Callable[[DiscussionTimer], Events]) -> Callable[[], None]:
        return partial(self._press, command)

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
        for each in self._seldom if self._compact else ():
            words, key = self._words[each]
            text = _("{action} ({key})").format(action=words, key=key)
            self.more_menu.addAction(text, each.click).setEnabled(each.isEnabled())
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
