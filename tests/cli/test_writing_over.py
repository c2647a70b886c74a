"""Whatever a command writes, it never writes over a community."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

PEOPLE = "Name,E-mail\nNo Address,broken\n"
WRITING = (
    ("print", "directory", "--from", "{valley}", "-o", "{target}"),
    ("meetings", "list", "--in", "{valley}", "-o", "{target}"),
    ("members", "import", "{people}", "--into", "{valley}", "--refused", "{target}"),
    ("members", "import", "{people}", "--into", "{valley}", "--dry-run", "--refused", "{target}"),
)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix == ".sqlite"
    }


@pytest.mark.parametrize("name", ["community.sqlite", "files.sqlite"])
@pytest.mark.parametrize("words", WRITING, ids=lambda words: " ".join(words[:2]))
def test_no_command_writes_over_a_community(
    run, valley: Path, tmp_path: Path, words: tuple[str, ...], name: str
):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, "utf-8")
    before = contents(valley)
    assert len(before) == 2
    places = {"valley": valley, "target": valley / name, "people": people}
    done = run(*(word.format(**places) for word in words))
    assert done.status == 2
    assert "holds the data of a community" in done.err
    assert done.out == ""
    assert contents(valley) == before
    assert run("check", valley).status == 0
