"""One evening of a coordinator, in whose middle the power goes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.evening import (
    COMMITMENTS,
    COMMUNITY,
    EARLIER_COMMITMENT,
    FINISHED_NOTE,
    QUESTION,
    UNFINISHED_NOTE,
)
from tests.pdf.printed_text import bare, text

ROOT = Path(__file__).parents[2]
PATIENCE_S = 1800
HEARTBEAT_S = 5


@contextmanager
def started(which: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the program in a process of its own; it is gone afterwards, whatever happened."""
    command = [sys.executable, "-W", "error", "-m", "tests.journeys.evening", which, str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
    errors = folder / f"{which}.txt"
    with errors.open("w", encoding="utf-8") as stream:
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=stream, text=True
        )
    patience = threading.Timer(PATIENCE_S, child.kill)
    patience.start()
    try:
        yield child
    finally:
        patience.cancel()
        child.kill()
        child.communicate()


def told(child: subprocess.Popen[str], errors: Path) -> dict[str, Any]:
    """Return what the program says about itself."""
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        pytest.fail(errors.read_text("utf-8"))
    return json.loads(line)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Where the files are, and what was seen before the power went and after it."""
    folder = tmp_path_factory.mktemp("evening")
    with started("first", folder) as program:
        before = told(program, folder / "first.txt")
        program.send_signal(signal.SIGKILL)
        assert program.wait() == -signal.SIGKILL
    with started("second", folder) as program:
        after = told(program, folder / "second.txt")
        assert program.wait() == 0
    for name in ("first.txt", "second.txt"):
        assert complaints(folder / name) == []
    return folder, {"before": before, "after": after}


def complaints(errors: Path) -> list[str]:
    """Return what stands on the terminal, but for what this machine's Qt lacks.

    That is what a screen that nobody sees cannot do, and scripts for which no font is installed.
    """
    lacking = ("This plugin does not support ", "qt.text.font.db: OpenType support missing")
    lines = errors.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith(lacking)]


def test_the_room_sees_who_speaks_and_who_is_silent(evening):
    room = evening[1]["before"]["room"].splitlines()
    assert "Speaks: The group" in room
    assert "Silent: Presenter (Joseph Tembo)" in room


def test_the_packet_has_all_its_parts(evening):
    printed = bare(text((evening[0] / "packet.pdf").read_bytes()))
    for words in (
        "4:00 PM Report back",
        "4:05 PM Welcome Ada Lindqvist 5 10",
        "4:10 PM A dilemma with halves",
        "Joseph Tembo 55 65",
        "Facilitator Ada Lindqvist",
        "1. We listen until the end.",
        "Consultancy Help one person to think more widely",
        "Silent: The group",
        EARLIER_COMMITMENT,
        "Sign-in sheet",
        "Halves and quarters with paper strips",
    ):
        assert bare(words) in printed, words
    for name in ("Amara Osei", "Bjørn Åsen", "Nguyễn Thị Hoa", "Zoë O’Brien"):
        assert bare(name) in printed, name


def test_the_timer_goes_on_at_the_right_second(evening):
    before, after = evening[1]["before"], evening[1]["after"]
    assert after["offer"].startswith("Go on with “Consultancy”, at ")
    assert after["offer"].rstrip().endswith(" of step 4, “The group talks”?")
    assert after["step"] == "The group talks"
    assert after["garbage is collected"]
    passed = after["left_at"] - before["at"]
    assert abs(before["left"] - passed - after["left"]) < HEARTBEAT_S
    assert after["gap"].startswith("CopDesk was not running for ")


def test_everything_that_was_typed_is_there_after_the_kill(evening):
    written = [QUESTION, FINISHED_NOTE, UNFINISHED_NOTE, *(what for _who, what in COMMITMENTS)]
    assert evening[1]["after"]["written"] == written


def test_the_minutes_print_with_notes_and_commitments(evening):
    printed = bare(text((evening[0] / "minutes.pdf").read_bytes()))
    for words in ("Dr. Ruiz (visitor)", QUESTION, FINISHED_NOTE, "Joseph Tembo try number lines"):
        assert bare(words) in printed, words
    assert bare("Amara Osei bring three drawings by pupils") in printed


def test_the_next_meeting_opens_with_report_back(evening):
    after = evening[1]["after"]
    assert after["opens_with"] == "Report back"
    assert after["back"] == [EARLIER_COMMITMENT, *(what for _who, what in COMMITMENTS)]


def test_the_files_are_whole(evening):
    folder = evening[0] / "communities" / COMMUNITY
    for path in folder.glob("*.sqlite"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
