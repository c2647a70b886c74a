"""A discussion whose program is killed goes on at its step, speaker, groups and second."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import copdesk

HANG_S = 3600  # only what hangs is given up, however busy the machine is
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


@pytest.fixture
def folder(community_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A community in memory where there is such a place: a kill does not ask for a real disk."""
    memory = Path("/dev/shm")  # noqa: S108
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as place:
        yield Path(shutil.copytree(community_template, Path(place) / "community"))


def killed(how: str, folder: Path, kills: int) -> dict[str, Any]:
    """Let a child lead a discussion, kill it, take the discussion up, and so on."""
    program = Path(__file__).with_name("run_killing.py")
    ended = subprocess.run(
        [sys.executable, str(program), how, folder, str(kills), "11"],
        env={**os.environ, "PYTHONPATH": str(Path(copdesk.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_after_200_kills_a_discussion_always_goes_on_where_it_was(folder: Path) -> None:
    found = killed("true", folder, 200)
    assert found["bad"] == []
    seen = found["seen"]
    for moment in ("in groups", "in a turn", "in overtime", "running", "paused", "with notes"):
        assert seen[moment] > 3, (moment, seen)
    assert seen["runs"] > 2


def test_a_press_that_is_shown_before_it_is_stored_is_noticed(folder: Path) -> None:
    found = killed("hasty", folder, 60)
    assert any("lost entries" in one for one in found["bad"])


def test_a_missing_sign_of_life_is_noticed(folder: Path) -> None:
    found = killed("forgetful", folder, 40)
    assert any("ms are lost" in one or "asked about" in one for one in found["bad"])


def test_half_a_note_is_noticed(folder: Path) -> None:
    found = killed("careless", folder, 20)
    assert any("is not as it was written" in one for one in found["bad"])
