from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer, Signal

from copdesk.gui.desk.quiet_timer import LIMIT_MS, QUIET_MS, QuietTimer

NEVER = 10_000_000


class Typist(QObject):
    fired = Signal()


@pytest.fixture
def typist(qapp):
    return Typist()


def test_it_fires_once_after_a_pause(qtbot, typist):
    timer = QuietTimer(typist.fired.emit, typist, quiet=1, limit=NEVER)
    with qtbot.waitSignal(typist.fired):
        timer.touch()
    assert not timer._quiet.isActive()
    assert not timer._limit.isActive()


def test_who_never_pauses_is_not_waited_for(qtbot, typist):
    timer = QuietTimer(typist.fired.emit, typist, quiet=NEVER, limit=50)
    typing = QTimer(typist)
    typing.timeout.connect(timer.touch)
    typing.start(1)
    with qtbot.waitSignal(typist.fired):
        timer.touch()


def test_stopped_it_waits_for_nothing(typist):
    timer = QuietTimer(typist.fired.emit, typist)
    timer.touch()
    assert (timer._quiet.interval(), timer._limit.interval()) == (QUIET_MS, LIMIT_MS)
    timer.stop()
    assert not timer._quiet.isActive()
    assert not timer._limit.isActive()
