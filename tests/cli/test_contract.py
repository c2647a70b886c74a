"""What scripts rely on: exit status, one sentence on the error stream, one JSON object."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from copdesk.cli import people
from copdesk.cli.window import window_wanted
from copdesk.clock import SystemClock
from copdesk.services.opening import open_community
from copdesk.store.versions import COMMUNITY_FILE


def started(*words: object, **options: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, as a terminal does."""
    return subprocess.run(
        [sys.executable, "-m", "copdesk", *map(str, words)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env={**os.environ, **options},
    )


def in_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which $COPDESK is the program."""
    environment = {**os.environ, "COPDESK": f"{sys.executable} -m copdesk"}
    return subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        check=False,
        text=True,
        env=environment,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("print", "agenda", "--from", "x"),
        ("members",),
        ("new", "x"),
        ("new", "x", "--name", "y", "--language", "zz"),
        ("new", "x", "--name", "y", "--language", "../../etc"),
        ("print", "agenda", "--from", "x", "-o", "y", "--language", "qq"),
        ("protocols", "plan", "final-word", "--people", "x"),
        ("members", "import", "x", "--frob"),
    ],
)
def test_what_is_not_understood_is_one_sentence(run, words):
    refused = run(*words)
    assert (refused.status, refused.out) == (2, "")
    assert len(refused.err.splitlines()) == 1
    assert refused.err.endswith("says how it is meant.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("members",), "This is missing: ACTION."),
        (("members", "imprt", "x"), "“imprt” is not known here; did you mean “import”?"),
        (("members", "list", "--in", "x"), "“list” is none of these: import, export."),
        (("members", "import", "x", "--into", "y", "--frob", "z"), "no option “--frob” here."),
        (("meetings", "list", "extra", "--in", "x"), "“extra” does not belong here."),
        (("meetings", "list", "--in", "x", "--json=3"), "“--json” takes nothing after it."),
        (("meetings", "list", "--i", "x"), "This is missing: --in."),
        (("protocols", "plan", "x"), "One of these is missing: --people --names."),
        (("protocols", "plan", "x", "--people"), "“--people” needs something after it."),
        (("protocols", "plan", "x", "--people", "0"), "“--people”: this must be a whole number"),
        (
            ("protocols", "plan", "x", "--people", "3", "--names", "a"),
            "“--names” and “--people” cannot be used together.",
        ),
    ],
)
def test_each_misunderstanding_has_a_sentence_of_ours(run, words, said):
    refused = run(*words)
    assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert said in refused.err
    assert f"“copdesk {words[0]}" in refused.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--frob",), "There is no option “--frob” here."),
        (("--self-test", "--json"), "“--self-test” cannot be combined with anything else."),
        (("--version", "extra"), "“--version” cannot be combined with anything else."),
        (("extra", "--version"), "“--version” cannot be combined with anything else."),
        (("--settings",), "“--settings” needs something after it."),
        (("serch",), "“serch” is neither a command nor a folder; did you mean “search”?"),
        (("Search", "x"), "“Search” is neither a command nor a folder; did you mean “search”?"),
        (("xyzzy",), "“xyzzy” is neither a command nor a folder."),
        (("no/such/valley",), "There is no folder “no/such/valley”."),
        (("x" * 300 + "/",), "There is no folder"),
        (("",), "There is no folder “”."),
        (("--json", "search", "strips"), "Put the command first: “copdesk search”."),
        ((".", "search", "strips"), "Put the command first: “copdesk search”."),
        ((".", "extra"), "“extra” does not belong here."),
    ],
)
def test_what_opens_no_window_is_one_sentence_before_qt_is_there(words, said):
    code = (
        "import sys\n"
        "from copdesk.__main__ import main\n"
        "try:\n"
        "    status = main(sys.argv[1:])\n"
        "finally:\n"
        "    assert 'PySide6' not in sys.modules\n"
        "sys.exit(status)\n"
    )
    refused = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1
    assert said in refused.stderr


def test_a_folder_that_is_there_opens_the_window(tmp_path):
    (tmp_path / "search").mkdir()
    places = (tmp_path / "settings", tmp_path / "communities")
    flags = ("--settings", str(places[0]), "--communities", str(places[1]))
    assert window_wanted([str(tmp_path / "search"), *flags]) == (tmp_path / "search", *places)
    assert window_wanted([str(tmp_path)]) == (tmp_path, None, None)
    assert window_wanted(flags) == (None, *places)


def test_paper_and_language_are_taken_however_they_are_written(run, valley, tmp_path):
    target = tmp_path / "a.pdf"
    asked = ("--paper", "A4", "--language", "pt-br")
    assert run("print", "agenda", "--from", valley, *asked, "-o", target).status == 0
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_list_of_meetings_is_written_to_a_file(run, valley, tmp_path):
    target = tmp_path / "meetings.txt"
    written = run("meetings", "list", "--in", valley, "-o", target)
    assert (written.status, written.out.count("\n")) == (0, 1)
    assert target.read_text("utf-8") == run("meetings", "list", "--in", valley).out
    listed = run("meetings", "list", "--in", valley, "--json", "-o", target)
    assert json.loads(target.read_text("utf-8")) == listed.json
    missing = run("meetings", "list", "--in", valley, "-o", tmp_path / "no" / "m.txt")
    assert missing.status == 2


def test_a_calendar_without_a_file_is_in_the_object(run, valley):
    made = run("meetings", "ics", "--in", valley, "--json")
    assert made.json["calendar"].startswith("BEGIN:VCALENDAR")
    assert made.json["calendar"].count("BEGIN:VEVENT") == made.json["meetings"]


def test_a_refused_row_is_named_once(run, community_folder, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("Name,E-mail\nAna,nobody\n")
    told = run("members", "import", path, "--into", community_folder).err
    assert told.startswith("Row 2: “nobody”")


def test_a_member_who_is_not_there_is_named(run, valley, tmp_path):
    for kind in ("certificate", "catch-up"):
        target = tmp_path / "c.pdf"
        refused = run("print", kind, "--from", valley, "--member", "nobody", "-o", target)
        assert refused.status == 2
        assert "nobody" in refused.err
        assert not target.exists()


def test_a_mistake_of_ours_is_one_sentence_and_written_down(run, valley, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(people, "looking", None)
    failed = run("members", "export", tmp_path / "x.csv", "--from", valley)
    assert (failed.status, failed.out, len(failed.err.splitlines())) == (1, "", 1)
    kept = next(tmp_path.glob("copdesk-*.log"))
    assert str(kept) in failed.err
    assert "TypeError" in kept.read_text("utf-8")


def test_a_community_that_is_empty_is_not_begun_anew(run, valley):
    (valley / COMMUNITY_FILE).write_bytes(b"")
    for words in (("meetings", "list", "--in", valley), ("backup", valley)):
        refused = run(*words)
        assert refused.status == 2
        assert "is empty" in refused.err
    assert (valley / COMMUNITY_FILE).read_bytes() == b""


def test_an_older_community_is_read_after_a_command_has_changed_it(run, valley, tmp_path):
    with closing(sqlite3.connect(valley / COMMUNITY_FILE)) as connection:
        connection.execute("PRAGMA user_version=-1")
    people = tmp_path / "people.csv"
    people.write_text("Name\nAda Lee\n")
    before = (valley / COMMUNITY_FILE).read_bytes()
    words = ("meetings", "list", "--in", valley, "--json")
    for read in (words, ("members", "export", tmp_path / "m.csv", "--from", valley)):
        refused = run(*read)
        assert (refused.status, refused.out, len(refused.err.splitlines())) == (2, "", 1)
        assert "made by an older CopDesk and must be brought up to date" in refused.err
        assert "Open it once in the window, or change it with any command" in refused.err
    assert (valley / COMMUNITY_FILE).read_bytes() == before
    assert run("members", "import", people, "--into", valley).status == 0
    assert run(*words).status == 0


@pytest.mark.parametrize("damage", ["cut", "empty", "foreign", "schema"])
def test_a_damaged_community_fails_its_check(run, valley, damage):
    path = valley / COMMUNITY_FILE
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "schema":  # SQLite's complaint quotes it, and it is no text
        path.write_bytes(content.replace(b"CREATE TABLE member", b"CREATE TABLE\xae\xffember"))
    else:
        path.write_bytes(b"" if damage == "empty" else b"Dear Ana, " * 500)
    found = run("check", valley, "--json")
    assert found.status == 1
    assert found.json["sound"] is False
    assert len(found.json["problems"]) == 1
    refused = run("search", "a", "--in", valley)
    assert (refused.status, len(refused.err.splitlines())) == (2, 1)


def test_text_that_is_none_is_damage(run, valley):
    with sqlite3.connect(valley / COMMUNITY_FILE) as connection:
        connection.execute("UPDATE member SET name = CAST(x'aeff' AS TEXT)")
    connection.close()
    refused = run("members", "export", valley / "x.csv", "--from", valley)
    assert refused.status == 2
    assert "damaged" in refused.err


def test_names_that_no_folder_can_have_are_refused(run, tmp_path):
    long = tmp_path / ("x" * 300)
    refused = run("new", long, "--name", "x")
    assert refused.status == 2
    assert refused.err.startswith("A folder cannot be made at")
    assert run("search", "a", "--in", long).status == 2
    assert run("check", long).status == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs folders that can be closed")
def test_a_folder_that_may_not_be_opened_is_refused(run, valley):
    if os.geteuid() == 0:
        pytest.skip("root may open every folder")
    valley.chmod(0)
    try:
        assert run("search", "a", "--in", valley).status == 2
        assert run("new", valley / "x", "--name", "x").status == 2
    finally:
        valley.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="only there are devices files")
def test_a_pipe_is_not_replaced_by_a_file(run, valley, tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    refused = run("members", "export", pipe, "--from", valley)
    assert refused.status == 2
    assert "not an ordinary file" in refused.err
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="names are text on Windows")
def test_words_are_read_as_utf8_in_any_locale(tmp_path):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    folder, target = tmp_path / "Tèrra", tmp_path / "dép.csv"
    made = started("new", folder, "--name", "Écôle 中", "--json", **plain)
    assert json.loads(made.stdout)["name"] == "Écôle 中"
    file = tmp_path / "ü ñ.txt"
    file.write_text("x")
    added = json.loads(started("library", "add", file, "--into", folder, "--json", **plain).stdout)
    assert added["added"][0]["title"] == "Ü ñ"
    assert started("members", "export", target, "--from", folder, **plain).returncode == 0
    assert started("backup", folder, "--to", tmp_path / "é", **plain).returncode == 0
    assert target.exists()
    planned = started("protocols", "plan", "final-word", "--names", "Äna,中,Bö", "--json", **plain)
    assert json.loads(planned.stdout)["people"] == 3


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_still_printed(run, community_folder, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))
    path.write_text("x")
    added = run("library", "add", path, path, "--into", community_folder, "--json")
    assert added.status == 0
    assert added.json["known"][0]["file"] == "bad\N{REPLACEMENT CHARACTER}.txt"


@pytest.mark.skipif(os.name != "posix", reason="a shell of another kind")
@pytest.mark.parametrize(
    ("line", "out", "err"),
    [
        ("$COPDESK protocols list | head -n 1 >&2; echo $?", "0\n", 1),
        ("$COPDESK protocols list >&-; echo $?", "0\n", 0),
        ("$COPDESK protocols list --json >&- 2>&-; echo $?", "0\n", 0),
        ("$COPDESK search a --in nowhere 2>&-; echo $?", "2\n", 0),
    ],
)
def test_streams_that_are_closed_are_no_mistake(line, out, err):
    ended = in_shell(line)
    assert (ended.stdout, len(ended.stderr.splitlines())) == (out, err)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a disk that is full")
def test_output_that_cannot_be_written_is_told():
    ended = in_shell("$COPDESK protocols list --json > /dev/full; echo $?")
    assert ended.stdout == "2\n"
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_window_without_a_screen_is_one_sentence(tmp_path):
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    refused = started(tmp_path, **bare)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("There is no screen here")
    assert len(refused.stderr.splitlines()) == 1


def test_a_file_that_a_reader_dies_of_is_told_without_a_trace(valley, tmp_path):
    broken = tmp_path / "odd.pdf"
    broken.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 20)
    assert started("library", "add", broken, "--into", valley).returncode == 0
    with closing(open_community(valley, SystemClock())) as services:
        meeting = services.meetings.latest()
        assert meeting is not None
        (added,) = [
            one
            for one in services.library.many(services.library.ids())
            if any(file.name == "odd.pdf" for file in one.files)
        ]
        services.meetings.tie(meeting.id, meeting.agenda[0].id, added.id)
    printed = started("print", "packet", "--from", valley, "-o", tmp_path / "p.pdf")
    assert printed.returncode == 0
    assert "“odd.pdf” is left out" in printed.stderr
    assert "Traceback" not in printed.stderr
    assert all(line.endswith(".") for line in printed.stderr.splitlines())


def test_lost_files_are_told_by_packet_and_check(run, valley, tmp_path):
    (valley / "files.sqlite").unlink()
    packet = run("print", "packet", "--from", valley, "-o", tmp_path / "p.pdf", "--json")
    assert packet.status == 0
    assert any("missing" in notice for notice in packet.json["notices"])
    assert run("check", valley).status == 1


def test_what_an_import_left_out_is_in_the_object(run, community_folder, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("Name,Shoe size\nAna,38\n")
    found = run("members", "import", path, "--into", community_folder, "--json").json
    assert found["notices"] == ["Columns that were not taken: Shoe size."]
