from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject

from copdesk.gui.desk import garbage
from copdesk.gui.desk.garbage import Garbage, collect


class Circle(QObject):
    """Goes only when garbage is collected, and says in which thread."""

    def __init__(self, threads):
        super().__init__()
        self.itself, self.threads = self, threads

    def __del__(self):
        self.threads.append(threading.current_thread())


def make_objects(made):
    made += ([] for _ in range(20 * gc.get_threshold()[0]))


def test_a_widget_in_a_circle_is_deleted_in_the_thread_of_the_window(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "EVERY_MS", 1)
    gc.enable()  # as it is when the program starts
    threads, made = [], []
    collector = Garbage()
    Circle(threads)
    worker = threading.Thread(target=make_objects, args=(made,))
    worker.start()
    worker.join()
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]
    collector.deleteLater()


def test_nothing_is_collected_before_it_is_due(qapp):
    gc.collect()
    threads = []
    Circle(threads)
    collect()
    assert threads == []
    gc.collect()
    assert threads == [threading.main_thread()]
