from __future__ import annotations

import pytest

PEOPLE = "Name;E-mail;School\nAda;ada@hill.example;Hill\nBo;;Mill\n"


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


def test_an_import_accounts_for_every_row_and_can_be_undone(run, community_folder, people):
    first = run("members", "import", people, "--into", community_folder, "--json")
    assert first.status == 0
    counts = {name: first.json[name] for name in ("rows", "added", "updated", "unchanged")}
    assert counts == {"rows": 2, "added": 2, "updated": 0, "unchanged": 0}
    assert (first.json["held"], first.json["refused"]) == (0, 0)
    again = run("members", "import", people, "--into", community_folder, "--json").json
    assert (again["unchanged"], again["undo_id"]) == (2, "")
    undone = run("undo-import", first.json["undo_id"], "--in", community_folder, "--json")
    assert undone.json == {"removed": 2, "put_back": 0, "kept": 0}
    twice = run("undo-import", first.json["undo_id"], "--in", community_folder)
    assert twice.status == 2
    assert (
        run("members", "export", people, "--from", community_folder, "--json").json["members"] == 0
    )


def test_undo_puts_fields_back_but_keeps_later_changes(run, community_folder, people):
    run("members", "import", people, "--into", community_folder)
    people.write_text("Name,E-mail,School,Phone\nAda,ada@hill.example,New Hill,123 456 789\n")
    second = run("members", "import", people, "--into", community_folder, "--json").json
    assert second["updated"] == 1
    people.write_text("Name,E-mail,Phone\nAda,ada@hill.example,987 654 321\n")
    run("members", "import", people, "--into", community_folder)
    undone = run("undo-import", second["undo_id"], "--in", community_folder, "--json").json
    assert undone == {"removed": 0, "put_back": 1, "kept": 1}
    out = people.with_name("out.csv")
    run("members", "export", out, "--from", community_folder)
    text = out.read_text("utf-8-sig")
    assert "New Hill" not in text
    assert "987 654 321" in text


def test_refused_rows_are_saved_corrected_and_imported(run, community_folder, people, tmp_path):
    people.write_text("Name;E-mail\nAda;ada@hill.example\nBo;bo@\n")
    rest = tmp_path / "rest.csv"
    words = ("members", "import", people, "--into", community_folder, "--refused")
    told = run(*words, rest)
    assert (told.status, f"The refused rows are in {rest}." in told.out) == (0, True)
    text = rest.read_text("utf-8-sig")
    assert text.startswith("Name,E-mail,Why not imported\n")
    rest.write_text(text.replace("bo@,", "bo@hill.example,"))
    again = run(
        "members", "import", rest, "--into", community_folder, "--refused", people, "--json"
    )
    assert (again.json["added"], again.json["refused"]) == (1, 0)
    assert "Ada;" in people.read_text()  # nothing was refused, so nothing was written
    itself = run(*words, people)
    assert (itself.status, "Choose another name" in itself.err) == (2, True)
    assert "Ada;" in people.read_text()


def test_a_dry_run_changes_nothing(run, community_folder, people):
    before = (community_folder / "community.sqlite").read_bytes()
    tried = run("members", "import", people, "--into", community_folder, "--dry-run", "--json")
    assert (tried.json["added"], tried.json["undo_id"]) == (2, "")
    assert (community_folder / "community.sqlite").read_bytes() == before


def test_columns_can_be_named(run, community_folder, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("Who,Box\nAda,ada@hill.example\n")
    mapped = run(
        "members", "import", path, "--into", community_folder,
        "--map", "name=Who", "--map", "email=Box", "--json",
    )  # fmt: skip
    assert mapped.json["added"] == 1
    wrong = run("members", "import", path, "--into", community_folder, "--map", "name")
    assert (wrong.status, wrong.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("no-heading.csv", b"Ada;ada@hill.example\nBo;bo@hill.example\n"),
        ("wrong.csv", b"one column\nand text\n"),
        ("page.pdf", b"<html>"),
        ("card.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\n"),
        ("zip.csv", b"PK\x03\x04" + bytes(300)),
    ],
)
def test_a_bad_file_is_one_sentence_and_changes_nothing(
    run, community_folder, tmp_path, name, content
):
    path = tmp_path / name
    path.write_bytes(content)
    before = (community_folder / "community.sqlite").read_bytes()
    refused = run("members", "import", path, "--into", community_folder)
    refused_rows = refused.status == 0 and " 1 refused" in refused.out
    assert refused.status == 2 or refused_rows
    assert len(refused.err.strip().splitlines()) == 1
    assert (community_folder / "community.sqlite").read_bytes() == before


def test_a_folder_and_a_missing_file_are_refused(run, community_folder, tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        refused = run("members", "import", path, "--into", community_folder)
        assert (refused.status, refused.out) == (2, "")
        assert len(refused.err.splitlines()) == 1


def test_export_and_import_again_is_no_change(run, valley, tmp_path):
    for ending in (".csv", ".vcf"):
        out = tmp_path / f"members{ending}"
        count = run("members", "export", out, "--from", valley, "--json").json["members"]
        again = run("members", "import", out, "--into", valley, "--json").json
        assert (again["rows"], again["unchanged"]) == (count, count)
    refused = run("members", "export", tmp_path / "members.doc", "--from", valley)
    assert refused.status == 2
    assert not (tmp_path / "members.doc").exists()
