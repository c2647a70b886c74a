"""Saved means saved: whatever is killed, nothing acknowledged is lost and nothing half there."""

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


def killed(work: str, folder: Path, cycles: int, *, enough: int = 0) -> dict[str, Any]:
    """Run so many children of a kind, each killed at a random moment of its work."""
    ended = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("killing.py")),
            work,
            folder,
            str(cycles),
            str(enough),
            "7",
        ],
        env={**os.environ, "PYTHONPATH": str(Path(copdesk.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_a_thousand_kills_while_saving_lose_nothing(folder: Path) -> None:
    found = killed("save", folder, 1000, enough=200)
    assert found["bad"] == []
    assert found["check"] == []
    assert found["acknowledged"] >= 200


def test_a_promise_that_is_broken_is_noticed(folder: Path) -> None:
    found = killed("save-broken", folder, 60)
    assert any("lost" in one for one in found["bad"])


def test_no_row_names_bytes_that_are_not_there(folder: Path) -> None:
    found = killed("attach", folder, 150, enough=10)
    assert found["bad"] == []
    assert found["check"] == []
    assert found["acknowledged"] >= 10


def test_a_row_before_its_bytes_is_noticed(folder: Path) -> None:
    found = killed("attach-broken", folder, 60)
    assert any("has no bytes" in one for one in found["bad"])


def test_a_backup_that_is_killed_is_no_backup(folder: Path) -> None:
    found = killed("backup", folder, 40)
    assert found["bad"] == []
    assert found["check"] == []
