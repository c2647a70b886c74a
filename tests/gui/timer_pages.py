"""A timer page as the window shows it, and what tests do with it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from copdesk.gui.leading.projector_screens import OFF
from copdesk.gui.pages.timer.page import TimerPage
from copdesk.services.changes import Area

NAMES = ("Ada", "Joseph", "Mei", "Tomás")
LOOK_S = 4.0
"""Seconds after which the page looks at the clock by itself at the latest."""


def shown_timer(qtbot, services, desk) -> TimerPage:
    """Show the page of the timer, without a sound and without a window for the room."""
    desk.settings.set_text("timer/sound", "off")
    desk.settings.set_text("timer/projector", OFF)
    page = TimerPage(services, desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.reload)
    page.reload(Area.ALL)
    page.resize(1024, 520)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


def press(page: QWidget, name: str) -> None:
    """Press the button of this name that can be seen."""
    next(one for one in page.findChildren(QPushButton, name) if one.isVisibleTo(page)).click()


def start(page: TimerPage, protocol: str = "chalk-talk") -> None:
    """Begin a discussion with everybody who is offered."""
    page.show_item("protocol", protocol)
    press(page, "startProtocol")
    press(page, "startDiscussion")


def pass_time(page: TimerPage, clock, seconds: float) -> None:
    """Let time pass with a look every few seconds, as the page does by itself."""
    assert page.discussion is not None
    while seconds > 0:
        step = min(seconds, LOOK_S)
        clock.advance(step)
        page.discussion.look()
        seconds -= step
