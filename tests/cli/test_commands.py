from __future__ import annotations

import subprocess
import sys

import pytest

from copdesk.resources import resource
from copdesk.services.handouts.kinds import HANDOUTS, Choice, kinds_with
from copdesk.store.transaction import Database
from tests.conftest import FakeClock

FOR_ONE = {kind.key for kind in kinds_with(Choice.MEMBER)}


def test_a_new_community_can_be_opened(run, tmp_path):
    made = run("new", tmp_path / "new", "--name", "Upper Valley", "--language", "fr", "--json")
    assert made.status == 0
    assert made.json["name"] == "Upper Valley"
    again = run("new", tmp_path / "new", "--name", "Other")
    assert again.status == 2
    assert "not empty" in again.err


def test_a_nameless_community_leaves_nothing_behind(run, tmp_path):
    assert run("new", tmp_path / "new", "--name", "  ").status == 2
    assert not (tmp_path / "new").exists()


def test_the_sample_is_searched(run, valley):
    hits = run("search", "fraction strips", "--in", valley, "--json").json["hits"]
    assert {"kind", "id", "title", "snippet"} == set(hits[0])
    assert any(hit["kind"] == "resource" for hit in hits)
    words = run("search", "fraction", "strips", "--in", valley, "--json").json["hits"]
    assert words == hits
    assert run("search", "zzzz", "--in", valley, "--json").json == {"hits": []}
    assert "found" in run("search", "strips", "--in", valley).out


def test_library_add_says_what_became_of_each_file(run, community_folder, tmp_path):
    good, other = tmp_path / "plan.txt", tmp_path / "other.txt"
    good.write_text("Strips")
    other.write_text("Paper")
    added = run("library", "add", good, other, good, "--into", community_folder, "--json")
    assert added.status == 0
    assert [one["title"] for one in added.json["added"]] == ["Plan", "Other"]
    assert [one["title"] for one in added.json["known"]] == ["Plan"]
    known = run("library", "add", good, "--into", community_folder, "--json")
    assert (known.status, known.json["known"][0]["file"]) == (0, "plan.txt")


