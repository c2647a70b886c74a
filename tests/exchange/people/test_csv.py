from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.people.import_plan import Verdict
from copdesk.domain.people.matching import plan_import
from copdesk.errors import InvalidInput, UserError
from copdesk.exchange.people.table import read_people, write_people, write_refused

PLAIN = "Name,Email,Phone\nAna López,ana@x.org,555 12 34\nBen Ode,ben@x.org,\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode(), "utf-8"),
        (PLAIN.encode("utf-8-sig"), "utf-8"),
        (PLAIN.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "utf-16-be"),
        (PLAIN.encode("utf-32"), "utf-32-le"),
        (PLAIN.encode("utf-16-le"), "utf-16-le"),
        (PLAIN.encode("utf-16-be"), "utf-16-be"),
        (PLAIN.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_people(content: bytes, encoding: str):
    found = read_people(content)
    assert [one.member.name for one in found.people] == ["Ana López", "Ben Ode"]
    assert found.encoding == encoding
    has_mark = content[:1] in {b"\xef", b"\xfe", b"\xff"}
    assert bool(found.remarks) == (encoding != "utf-8" and not has_mark)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("prefix", ["", "sep={}\n"])
def test_every_delimiter_and_line_end(delimiter: str, end: str, prefix: str):
    text = prefix.format(delimiter) + PLAIN.replace(",", delimiter)
    found = read_people(text.replace("\n", end).encode())
    assert found.delimiter == delimiter
    assert [one.member.email for one in found.people] == ["ana@x.org", "ben@x.org"]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        (
            "Given Name,Family Name,E-mail 1 - Value,E-mail 1 - Type,Phone 1 - Value,"
            "Organization 1 - Name\nAna,López,a@x.org,Home,12345678,Hill School\n",
            Member(name="Ana López", email="a@x.org", phone="12345678", school="Hill School"),
        ),
        (
            "First Name,Middle Name,Last Name,Organization Name,Organization Title,"
            "E-mail 1 - Label,E-mail 1 - Value\nAna,M,López,Hill,Head,* ,a@x.org\n",
            Member(name="Ana M López", email="a@x.org", school="Hill", role="Head"),
        ),
        (
            "Title,First Name,Last Name,Company,E-mail Address,Mobile Phone,Home City\n"
            "Ms,Ana,López,Hill,a@x.org,12345678,Ridge\n",
            Member(
                name="Ana López",
                email="a@x.org",
                school="Hill",
                role="Ms",
                phone="12345678",
                address="Ridge",
            ),
        ),
        (
            "Nom;Prénom;Courriel;École\nDiop;Awa;a@x.org;Thiès\n",
            Member(name="Awa Diop", email="a@x.org", school="Thiès"),
        ),
        (
            "Nombre;Apellidos;Correo electrónico;Teléfono\nAna;López Ruiz;a@x.org;12\n",
            Member(name="Ana López Ruiz", email="a@x.org", phone="12"),
        ),
        (
            "Nome;Escola;Disciplina\nAna;Serra;Artes\n",
            Member(name="Ana", school="Serra", teaches="Artes"),
        ),
        (
            "Vorname;Nachname;Schule;Mitglied seit\nAnn;Lee;Berg;31.12.2020\n",
            Member(name="Ann Lee", school="Berg", joined_on=date(2020, 12, 31)),
        ),
        (
            "Jina,Barua pepe,Simu,Shule,Somo\nAsha Juma,a@x.org,0712345678,Mlima,Hesabu\n",
            Member(
                name="Asha Juma",
                email="a@x.org",
                phone="0712345678",
                school="Mlima",
                teaches="Hesabu",
            ),
        ),
        (
            "الاسم,البريد الإلكتروني,المدرسة\nليلى,a@x.org,الجبل\n",
            Member(name="ليلى", email="a@x.org", school="الجبل"),
        ),
        ("नाम,ईमेल,विद्यालय\nआशा,a@x.org,पहाड़\n", Member(name="आशा", email="a@x.org", school="पहाड़")),
        (
            "ល.រ,គោត្តនាម និងនាម,អ៊ីមែល,សាលារៀន,លេខទូរស័ព្ទ\n1,សុខ ដារ៉ា,a@x.org,ភ្នំ,012345678\n",
            Member(name="សុខ ដារ៉ា", email="a@x.org", school="ភ្នំ", phone="012345678"),
        ),
        ("Name,Surname\nAna,López\n", Member(name="Ana López")),
        ("Name\nAna López\n", Member(name="Ana López")),
        (
            "Staff list 2026,,\n\nName,E-mail,Role\nAna,a@x.org,Head\n",
            Member(name="Ana", email="a@x.org", role="Head"),
        ),
        ('Name,E-mail\nAna,"Ana L <mailto:a@x.org>"\n', Member(name="Ana", email="a@x.org")),
        (
            "Name,E-mail,Mobile,Home Phone\nAna,a@x.org; b@x.org,111 ::: 222,333\n",
            Member(
                name="Ana",
                email="a@x.org",
                phone="111",
                notes="E-mail: b@x.org\nMobile: 222\nHome Phone: 333",
            ),
        ),
        ("Name,Joined\nAna,12/31/2020\n", Member(name="Ana", joined_on=date(2020, 12, 31))),
        ("Name,Joined\nAna,spring\n", Member(name="Ana", notes="Joined: spring")),
        (
            'Name,Phone\n"Ana ""Annie"" L",\'+254 700\n',
            Member(name='Ana "Annie" L', phone="+254 700"),
        ),
        ('Name,Notes\nAna,"one\n\ntwo, three"\n', Member(name="Ana", notes="one\n\ntwo, three")),
        ("Name,Notes\nAn\0a,x,,\n", Member(name="Ana", notes="x")),
    ],
)
def test_headings_of_many_programs_and_languages(text: str, member: Member):
    found = read_people(text.encode())
    assert [one.member for one in found.people] == [member]
    assert found.refused == ()


