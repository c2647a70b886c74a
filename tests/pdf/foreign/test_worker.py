"""The child as its parent sees it: one question in, one answer out, within its limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from copdesk.pdf.foreign import child_process, worker
from copdesk.pdf.foreign.child_process import Message
from tests.pdf import hostile_pdfs as hostile

posix = pytest.mark.skipif(os.name != "posix", reason="Windows has limits of its own")
PREVIEW = Message(fields={"width": 90, "pages": [0]}, blobs=(hostile.good(2),))


def started(*arguments, question=b""):
    command = [sys.executable, "-P", "-m", "copdesk.pdf.foreign.worker", *arguments]
    return subprocess.run(
        command, input=question, capture_output=True, env=child_process._environment(), check=False
    )


def bound(script, seconds, megabytes):
    """Run some Python that has been bound to a time and an amount of memory."""
    program = (
        f"from copdesk.pdf.foreign.limits import apply\napply({seconds}, {megabytes})\n{script}"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=child_process._environment(),
        check=False,
    )


@pytest.mark.parametrize(
    "name", ["attachment", "assembly", "picture", "imposition", "office", "preview"]
)
def test_each_worker_is_found_by_its_name(name):
    assert worker._worker(name).__module__ == f"{worker.__package__}.{name}_worker"


@pytest.mark.parametrize("limits", [(), ("20", "1024")])
def test_a_question_is_answered_with_and_without_limits_of_its_own(limits):
    done = started("preview", *limits, question=child_process.pack(PREVIEW))
    assert done.returncode == 0, done.stderr
    found = child_process.unpack(done.stdout)
    assert (found.fields, len(found.blobs)) == ({}, 1)


def test_a_worker_that_nobody_knows_says_its_name_and_answers_nothing():
    done = started("nobody", question=child_process.pack(PREVIEW))
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"there is no worker called 'nobody'" in done.stderr


@pytest.mark.parametrize("question", [b"", b"\0\0", child_process.pack(PREVIEW)[:-5]])
def test_half_a_question_is_not_answered(question):
    done = started("preview", question=question)
    assert (done.returncode, done.stdout) == (1, b"")


@posix
def test_an_answer_for_which_there_is_no_room_ends_with_a_number_of_its_own():
    heavy = Message(
        fields={"kind": "pdf", "grey": False, "paper": [595, 842], "box": [0, 0, 595, 842]},
        blobs=(hostile.good() + bytes(60 * 1024 * 1024),),
    )
    done = started("attachment", "20", "150", question=child_process.pack(heavy))
    assert (done.returncode, done.stdout) == (worker.OUT_OF_MEMORY, b"")


@posix
def test_the_limits_hold_for_time_memory_and_what_a_crash_leaves_behind():
    done = bound(
        "import resource as r\n"
        "print([r.getrlimit(k) for k in (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_CORE)])",
        seconds=7,
        megabytes=512,
    )
    assert done.stdout.strip() == f"[(7, 8), ({512 * 1024**2}, {512 * 1024**2}), (0, 0)]"


@posix
def test_a_child_that_only_calculates_is_ended_by_the_system():
    done = bound("while True: pass", seconds=1, megabytes=512)
    assert done.returncode == -signal.SIGXCPU


@posix
def test_a_child_gets_no_more_memory_than_it_may_have():
    done = bound("bytes(300 * 1024 * 1024)", seconds=20, megabytes=256)
    assert "MemoryError" in done.stderr
    assert bound("bytes(100 * 1024 * 1024)", seconds=20, megabytes=256).returncode == 0


@posix
def test_why_a_child_ended_is_told_apart():
    def failure(code):
        done = subprocess.CompletedProcess(args=[], returncode=code, stdout=b"", stderr=b"")
        return child_process._failed("preview", done).failure

    assert failure(worker.OUT_OF_MEMORY) is child_process.Failure.TOO_HEAVY
    assert failure(-signal.SIGXCPU) is child_process.Failure.TOO_SLOW
    assert failure(-signal.SIGSEGV) is child_process.Failure.CRASHED
    assert failure(1) is child_process.Failure.CRASHED


def test_the_child_finds_our_program_and_writes_utf_8(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("COPDESK_TEST", "kept")
    environment = child_process._environment()
    assert (Path(environment["PYTHONPATH"]) / "copdesk" / "__main__.py").is_file()
    assert environment["PYTHONIOENCODING"] == "utf-8"
    assert environment["COPDESK_TEST"] == "kept"
