"""A program that types into a line, says when the window calls it saved, and waits to be killed.

Run as `python -m tests.gui.desk.typing_program COMMUNITY`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from copdesk.clock import SystemClock
from copdesk.gui.ask import Ask
from copdesk.gui.desk.desk import Desk, SaveState
from copdesk.gui.pages.meetings.page import MeetingsPage
from copdesk.gui.settings import Settings
from copdesk.services.changes import Area
from copdesk.services.opening import open_community


def main(folder: Path) -> None:
    """Type one line and never press Enter."""
    application = QApplication([])
    desk = Desk(Ask(), Settings(Path(tempfile.mkdtemp())))
    page = MeetingsPage(open_community(folder, SystemClock()), desk)
    page.reload(Area.ALL)
    page.show()
    line = page.findChild(QLineEdit, "newAgendaItem")
    QTest.keyClicks(line, "Who brings the tea?")
    assert desk.state is SaveState.TYPING

    def tell() -> None:
        if desk.state is SaveState.SAVED:
            print("Saved", flush=True)

    desk.state_changed.connect(tell)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
