"""What a window takes in, the command line takes in as well: all of what was named, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from copdesk.resources import resource
from copdesk.services.opening import open_community
from tests.conftest import FakeClock


@pytest.fixture
def strips(run, community_folder, tmp_path) -> str:
    """The id of a resource called “Strips”."""
    path = tmp_path / "strips.txt"
    path.write_text("Cut paper strips.")
    added = run("library", "add", path, "--into", community_folder, "--json")
    return added.json["added"][0]["id"]


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """Two files that can be used."""
    found = [tmp_path / "plán.txt", tmp_path / "中 notes.txt"]
    for path in found:
        path.write_text(path.name, "utf-8")
    return found


def names_in(folder: Path) -> set[str]:
    """Return the names of all the files in a community's library."""
    services = open_community(folder, FakeClock())
    try:
        resources = services.library.many(services.library.ids())
        return {file.name for one in resources for file in one.files}
    finally:
        services.close()


@pytest.mark.parametrize(
    ("words", "items", "said"),
    [
        (("library", "add", "--into"), (), "Nothing was added.\n"),
        (("library", "attach", "--in"), ("Strips",), "Nothing was attached.\n"),
        (("meetings", "attach", "--in"), ("1",), "Nothing was added.\n"),
    ],
)
@pytest.mark.parametrize("json", [(), ("--json",)])
def test_one_bad_file_keeps_all_of_them_out(run, valley, tmp_path, files, words, items, said, json):
    (tmp_path / "strips.txt").write_text("Cut paper strips.")
    assert run("library", "add", tmp_path / "strips.txt", "--into", valley).status == 0
    before = names_in(valley)
    (tmp_path / "empty.txt").touch()
    bad = (tmp_path / "none.txt", tmp_path / "empty.txt", tmp_path)
    refused = run(*words, valley, *json, *items, files[0], *bad, files[1])
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    for path in bad:
        assert path.name in refused.err
    assert refused.err.endswith(said)
    assert names_in(valley) == before


def test_of_many_bad_files_the_others_are_counted(run, community_folder, tmp_path):
    bad = [tmp_path / f"{number}.txt" for number in range(9)]
    refused = run("library", "add", *bad, "--into", community_folder)
    assert "2.txt" in refused.err
    assert "3.txt" not in refused.err
    assert "6 more are refused." in refused.err


@pytest.mark.skipif(os.name != "posix" or not os.geteuid(), reason="root may read every file")
def test_a_file_that_may_not_be_read_is_refused(run, community_folder, files):
    files[1].chmod(0)
    refused = run("library", "add", *files, "--into", community_folder)
    assert (refused.status, refused.out) == (2, "")
    assert names_in(community_folder) == set()


@pytest.mark.parametrize("by", ["id", "title"])
def test_files_are_attached_to_a_resource_once(run, community_folder, strips, files, by):
    name = strips if by == "id" else "STRIPS"
    first = run("library", "attach", name, *files, "--in", community_folder, "--json")
    assert first.json == {
        "id": strips,
        "title": "Strips",
        "attached": ["plán.txt", "中 notes.txt"],
        "known": [],
    }
    again = run("library", "attach", name, files[0], "--in", community_folder)
    assert again.out == "In “Strips” already: plán.txt\n"
    assert names_in(community_folder) == {"strips.txt", "plán.txt", "中 notes.txt"}


def test_a_resource_that_is_not_clear_is_asked_for(run, community_folder, strips, files, tmp_path):
    missing = run("library", "attach", "Stripes", files[0], "--in", community_folder)
    assert (missing.status, missing.out) == (2, "")
    assert "There is no resource “Stripes”" in missing.err
    (tmp_path / "second").mkdir()
    second = tmp_path / "second" / "strips.txt"
    second.write_text("Others.")
    run("library", "add", second, "--into", community_folder)
    unclear = run("library", "attach", "strips", files[0], "--in", community_folder)
    assert unclear.status == 2
    assert strips in unclear.err
    services = open_community(community_folder, FakeClock())
    services.library.remove(strips)
    services.close()
    gone = run("library", "attach", strips, files[0], "--in", community_folder)
    assert gone.status == 2


def test_an_import_of_a_list_accounts_for_every_entry(run, community_folder, tmp_path):
    path = tmp_path / "list.ris"
    path.write_text("TY  - JOUR\nTI  - Strips\nER  - \nTY  - JOUR\nAU  - Njie, Fatou\nER  - \n")
    first = run("library", "import", path, "--into", community_folder)
    assert first.out == "2 entries: 1 added, 0 known already, 1 refused.\n"
    assert first.err.startswith("Line 4: ")
    again = run("library", "import", path, "--into", community_folder)
    assert again.out == "2 entries: 0 added, 1 known already, 1 refused.\n"


@pytest.mark.parametrize("json", [(), ("--json",)])
@pytest.mark.parametrize(
    "text", ["Name,E-mail,Notes\nAda Lee,ada@hill.example,\n", "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n"]
)
def test_people_do_not_become_resources(run, community_folder, tmp_path, text, json):
    path = tmp_path / "people.csv"
    path.write_text(text)
    refused = run("library", "import", path, "--into", community_folder, *json)
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert "“people.csv” is not a reading list" in refused.err
    assert "“copdesk members import”" in refused.err
    found = run("search", "Ada", "--in", community_folder, "--json").json
    assert found == {"hits": []}


