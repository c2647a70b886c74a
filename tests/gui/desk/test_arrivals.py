"""What comes from another thread is taken in the window's thread, or dropped."""

import os
import subprocess
import sys
import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from shiboken6 import Shiboken

from copdesk.gui.desk.arrivals import Listeners, arrivals
from copdesk.gui.desk.jobs import Job, Jobs

LATE = """
import sys, threading
from PySide6.QtWidgets import QApplication
from copdesk.gui.desk.jobs import Jobs

application = QApplication([])
for _ in range(300):
    jobs, go = Jobs(), threading.Event()
    jobs.start("Read", lambda report: go.wait(60), quiet=True)
    go.set()
    {stop}
    del jobs
    application.processEvents()
sys.stdout.write("alive")
"""


def ended(code):
    """Run this in a process of its own, which a mistake of this kind kills."""
    process = subprocess.run(
        [sys.executable, "-c", code],
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        check=False,
    )
    return process.returncode, process.stdout, process.stderr


@pytest.mark.parametrize(
    "stop", ["jobs.stop()", "jobs.wait_for_all()", "jobs.running[0].leave()", "pass"]
)
def test_results_that_come_after_their_jobs_are_gone_end_nothing(stop):
    assert ended(LATE.format(stop=stop)) == (0, "alive", "")


AT_THE_END = """
import sys, threading
from PySide6.QtWidgets import QApplication
from copdesk.gui.desk.jobs import Job

application = QApplication([])
for _ in range(40):
    began = threading.Event()

    def work(report):
        began.set()
        while True:
            report(0, 0)

    threading.Thread(target=Job("Read", work).run, daemon=True).start()
    began.wait()
sys.stdout.write("alive")
"""


def test_threads_that_are_not_over_when_the_program_ends_do_no_harm():
    assert ended(AT_THE_END) == (0, "alive", "")


def test_jobs_that_are_let_go_of_deliver_and_then_go(qapp, qtbot):
    results, go = [], threading.Event()
    jobs = Jobs()
    gone = weakref.ref(jobs)
    jobs.start("Read", lambda report: go.wait(60), done=results.append)
    del jobs
    go.set()
    qtbot.waitUntil(lambda: gone() is None)
    assert results == [True]


def test_a_job_is_nothing_that_qt_can_delete(qapp):
    assert not issubclass(Job, QObject)


class Held:
    """Says in which thread the last one let go of it."""

    def __init__(self, threads: list[threading.Thread]) -> None:
        self.threads = threads

    def __call__(self, *_told: object) -> object:
        return self

    def __del__(self) -> None:
        self.threads.append(threading.current_thread())


@pytest.mark.parametrize("fails", [False, True])
def test_only_the_thread_of_the_window_lets_go_of_what_a_job_holds(qapp, qtbot, fails):
    threads: list[threading.Thread] = []
    jobs = Jobs()
    for _ in range(200):
        held, listener = Held(threads), Held(threads)

        def work(_report, held=held):
            result = held()
            if fails:
                raise InterruptedError
            return result

        job = Job("Read", work)
        job.done.connect(listener)
        job.failed.connect(listener)
        jobs._pool.start(job.run)
        del held, listener, work, job
    qtbot.waitUntil(lambda: len(threads) == 400)
    jobs.stop()
    assert set(threads) == {threading.main_thread()}


def test_a_method_of_a_deleted_widget_is_not_called(qapp, qtbot):
    class Label(QLabel):
        told = 0

        def tell(self, *_told: object) -> None:
            Label.told += 1

    label, others = Label(), []
    listeners = Listeners()
    listeners.connect(label.tell)
    listeners.connect(partial(label.tell, "more"))
    listeners.connect(others.append)
    arrivals().put(label.tell)
    Shiboken.delete(label)
    listeners.emit("late")
    arrivals().put(partial(others.append, "last"))
    qtbot.waitUntil(lambda: "last" in others)
    assert Label.told == 0
    assert others == ["late", "last"]


def test_a_mistake_of_one_listener_stops_no_other(qtbot):
    told, listeners = [], Listeners()
    listeners.connect(lambda: 1 // 0)
    listeners.connect(lambda: told.append("told"))
    with qtbot.captureExceptions() as caught:
        listeners.emit()
    assert told == ["told"]
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_what_listens_no_more_is_not_told():
    told, listeners = [], Listeners()
    listeners.connect(told.append)
    listeners.disconnect(told.append)
    listeners.emit("late")
    assert told == []


def test_what_arrives_is_taken_in_order_in_the_thread_of_the_window(qapp, qtbot):
    taken: list[tuple[int, threading.Thread]] = []

    def send():
        for number in range(500):
            arrivals().put(lambda number=number: taken.append((number, threading.current_thread())))

    thread = threading.Thread(target=send)
    thread.start()
    qtbot.waitUntil(lambda: len(taken) == 500)
    thread.join()
    assert taken == [(number, threading.main_thread()) for number in range(500)]
