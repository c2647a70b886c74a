from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from copdesk.domain.members import Member
from copdesk.domain.people.import_plan import Verdict
from copdesk.errors import Cancelled, UserError
from copdesk.services.changes import Area
from copdesk.services.library import LibraryService
from copdesk.services.meetings import MeetingService
from copdesk.services.members import MemberService
from copdesk.services.transfer import TransferService

TABLE = """Name,E-mail,School,Groups,Joined
Ada Lee,ada@hill.example,Hill,Fractions; Reading,2025-09-01
Bo Ode,,Lake,reading,
"""


@pytest.fixture
def transfer(database):
    return TransferService(database)


@pytest.fixture
def members(database):
    return MemberService(database)


@pytest.fixture
def written(tmp_path) -> Callable[..., Path]:
    def write(content: str, name: str = "people.csv") -> Path:
        path = tmp_path / name
        path.write_text(content, "utf-8")
        return path

    return write


def test_people_come_with_their_groups(transfer, members, written):
    outcome = transfer.import_people(written(TABLE))
    assert outcome.changed == Area.MEMBERS | Area.GROUPS
    ada, bo = members.all()
    names = {group.id: group.name for group in members.groups()}
    assert sorted(names.values()) == ["Fractions", "Reading"]
    assert {names[one.group_id] for one in ada.memberships} == {"Fractions", "Reading"}
    assert [names[one.group_id] for one in bo.memberships] == ["Reading"]
    assert (ada.joined_on, bo.joined_on) == (date(2025, 9, 1), date(2026, 3, 5))


def test_a_dry_run_tells_everything_and_stores_nothing(transfer, members, written):
    outcome = transfer.import_people(written(TABLE), dry_run=True)
    assert outcome.changed is Area.NONE
    assert outcome.value.columns[:2] == (("Name", "name"), ("E-mail", "email"))
    assert outcome.value.samples[1][:3] == ("Bo Ode", "", "Lake")
    assert outcome.value.plan.counts()["added"] == 2
    assert outcome.value.undo_id == ""
    assert members.all() == members.groups() == []


def test_the_same_file_twice_changes_nothing(transfer, members, written):
    path = written(TABLE)
    transfer.import_people(path)
    before = members.all()
    again = transfer.import_people(path)
    assert again.changed is Area.NONE
    assert again.value.plan.counts() == {
        "rows": 2, "added": 0, "updated": 0, "unchanged": 2, "held": 0, "refused": 0,
    }  # fmt: skip
    assert members.all() == before


def test_columns_as_a_person_corrected_them(transfer, members, written):
    path = written("Teacher,Name\nAda,Hill School\n")
    transfer.import_people(path, fields=("name", "school"))
    assert [(one.name, one.school) for one in members.all()] == [("Ada", "Hill School")]


def test_a_table_without_names_is_refused_unless_somebody_can_still_say(transfer, written):
    path = written("Who is it,Phone\nAda,555 1234\n")
    with pytest.raises(UserError, match="headed as names"):
        transfer.import_people(path, dry_run=True)
    looked = transfer.import_people(path, dry_run=True, fields=()).value
    assert looked.columns == (("Who is it", ""), ("Phone", "phone"))
    assert [row.verdict for row in looked.plan.rows] == [Verdict.REFUSED]


def test_a_field_that_does_not_exist_is_refused(transfer, members, written):
    with pytest.raises(UserError, match="shoe"):
        transfer.import_people(written(TABLE), fields=("name", "shoe"))
    assert members.all() == []


@pytest.mark.parametrize("decided", ["new", "known"])
def test_a_held_row_becomes_what_a_person_decided(transfer, members, written, decided):
    ana = members.save(Member(name="Ana Silva", school="Hill")).value
    path = written("Name,School\nAna Silva,Lake\n")
    held = transfer.import_people(path).value
    assert held.plan.counts()["held"] == 1
    assert [one.school for one in members.all()] == ["Hill"]
    decisions = {2: ana.id if decided == "known" else ""}
    done = transfer.import_people(path, decisions=decisions).value
    assert done.plan.counts()["added" if decided == "new" else "updated"] == 1
    schools = sorted(one.school for one in members.all())
    assert schools == (["Lake"] if decided == "known" else ["Hill", "Lake"])


