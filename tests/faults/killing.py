"""Children that do the product's work until they are killed, and what must be true afterwards.

Run as a program, so that every child is forked from a process that has already imported and
prepared all it needs: `killing.py WORK FOLDER CYCLES ENOUGH SEED`. Prints one JSON object.
"""

from __future__ import annotations

import gc
import io
import json
import os
import random
import select
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import BinaryIO

from copdesk.clock import SystemClock
from copdesk.domain.commitments import Commitment
from copdesk.domain.library import AttachedFile, Resource
from copdesk.domain.meetings import AgendaItem, Meeting, Note
from copdesk.services.safety import SafetyService, verified
from copdesk.store.backup import BACKUPS, backups_in
from copdesk.store.transaction import Database

READY = b"READY\n"
Acknowledge = Callable[[int], None]
Act = Callable[[Database, int, Acknowledge], None]
Look = Callable[[Database], tuple[set[int], list[str]]]
LONGEST_LIFE = 1.2  # in times that the work takes a child on this machine
CYCLES_BETWEEN_STARTS = 25


def save(database: Database, number: int) -> None:
    """Store one save: a note, an agenda item, a commitment and a change of the meeting."""
    with database.transaction() as tx:
        meeting = Meeting(
            id=tx.settings.get("meeting"),
            title="March",
            held_on=date(2026, 3, 5),
            purpose=str(number),
        )
        tx.meetings.put_child(meeting.id, "notes", Note(text=str(number)))
        tx.commitments.put(Commitment(text=str(number), meeting_id=meeting.id))
        tx.meetings.put_child(meeting.id, "agenda", AgendaItem(title=str(number)))
        tx.meetings.put(meeting)


def prepare(folder: Path) -> None:
    """Make one meeting that everything is saved into."""
    database = Database.open(folder, SystemClock())
    with database.transaction() as tx:
        meeting = tx.meetings.put(Meeting(title="March", held_on=date(2026, 3, 5)))
        tx.settings.set("meeting", meeting.id)
    database.close()


def start(folder: Path, act: Act) -> tuple[Database, float]:
    """Open the community as a start does and warm up; nothing is open in the file afterwards.

    Returns the seconds that the work takes as well.
    """
    database = Database.open(folder, SystemClock())
    numbers, _wrong = attached_whole(database) if act in ATTACHING else saved_whole(database)
    first = max(numbers, default=-1) + 1
    act(database, first, lambda _number: None)
    database._engine.dispose()
    gc.freeze()
    return database, _pace(database, act, first + 1)


def save_and_acknowledge(database: Database, number: int, acknowledge: Acknowledge) -> None:
    save(database, number)
    acknowledge(number)


def acknowledge_and_save(database: Database, number: int, acknowledge: Acknowledge) -> None:
    """Break the promise, to see that the check notices."""
    acknowledge(number)
    save(database, number)


def attach(database: Database, number: int, acknowledge: Acknowledge) -> None:
    stored = database.files.add(io.BytesIO(_bytes(number)), len(_bytes(number)))
    _name_file(database, number, stored.sha256)
    acknowledge(number)


def attach_backwards(database: Database, number: int, acknowledge: Acknowledge) -> None:
    """Name the bytes before they are kept, to see that the check notices."""
    import hashlib

    _name_file(database, number, hashlib.sha256(_bytes(number)).hexdigest())
    database.files.add(io.BytesIO(_bytes(number)), len(_bytes(number)))
    acknowledge(number)


def back_up(database: Database, number: int, acknowledge: Acknowledge) -> None:
    save(database, number)
    SafetyService(database).backup()
    acknowledge(number)


def saved_whole(database: Database) -> tuple[set[int], list[str]]:
    """Return the saves that are there, and what is wrong."""
    with closing(sqlite3.connect(database.path)) as connection:
        queries = (
            "SELECT text FROM note",
            "SELECT text FROM commitment",
            "SELECT title FROM agenda_item",
            "SELECT title FROM local_search_text WHERE kind='commitment'",
        )
        parts = [{int(row[0]) for row in connection.execute(query)} for query in queries]
        purpose = connection.execute("SELECT purpose FROM meeting").fetchone()[0]
        wrong = [] if all(part == parts[0] for part in parts) else ["half a save"]
        if purpose != (str(max(parts[0])) if parts[0] else ""):
            wrong.append("the meeting is not of the last save")
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            wrong.append("damaged")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            wrong.append("a child without its parent")
    return parts[0], wrong


