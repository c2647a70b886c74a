"""How long one piece of work holds up the window with a library of 100,000 resources.

Prints, for each thing a user does, the longest single event in milliseconds of the processor, so
that a busy machine does not count. Run it with `python tests/benchmarks/library_stalls.py [COUNT]`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from large_library import fill  # noqa: E402
from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from copdesk.clock import SystemClock  # noqa: E402
from copdesk.gui.ask import Ask  # noqa: E402
from copdesk.gui.look.theme import STYLE, Appearance  # noqa: E402
from copdesk.gui.pages.library.page import LibraryPage  # noqa: E402
from copdesk.gui.settings import Settings  # noqa: E402
from copdesk.gui.window.main_window import MainWindow  # noqa: E402
from copdesk.services.opening import open_community  # noqa: E402
from copdesk.store.transaction import Database  # noqa: E402

SETTLED_MS = 1500


class Watched(QApplication):
    """Measures every event that Qt hands out; inner events belong to the outermost."""

    longest = 0.0
    depth = 0

    def notify(self, receiver: Any, event: Any) -> bool:
        self.depth += 1
        began = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self.depth -= 1
            if not self.depth:
                self.longest = max(self.longest, (time.thread_time() - began) * 1000)


def settle() -> None:
    """Let everything that was set off come to its end."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLED_MS, loop.quit)
    loop.exec()


def main(count: int) -> None:
    application = Watched(["copdesk", *STYLE])
    with TemporaryDirectory() as place:
        folder = Path(place) / "community"
        database = Database.create(folder, SystemClock())
        fill(database, count)
        database.close()
        services = open_community(folder, SystemClock())
        settings = Settings(Path(place))
        window = MainWindow(settings, Ask(), Appearance(application, settings))
        window.furnish()
        window.show()
        search = services.search
        window.attach(services, "", search=search.search, interrupt=search.interrupt)
        settle()

        def measure(what: str, act: Callable[[], object]) -> None:
            application.longest = 0.0
            QTimer.singleShot(0, act)  # so that the act itself is an event
            settle()
            print(f"{what:34}{application.longest:7.1f} ms")

        measure("open the library", lambda: window.pages.show_page("library"))
        page = window.pages.current_page()
        assert isinstance(page, LibraryPage)
        order, rows = page._list.order, page._list.rows
        for _turn in range(2):
            measure("newest first", lambda: order.setCurrentIndex(1))
            measure("by title", lambda: order.setCurrentIndex(0))
        for word in ("fractions", ""):
            measure(f"search “{word}”", lambda word=word: page._list.search.setText(word))
        for key, name in ((Qt.Key.Key_End, "the last"), (Qt.Key.Key_PageUp, "a page up")):
            measure(name, lambda key=key: press(rows, key))
        window.close()
        services.close()


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