def test_files_are_attached_to_an_agenda_item(run, valley, files):
    services = open_community(valley, FakeClock())
    meeting = services.meetings.latest()
    assert meeting is not None
    services.close()
    title = meeting.agenda[1].title
    for item in ("2", title.upper(), meeting.agenda[1].id):
        done = run("meetings", "attach", item, *files, "--in", valley, "--json")
        assert (done.json["meeting"], done.json["item"]) == (meeting.id, meeting.agenda[1].id)
    services = open_community(valley, FakeClock())
    tied = [
        one.resource_id
        for one in services.meetings.get(meeting.id).resources
        if one.item_id == meeting.agenda[1].id
    ]
    services.close()
    assert {one["id"] for one in done.json["attached"]} <= set(tied)
    assert len(tied) == len(set(tied))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("99",), "There is no agenda item “99”. The items are: 1 “"),
        (("1", "--meeting", "no"), "There is no meeting “no” here."),
    ],
)
def test_an_item_that_is_not_there_keeps_the_files_out(run, valley, files, words, said):
    before = names_in(valley)
    refused = run("meetings", "attach", words[0], *files, "--in", valley, *words[1:])
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert said in refused.err
    assert names_in(valley) == before


def test_nothing_is_attached_where_there_is_no_meeting(run, community_folder, files):
    refused = run("meetings", "attach", "1", *files, "--in", community_folder)
    assert refused.status == 2
    assert names_in(community_folder) == set()


@pytest.fixture
def ours(tmp_path) -> Path:
    """A protocol file of a community's own."""
    text = resource("protocols/jigsaw.toml").read_text("utf-8")
    text = text.replace('id = "jigsaw"', 'id = "ours"', 1).replace('"Jigsaw"', '"Our way"', 1)
    path = tmp_path / "ours.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_protocol_is_added_listed_planned_and_printed(run, community_folder, ours, tmp_path):
    added = run("protocols", "add", ours, "--into", community_folder, "--json")
    assert (added.json["id"], added.json["title"], added.json["replaced"]) == (
        "ours",
        "Our way",
        False,
    )
    listed = run("protocols", "list", "--in", community_folder, "--json").json["protocols"]
    assert "ours" in {one["id"] for one in listed}
    assert "ours" not in run("protocols", "list").out
    words = ("protocols", "plan", "our way", "--people", 9)
    assert run(*words, "--in", community_folder, "--json").json["protocol"] == "ours"
    assert run(*words).status == 2


def test_a_protocol_with_a_name_that_is_taken_needs_a_word(run, community_folder, ours):
    def ids():
        listed = run("protocols", "list", "--in", community_folder, "--json").json["protocols"]
        return [one["id"] for one in listed if one["id"].startswith("ours")]

    words = ("protocols", "add", ours, "--into", community_folder)
    run(*words)
    for json in ((), ("--json",)):
        refused = run(*words, *json)
        assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
        assert "--replace or --keep-both" in refused.err
    assert ids() == ["ours"]
    assert run(*words, "--replace", "--json").json["replaced"] is True
    assert ids() == ["ours"]
    assert run(*words, "--keep-both", "--json").json["id"] == "ours-2"
    assert len(ids()) == 2


def test_one_that_comes_with_copdesk_is_not_replaced_unasked(run, community_folder):
    path = resource("protocols/jigsaw.toml")
    refused = run("protocols", "add", path, "--into", community_folder)
    assert refused.status == 2
    assert "“Jigsaw” is here already." in refused.err


@pytest.mark.parametrize("content", [None, b"", b"colour = 3\n", b"\xff\xfe\x00", "folder"])
def test_what_is_no_protocol_changes_nothing(run, community_folder, tmp_path, content):
    path = tmp_path / "wrong.toml"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    before = (community_folder / "community.sqlite").read_bytes()
    refused = run("protocols", "add", path, "--into", community_folder, "--json")
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert "wrong.toml" in refused.err
    assert (community_folder / "community.sqlite").read_bytes() == before


def test_a_list_of_nothing_says_so(run, community_folder, tmp_path):
    listed = run("meetings", "list", "--in", community_folder)
    assert listed.out == "There are no meetings yet.\n"
    target = tmp_path / "meetings.txt"
    run("meetings", "list", "--in", community_folder, "-o", target)
    assert target.read_text("utf-8") == listed.out
    assert run("meetings", "list", "--in", community_folder, "--json").json == {"meetings": []}
    assert run("search", "strips", "--in", community_folder).out == "0 found.\n"


def test_somebody_of_the_same_name_is_told_without_an_article(run, community_folder, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("Name\nAmina Diallo\n")
    run("members", "import", people, "--into", community_folder)
    people.write_text("Name,E-mail\nAmina Diallo,amina@hill.example\nAmina Diallo,a@mill.example\n")
    told = run("members", "import", people, "--into", community_folder).err
    assert "Somebody called Amina Diallo is here already." in told
    assert "There is a" not in told