def attached_whole(database: Database) -> tuple[set[int], list[str]]:
    """Return the attached files that are there, and the rows without their bytes."""
    with database.reading() as tx:
        resources = tx.resources.all()
    kept = database.files.sizes()
    wrong = [
        f"{one.title} has no bytes"
        for one in resources
        if not all(file.sha256 in kept for file in one.files)
    ]
    last = resources[-1:]
    wrong += [
        f"{one.title} is damaged"
        for one in last
        if not wrong and not all(database.files.is_whole(file.sha256) for file in one.files)
    ]
    database._engine.dispose()
    return {int(one.title) for one in resources}, wrong


def backed_up_whole(database: Database) -> tuple[set[int], list[str]]:
    """Return the saves that are there, and the backups that only look like one."""
    numbers, wrong = saved_whole(database)
    for backup in backups_in(database.folder / BACKUPS)[:2]:
        verified(backup.path)
    return numbers, wrong


ATTACHING = (attach, attach_backwards)
WORK: dict[str, tuple[Act, Look]] = {
    "save": (save_and_acknowledge, saved_whole),
    "save-broken": (acknowledge_and_save, saved_whole),
    "attach": (attach, attached_whole),
    "attach-broken": (attach_backwards, attached_whole),
    "backup": (back_up, backed_up_whole),
}


def run(work: str, folder: Path, cycles: int, enough: int, seed: int) -> dict[str, object]:
    """Kill so many children, or more until enough was acknowledged; return what is wrong."""
    chance = random.Random(seed)  # noqa: S311 (the moments need to be many, not secret)
    act, look = WORK[work]
    acknowledged: set[int] = set()
    there: set[int] = set()
    bad: list[str] = []
    prepare(folder)
    database, pace = start(folder, act)
    cycle = 0
    while cycle < cycles or len(acknowledged) < enough:  # a busy machine needs more
        cycle += 1
        first = max(acknowledged | there, default=9) + 1
        life = chance.uniform(0, LONGEST_LIFE * pace)
        acknowledged |= set(_child(database, act, first, life, bad))
        if not cycle % CYCLES_BETWEEN_STARTS:
            database.close()  # so that the next start, and not a reader, ends what was cut short
            database, pace = start(folder, act)
        there, wrong = look(database)
        bad += [f"cycle {cycle}: {one}" for one in wrong]
        lost = acknowledged - there
        if lost:
            bad.append(f"cycle {cycle}: lost {sorted(lost)}")
            acknowledged -= lost
    whole = list(SafetyService(database).check().problems)
    database.close()
    return {"cycles": cycle, "acknowledged": len(acknowledged), "bad": bad, "check": whole}


def _child(database: Database, act: Act, first: int, life: float, bad: list[str]) -> Iterator[int]:
    """Let a child work for so many seconds, kill it, and yield what it acknowledged."""
    pid, stream = _forked(database, act, first)
    with stream:
        text = stream.readline()
        _wait(life)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        text += stream.read()
    for line in text.removeprefix(READY).split(b"\n")[:-1]:
        if line.isdigit():
            yield int(line)
        else:
            bad.append(line.decode())


def _pace(database: Database, act: Act, first: int) -> float:
    """Return the seconds that a child takes until it acknowledges for the second time."""
    pid, stream = _forked(database, act, first)
    with stream:
        stream.readline()
        began = time.perf_counter()
        stream.readline()
        stream.readline()
        passed = time.perf_counter() - began
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return passed


def _forked(database: Database, act: Act, first: int) -> tuple[int, BinaryIO]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(database, act, first, writing)
    os.close(writing)
    return pid, os.fdopen(reading, "rb")


def _work(database: Database, act: Act, first: int, writing: int) -> None:
    try:
        os.write(writing, READY)
        number = first
        while True:
            act(database, number, lambda done: os.write(writing, b"%d\n" % done) and None)
            number += 1
    except BaseException:  # noqa: BLE001 (told to the parent, whatever it is)
        os.write(writing, READY + traceback.format_exc().replace("\n", " | ").encode() + b"\n")
    finally:
        os._exit(3)


def _wait(seconds: float) -> None:
    select.select([], [], [], seconds)


def _name_file(database: Database, number: int, address: str) -> None:
    file = AttachedFile(name=f"{number}.bin", sha256=address, size=len(_bytes(number)))
    with database.transaction() as tx:
        tx.resources.put(Resource(title=f"{number:06}", files=(file,)))


def _bytes(number: int) -> bytes:
    return b"%d " % number * 8000


if __name__ == "__main__":
    work, folder, cycles, enough, seed = sys.argv[1:]
    print(json.dumps(run(work, Path(folder), int(cycles), int(enough), int(seed))))
