"""Tables as address books and school offices write them: every cell is found where it belongs."""

from __future__ import annotations

import pytest

from copdesk.domain.members import Member
from copdesk.errors import UserError
from copdesk.exchange.people import table as csv_people
from copdesk.exchange.people.table import read_people

GOOGLE = (
    "First Name,Middle Name,Last Name,Name Prefix,Nickname,File As,Organization Name,"
    "Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 4 - Label,E-mail 4 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
    "Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Event 1 - Label,Event 1 - Value,Website 1 - Label,Website 1 - Value\n"
    'Juan,Carlos,García,Dr.,Juanito,"García, Juan",San José,Director,1979-11-30,Habla quechua,'
    "https://x.org/p,* myContacts ::: Lectura,* ,juan@x.org,Home,jc@x.org,Work,11,Mobile,"
    '22,Home,"Sol 1\nCusco",Sol 1,Cusco,Anniversary,2001-06-01,Blog,http://juan.pe\n'
)
OUTLOOK = (
    '"Title","First Name","Last Name","Company","Department","Job Title","Business Street",'
    '"Business City","Business Country/Region","Home Street","Home City","Business Fax",'
    '"Business Phone","Home Phone","Mobile Phone","Anniversary","Birthday","Categories",'
    '"E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Gender","Private"\n'
    '"Ms.","Anna","Lee","Hill","Maths","Teacher","1 High St","Town","Land","2 Low St","Town",'
    '"1","2","3","4","0/0/00","3/14/1985","Team A;Art","a@x.org","SMTP","Anna","b@x.org",'
    '"Unspecified","False"\n'
)
GERMAN = (
    '"Anrede","Vorname","Nachname","Firma","Abteilung","Position","Straße geschäftlich",'
    '"Ort geschäftlich","Straße privat","Telefon geschäftlich","Mobiltelefon","Geburtstag",'
    '"Kategorien","E-Mail-Adresse","E-Mail 2: Adresse"\n'
    '"Frau","Käthe","Groß","Schule am See","Physik","Rektorin","Seestr. 1","Bonn","Weg 2",'
    '"1","2","14.3.1975","AG Lesen","k@x.de","g@x.de"\n'
)
FRENCH = (
    "Prénom;Nom;Société;Titre professionnel;Rue (bureau);Ville (bureau);Tél. mobile;"
    "Téléphone (bureau);Date de naissance;Adresse de messagerie;Adresse de messagerie 2\n"
    "Zoé;Lefèvre;École Pasteur;Directrice;1 rue A;Lyon;06;04;12/05/1980;z@x.fr;zoe@x.fr\n"
)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        (
            GOOGLE,
            Member(
                name="Juan Carlos García",
                preferred_name="Juanito",
                email="juan@x.org",
                phone="22",
                school="San José",
                role="Director",
                address="Sol 1\nCusco",
                notes="Habla quechua\nName Prefix: Dr.\nBirthday: 1979-11-30\n"
                "Anniversary: 2001-06-01\nWebsite 1 (Blog): http://juan.pe\n"
                "E-mail 4 (Home): jc@x.org\nPhone 1 (Work): 11",
            ),
        ),
        (
            OUTLOOK,
            Member(
                name="Anna Lee",
                email="a@x.org",
                phone="4",
                school="Hill",
                teaches="Maths",
                role="Teacher",
                address="1 High St\nTown\nLand",
                notes="Title: Ms.\nBusiness Fax: 1\nBirthday: 3/14/1985\n"
                "E-mail 2 Address: b@x.org\nBusiness Phone: 2\nHome Phone: 3\n"
                "Address (Home): 2 Low St, Town",
            ),
        ),
        (
            GERMAN,
            Member(
                name="Käthe Groß",
                email="k@x.de",
                phone="2",
                school="Schule am See",
                teaches="Physik",
                role="Rektorin",
                address="Seestr. 1\nBonn",
                notes="Anrede: Frau\nGeburtstag: 14.3.1975\nE-Mail 2: Adresse: g@x.de\n"
                "Telefon geschäftlich: 1\nAddress (privat): Weg 2",
            ),
        ),
        (
            FRENCH,
            Member(
                name="Zoé Lefèvre",
                email="z@x.fr",
                phone="06",
                school="École Pasteur",
                role="Directrice",
                address="1 rue A\nLyon",
                notes="Date de naissance: 12/05/1980\nAdresse de messagerie 2: zoe@x.fr\n"
                "Téléphone (bureau): 04",
            ),
        ),
    ],
    ids=["google", "outlook", "german", "french"],
)
def test_address_books(text: str, member: Member):
    found = read_people(text.encode())
    assert [one.member for one in found.people] == [member]
    assert (found.refused, found.remarks) == ((), ())


