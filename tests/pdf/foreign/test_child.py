from __future__ import annotations

import subprocess
import sys

import pytest

from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.child_process import ChildFailed, Failure, Limits, Message
from tests.pdf import hostile_pdfs as hostile


def test_a_message_survives_the_pipe():
    message = Message(fields={"a": [1, "ü"]}, blobs=(b"", b"\0\xff"))
    assert child_process.unpack(child_process.pack(message)) == message


@pytest.mark.parametrize("cut", [1, 7, 9])
def test_a_message_cut_off_is_not_believed(cut: int):
    whole = child_process.pack(Message(fields={}, blobs=(b"12345678",)))
    with pytest.raises(ValueError, match="cut off"):
        child_process.unpack(whole[:-cut])


def test_no_answer_at_all_is_not_believed():
    with pytest.raises(ValueError, match="empty"):
        child_process.unpack(b"")


def test_a_child_that_takes_too_long_is_stopped():
    with pytest.raises(ChildFailed) as caught:
        child_process.run("preview", Message(), Limits(seconds=0))
    assert caught.value.failure is Failure.TOO_SLOW


def test_a_child_that_needs_too_much_memory_is_stopped():
    question = Message(
        fields={"kind": "pdf", "grey": False, "paper": [595, 842], "box": [0, 0, 595, 842]},
        blobs=(hostile.good() + bytes(60 * 1024 * 1024),),
    )
    with pytest.raises(ChildFailed) as caught:
        child_process.run("attachment", question, Limits(megabytes=150))
    assert caught.value.failure is Failure.TOO_HEAVY


def test_the_program_itself_can_be_the_worker():
    question = child_process.pack(
        Message(fields={"width": 90, "pages": [0]}, blobs=(hostile.good(1),))
    )
    done = subprocess.run(
        [sys.executable, "-m", "copdesk", "--worker", "preview", "20", "1024"],
        input=question,
        capture_output=True,
    )
    assert len(child_process.unpack(done.stdout).blobs) == 1, done.stderr


def test_a_child_that_falls_over_says_so_in_the_log(caplog):
    with pytest.raises(ChildFailed) as caught:
        child_process.run("nobody", Message(), Limits())
    assert caught.value.failure is Failure.CRASHED
    assert "there is no worker called 'nobody'" in caplog.text
