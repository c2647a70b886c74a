"""Backups and restores from the command line: the whole way round, and what refuses."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from copdesk.store.transaction import Database


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def backup(run, valley, tmp_path) -> Path:
    return Path(run("backup", valley, "--to", tmp_path / "stick", "--json").json["backup"])


def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(run, valley, backup, tmp_path):
    before = run("members", "export", tmp_path / "before.csv", "--from", valley)
    path = tmp_path / "p.csv"
    path.write_text("Name\nNew Person\n")
    run("members", "import", path, "--into", valley)
    kept = run("restore", backup, valley, "--json").json["before"]
    assert run("check", valley).status == before.status == 0
    run("members", "export", tmp_path / "after.csv", "--from", valley)
    assert (tmp_path / "after.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()
    run("restore", kept, tmp_path / "other")
    run("members", "export", tmp_path / "kept.csv", "--from", tmp_path / "other")
    assert b"New Person" in (tmp_path / "kept.csv").read_bytes()


@pytest.mark.parametrize(
    "damage", ["flipped", "cut", "no files", "no manifest", "empty manifest", "not text"]
)
def test_a_damaged_backup_changes_nothing(run, valley, backup, tmp_path, damage):
    database, manifest = backup / "community.sqlite", backup / "manifest.json"
    content = bytearray(database.read_bytes())
    if damage == "flipped":
        content[len(content) // 2] ^= 255
        database.write_bytes(content)
    elif damage == "cut":
        database.write_bytes(content[:5000])
    elif damage == "no files":
        (backup / "files.sqlite").unlink()
    elif damage == "no manifest":
        manifest.unlink()
    else:
        manifest.write_bytes(b"{}" if damage == "empty manifest" else b"\xff\xfe")
    before = everything_in(valley)
    for target in (valley, tmp_path / "new"):
        refused = run("restore", backup, target)
        assert (refused.status, len(refused.err.splitlines())) == (2, 1)
    assert everything_in(valley) == before
    assert not (tmp_path / "new").exists()


@pytest.fixture
def other(run, tmp_path) -> Path:
    """A community of another name than the one in the backup."""
    assert run("new", tmp_path / "other", "--name", "Drei Täler").status == 0
    return tmp_path / "other"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Add --replace “Drei Täler” to go on"),
        (("--json",), "Add --replace “Drei Täler” to go on"),
        (("--replace", ""), "Add --replace “Drei Täler” to go on"),
        (("--replace", "Tallow Valley Teachers"), "is called “Drei Täler” and not “Tallow"),
    ],
)
def test_another_community_is_not_replaced_unasked(run, other, backup, options, said):
    before = everything_in(other)
    refused = run("restore", backup, other, *options)
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert said in refused.err
    assert "Tallow Valley Teachers" in refused.err
    assert everything_in(other) == before


def test_another_community_is_replaced_when_it_is_named(run, other, backup):
    restored = run("restore", backup, other, "--replace", "drei täler", "--json")
    assert restored.status == 0
    assert "Drei" in Path(restored.json["before"]).name
    assert run("search", "strips", "--in", other, "--json").json["hits"]
    assert run("restore", restored.json["before"], other).status == 2


def test_nobody_needs_to_name_what_is_damaged_or_not_there(run, other, backup, tmp_path):
    assert run("restore", backup, tmp_path / "new", "--replace", "Drei Täler").status == 0
    (other / "community.sqlite").write_bytes(b"damaged")
    assert run("restore", backup, other).status == 0


def test_a_backup_is_not_restored_onto_itself(run, backup):
    before = everything_in(backup)
    refused = run("restore", backup, backup)
    assert refused.status == 2
    assert "is the backup itself" in refused.err
    assert everything_in(backup) == before


def test_where_no_backup_is_is_named(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.zip").write_bytes(b"PK\x03\x04junk")
    for name in (".", "other.zip", "nowhere"):
        refused = run("restore", name, tmp_path / "new")
        assert refused.status == 2
        assert f"“{name}” is not a finished CopDesk backup" in refused.err
        assert not (tmp_path / "new").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="makes a small disk of memory")
def test_a_full_disk_is_named_and_nothing_half_made_stays(run, valley, backup, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)]
    if os.geteuid() or not mount or subprocess.run([mount, *options], check=False).returncode:
        pytest.skip("only root may make a disk")
    try:
        for words in (
            ("backup", valley, "--to", small / "stick"),
            ("restore", backup, small / "valley"),
            ("sample", small / "sample"),
        ):
            refused = run(*words)
            assert (refused.status, len(refused.err.splitlines())) == (2, 1)
            assert "disk" in refused.err
        told = run("backup", valley, "--to", small).err
        assert "What you typed" not in told
        assert everything_in(small) == {}
    finally:
        subprocess.run(["umount", str(small)], check=True)


def break_(folder: Path, name: str, statement: str) -> None:
    with closing(sqlite3.connect(folder / name)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_wrong_index_is_told_and_mended(run, valley):
    break_(valley, "community.sqlite", "DELETE FROM local_search_text")
    told = run("check", valley)
    assert told.status == 1
    assert "copdesk check --mend" in told.err
    assert run("search", "strips", "--in", valley, "--json").json["hits"] == []
    mended = run("check", valley, "--mend")
    assert (mended.status, mended.err) == (0, "")
    assert "index was rebuilt" in mended.out
    assert run("search", "strips", "--in", valley, "--json").json["hits"]
    again = run("check", valley, "--mend")
    assert again.status == 0
    assert "nothing to mend" in again.out


def test_what_cannot_be_mended_is_told_and_the_rest_is(run, valley):
    break_(valley, "community.sqlite", "DELETE FROM local_search_text")
    break_(valley, "files.sqlite", "DELETE FROM chunk")
    told = run("check", valley, "--mend", "--json")
    assert told.status == 1
    assert len(told.json["mended"]) == 1
    assert not told.json["search_is_wrong"]
    assert told.json["problems"]
    before = everything_in(valley)
    again = run("check", valley, "--mend")
    assert again.status == 1
    assert "restore the newest backup" in again.err
    assert everything_in(valley) == before


def test_a_damaged_community_is_not_mended(run, valley):
    (valley / "community.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    before = everything_in(valley)
    told = run("check", valley, "--mend")
    assert told.status == 1
    assert "restore the newest backup" in told.err
    assert everything_in(valley) == before


def test_nobody_mends_what_is_open_elsewhere(run, valley, clock):
    with closing(Database.open(valley, clock)):
        break_(valley, "community.sqlite", "DELETE FROM local_search_text")
        refused = run("check", valley, "--mend")
        assert refused.status == 2
        assert "open in another" in refused.err
        assert run("check", valley).status == 1
