"""A full disk is said in words, wherever it fills; nothing is lost and nothing half there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import copdesk

HANG_S = 3600  # only what hangs is given up, however busy the machine is
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and limits on files")


def filled(work: str, folder: Path) -> dict[str, Any]:
    """Do some work with a disk that is full from the first byte on, from the next, and so on."""
    ended = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("filling.py")), work, folder],
        env={**os.environ, "PYTHONPATH": str(Path(copdesk.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("work", ["save", "attach", "backup", "paper"])
def test_a_full_disk_is_said_and_harms_nothing(work: str, community_folder: Path) -> None:
    found = filled(work, community_folder)
    assert found["bad"] == []
    assert found["check"] == []
    assert found["refused"] > 3
    assert found["saved"] > 0


def test_a_refusal_that_is_kept_back_is_noticed(community_folder: Path) -> None:
    assert any("there: False" in one for one in filled("save-broken", community_folder)["bad"])


def test_a_paper_that_is_written_in_place_is_noticed(community_folder: Path) -> None:
    assert any("half a paper" in one for one in filled("paper-broken", community_folder)["bad"])
