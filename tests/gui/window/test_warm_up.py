from __future__ import annotations

from PySide6.QtCore import QObject

from copdesk.gui.window.warm_up import WarmUp
from copdesk.services.protocols import shipped


def test_what_other_pages_need_is_read_while_nobody_waits(qtbot):
    shipped.cache_clear()
    owner = QObject()
    warm_up = WarmUp(owner)
    warm_up.begin()
    qtbot.waitUntil(lambda: shipped.cache_info().currsize == 1)
    warm_up.stop()
    assert not warm_up.thread_of_imports.is_alive()


def test_a_program_that_is_left_at_once_begins_nothing(qtbot):
    owner = QObject()
    warm_up = WarmUp(owner)
    warm_up.stop()
    warm_up._start()
    assert warm_up.thread_of_imports.ident is None
