"""Whatever a command writes, it never writes over a community."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

PEOPLE = "Name,E-mail\nNo Address,broken\n"
IMPORT = ("members", "import", "{people}", "--into", "{valley}", "--refused", "{target}")
WRITING = (
    ("print", "directory", "--from", "{valley}", "-o", "{target}"),
    ("members", "export", "{target}", "--from", "{valley}"),
    ("meetings", "ics", "--in", "{valley}", "-o", "{target}"),
    IMPORT,
    (*IMPORT, "--dry-run"),
)
LIST = ("meetings", "list", "--in", "{valley}", "-o", "{target}")


def contents(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.suffix == ".sqlite"
    }


@pytest.mark.parametrize("name", ["community.sqlite", "files.sqlite"])
@pytest.mark.parametrize("words", [*WRITING, LIST], ids=lambda words: " ".join(words[:2]))
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
    said = "holds the data of a community" if words is LIST else "“{name}” was not written"
    assert said.format(name=name) in done.err
    assert done.out == ""
    assert contents(valley) == before
    assert run("check", valley).status == 0


@pytest.mark.parametrize("name", ["kept.docx", "kept.PNG"])
@pytest.mark.parametrize("json", [(), ("--json",)])
@pytest.mark.parametrize("words", WRITING, ids=lambda words: " ".join(words[:2]))
def test_no_command_writes_over_a_file_of_another_kind(
    run, valley: Path, tmp_path: Path, words: tuple[str, ...], name: str, json: tuple[str, ...]
):
    people, kept = tmp_path / "people.csv", tmp_path / name
    people.write_text(PEOPLE, "utf-8")
    kept.write_text("Ours")
    places = {"valley": valley, "target": kept, "people": people}
    done = run(*(word.format(**places) for word in words), *json)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert f"“{name}” was not written" in done.err
    assert "Name it with one of these endings: ." in done.err
    assert kept.read_text() == "Ours"


def test_a_handout_is_not_printed_over_a_table(run, valley: Path, tmp_path: Path):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, "utf-8")
    refused = run("print", "agenda", "--from", valley, "-o", people)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.endswith("Name it with one of these endings: .pdf.\n")
    assert people.read_text("utf-8") == PEOPLE
    for name in ("agenda", "agenda.PDF"):
        assert run("print", "agenda", "--from", valley, "-o", tmp_path / name).status == 0
