"""Children whose disk is full from some byte on, and what must be true afterwards.

The system's limit on the size of a file stands for the full disk: whatever would be written
behind it is refused, be it in the community's files, a journal, a backup or a paper. Run as a
program, so that every child is forked from a process that has already imported and prepared all
it needs: `filling.py WORK FOLDER`. Prints one JSON object.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from killing import (
    attach,
    attached_whole,
    prepare,
    save_and_acknowledge,
    saved_whole,
)

from copdesk.clock import SystemClock
from copdesk.errors import UserError
from copdesk.services.safety import SafetyService, verified
from copdesk.store.atomic import write_file
from copdesk.store.backup import BACKUPS, backups_in
from copdesk.store.transaction import Database

SAVED, REFUSED, WRONG = 0, 3, 4
Act = Callable[[Database, int, Callable[[int], None]], None]
Look = Callable[[Database], tuple[set[int], list[str]]]
FIRST_NUMBER = 10
STEPS = 40


def swallow_refusals(database: Database, number: int, acknowledge: Callable[[int], None]) -> None:
    """Say that all went well, to see that the check notices."""
    try:
        save_and_acknowledge(database, number, acknowledge)
    except UserError:
        acknowledge(number)


def back_up(database: Database, number: int, acknowledge: Callable[[int], None]) -> None:
    made = SafetyService(database).backup()
    made.path.rename(made.path.with_name(f"{number:03}-{made.path.name}"))
    acknowledge(number)


def backups_whole(database: Database) -> tuple[set[int], list[str]]:
    """Return the backups that were named in the end, and whatever only looks like one."""
    folder = database.folder / BACKUPS
    for backup in backups_in(folder):
        verified(backup.path)
    found = [path.name for path in folder.glob("*")] if folder.is_dir() else []
    named = {int(name[:3]) for name in found if name[3:4] == "-"}
    return named, [f"{name} was left" for name in found if name[3:4] != "-"]


def write_paper(database: Database, number: int, acknowledge: Callable[[int], None]) -> None:
    write_file(database.folder / "paper.pdf", _paper(number))
    acknowledge(number)


def write_paper_in_place(
    database: Database, number: int, acknowledge: Callable[[int], None]
) -> None:
    """Write over the old paper, to see that the check notices."""
    try:
        (database.folder / "paper.pdf").write_bytes(_paper(number))
    except OSError as error:
        raise UserError("The disk is full.") from error
    acknowledge(number)


def paper_whole(database: Database) -> tuple[set[int], list[str]]:
    """Return the numbers up to that of the paper, which must be one that was written whole."""
    path = database.folder / "paper.pdf"
    content = path.read_bytes() if path.exists() else b""
    number = int(content.split(b"\n", 1)[0] or b"0")
    wrong = [] if content in (b"", _paper(number)) else ["half a paper"]
    wrong += [f"{one.name} was left" for one in database.folder.glob(".*.part")]
    return {number}, wrong


def _paper(number: int) -> bytes:
    return f"{number}\n".encode() * 20_000


WORK: dict[str, tuple[Act, Look]] = {
    "save": (save_and_acknowledge, saved_whole),
    "save-broken": (swallow_refusals, saved_whole),
    "attach": (attach, attached_whole),
    "backup": (back_up, backups_whole),
    "paper": (write_paper, paper_whole),
    "paper-broken": (write_paper_in_place, paper_whole),
}


def run(work: str, folder: Path) -> dict[str, object]:
    """Fill the disk at so many bytes; return how the work ended and what was wrong."""
    act, look = WORK[work]
    prepare(folder)
    database = Database.open(folder, SystemClock())
    act(database, FIRST_NUMBER - 1, lambda _number: None)  # warm, and something to be kept
    database._engine.dispose()
    gc.freeze()
    ends: Counter[int] = Counter()
    bad: list[str] = []
    for number, limit in enumerate(_limits(folder), start=FIRST_NUMBER):
        code = _child(database, act, number, limit)
        ends[code] += 1
        there, wrong = look(database)
        bad += [f"full at byte {limit}: {one}" for one in wrong]
        if (number in there) != (code == SAVED):
            bad.append(f"full at byte {limit}: ended with {code}, there: {number in there}")
    whole = list(SafetyService(database).check().problems)
    database.close()
    return {"saved": ends[SAVED], "refused": ends[REFUSED], "bad": bad, "check": whole}


def _limits(folder: Path) -> Iterator[int]:
    """Yield bytes from none at all to more than any file of the community has."""
    largest = max(path.stat().st_size for path in folder.iterdir() if path.is_file())
    end = largest + largest // 2 + 300_000
    yield from (0, 1, 511, 512, 513, 4095)
    yield from range(4096, end, end // STEPS)
    yield 100 * end


def _child(database: Database, act: Act, number: int, limit: int) -> int:
    """Return how a child ended that may write no byte behind the limit."""
    pid = os.fork()
    if pid == 0:
        os._exit(_work(database, act, number, limit))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _work(database: Database, act: Act, number: int, limit: int) -> int:
    done: list[int] = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        act(database, number, done.append)
    except UserError:
        return WRONG if done else REFUSED
    except BaseException:  # noqa: BLE001 (told to the parent, whatever it is)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        traceback.print_exc()
        return WRONG
    return SAVED if done else WRONG


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
