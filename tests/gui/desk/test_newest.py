from __future__ import annotations

import threading

import pytest

from copdesk.gui.desk.jobs import Jobs
from copdesk.gui.desk.newest import Newest


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.stop()


def test_only_the_newest_result_is_delivered(jobs, qtbot):
    go_on, results = threading.Event(), []
    newest = Newest(jobs)
    newest.start(lambda _report: go_on.wait(60) and "old", results.append)
    newest.start(lambda _report: "new", results.append)
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert results == ["new"]


def test_it_is_busy_until_the_newest_has_ended(jobs, qtbot):
    gates, newest = [threading.Event(), threading.Event()], Newest(jobs)
    for gate in gates:
        newest.start(lambda _report, gate=gate: gate.wait(60), lambda _result: None)
    gates[0].set()
    qtbot.waitUntil(lambda: len(jobs.running) == 1)
    assert newest.busy
    gates[1].set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert not newest.busy


def test_what_is_overtaken_is_interrupted(jobs, qtbot):
    stop = threading.Event()
    newest = Newest(jobs, stop.set)
    newest.start(lambda _report: stop.wait(60), lambda _result: None)
    newest.drop()
    qtbot.waitUntil(lambda: not jobs.running)
    assert stop.is_set()


def test_nothing_is_delivered_after_the_jobs_were_stopped(jobs, qtbot):
    results = []
    newest = Newest(jobs)
    newest.start(lambda _report: 1, results.append)
    jobs.stop()
    qtbot.waitUntil(lambda: not jobs.running)
    assert results == []
    assert not newest.busy
