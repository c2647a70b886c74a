"""Which screen the room's window is on; never the one with the controls unless somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QWidget

from copdesk.domain.run.reading import Reading
from copdesk.domain.run.talk_tally import Spoken
from copdesk.gui.leading.projector import Mode, ProjectorWindow
from copdesk.gui.settings import Settings
from copdesk.language import _

OFF: Final = ""
IN_A_WINDOW: Final = "window"
_SCREEN: Final = "screen:"
_KEY: Final = "timer/projector"
_MODE_KEY: Final = "timer/room-mode"


class Screen(Protocol):
    """What is needed of a QScreen."""

    def name(self) -> str:
        """Return the name of the plug."""
        ...

    def geometry(self) -> QRect:
        """Return where it lies on the desktop."""
        ...


Screens = Callable[[], Sequence[Screen]]


class Projector(QObject):
    """Opens, hides and brings back the window for the room as screens come and go."""

    told = Signal(str)
    """A sentence for the facilitator."""
    changed = Signal()
    """The window was opened or closed, or shows more or less than before."""
    key_pressed = Signal(int)

    def __init__(
        self, settings: Settings, controls: QWidget, screens: Screens = QGuiApplication.screens
    ) -> None:
        super().__init__(controls)
        self._settings, self._controls, self._screens = settings, controls, screens
        self._window: ProjectorWindow | None = None
        self._place = OFF
        self._reading: Reading | None = None
        self._spoken: tuple[Spoken, ...] = ()
        self._mark = ""
        self._followed: QWindow | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self.lose_screen)
            application.screenAdded.connect(self.find_screen)

    @property
    def window(self) -> ProjectorWindow | None:
        """The window while it is wanted, also when its screen is away."""
        return self._window

    @property
    def place(self) -> str:
        """Where the window is wanted now; OFF while it is closed."""
        return self._place

    def choices(self) -> list[tuple[str, str]]:
        """Return where the window may go: what to store, and what to call it."""
        found = [(OFF, _("No second screen"))]
        for screen in self._screens():
            if not self._has_controls(screen):
                size = screen.geometry()
                title = _("{screen}, {width} × {height}").format(
                    screen=screen.name(), width=size.width(), height=size.height()
                )
                found.append((_SCREEN + screen.name(), title))
        return [*found, (IN_A_WINDOW, _("In a window of its own"))]

    def usual(self) -> str:
        """Return the choice of last time, if it can be had, else another screen if there is one."""
        places = [place for place, _title in self.choices()]
        chosen = self._settings.text(_KEY, places[1] if places[1] != IN_A_WINDOW else OFF)
        return chosen if chosen in places else OFF

    def missing(self) -> str:
        """Return a sentence when the screen of last time is not there, else nothing."""
        chosen = self._settings.text(_KEY)
        if not chosen.startswith(_SCREEN) or any(chosen == place for place, _t in self.choices()):
            return ""
        return _("The screen “{screen}” is not plugged in.").format(
            screen=chosen.removeprefix(_SCREEN)
        )

    def open(self, place: str) -> None:
        """Show the window at a place, remember that, or close it."""
        self._settings.set_text(_KEY, place)
        if place == OFF:
            self.close()
            return
        self._place = place
        if self._window is None:
            self._window = ProjectorWindow()
            self._window.closed.connect(self._forget)
            self._window.key_pressed.connect(self.key_pressed)
            self._window.show_mode(self._usual_mode())
            self._window.mode_changed.connect(self._follow_mode)
            self._window.show_mark(self._mark)
        if self._reading is not None:
            self._window.show_reading(self._reading)
        self._window.show_spoken(self._spoken)
        self._follow_controls()
        self._put()
        self.changed.emit()

    def close(self) -> None:
        """Close the window, if there is one."""
        if self._window is not None:
            self._window.close()

    def show_reading(self, reading: Reading) -> None:
        """Hand on the frame that the controls show."""
        self._reading = reading
        if self._window is not None:
            self._window.show_reading(reading)

    def show_mark(self, text: str) -> None:
        """Mark everything that the room sees, until an empty text takes the mark away."""
        self._mark = text
        if self._window is not None:
            self._window.show_mark(text)

    def show_spoken(self, spoken: tuple[Spoken, ...]) -> None:
        """Show the room who has spoken, or nothing of that."""
        self._spoken = spoken
        if self._window is not None:
            self._window.show_spoken(spoken)

    def show_mode(self, mode: Mode) -> None:
        """Choose how much the room sees."""
        if self._window is not None:
            self._window.show_mode(mode)

    def _usual_mode(self) -> Mode:
        """Return how much the room saw last time; a screen never begins black."""
        digits = self._settings.text(_MODE_KEY) == Mode.DIGITS
        return Mode.DIGITS if digits else Mode.CALM

    def _follow_mode(self) -> None:
        if self._window is not None and self._window.mode is not Mode.BLACK:
            self._settings.set_text(_MODE_KEY, self._window.mode.value)
        self.changed.emit()

    def _put(self) -> None:
        window = self._window
        if window is None:
            return
        if self._place == IN_A_WINDOW:
            window.setWindowFlags(Qt.WindowType.Window)
            window.resize(960, 540)
            window.show()
            return
        screen = self._screen(self._place.removeprefix(_SCREEN))
        if screen is None or self._has_controls(screen):
            window.hide()
            return
        window.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        if isinstance(screen, QScreen):
            window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        window.setCursor(Qt.CursorShape.BlankCursor)
        self._controls.activateWindow()

    def lose_screen(self, screen: Screen) -> None:
        """A plug was pulled: hide before the system moves the window onto the controls."""
        if self._window is None:
            return
        if self._place != _SCREEN + screen.name():
            self.keep_apart()
            return
        self._window.hide()
        self.told.emit(
            _("The screen “{screen}” was unplugged. The timer goes on here.").format(
                screen=screen.name()
            )
        )

    def find_screen(self, screen: Screen) -> None:
        """A screen is there again: come back if it is ours."""
        if self._window is not None and self._place == _SCREEN + screen.name():
            self._put()
            self.told.emit(_("The screen “{screen}” is back.").format(screen=screen.name()))

    def keep_apart(self) -> None:
        """Hide when the controls have come to the room's screen."""
        screen = self._screen(self._place.removeprefix(_SCREEN))
        window = self._window
        if window is None or screen is None or not window.isVisible():
            return
        if self._place.startswith(_SCREEN) and self._has_controls(screen):
            window.hide()
            self.told.emit(_("The room's window made way for this one. Choose where it goes."))

    def _follow_controls(self) -> None:
        window = self._controls.window()
        handle = window.windowHandle() if window.isVisible() else None  # none before it is shown
        if handle is not None and handle is not self._followed:
            self._followed = handle
            handle.screenChanged.connect(self.keep_apart)

    def _forget(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
            self._place = OFF
            self.changed.emit()

    def _screen(self, name: str) -> Screen | None:
        return next((screen for screen in self._screens() if screen.name() == name), None)

    def _has_controls(self, screen: Screen) -> bool:
        return screen.name() == self._controls.window().screen().name()
