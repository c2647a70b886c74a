"""How long CopDesk takes to start, as ratios to a bare QMainWindow of the same rounds.

Run it with `python tests/benchmarks/start_up.py [ROUNDS]` on Linux. CopDesk is started as from
its icon and opens the community of last time, the sample, which is made first. "Painted" is the
first paint of the window; "usable" is when the list of meetings and the agenda of the next one
are on the screen, to be read, searched and chosen from; "whole" is when the community is open and
its page stands there.
Limits: painted 1.15, usable 4.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 9
LIMITS = {"painted": 1.15, "usable": 4.0}
_BARE = """
import sys, time
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = False
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            sys.stdout.write(f"painted {time.monotonic()}\\n")
            sys.stdout.flush()
            QTimer.singleShot(0, QApplication.quit)
        return done
application = QApplication(sys.argv[:1])
window = Window()
window.resize(1000, 640)
window.show()
application.exec()
"""
_COPDESK = """
import sys, time
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from copdesk import app
def say(word):
    sys.stdout.write(f"{word} {time.monotonic()}\\n")
    sys.stdout.flush()
class Window(app.MainWindow):
    is_painted = is_attached = False
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self.is_painted:
            self.is_painted = True
            say("painted")
        return done
app.MainWindow = Window
def watch(window, opening):
    def look_at_page(_services):
        window.pages.current_page().repaint()
        say("whole")
        QTimer.singleShot(0, QApplication.quit)
    opening.looked_ahead.connect(lambda: say("usable"))
    opening.opened.connect(look_at_page)
wanted = ()
if sys.argv[1:]:
    from copdesk.cli.window import window_wanted
    wanted = window_wanted(sys.argv[1:])
raise SystemExit(app.main(app.Options(*wanted), watch))
"""


def main(rounds: int) -> int:
    """Print the medians; return 1 when one is over its limit."""
    with TemporaryDirectory() as folder:
        community, settings = Path(folder, "sample"), Path(folder, "settings")
        command = [sys.executable, "-m", "copdesk", "sample", str(community)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        settings.mkdir()
        surroundings = {"XDG_CONFIG_HOME": str(settings), "XDG_DATA_HOME": str(settings)}
        ratios: dict[str, list[float]] = {"painted": [], "usable": [], "whole": []}
        for number in range(rounds + 1):
            bare = _timed(_BARE, [], {})["painted"]
            ours = _timed(_COPDESK, [] if number else [str(community)], surroundings)
            if number:  # the first round warms the disk's cache
                for name, found in ratios.items():
                    found.append(ours[name] / bare)
    over = 0
    for name, found in ratios.items():
        median = statistics.median(found)
        limit = LIMITS.get(name)
        over += limit is not None and median > limit
        print(
            f"{name:<8} {median:5.2f} x a bare window"
            f"  [{min(found):.2f}-{max(found):.2f}]" + (f"  limit {limit}" if limit else "")
        )
    return 1 if over else 0


def _timed(code: str, words: list[str], places: dict[str, str]) -> dict[str, float]:
    """Return the seconds from the start of the process to each word it says."""
    surroundings = os.environ | places | {"PYTHONDONTWRITEBYTECODE": ""}
    if "DISPLAY" not in surroundings:
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        env=surroundings,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    said = (line.split() for line in done.stdout.splitlines())
    return {word: float(moment) - start for word, moment in said}


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
