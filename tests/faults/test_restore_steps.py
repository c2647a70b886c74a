"""A restore that is cut short anywhere leaves the old community or the restored one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import copdesk
from copdesk.domain.library import AttachedFile, Resource
from copdesk.domain.members import Member
from copdesk.services.safety import SafetyService
from copdesk.store.transaction import Database

HANG_S = 3600  # only what hangs is given up, however busy the machine is
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")


def attach(database: Database, title: str) -> None:
    data = title.encode() * 1000
    stored = database.files.add(io.BytesIO(data), len(data))
    file = AttachedFile(name=title, sha256=stored.sha256, size=stored.size)
    with database.transaction() as tx:
        tx.members.put(Member(name=title))
        tx.resources.put(Resource(title=title, files=(file,)))


@pytest.fixture
def backup(database: Database, tmp_path: Path) -> Path:
    """A backup with one member; the community has a second one, and closed."""
    attach(database, "Ana")
    made = SafetyService(database).backup(tmp_path / "stick")
    attach(database, "Bo")
    database.close()
    return made.path


def states(how: str, backup: Path, community: Path, scratch: Path) -> dict[str, int]:
    program = Path(__file__).with_name("restore_steps.py")
    ended = subprocess.run(
        [sys.executable, str(program), how, backup, community, scratch],
        env={**os.environ, "PYTHONPATH": str(Path(copdesk.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, int] = json.loads(ended.stdout)
    return found


def test_a_restore_killed_at_any_step_leaves_old_or_new(
    backup: Path, community_folder: Path, tmp_path: Path
) -> None:
    found = states("safe", backup, community_folder, tmp_path)
    assert set(found) == {"Ana,Bo", "Ana", "finished: Ana"}
    assert found["Ana,Bo"] > 20


def test_a_naive_restore_is_noticed(backup: Path, community_folder: Path, tmp_path: Path) -> None:
    found = states("naive", backup, community_folder, tmp_path)
    assert any(state.startswith("broken") for state in found)