@pytest.mark.parametrize("words", [("yes", "no"), ("no", "yes"), ("yes", "yes")])
def test_of_two_rows_that_a_person_decided_a_no_wins(transfer, members, written, words):
    ana = members.save(Member(name="Ana Silva", school="Hill")).value
    rows = [
        f"Ana Silva,{place},{word}" for place, word in zip(("Lake", "Mill"), words, strict=True)
    ]
    path = written("\n".join(["Name,School,In directory", *rows]))
    transfer.import_people(path, decisions={2: ana.id, 3: ana.id})
    assert members.get(ana.id).in_directory is ("no" not in words)


@pytest.mark.parametrize("words", [("yes", "no"), ("no", "yes"), ("", "no"), ("yes", ""), ("", "")])
@pytest.mark.parametrize("ending", ["csv", "vcf"])
def test_of_a_yes_and_a_no_about_one_person_no_wins(transfer, members, written, words, ending):
    table = "Name,In directory,In the directory\nAda," + ",".join(words)
    said = "".join(f"X-COPDESK-IN-DIRECTORY:{word}\n" for word in words)
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n{said}END:VCARD\n"
    transfer.import_people(written({"csv": table, "vcf": card}[ending], f"people.{ending}"))
    assert members.all()[0].in_directory is ("yes" in words and "no" not in words)


def test_undo_takes_back_all_but_what_was_changed_since(transfer, members, written):
    zed = members.save(Member(name="Zed", email="zed@lake.example", phone="1")).value
    path = written(TABLE + "Zed,zed@lake.example,Lake,,\n")
    done = transfer.import_people(path).value
    assert members.get(zed.id).school == "Lake"
    members.save(replace(members.get(zed.id), phone="555"))
    undone = transfer.undo_import(done.undo_id).value
    assert (undone.removed, undone.put_back) == (2, 1)
    assert members.all() == [replace(zed, phone="555")]
    assert members.groups() == []
    with pytest.raises(UserError, match="undone already"):
        transfer.undo_import(done.undo_id)


def test_undo_keeps_a_field_that_somebody_corrected(transfer, members, written):
    zed = members.save(Member(name="Zed", email="zed@lake.example")).value
    done = transfer.import_people(written("Name,E-mail,School\nZed,zed@lake.example,Lake\n"))
    members.save(replace(members.get(zed.id), school="Hill"))
    assert transfer.undo_import(done.value.undo_id).value.kept == 1
    assert members.get(zed.id).school == "Hill"


@pytest.mark.parametrize("ending", ["csv", "vcf"])
def test_what_is_exported_comes_back_without_a_change(transfer, members, written, tmp_path, ending):
    transfer.import_people(written(TABLE))
    members.save(replace(members.all()[0], notes="=1+1\nzwei", phone="+41 44 000", teaches="5"))
    before = members.all()
    assert transfer.export_people(tmp_path / f"out.{ending}") == 2
    again = transfer.import_people(tmp_path / f"out.{ending}").value.plan
    assert again.counts()["unchanged"] == 2
    assert members.all() == before


def test_an_export_with_a_strange_ending_is_refused(transfer, tmp_path):
    with pytest.raises(UserError, match="xls"):
        transfer.export_people(tmp_path / "out.xls")
    assert list(tmp_path.glob("out*")) == []


def test_a_cancelled_import_stores_nothing(transfer, members, written):
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        transfer.import_people(written(TABLE), report=stop)
    assert members.all() == []


def test_a_reading_list_is_added_once(transfer, database, written):
    listed = written("TY  - BOOK\nTI  - Fractions\nAU  - Ode, Bo\nPY  - 2020\nER  - \n", "a.ris")
    assert transfer.import_resources(listed).value.added == 1
    again = transfer.import_resources(listed)
    assert (again.value.added, again.value.known, again.changed) == (0, 1, Area.NONE)
    library = LibraryService(database)
    (stored,) = library.many(library.ids())
    assert (stored.title, stored.authors, stored.year) == ("Fractions", "Ode, Bo", "2020")


def test_the_calendar_has_every_meeting(transfer, database, tmp_path):
    meetings = MeetingService(database)
    planned = meetings.plan(date(2026, 3, 12)).value
    meetings.save(replace(planned, title="Strips, loaves", starts_at=time(16, 30)))
    number, text = transfer.calendar(tmp_path / "all.ics")
    assert number == 1
    assert "SUMMARY:Strips\\, loaves" in text
    assert (tmp_path / "all.ics").read_bytes().decode() == text
    with pytest.raises(UserError, match=r"all\.txt") as refused:
        transfer.calendar(tmp_path / "all.txt")
    assert refused.value.hint.endswith(": .ics.")
    assert not (tmp_path / "all.txt").exists()
    assert transfer.calendar() == (number, text)
