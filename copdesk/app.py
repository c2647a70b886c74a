"""The composition root of the window: it knows everybody and does nothing.

What is not needed to paint the window is imported and done after it was painted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QLocale, QStandardPaths
from PySide6.QtWidgets import QApplication

from copdesk import __version__, language
from copdesk.gui.ask import Ask
from copdesk.gui.look.digits import field_locale
from copdesk.gui.look.theme import STYLE, Appearance
from copdesk.gui.settings import Settings
from copdesk.gui.window.main_window import MainWindow
from copdesk.language import _

if TYPE_CHECKING:
    from copdesk.gui.window.opening import Opening

NAME: Final = "CopDesk"
LOG_BYTES: Final = 1_000_000
Place = QStandardPaths.StandardLocation
Watch = Callable[[MainWindow, "Opening"], None]


class Options(NamedTuple):
    """What was asked for on the command line; nothing, when an icon was pressed."""

    community: Path | None = None
    settings: Path | None = None
    communities: Path | None = None


def main(options: Options, watch: Watch | None = None, ask: Ask | None = None) -> int:
    """Open the window; return the exit status.

    `watch` is called with the furnished window and who opens communities, before the first one
    is opened; `ask` takes the place of the dialogs.
    """
    gc.disable()  # next to nothing of what a start makes is garbage
    application = QApplication([*sys.argv[:1], *STYLE])
    application.setApplicationName(NAME)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("copdesk")
    QLocale.setDefault(field_locale())
    if language.chosen() != "en":
        _speak(application)
    settings = Settings(_folder(options.settings or _place(Place.AppConfigLocation)))
    window = MainWindow(settings, ask or Ask(), Appearance(application, settings))
    window.painted.connect(lambda: _go_on(application, window, settings, options, watch))
    window.show()
    return application.exec()


def _go_on(
    application: QApplication,
    window: MainWindow,
    settings: Settings,
    options: Options,
    watch: Watch | None,
) -> None:
    """Do what could wait until the window was painted."""
    from PySide6.QtCore import Qt  # its enumerations take a fifth of a bare start

    from copdesk.clock import SystemClock
    from copdesk.gui.window.opening import Opening
    from copdesk.gui.window.warm_up import WarmUp

    window.furnish()
    sys.excepthook = _Bugs(window).report
    communities = options.communities or _place(Place.DocumentsLocation) / NAME
    opening = Opening(window, settings, SystemClock(), communities)
    application.aboutToQuit.connect(opening.close)
    if watch is not None:
        watch(window, opening)
    collect = partial(_collect_garbage, window)
    opening.settled.connect(collect, Qt.ConnectionType.SingleShotConnection)
    warm_up = WarmUp(window)
    opening.opened.connect(warm_up.begin, Qt.ConnectionType.SingleShotConnection)
    application.aboutToQuit.connect(warm_up.stop)
    opening.begin(options.community)
    _keep_log(_folder(options.settings or _place(Place.AppLocalDataLocation)))
    _leave_on_interrupt(application, window)


def _collect_garbage(window: MainWindow) -> None:
    """Begin to collect; what the start has made stays, and is not looked through each time."""
    from copdesk.gui.desk.garbage import Garbage

    gc.freeze()
    Garbage(window)


class _Bugs:
    """Tells once about each mistake of ours, and writes it down."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._told: set[str] = set()

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take the place of `sys.excepthook`."""
        import logging

        logging.getLogger(__name__).critical("unexpected", exc_info=(kind, error, trace))
        what = f"{kind.__name__}: {error}"
        if what not in self._told:
            self._told.add(what)
            self._window.desk.ask.critical(
                self._window,
                _("CopDesk made a mistake."),
                _("What was saved is safe. Please tell the people who make CopDesk."),
                what,
            )


def _speak(application: QApplication) -> None:
    """Give Qt's own dialogs the language and the direction of ours."""
    from PySide6.QtCore import QLibraryInfo, Qt, QTranslator

    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(QLocale(language.chosen()), "qtbase", "_", folder):
        from copdesk.gui.look.qt_words import QtWords

        translator = QtWords(application)
    application.installTranslator(translator)
    if language.is_right_to_left():
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _place(kind: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(kind))


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _keep_log(folder: Path) -> None:
    import logging
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        folder / "copdesk.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
    )
    logging.basicConfig(
        handlers=[handler], level=logging.WARNING, format="%(asctime)s %(name)s %(message)s"
    )


def _leave_on_interrupt(application: QApplication, window: MainWindow) -> None:
    """Close the window in order when the terminal or the session asks us to go."""
    import signal
    import socket

    from PySide6.QtCore import QSocketNotifier

    heard, told = socket.socketpair()  # wakes Qt's loop, so that Python sees the signal at once
    told.setblocking(False)
    signal.set_wakeup_fd(told.fileno())
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: heard.recv(64))
    for number in (signal.SIGINT, *((signal.SIGTERM,) if os.name == "posix" else ())):
        signal.signal(number, lambda _number, _frame: window.close())

    def stop_listening() -> None:
        signal.set_wakeup_fd(-1)
        notifier.setEnabled(False)
        heard.close()
        told.close()  # open until here: its number must not become another file's

    application.aboutToQuit.connect(stop_listening)
