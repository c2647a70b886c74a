"""A check names what is wrong, whatever it is, and changes nothing."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from copdesk.domain.library import AttachedFile, Resource
from copdesk.domain.meetings import AgendaItem, Meeting
from copdesk.domain.members import Member
from copdesk.errors import Cancelled, ReadOnly
from copdesk.services.safety import SafetyService
from copdesk.store.transaction import FILES_FILE, Database


@pytest.fixture
def filled(database: Database) -> Database:
    for title in ("Rubric", "Story"):
        data = title.encode() * 50_000
        stored = database.files.add(io.BytesIO(data), len(data))
        file = AttachedFile(name=f"{title}.txt", sha256=stored.sha256, size=stored.size)
        with database.transaction() as tx:
            tx.resources.put(Resource(title=title, files=(file,)))
    with database.transaction() as tx:
        tx.members.put(Member(name="Ana"))
    return database


def sabotage(database: Database, statement: str, *, files: bool = False) -> None:
    path = database.folder / FILES_FILE if files else database.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_community(filled: Database) -> None:
    before = hashlib.sha256(filled.path.read_bytes()).hexdigest()
    report = SafetyService(filled).check()
    assert report.is_sound
    assert report.notes == ()
    assert len(report.ok) == 4
    assert report.counts["resource"] == 2
    assert json.loads(json.dumps(report.as_dict()))["sound"] is True
    assert hashlib.sha256(filled.path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    ("statement", "files", "sentence"),
    [
        ("DELETE FROM chunk", True, "The contents of “Rubric.txt” are damaged."),
        ("DELETE FROM file", True, "chunk -> file"),
        ("UPDATE chunk SET bytes=x'00'", True, "The contents of “Story.txt” are damaged."),
        ("UPDATE tag SET resource_id='x'", False, ""),
        ("UPDATE attached_file SET resource_id='x'", False, "attached_file -> resource"),
        ("UPDATE member SET name='Bo'", False, "Search does not find everything"),
        ("DELETE FROM local_search_text", False, "Search does not find everything"),
    ],
)
def test_what_is_wrong_is_named(
    filled: Database, statement: str, files: bool, sentence: str
) -> None:
    sabotage(filled, statement, files=files)
    report = SafetyService(filled).check()
    assert report.is_sound is not bool(sentence)
    assert sentence in " ".join(report.problems)


def test_a_missing_file_is_named(filled: Database) -> None:
    sabotage(filled, "DELETE FROM chunk WHERE sha256=(SELECT min(sha256) FROM file)", files=True)
    sabotage(filled, "DELETE FROM file WHERE sha256=(SELECT min(sha256) FROM file)", files=True)
    report = SafetyService(filled).check()
    (problem,) = report.problems
    assert problem.endswith("are missing.")
    assert len(report.ok) == 3


def test_an_emptied_file_is_found(filled: Database) -> None:
    filled._engine.dispose()
    filled.path.write_bytes(b"")
    assert "holds nothing that CopDesk wrote" in SafetyService(filled).check().problems[0]


def test_a_wrong_index_is_mended(filled: Database) -> None:
    sabotage(filled, "DELETE FROM local_search_text")
    safety = SafetyService(filled)
    assert safety.check().search_is_wrong
    mended = safety.mend()
    assert mended.report.is_sound
    assert "index was rebuilt" in mended.done[0]
    assert safety.mend().done == ()
    with closing(filled.searcher()) as searcher:
        assert [hit.title for hit in searcher.search("rubric")] == ["Rubric"]


def test_what_cannot_be_mended_is_still_told(filled: Database) -> None:
    sabotage(filled, "DELETE FROM local_search_text")
    sabotage(filled, "DELETE FROM chunk", files=True)
    before = SafetyService(filled).check()
    mended = SafetyService(filled).mend()
    assert len(mended.done) == 1
    assert mended.report.problems == before.problems[1:]
    assert not mended.report.search_is_wrong


def test_links_to_what_is_not_here_are_notes(filled: Database) -> None:
    with filled.transaction() as tx:
        agenda = (AgendaItem(title="Fractions", lead_id="somebody"), AgendaItem(title="Tea"))
        tx.meetings.put(Meeting(title="March", held_on=date(2026, 3, 5), agenda=agenda))
    report = SafetyService(filled).check()
    assert report.is_sound
    assert report.notes == ("Agenda items led by a member who is not here: 1.",)


def test_bytes_that_nothing_names_are_a_note(filled: Database) -> None:
    filled.files.add(io.BytesIO(b"left over"), 9)
    assert SafetyService(filled).check().notes == ("Kept files that nothing names: 1.",)


def test_zeroed_pages_are_found(filled: Database) -> None:
    size = filled.path.stat().st_size
    filled._engine.dispose()
    data = bytearray(filled.path.read_bytes())
    for page in range(2, size // 4096, 3):
        data[page * 4096 : page * 4096 + 512] = bytes(512)
    filled.path.write_bytes(data)
    report = SafetyService(filled).check()
    assert not report.is_sound
    assert "The community's file is damaged" in report.problems[0]


def test_a_missing_second_file_is_found(filled: Database) -> None:
    (filled.folder / FILES_FILE).unlink()
    report = SafetyService(filled).check()
    assert report.problems == ("The file with the attached files is missing: “files.sqlite”.",)


def test_progress_and_cancel(filled: Database) -> None:
    seen: list[tuple[int, int]] = []
    SafetyService(filled).check(lambda done, total: seen.append((done, total)))
    assert seen[-1] == (550_000, 550_000)
    assert seen == sorted(seen)

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        SafetyService(filled).check(cancel)


def test_a_community_that_may_only_be_read_is_checked_and_not_changed(
    filled: Database,
) -> None:
    reader = Database.open(filled.folder, filled.clock, read_only_reason="Only looking.")
    assert SafetyService(reader).check().is_sound
    with pytest.raises(ReadOnly):
        SafetyService(reader).rebuild_search()
    reader.close()
