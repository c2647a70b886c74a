"""Long work beside the window: progress, cancel, refusals, bugs."""

import threading

import pytest
from PySide6.QtCore import QRunnable
from shiboken6 import Shiboken

from copdesk.errors import UserError
from copdesk.gui.desk.jobs import Jobs
from copdesk.gui.window.job_strip import JobStrip
from copdesk.services.changes import Area, Outcome


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.stop()


def test_the_result_arrives_in_the_gui_thread(jobs, qtbot):
    threads, results = set(), []

    def take(result):
        threads.add(threading.current_thread())
        results.append(result)

    job = jobs.start("Count", lambda report: [report(n, 3) or n for n in range(3)], done=take)
    with qtbot.waitSignal(job.ended):
        pass
    assert results == [[0, 1, 2]]
    assert threads == {threading.main_thread()}
    assert jobs.running == ()


def test_the_strip_shows_the_work_and_stops_it(jobs, qtbot):
    strip, gate, reported = JobStrip(jobs), threading.Event(), threading.Event()
    qtbot.addWidget(strip)

    def work(report):
        report(2, 5)
        reported.set()
        assert gate.wait(60)
        report(3, 5)

    job = jobs.start("Import members.csv", work)
    assert strip.isVisibleTo(strip.parentWidget())
    qtbot.waitUntil(lambda: strip._bar.value() == 2)
    assert strip._bar.maximum() == 5
    with qtbot.waitSignal(job.cancelled):
        strip.cancel.click()
        gate.set()
    assert strip.isHidden()


def test_a_refusal_is_handed_over(jobs, qtbot):
    told = []

    def work(report):
        raise UserError("This is not a PDF.")

    with qtbot.waitSignal(jobs.refused) as blocker:
        jobs.start("Read", work, refused=told.append)
    assert blocker.args[0].title == "This is not a PDF."
    assert told == blocker.args


def test_a_bug_reaches_the_one_place_for_bugs(jobs, qtbot):
    with qtbot.captureExceptions() as caught:
        job = jobs.start("Read", lambda report: 1 // 0)
        with qtbot.waitSignal(job.ended):
            pass
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_an_outcome_of_a_job_reaches_the_pages(desk, qtbot):
    with qtbot.waitSignal(desk.changed) as blocker:
        desk.jobs.start("Import", lambda report: Outcome(12, Area.MEMBERS))
    assert blocker.args == [Area.MEMBERS]


def test_stopping_waits_for_every_job(jobs):
    started, ended = threading.Event(), []

    def work(report):
        started.set()
        try:
            while True:
                report(0, 0)
        finally:
            ended.append(True)

    jobs.start("Endless", work)
    assert started.wait(60)
    jobs.stop()
    assert ended == [True]


def test_a_finished_job_leaves_no_wrapper_of_deleted_memory(jobs, qtbot):
    for number in range(20):
        jobs.start("Count", lambda report, number=number: number)
    qtbot.waitUntil(lambda: not jobs.running)
    left = [one for one in Shiboken.getAllValidWrappers() if isinstance(one, QRunnable)]
    assert left == []


def test_quiet_work_is_not_shown(jobs, qtbot):
    shown = []
    jobs.started.connect(shown.append)
    with qtbot.waitSignal(jobs.finished):
        jobs.start("Read", lambda report: 1, quiet=True)
    assert shown == []


def test_the_strip_goes_although_quiet_work_goes_on(jobs, qtbot):
    strip, go_on = JobStrip(jobs), threading.Event()
    qtbot.addWidget(strip)
    jobs.start("Read", lambda report: go_on.wait(60), quiet=True)
    with qtbot.waitSignal(jobs.start("Import", lambda report: 1).ended):
        pass
    assert strip.isHidden()
    go_on.set()


def test_nobody_gets_the_result_of_what_was_left(jobs, qtbot):
    results, began, gate = [], threading.Event(), threading.Event()

    def work(report):
        began.set()
        assert gate.wait(60)
        return "late"

    job = jobs.start("Print", work, done=results.append)
    assert began.wait(60)
    with qtbot.waitSignals([job.cancelled, job.ended]):
        job.leave()
        gate.set()
    assert results == []


def test_stopping_leaves_every_job_and_leaves_nothing_under_way(jobs):
    results = []
    job = jobs.start("Print", lambda report: "late", done=results.append)
    ended = []
    job.ended.connect(lambda: ended.append(job))
    jobs.stop()
    assert (ended, results) == ([job], [])
    assert jobs.running == ()