def test_a_huge_file_is_refused_by_its_size(run, community_folder, tmp_path):
    path = tmp_path / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    refused = run("library", "add", path, "--into", community_folder)
    assert refused.status == 2
    assert "film.mp4" in refused.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.ris", "TY  - JOUR\nTI  - Strips\nAU  - Njie, Fatou\nPY  - 2021\nER  - \n"),
        ("list.bib", "@article{a, title={Strips}, author={Njie, Fatou}, year=2021}\n"),
        ("list.csv", "Title,Author,Year\nStrips,Fatou Njie,2021\n"),
    ],
)
def test_reading_lists_come_in_once(run, community_folder, tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    first = run("library", "import", path, "--into", community_folder, "--json").json
    assert (first["added"], first["known"], first["refused"]) == (1, 0, 0)
    again = run("library", "import", path, "--into", community_folder, "--json").json
    assert (again["added"], again["known"], again["refused"]) == (0, 1, 0)


def test_meetings_are_listed_and_written_for_calendars(run, valley, tmp_path):
    listed = run("meetings", "list", "--in", valley, "--json").json["meetings"]
    assert len(listed) == 11
    out = tmp_path / "valley.ics"
    written = run("meetings", "ics", "--in", valley, "-o", out)
    assert written.status == 0
    assert out.read_text().count("BEGIN:VEVENT") == 11
    assert run("meetings", "ics", "--in", valley).out.startswith("BEGIN:VCALENDAR")
    assert run("meetings", "ics", "--in", valley, "-o", tmp_path / "x.txt").status == 2


@pytest.mark.parametrize(("people", "minutes"), [(4, 28), (5, 40), (6, 54)])
def test_the_rounds_of_the_final_word(run, people, minutes):
    plan = run("protocols", "plan", "final-word", "--people", people, "--json").json
    rounds = [one for one in plan["segments"] if "/" in one["id"].partition("/")[2]]
    assert sum(one["seconds"] for one in rounds) == minutes * 60
    assert plan["total_s"] == sum(one["seconds"] for one in plan["segments"])
    assert (plan["protocol"], plan["people"]) == ("final-word", people)
    assert set(plan["segments"][0]) == {"id", "title", "seconds", "speak", "silent", "on_zero"}


def test_a_plan_for_named_people_and_given_minutes(run):
    plan = run(
        "protocols", "plan", "consultancy", "--names", "Ada, Bo,Cy,Di", "--minutes", 45, "--json"
    ).json
    assert (plan["people"], plan["total_s"]) == (4, 45 * 60)
    assert run("protocols", "plan", "consultancy", "--people", 5, "--minutes", 5).status == 2
    assert run("protocols", "plan", "nothing", "--people", 5).status == 2
    assert run("protocols", "plan", "consultancy", "--people", 0).status == 2


def test_protocol_files_are_checked(run, tmp_path):
    listed = run("protocols", "list", "--json").json["protocols"]
    ids = {"tuning", "consultancy", "save-the-last-word", "final-word", "chalk-talk"}
    assert ids <= {one["id"] for one in listed}
    bad = tmp_path / "bad.toml"
    good = resource("protocols/tuning.toml")
    bad.write_text("colour = 3\n" + good.read_text("utf-8"), "utf-8")
    assert run("protocols", "check", good).status == 0
    checked = run("protocols", "check", bad)
    assert checked.status == 1
    assert "colour" in checked.err
    assert "line 1" in checked.err
    assert len(checked.err.strip().splitlines()) == 1
    assert run("protocols", "check", tmp_path / "none.toml").status == 2


def test_a_whole_community_is_found_whole(run, valley):
    assert run("check", valley).status == 0
    assert run("check", valley, "--json").json["sound"] is True


def test_a_damaged_file_is_found(run, valley):
    path = valley / "files.sqlite"
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = bytes(4096)
    path.write_bytes(data)
    assert run("check", valley).status == 1


def test_backup_and_restore(run, valley, tmp_path):
    made = run("backup", valley, "--to", tmp_path / "stick", "--json").json["backup"]
    run("members", "export", tmp_path / "a.csv", "--from", valley)
    (valley / "community.sqlite").write_bytes(b"damaged")
    restored = run("restore", made, valley)
    assert restored.status == 0
    assert run("check", valley).status == 0
    run("members", "export", tmp_path / "b.csv", "--from", valley)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("kind", sorted({kind.key for kind in HANDOUTS} - FOR_ONE))
def test_every_handout_is_a_pdf(run, valley, tmp_path, kind):
    out = tmp_path / f"{kind}.pdf"
    printed = run("print", kind, "--from", valley, "--paper", "letter", "-o", out, "--json")
    assert printed.status == 0
    assert printed.json["pages"] >= 1
    assert out.read_bytes().startswith(b"%PDF-")


def test_pages_can_be_put_two_on_a_side_and_made_large(run, valley, tmp_path):
    pages = {}
    for options in ((), ("--sheets", "two-up"), ("--sheets", "booklet"), ("--large",)):
        printed = run("print", "packet", "--from", valley, "-o", tmp_path / "x", "--json", *options)
        pages[options[-1:]] = printed.json["pages"]
    assert pages[("two-up",)] == -(-pages[()] // 2)
    assert pages[("booklet",)] == -(-pages[()] // 4) * 2
    assert pages[("--large",)] > pages[()]


@pytest.mark.parametrize("kind", sorted(FOR_ONE))
def test_some_handouts_are_for_one_member(run, valley, tmp_path, kind):
    out = tmp_path / "handout.pdf"
    assert run("print", kind, "--from", valley, "-o", out).status == 2
    hit = run("search", "Amara", "--in", valley, "--json").json["hits"][0]
    assert hit["kind"] == "member"
    printed = run("print", kind, "--from", valley, "--member", hit["id"], "-o", out)
    assert printed.status == 0


def test_a_report_is_on_the_discussion_that_is_named(run, valley, tmp_path):
    unknown = run("print", "run-report", "--from", valley, "--run", "no", "-o", tmp_path / "x.pdf")
    assert unknown.status == 2
    assert not (tmp_path / "x.pdf").exists()


def test_printing_refuses_in_a_sentence(run, valley, community_folder, tmp_path):
    assert run("print", "agenda", "--from", community_folder, "-o", tmp_path / "x").status == 2
    assert run("print", "agenda", "--from", valley, "--meeting", "no", "-o", "x").status == 2
    nowhere = tmp_path / "no" / "folder" / "x.pdf"
    refused = run("print", "agenda", "--from", valley, "-o", nowhere)
    assert (refused.status, refused.out) == (2, "")
    assert run("print", "poem", "--from", valley, "-o", "x").status == 2


def test_a_community_that_is_open_can_be_read_and_not_changed(run, valley, tmp_path):
    holder = Database.open(valley, FakeClock())
    try:
        assert run("search", "strips", "--in", valley).status == 0
        assert run("backup", valley, "--to", tmp_path / "stick").status == 0
        people = tmp_path / "p.csv"
        people.write_text("Name\nAda\n")
        refused = run("members", "import", people, "--into", valley)
        assert refused.status == 2
        assert "open" in refused.err
    finally:
        holder.close()


def test_the_demo_does_an_evenings_work(run, tmp_path):
    shown = run("demo", tmp_path / "demo")
    assert shown.status == 0
    assert (tmp_path / "demo" / "packet.pdf").read_bytes().startswith(b"%PDF-")
    assert "Report back" in shown.out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["protocols", "plan", "tuning", "--people", "6"], 0),
        (["protocols", "list"], 0),
        (["--help"], 0),
        (["members", "imprt"], 2),
        (["library", "add", "x"], 2),
    ],
)
def test_commands_start_without_qt_and_without_what_they_do_not_need(words, status):
    code = (
        "import sys; from copdesk.__main__ import main\n"
        "try:\n"
        "    status = main(sys.argv[1:])\n"
        "except SystemExit as ended:\n"
        "    status = ended.code\n"
        "heavy = {'PySide6', 'reportlab', 'alembic', 'pikepdf', 'sqlalchemy'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else status)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert done.returncode == status, done.stderr


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["--self-test"], ["new", "--help"], ["print", "--help"]]
)
def test_the_program_answers_from_a_terminal(words):
    done = subprocess.run([sys.executable, "-m", "copdesk", *words], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout
