"""Cards as telephones and address books write them: nothing that a person wrote may be lost."""

from __future__ import annotations

import base64

import pytest

from copdesk.exchange.people.people_file import PeopleFile
from copdesk.exchange.people.reader import read_people


def cards(*bodies: str, version: str = "3.0", encoding: str = "utf-8") -> PeopleFile:
    text = "".join(
        f"BEGIN:VCARD\nVERSION:{version}\n{body.strip()}\nEND:VCARD\n" for body in bodies
    )
    return read_people(text.replace("\n", "\r\n").encode(encoding), name="contacts.vcf")


APPLE = r"""
N:Núñez;Lucía;;;
FN:Lucía Núñez
ORG:Colegio Ñandú;Primaria
EMAIL;type=INTERNET;type=HOME;type=pref:lu@icloud.com
item1.TEL:555
item1.X-ABLabel:Sala de profes
item2.ADR;type=HOME;type=pref:;;Calle Mayor 1\n2º B;Madrid;;28001;España
item2.X-ABADR:es
ADR;type=WORK:;;Av. 2;Toledo;;45001;España
item3.URL;type=pref:https\://lucia.es
item3.X-ABLabel:_$!<HomePage>!$_
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22
item4.X-ABDATE;type=pref:2010-06-05
item4.X-ABLabel:_$!<Anniversary>!$_
item5.X-ABRELATEDNAMES;type=pref:Pedro
item5.X-ABLabel:_$!<Spouse>!$_
IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:lucia.n
X-SOCIALPROFILE;type=twitter:http://twitter.com/lucia
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ
 AAAA
NOTE:línea 1\nlínea 2
"""


def test_what_apple_knows_is_kept():
    found = cards(APPLE)
    member = found.people[0].member
    assert member.address == "Calle Mayor 1\n2º B\nMadrid\n28001\nEspaña"
    assert member.notes.split("\n") == [
        "línea 1",
        "línea 2",
        "Address (work): Av. 2, Toledo, 45001, España",
        "Web page (HomePage): https://lucia.es",
        "Birthday: 22 Mar",
        "Anniversary: 2010-06-05",
        "Spouse: Pedro",
        "Chat (Skype): lucia.n",
        "Profile (twitter): http://twitter.com/lucia",
    ]
    assert found.remarks == ("Left out, as a member has no place for it: PHOTO.",)


def test_what_android_keeps_apart_is_kept():
    body = """
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E1=88=B0=E1=88=8B=
=E1=88=9D
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Abe;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-01-02;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Sara;14;;;;;;;;;;;;;
"""
    member = cards(body, version="2.1").people[0].member
    assert (member.name, member.preferred_name) == ("ሰላም", "Abe")
    assert member.notes == "Date: 2010-01-02\nRelated person: Sara"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (":1985-04-12", "1985-04-12"),
        (":19850412", "1985-04-12"),
        (":1996-10-22T14:00:00Z", "1996-10-22"),
        (":--0203", "3 Feb"),
        (":--02-03", "3 Feb"),
        (":0000-03-04", "4 Mar"),
        (";VALUE=text:circa 1960", "circa 1960"),
        (":1985-04", "1985-04"),
        (":1985-13-45", "1985-13-45"),
        (":---12", "---12"),
    ],
)
def test_a_birthday_is_read_however_it_is_written(written: str, read: str):
    assert cards(f"FN:A\nBDAY{written}").people[0].member.notes == f"Birthday: {read}"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.", "John Philip Paul Stevenson"),
        ("FN:Smith\\, John\nN:Smith;John;;;", "John Smith"),
        ("FN:Mr. John Doe Sr.\nN:Doe;John;;Mr.;Sr.", "Mr. John Doe Sr."),
        ("FN:The Lees\nN:;;;;", "The Lees"),
        ("N:;;;;\nFN:\nNICKNAME:Annie,Nan", "Annie"),
    ],
)
def test_names_are_written_as_they_are_spoken(body: str, name: str):
    assert cards(body).people[0].member.name == name


def test_second_names_and_schools_are_kept():
    member = cards("FN:A\nNICKNAME:Annie,Nan\nORG:Hill;Art\nORG:Ridge").people[0].member
    assert (member.preferred_name, member.school) == ("Annie", "Hill, Art")
    assert member.notes == "Nickname: Nan\nOrganization: Ridge"


def test_an_address_may_stand_in_its_label():
    body = 'FN:A\nADR;LABEL="1 Main St\\nTown":;;;;;;'
    assert cards(body, version="4.0").people[0].member.address == "1 Main St\nTown"


def test_addresses_and_numbers_lose_what_nobody_sees():
    body = "FN:A\nEMAIL:\u200ba@x.org\\, b@x.org\nTEL:\u202a+1\u00a0555\u202c"
    member = cards(body).people[0].member
    assert (member.email, member.phone) == ("a@x.org", "+1 555")
    assert member.notes == "EMAIL: b@x.org"


@pytest.mark.parametrize("prefix", ["", "X-ADDRESSBOOKSERVER-"])
def test_a_group_is_no_person(prefix: str):
    found = cards(
        f"{prefix}KIND:group\nFN:Maths circle\n{prefix}MEMBER:urn:uuid:AAAA\n"
        f"{prefix}MEMBER:urn:uuid:cccc",
        "FN:Ana\nUID:aaaa",
        "FN:Ben\nUID:urn:uuid:bbbb",
    )
    assert [(one.member.name, one.groups) for one in found.people] == [
        ("Ana", ("Maths circle",)),
        ("Ben", ()),
    ]
    assert found.remarks == ("“Maths circle” is a group; of its 2 cards, 1 are here.",)


def test_a_note_broken_without_a_sign_is_whole():
    member = cards("FN:A\nNOTE:bring the \nred box\nEMAIL:a@x.org").people[0].member
    assert (member.notes, member.email) == ("bring the \nred box", "a@x.org")


def test_a_letter_cut_in_two_by_folding_is_whole():
    content = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jos\xc3\r\n \xa9 Lee\r\nEND:VCARD\r\n"
    found = read_people(content)
    assert (found.people[0].member.name, found.remarks) == ("José Lee", ())


@pytest.mark.parametrize(
    ("charset", "name"),
    [("SHIFT_JIS", "山田太郎"), ("windows-1256", "فاطمة"), ("ISO-8859-1", "José"), ("GBK", "王芳")],
)
def test_a_line_in_an_encoding_of_its_own_is_read(charset: str, name: str):
    content = f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET={charset}:{name}\r\nEND:VCARD\r\n"
    found = read_people(content.encode(charset), name="a.vcf")
    assert [one.member.name for one in found.people] == [name]
    assert found.remarks == ()


def test_lines_that_end_in_a_strange_way_are_lines():
    content = b"BEGIN:VCARD\r\r\nVERSION:3.0\r\r\nFN:Ana\r\r\nNOTE:a\r\r\n  b\r\r\nEND:VCARD\r\r\n"
    assert read_people(content).people[0].member.notes == "a b"


def test_cards_with_photos_are_not_too_large():
    photo = "\n ".join(
        base64.b64encode(bytes(60_000)).decode()[at : at + 74] for at in range(0, 80_000, 74)
    )
    found = cards(*(f"FN:P{number}\nPHOTO;ENCODING=b:{photo}" for number in range(100)))
    assert len(found.people) == 100


@pytest.mark.parametrize(
    "content", [b'["vcard",[["fn",{},"text","A"]]]', b"<?xml version='1.0'?>\n"]
)
def test_a_file_named_like_cards_is_refused_as_one(content: bytes):
    from copdesk.errors import UserError

    with pytest.raises(UserError, match="holds no vCard"):
        read_people(content, name="contacts.vcf")
