"""Restores that are killed before their N-th step, counted by what the interpreter is asked to do.

Run as a program: `restore_steps.py HOW BACKUP COMMUNITY SCRATCH`. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path

from copdesk.clock import SystemClock
from copdesk.services.safety import SafetyService, restore
from copdesk.store.transaction import COMMUNITY_FILE, FILES_FILE, Database

STEPS = {
    "open",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "shutil.copyfile",
    "sqlite3.connect",
}


def naive(backup: Path, folder: Path) -> None:
    """Restore as one would without thinking, to see that the check notices."""
    for name in (FILES_FILE, COMMUNITY_FILE):
        shutil.copyfile(backup / name, folder / name)


def killed_before(step: int, how: str, backup: Path, folder: Path) -> bool:
    """Restore in a child that is killed before a step; return whether it was."""
    pid = os.fork()
    if pid == 0:
        _count_down(step, folder)
        if how == "naive":
            naive(backup, folder)
        else:
            restore(backup, folder, SystemClock())
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the restore failed by itself")
    return os.WIFSIGNALED(status)


def state_of(folder: Path) -> str:
    """Open a community as the next start does and say which one it is, if it is whole."""
    try:
        database = Database.open(folder, SystemClock())
    except Exception as error:  # noqa: BLE001 (whatever it is, it is what the user would meet)
        return f"broken: {error}"
    with database.reading() as tx:
        names = ",".join(one.name for one in tx.members.all())
    problems = SafetyService(database).check().problems
    database.close()
    left = [path.name for path in folder.iterdir() if path.name.endswith(".restoring")]
    return f"broken: {names} {problems} {left}" if problems or left else names


def main(how: str, backup: Path, community: Path, scratch: Path) -> dict[str, int]:
    """Kill before every step until one restore gets through."""
    states: Counter[str] = Counter()
    step, killed = 0, True
    while killed:
        step += 1
        folder = Path(shutil.copytree(community, scratch / f"{how}-{step}"))
        killed = killed_before(step, how, backup, folder)
        states[("" if killed else "finished: ") + state_of(folder)] += 1
        shutil.rmtree(folder)
    return dict(states)


def _count_down(step: int, folder: Path) -> None:
    left = step

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and str(folder) in str(arguments[:2]):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], *(Path(one) for one in sys.argv[2:]))))