@pytest.mark.parametrize(
    ("headings", "row", "name"),
    [
        ("Имя;Фамилия", "Анна;Петрова", "Анна Петрова"),
        ("Voornaam;Achternaam", "Jan;Bos", "Jan Bos"),
        ("Nome;Cognome", "Ada;Neri", "Ada Neri"),
        ("Imię;Nazwisko", "Zofia;Nowak", "Zofia Nowak"),
        ("姓名;学校", "王芳;一中", "王芳"),
        ("Adı;Soyadı", "Çağrı;Yılmaz", "Çağrı Yılmaz"),
        ("Last, First;E-mail", "O'Neil, Siobhán;s@x.ie", "Siobhán O'Neil"),
        ("Surname, First Name;E-mail", "Lee, Ann;s@x.ie", "Ann Lee"),
        ("Name;E-mail", "King, Martin Luther, Jr.;k@x.org", "Martin Luther King, Jr."),
        ("Name;E-mail", "Ann Lee, PhD;a@x.org", "Ann Lee, PhD"),
    ],
)
def test_names_in_many_languages_and_orders(headings: str, row: str, name: str):
    assert read_people(f"{headings}\n{row}\n".encode()).people[0].member.name == name


def test_a_comma_in_one_name_of_many_turns_none():
    found = read_people(b"Name;E-mail\nAnn Lee;a@x.org\nBo Li;b@x.org\nHill, East;c@x.org\n")
    assert [one.member.name for one in found.people] == ["Ann Lee", "Bo Li", "Hill, East"]


def test_columns_that_are_not_taken_are_named():
    text = "Name,Shoe size,Empty,Timestamp\nAna,38,,2026-01-01\n"
    assert read_people(text.encode()).remarks == ("Columns that were not taken: Shoe size.",)
    shown = read_people(text.encode(), fields=["name", "", "", ""])
    assert shown.remarks == ()


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        ("n/a", ""),
        ("-", ""),
        ("None", ""),
        ("a@x.org (home)", "a@x.org"),
        ("(work) a@x.org", "a@x.org"),
        ("\u200ba@x.org\u00a0", "a@x.org"),
    ],
)
def test_addresses_as_people_type_them(cell: str, email: str):
    found = read_people(f"Name,E-mail\nAna,{cell}\n".encode())
    assert [one.member.email for one in found.people] == [email]


def test_numbers_lose_what_a_spreadsheet_put_around_them():
    text = 'Name,Phone\nAna,="0123"\nBo,\u202a+1 555\u202c\n'
    found = read_people(text.encode())
    assert [one.member.phone for one in found.people] == ["0123", "+1 555"]


@pytest.mark.parametrize(
    ("encoding", "name", "school"),
    [
        ("cp1252", "José Müller", "École “Élan”"),
        ("mac_roman", "José Müller", "École Élan"),
        ("cp850", "José Müller", "École"),
        ("cp1256", "فاطمة الزهراء", "مدرسة النور"),
        ("cp1251", "Анна Петрова", "Школа"),
        ("cp1253", "Γιώργος Παππάς", "Σχολείο"),
        ("cp1250", "Žofie Šťastná", "Škola"),
    ],
)
def test_letters_are_read_whatever_system_wrote_them(encoding: str, name: str, school: str):
    found = read_people(f"Name,School\n{name},{school}\n".encode(encoding))
    assert [(one.member.name, one.member.school) for one in found.people] == [(name, school)]
    assert found.encoding == encoding
    assert len(found.remarks) == 1


def test_the_row_of_headings_does_not_count(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csv_people, "ROW_LIMIT", 3)
    assert len(read_people(b"Name\n" + b"Ana\n" * 3).people) == 3
    with pytest.raises(UserError, match="more than 3 rows"):
        read_people(b"Name\n" + b"Ana\n" * 4)