def test_groups_of_google_and_of_our_own():
    text = 'Name,Labels\nAna,* myContacts ::: Math ::: Hill\nBen,"Math; Reading\\, writing"\n'
    found = read_people(text.encode())
    assert [one.groups for one in found.people] == [
        ("Math", "Hill"),
        ("Math", "Reading, writing"),
    ]


def test_the_preview_says_how_the_file_was_understood():
    found = read_people(b"Name;E-mail;Shoe size\nAna;a@x.org;38\n", name="staff.csv")
    assert [(one.heading, one.field) for one in found.columns] == [
        ("Name", "name"),
        ("E-mail", "email"),
        ("Shoe size", ""),
    ]
    assert found.samples == (("Ana", "a@x.org", "38"),)
    assert (found.name, found.delimiter, found.heading_row) == ("staff.csv", ";", 1)


def test_a_heading_can_be_said_by_hand():
    found = read_people(b"Who,Name,E-mail\nAna,Hill,a@x.org\n", overrides={"name": "who"})
    assert found.people[0].member.name == "Ana"
    with pytest.raises(UserError, match="“Nobody” is not a heading in row 1"):
        read_people(b"Who,E-mail\nAna,a@x.org\n", overrides={"name": "Nobody"})
    with pytest.raises(InvalidInput, match="no field “shoe”"):
        read_people(b"Name\nAna\n", overrides={"shoe": "Name"})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Cy", "It has 1 cells, where the headings have 3."),
        ("Cy,c@x.org,1,2", "It has 4 cells"),
        ('"Cy,c@x.org,1', "A quotation mark is opened and never closed."),
        ("Cy,not an address,1", "“not an address” is not an e-mail address."),
        (",c@x.org,1", "A member needs a name."),
        ("C" * 201 + ",,", "This is too long"),
    ],
)
def test_a_broken_row_is_refused_and_the_others_come(row: str, sentence: str):
    found = read_people(f"{PLAIN}{row}\nDee,d@x.org,2\n".encode())
    assert [one.member.name for one in found.people] == ["Ana López", "Ben Ode", "Dee"]
    assert [one.row for one in found.refused] == [4]
    assert found.refused[0].sentence.startswith(f"Row 4: {sentence}")
    corrected = write_refused(found).decode("utf-8-sig")
    assert corrected.startswith("Name,Email,Phone,Why not imported\r\n")
    assert "Row 4: " in corrected


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n\n", "has no rows"),
        (b"Ana,ana@x.org\nBen,ben@x.org\n", "Row 1 of “f.csv” has no headings"),
        (b"Name~E-mail\nAna~a@x.org\n", "Row 1 of “f.csv” has no headings"),
        (b"E-mail,Phone\na@x.org,1\n", "No column of “f.csv” is headed as names"),
        (b"Name;E-mail\nAna,a@x.org\nBen,b@x.org\n", "No row of “f.csv” has as many cells"),
        (b"%PDF-1.7\n...", "is not a table of people: its content is a PDF"),
        (b"PK\x03\x04" + bytes(99), "its content is an archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "its content is a picture"),
        (b"word " * 100, "is not a table"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(content: bytes, sentence: str):
    with pytest.raises(UserError) as caught:
        read_people(content, name="f.csv")
    assert sentence in caught.value.sentence
    assert caught.value.hint.endswith(".")


def test_a_folder_and_a_huge_file_are_refused_unread(tmp_path: Path):
    with pytest.raises(UserError, match="is a folder"):
        read_people(tmp_path)
    with pytest.raises(UserError, match="There is no file"):
        read_people(tmp_path / "none.csv")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(UserError, match="is too large: 300 MB"):
        read_people(huge)


def test_formulas_are_guarded_on_paper_and_whole_again_when_read():
    member = Member(name="=1+1", phone="+254 700", notes="'=a", school="@home")
    written = write_people([member], ())
    for line in written.decode("utf-8-sig").splitlines()[1:]:
        assert not any(cell.startswith(("=", "+", "@")) for cell in line.split(","))
    assert read_people(written).people[0].member == member


words = st.text(max_size=30)
members = st.lists(
    st.builds(
        Member,
        name=st.text(min_size=1, max_size=30),
        preferred_name=words,
        email=st.sampled_from(["", "a@x.org", "b@x.org", "C@x.org"]),
        phone=words,
        school=words,
        teaches=words,
        address=words,
        notes=words,
        joined_on=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        in_directory=st.booleans(),
    ),
    max_size=6,
)


def stored(drawn: list[Member], group_names: list[str]) -> tuple[list[Member], list[Group]]:
    groups = [Group(id=f"{n:032x}", name=name).checked() for n, name in enumerate(group_names)]
    kept: list[Member] = []
    for number, member in enumerate(drawn):
        try:
            checked = member.checked()
        except InvalidInput:
            continue
        held = tuple(Membership(group_id=group.id) for group in groups[: number % 3])
        values = {name: getattr(checked, name) for name in Member.__dataclass_fields__}
        kept.append(Member(**{**values, "id": f"{number + 99:032x}", "memberships": held}))
    return kept, groups


@settings(max_examples=80, deadline=None)
@given(members, st.lists(st.text("ab,;|\\*: ", min_size=1, max_size=6), max_size=3))
def test_what_was_exported_changes_nothing_when_it_comes_back(
    drawn: list[Member], group_names: list[str]
):
    kept, groups = stored(drawn, [g.strip() for g in group_names if g.strip()])
    found = read_people(write_people(kept, groups))
    plan = plan_import(kept, groups, found.people, found.refused)
    assert [row.verdict for row in plan.rows] == [Verdict.UNCHANGED] * len(kept), plan.rows
    assert plan.people == ()


rough = st.text("Name,;\"\n\r\t|ab@x.='\0é", max_size=200)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | rough.map(str.encode)
    | rough.map("Name,E-mail\n{}".format).map(str.encode)
)
def test_nothing_hostile_raises_anything_but_a_sentence(content: bytes):
    with contextlib.suppress(UserError):
        found = read_people(content)
        assert len({one.row for one in (*found.people, *found.refused)}) == len(found.people) + len(
            found.refused
        )
