"""What the other pages need, imported and read in a thread while nobody waits for it."""

from __future__ import annotations

import sys
import threading
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from copdesk.gui.pages import PAGES

QUIET_MS: Final = 700
_FURTHER: Final = ("copdesk.gui.printing.preview", "copdesk.gui.leading.projector")


class WarmUp(QObject):
    """Begins a little after it is asked to; makes no widgets and reads no community."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.thread_of_imports = threading.Thread(target=self._run, daemon=True)
        self._is_wanted = True

    @Slot()
    def begin(self) -> None:
        """Begin when the first page has been drawn."""
        QTimer.singleShot(QUIET_MS, self, self._start)

    @Slot()
    def stop(self) -> None:
        """End with the import that is going on: no thread may outlive the interpreter."""
        self._is_wanted = False
        if self.thread_of_imports.is_alive():
            self.thread_of_imports.join()

    @Slot()
    def _start(self) -> None:
        if self._is_wanted and self.thread_of_imports.ident is None:
            self.thread_of_imports.start()

    def _run(self) -> None:
        interval = sys.getswitchinterval()
        sys.setswitchinterval(0.0005)  # imports hold the interpreter; the window must not stall
        for entry in PAGES:
            if self._is_wanted:
                import_module(entry.factory.partition(":")[0])
        for name in _FURTHER:
            if self._is_wanted:
                import_module(name)
        if self._is_wanted:
            from copdesk.gui.pages.community.profile import language_names
            from copdesk.services.protocols import shipped

            shipped()
            language_names()
        sys.setswitchinterval(interval)
