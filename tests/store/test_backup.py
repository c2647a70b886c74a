"""Backups that are whole or not there, and restores that leave the old or the new."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from copdesk.domain.library import AttachedFile, Resource
from copdesk.domain.members import Member
from copdesk.errors import Cancelled, UserError
from copdesk.services.safety import SafetyService, restore, verified
from copdesk.store import backup as backups
from copdesk.store.backup import MANIFEST, Damaged
from copdesk.store.lock import Held
from copdesk.store.transaction import COMMUNITY_FILE, FILES_FILE, Database


def attach(database: Database, title: str, data: bytes) -> str:
    stored = database.files.add(io.BytesIO(data), len(data))
    file = AttachedFile(name=f"{title}.txt", sha256=stored.sha256, size=stored.size)
    with database.transaction() as tx:
        tx.resources.put(Resource(title=title, files=(file,)))
    return stored.sha256


def harm(path: Path, at: int = 5000) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + 600] = bytes(600)
    path.write_bytes(data)


def member_names(folder: Path, clock: Any) -> list[str]:
    database = Database.open(folder, clock)
    with database.reading() as tx:
        found = [one.name for one in tx.members.all()]
    database.close()
    return found


@pytest.fixture
def filled(database: Database) -> Database:
    with database.transaction() as tx:
        tx.members.put(Member(name="Ana"))
    attach(database, "Rubric", b"rubric" * 1000)
    return database


def test_a_backup_is_a_whole_folder(filled: Database) -> None:
    made = SafetyService(filled).backup()
    local = filled.clock.now().astimezone()
    assert made.path.parent == filled.folder / "backups"
    assert made.path.name == f"Upper Valley {local:%Y-%m-%d %H%M}"
    assert sorted(path.name for path in made.path.iterdir()) == [
        COMMUNITY_FILE,
        FILES_FILE,
        MANIFEST,
    ]
    assert made.community == "Upper Valley"
    assert made.counts["member"] == made.counts["resource"] == 1
    assert made.made_at == filled.clock.now()
    assert verified(made.path) == made
    opened = Database.open(made.path, filled.clock, read_only_reason="A backup.")
    with opened.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana"]
        file = tx.resources.all()[0].files[0]
    assert opened.files.read(file.sha256) == b"rubric" * 1000
    opened.close()


def test_two_backups_in_a_minute_have_two_names(filled: Database) -> None:
    service = SafetyService(filled)
    first, second = service.backup(), service.backup()
    assert second.path.name == f"{first.path.name} (2)"
    assert {one.path for one in service.backups()} == {first.path, second.path}


def test_a_backup_may_go_to_a_place_of_the_users(filled: Database, tmp_path: Path) -> None:
    made = SafetyService(filled).backup(tmp_path / "stick" / "deep")
    assert made.path.parent == tmp_path / "stick" / "deep"
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="not written"):
        SafetyService(filled).backup(tmp_path / "file")


def test_the_name_of_a_community_cannot_lead_elsewhere(filled: Database, tmp_path: Path) -> None:
    for name in ("../../evil", "a/b\\c:d*?", "...", "CON", "é" * 300):
        with filled.transaction() as tx:
            tx.community.put(_named(tx.community.the_one(), name))
        made = SafetyService(filled).backup(tmp_path / "to")
        assert made.path.parent == tmp_path / "to"
        assert not set('/\\:*?"<>|') & set(made.path.name)


def test_progress_goes_step_by_step_to_the_end(filled: Database) -> None:
    told: list[tuple[int, int]] = []
    SafetyService(filled).backup(None, lambda done, total: told.append((done, total)))
    assert told == [(number, 6) for number in range(1, 7)]


def test_a_folder_that_is_no_backup_is_called_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "Photos"
    folder.mkdir()
    for path, name in ((folder, "Photos"), (Path(tmp_path.anchor), tmp_path.anchor)):
        with pytest.raises(UserError) as refused:
            verified(path)
        assert refused.value.sentence.startswith(f"“{name}” is not a finished CopDesk backup.")


@pytest.mark.parametrize("step", range(1, 7))
def test_a_cancelled_backup_leaves_nothing_or_a_whole_one(
    filled: Database, tmp_path: Path, step: int
) -> None:
    def cancel(done: int, _total: int) -> None:
        if done == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        SafetyService(filled).backup(tmp_path / "to", cancel)
    left = list((tmp_path / "to").iterdir()) if (tmp_path / "to").exists() else []
    assert len(left) == (1 if step == 6 else 0)
    assert [verified(path).path for path in left] == left


@pytest.mark.parametrize("name", [COMMUNITY_FILE, FILES_FILE])
def test_a_damaged_community_is_not_backed_up(
    filled: Database, community_folder: Path, clock: Any, name: str
) -> None:
    good = SafetyService(filled).backup()
    filled.close()
    harm(community_folder / name, 4096)
    with pytest.raises(Damaged, match=f"“{name}” is damaged, so no backup was made of it"):
        SafetyService(Database.open(community_folder, clock, read_only_reason="x")).backup()
    assert [one.path for one in backups.backups_in(community_folder / "backups")] == [good.path]
    verified(good.path)


def test_rows_that_belong_to_nobody_are_damage_although_they_can_be_copied(
    filled: Database, community_folder: Path, clock: Any
) -> None:
    filled.close()
    with closing(sqlite3.connect(community_folder / COMMUNITY_FILE)) as connection:
        connection.execute("DELETE FROM community")
        connection.execute("UPDATE attached_file SET resource_id = 'nobody'")
        connection.commit()
    opened = Database.open(community_folder, clock, read_only_reason="x")
    with pytest.raises(Damaged, match="so no backup was made of it"):
        SafetyService(opened).backup()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_disk_that_is_full_while_copying_is_told_of_the_backup(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups._copy
    monkeypatch.setattr(backups, "_copy", lambda path, _target: copy(path, Path("/dev/full")))
    with pytest.raises(UserError, match=r"There is no room on the disk for “Upper Valley .*”"):
        SafetyService(filled).backup()
    assert list((filled.folder / "backups").iterdir()) == []


def test_a_community_without_letters_in_its_name_still_has_a_name_for_its_backup(
    filled: Database,
) -> None:
    with filled.transaction() as tx:
        tx.community.put(_named(tx.community.the_one(), "!?"))
    made = SafetyService(filled).backup()
    local = filled.clock.now().astimezone()
    assert made.path.name == f"Community {local:%Y-%m-%d %H%M}"


@pytest.mark.parametrize("name", [COMMUNITY_FILE, FILES_FILE, MANIFEST])
@pytest.mark.parametrize("how", ["gone", "empty", "cut", "bit"])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    filled: Database, community_folder: Path, clock: Any, name: str, how: str
) -> None:
    made = SafetyService(filled).backup()
    with filled.transaction() as tx:
        tx.members.put(Member(name="Bo"))
    filled.close()
    path = made.path / name
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "bit":
        middle = data.index(b'"sha256": "') + 15 if name == MANIFEST else len(data) // 2
        path.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    else:
        path.write_bytes(data[: len(data) // 2] if how == "cut" else b"")
    with pytest.raises(UserError, match=r"damaged or incomplete|not a finished"):
        restore(made.path, community_folder, clock)
    assert member_names(community_folder, clock) == ["Ana", "Bo"]


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"schema_version": 99},
        {"files": {}},
        {"files": {"../evil": {"sha256": "0", "size": 1}, "b": {"sha256": "0", "size": 1}}},
        {"files": 3},
        {"made_at": "yesterday"},
        {"counts": {"member; DROP": 3}},
        {"counts": {"member": 7}},
        {"counts": []},
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(
    filled: Database, community_folder: Path, clock: Any, change: dict[str, Any]
) -> None:
    made = SafetyService(filled).backup()
    filled.close()
    manifest = json.loads((made.path / MANIFEST).read_text("utf-8"))
    (made.path / MANIFEST).write_text(json.dumps(manifest | change), "utf-8")
    with pytest.raises(UserError):
        restore(made.path, community_folder, clock)
    assert member_names(community_folder, clock) == ["Ana"]


def test_a_restore_brings_back_and_keeps_what_was_there(
    filled: Database, community_folder: Path, clock: Any
) -> None:
    made = SafetyService(filled).backup()
    with filled.transaction() as tx:
        tx.members.put(Member(name="Bo"))
    later = attach(filled, "Later", b"later")
    filled.close()
    done = restore(made.path, community_folder, clock)
    assert done.backup == made
    assert done.kept is not None
    assert verified(done.kept).counts["member"] == 2
    database = Database.open(community_folder, clock)
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana"]
    assert SafetyService(database).check().is_sound
    assert database.files.read(later) == b"later"
    database.close()
    restore(done.kept, community_folder, clock)
    assert member_names(community_folder, clock) == ["Ana", "Bo"]


@pytest.mark.parametrize("place", ["missing", "empty"])
def test_a_restore_to_a_new_place(filled: Database, tmp_path: Path, clock: Any, place: str) -> None:
    (tmp_path / "empty").mkdir()
    made = SafetyService(filled).backup()
    done = restore(made.path, tmp_path / place, clock)
    assert done.kept is None
    assert member_names(tmp_path / place, clock) == ["Ana"]
    database = Database.open(tmp_path / place, clock)
    assert SafetyService(database).check().is_sound
    database.close()


def test_a_restore_into_other_things_is_refused(
    filled: Database, tmp_path: Path, clock: Any
) -> None:
    made = SafetyService(filled).backup()
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("x")
    for place in (other, other / "letter.txt"):
        with pytest.raises(UserError, match=r"other things|not a folder"):
            restore(made.path, place, clock)
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def test_an_open_community_is_not_replaced(filled: Database, clock: Any) -> None:
    made = SafetyService(filled).backup()
    with filled.transaction() as tx:
        tx.members.put(Member(name="Bo"))
    with pytest.raises(Held):
        restore(made.path, filled.folder, clock)
    with filled.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana", "Bo"]


@pytest.mark.parametrize("name", [COMMUNITY_FILE, FILES_FILE])
@pytest.mark.parametrize("how", ["zeroed", "emptied", "junk", "gone"])
def test_a_damaged_community_is_kept_and_replaced(
    filled: Database, community_folder: Path, clock: Any, name: str, how: str
) -> None:
    made = SafetyService(filled).backup()
    filled.close()
    path = community_folder / name
    if how == "zeroed":
        harm(path, 4096)
    elif how == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if how == "emptied" else b"junk" * 5000)
    damaged = path.read_bytes() if path.exists() else None
    done = restore(made.path, community_folder, clock)
    assert done.kept is not None
    if damaged:
        assert (done.kept / name).read_bytes() == damaged
    database = Database.open(community_folder, clock)
    assert SafetyService(database).check().problems == ()
    with database.reading() as tx:
        assert [one.name for one in tx.members.all()] == ["Ana"]
    database.close()


def test_damaged_bytes_of_a_file_are_replaced_by_the_backups(
    filled: Database, community_folder: Path, clock: Any
) -> None:
    made = SafetyService(filled).backup()
    filled.close()
    with closing(sqlite3.connect(community_folder / FILES_FILE)) as connection:
        connection.execute("UPDATE chunk SET bytes = x'00'")
        connection.commit()
    restore(made.path, community_folder, clock)
    database = Database.open(community_folder, clock)
    assert SafetyService(database).check().is_sound
    database.close()


def test_what_a_killed_restore_left_is_cleared_away(community_folder: Path, clock: Any) -> None:
    left = community_folder / f"{COMMUNITY_FILE}.restoring"
    left.write_bytes(b"half")
    Database.open(community_folder, clock).close()
    assert not left.exists()


def test_what_a_killed_backup_left_is_no_backup_and_is_cleared_away(filled: Database) -> None:
    folder = filled.folder / "backups"
    part = folder / ".Upper Valley 2026-03-05 1630.part"
    part.mkdir(parents=True)
    (part / COMMUNITY_FILE).write_bytes(b"half")
    (folder / "Upper Valley without a manifest").mkdir()
    assert SafetyService(filled).backups() == []
    made = SafetyService(filled).backup()
    assert not part.exists()
    assert [one.path for one in SafetyService(filled).backups()] == [made.path]


def test_a_backup_beside_a_community_thins_out_the_older_ones(filled: Database, clock: Any) -> None:
    service = SafetyService(filled)
    first = service.backup()
    for number in range(1, 30):
        copy = Path(shutil.copytree(first.path, first.path.with_name(f"copy {number}")))
        manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
        moment = first.made_at - timedelta(days=number // 2)
        (copy / MANIFEST).write_text(json.dumps(manifest | {"made_at": moment.isoformat()}))
    clock.advance(60)
    newest = service.backup()
    kept = service.backups()
    assert kept[0].path == newest.path
    assert len({one.made_at.date() for one in kept}) >= 14
    assert len(kept) < 31
    assert sum(one.made_at.date() >= clock.now().date() - timedelta(days=1) for one in kept) == 5


def test_a_damaged_copy_is_not_called_a_backup(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups._copy

    def losing(path: Path, target: Path) -> None:
        copy(path, target)
        if target.name == COMMUNITY_FILE:
            with closing(sqlite3.connect(target)) as connection:
                connection.execute("DELETE FROM member")
                connection.commit()

    monkeypatch.setattr(backups, "_copy", losing)
    with pytest.raises(Damaged):
        SafetyService(filled).backup()
    assert SafetyService(filled).backups() == []
    assert list((filled.folder / "backups").iterdir()) == []


def _named(community: Any, name: str) -> Any:
    return replace(community, name=name)
