"""A user's file is the old one or the new one, never something between."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from copdesk.errors import UserError
from copdesk.store import atomic
from copdesk.store.atomic import write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_bytes_are_written(tmp_path: Path) -> None:
    target = tmp_path / "Ünïcode agenda.pdf"
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    write_file(target, b"newer")
    assert target.read_bytes() == b"newer"
    assert names(tmp_path) == [target.name]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_short_lock_by_another_program_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    _locked(monkeypatch, times=4)
    pauses: list[float] = []
    write_file(target, b"new", pause=pauses.append)
    assert target.read_bytes() == b"new"
    assert pauses == [0.05, 0.1, 0.2, 0.4]


def test_a_long_lock_ends_in_a_sentence_with_the_old_file_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    _locked(monkeypatch, times=100)
    pauses: list[float] = []
    with pytest.raises(UserError, match="may not be written") as refused:
        write_file(target, b"new", pause=pauses.append)
    assert "other programs" in refused.value.hint
    assert sum(pauses) < 6
    assert len(pauses) == 9
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["minutes.pdf"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "no room on the disk"),
        (errno.EIO, "disk does not answer"),
        (errno.EROFS, "may not be written"),
    ],
)
@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str, where: str
) -> None:
    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync") if where == "fsync" else (Path, "replace")), fail)
    with pytest.raises(UserError, match=sentence):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["minutes.pdf"]


def test_a_full_disk_in_earnest(tmp_path: Path) -> None:
    """The limit on the size of files of a child process is as near as one gets without mounts."""
    resource = pytest.importorskip("resource")
    import signal

    target = tmp_path / "minutes.pdf"
    target.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        with pytest.raises(UserError, match="could not be written"):
            write_file(target, b"n" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["minutes.pdf"]


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "minutes.pdf").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write_file(tmp_path / "minutes.pdf", b"new")
    assert names(tmp_path) == ["minutes.pdf"]


@pytest.mark.parametrize("place", ["nowhere/minutes.pdf", "file/minutes.pdf"])
def test_a_folder_that_is_not_there_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UserError, match="folder does not exist"):
        write_file(tmp_path / place, b"new")
    assert names(tmp_path) == ["file"]


def test_an_impossible_name_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not accept a file called"):
        write_file(tmp_path / ("é" * 200), b"new")
    assert names(tmp_path) == []


def test_the_file_and_its_name_are_on_the_disk_before_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        done.append("folder" if is_folder else "file")
        fsync(descriptor)

    def replaced(self: Path, target: Path) -> Path:
        done.append("replace")
        return replace(self, target)

    monkeypatch.setattr(atomic.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_file(tmp_path / "minutes.pdf", b"new")
    assert done == ["file", "replace", *(["folder"] if os.name == "posix" else [])]


def _locked(monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    """Let a virus scanner hold the target for so many tries."""
    replace, tries = Path.replace, 0

    def held(self: Path, target: Path) -> Path:
        nonlocal tries
        tries += 1
        if tries <= times:
            raise PermissionError(errno.EACCES, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)


@pytest.mark.parametrize(
    "name", ["community.sqlite", "files.sqlite", "Files.SQLite-journal", "community.lock"]
)
def test_a_community_is_never_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "community.sqlite").write_bytes(b"SQLite format 3\0 and all the rest")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UserError, match="holds the data of a community"):
        write_file(tmp_path / name, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_database_elsewhere_is_never_written_over(tmp_path: Path) -> None:
    other = tmp_path / "minutes.pdf"
    other.write_bytes(b"SQLite format 3\0 whatever it is called")
    (tmp_path / "link.pdf").symlink_to(other)
    for path in (other, tmp_path / "link.pdf"):
        with pytest.raises(UserError, match="holds the data of a community"):
            write_file(path, b"new")
    assert other.read_bytes().startswith(b"SQLite format 3\0")
