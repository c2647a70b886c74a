"""The table of foreign formats, line by line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copdesk.domain.brings import Brings
from copdesk.domain.meetings import Meeting
from copdesk.domain.members import Member
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import MEGABYTE
from copdesk.exchange.formats import FORMATS, Format, exports, imported, imports
from copdesk.exchange.meetings import CalendarEntry, write_meetings
from copdesk.exchange.people.reader import read_people, write_people
from copdesk.exchange.protocols import read_protocol, write_protocol
from copdesk.exchange.reading_lists.reader import read_resources
from copdesk.exchange.recognition import format_to_read, is_importable, may_bring, recognize
from tests.exchange.foreign_files import CARD, MAILBOX, PEOPLE, RESOURCES, RIS, SAMPLES

every_format = pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
WRITTEN = [(one, brings) for brings in Brings for one in exports(brings)]
every_written = pytest.mark.parametrize(
    ("one", "brings"), WRITTEN, ids=[one.key for one, _brings in WRITTEN]
)


def names_read(brings: Brings, content: bytes, name: str) -> list[str]:
    """Return what the things in a file are called, read by the one way of each kind."""
    if brings is Brings.PEOPLE:
        return [one.member.name for one in read_people(content, name=name).people]
    if brings is Brings.READING_LIST:
        return [one.resource.title for one in read_resources(content, name).resources]
    if brings is Brings.PROTOCOL:
        return [read_protocol(content, name).title]
    return [format_to_read(content, brings, name, MEGABYTE).key]


def written(brings: Brings, name: str) -> bytes:
    """Return a file with one thing in it, written by the one way of each kind."""
    if brings is Brings.PEOPLE:
        return write_people(name, [Member(name="Ada Lee")], [])
    if brings is Brings.PROTOCOL:
        return write_protocol(name, read_protocol(SAMPLES["protocol"]))
    entry = CalendarEntry(meeting=Meeting(id="1", title="Tallow", held_on=date(2026, 10, 8)))
    return write_meetings(name, [entry], datetime(2026, 9, 1, tzinfo=UTC), "", lambda _item: "")


def test_every_format_has_a_sample_and_a_key_of_its_own():
    assert [one.key for one in FORMATS] == list(SAMPLES)


@every_format
def test_a_line_of_the_table_can_be_believed(one: Format):
    for place in (one.recognizer, one.reader, one.writer, one.unless):
        assert not place or callable(imported(place))
    assert one.reader or one.instead
    assert all(ending == ending.lower() and ending[0] == "." for ending in one.endings)


@every_format
def test_content_is_recognized_whatever_the_name(one: Format):
    for name in (
        "",
        "sample",
        "sample.bak",
        *(f"sample{ending.upper()}" for ending in one.endings),
    ):
        for brings in one.brings:
            assert recognize(SAMPLES[one.key], name).format_for(brings) == one


@every_format
def test_an_ending_speaks_only_for_a_text_that_could_be_anything(one: Format):
    for ending in one.endings:
        for brings in one.brings:
            named = recognize(b"just a few words", f"a{ending}").format_for(brings)
            assert named is None or named.brings == one.brings
            assert (named is not None) is one.is_text
            drawn = recognize(b"\x89PNG\r\n\x1a\n" + bytes(90), f"a{ending}").format_for(brings)
            assert drawn is None or not one.is_text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"Dear all,\nsee you soon,\nAda\n", "letter.txt"),
        (b"Color,Size\nred,2\nblue,3\n", "colors.txt"),
        (PEOPLE, "people.txt"),
        (CARD, "card.csv"),
        (MAILBOX, "mail.bib"),
        (b"%PDF-1.7\n", "plan.pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "picture.csv"),
        (SAMPLES["csl-json"], "list.json"),
    ],
)
def test_what_is_something_else_is_no_reading_list(tmp_path: Path, content: bytes, name: str):
    path = tmp_path / name
    path.write_bytes(content)
    assert not is_importable(path, Brings.READING_LIST)


def test_what_cannot_be_read_is_no_reading_list_but_an_empty_one_is(tmp_path: Path):
    (tmp_path / "folder.ris").mkdir()
    (tmp_path / "empty.ris").touch()
    names = ("folder.ris", "missing.ris", "empty.ris")
    asked = [is_importable(tmp_path / name, Brings.READING_LIST) for name in names]
    assert asked == [False, False, True]
    assert may_bring(tmp_path / "missing.vcf", Brings.PEOPLE)
    assert not may_bring(tmp_path / "missing.pdf", Brings.PEOPLE)


@every_format
def test_a_sample_is_read_by_what_its_line_names_or_says_what_to_save_it_as(one: Format):
    for ending in ("", *one.endings):
        for brings in one.brings:
            if one.reader:
                assert names_read(brings, SAMPLES[one.key], f"a{ending}") == [
                    "Ada Lee" if brings is Brings.PEOPLE else "Tallow"
                ]
                continue
            with pytest.raises(UserError) as caught:
                names_read(brings, SAMPLES[one.key], f"a{ending}")
            assert one.title in caught.value.title
            assert caught.value.sentence.endswith(one.instead)


@every_written
def test_what_is_written_is_recognized_whatever_its_name(one: Format, brings: Brings):
    content = written(brings, f"A{one.endings[0].upper()}")
    assert recognize(content, "a").format_for(brings) == one
    if one.reader:
        assert names_read(brings, content, "") == names_read(brings, SAMPLES[one.key], "")


@every_written
@pytest.mark.parametrize("ending", ["", ".pdf", ".sqlite"])
def test_what_is_written_has_an_ending_of_its_kind(one: Format, brings: Brings, ending: str):
    with pytest.raises(UserError) as caught:
        written(brings, f"a{ending}")
    assert caught.value.title.startswith(f"“a{ending}” was not written")
    assert one.endings[0] in caught.value.hint


def test_how_to_save_it_for_something_else_is_no_help():
    with pytest.raises(UserError) as caught:
        read_protocol(SAMPLES["xlsx"], "plan.xlsx")
    assert caught.value.sentence == (
        "“plan.xlsx” is not a protocol; its content is: Excel workbook. "
        "Choose a file that ends in one of these: .toml."
    )


@pytest.mark.parametrize(
    ("read", "content", "sentence"),
    [
        (read_people, RIS, "is not a file of people; its content is: Reference Manager (RIS)."),
        (read_resources, b"just words", "is not a reading list; its content is: text."),
        (read_people, b"\xff\xd8\xff\xe0", "is not a file of people; its content is: a picture."),
    ],
)
def test_a_file_of_something_else_is_called_what_it_is(read, content: bytes, sentence: str):
    with pytest.raises(UserError) as caught:
        read(content, name="thing")
    assert caught.value.title == f"“thing” {sentence}"
    brings = Brings.PEOPLE if read is read_people else Brings.READING_LIST
    assert all(one.endings[0] in caught.value.sentence for one in imports(brings))


@pytest.mark.parametrize("name", ["staff", "staff.csv", "staff.ris", "staff.txt"])
@pytest.mark.parametrize(
    "content",
    [
        CARD,
        PEOPLE,
        b"Name,E-mail,School\nAda Lee,ada@hill.example,Hill\n",
        b"Title,First Name,Last Name,E-mail,Notes\nMs,Ada,Lee,ada@hill.example,\n",
        b"Name,Subject,School,Notes\nAda Lee,Math,Hill,\n",
        b"Jina;Simu;Shule\nAda Lee;555;Hill\n",
        "Nom et prénom\tCourriel\tNiveau\nAda Lee\tada@hill.example\t6\n".encode(),
        "नाम,फ़ोन,विषय\nआदा,555,गणित\n".encode(),
        "الاسم,الهاتف,ملاحظات\nآدا,555,\n".encode(),
        "ឈ្មោះ,ទូរស័ព្ទ,សាលា\nអាដា,555,ភ្នំ\n".encode(),
    ],
)
def test_people_are_no_reading_list_whatever_the_name(tmp_path: Path, content: bytes, name: str):
    with pytest.raises(UserError, match=f"“{name}” is not a reading list; its content is: ") as no:
        read_resources(content, name)
    assert "copdesk members import" in no.value.hint
    path = tmp_path / name
    path.write_bytes(content)
    assert not is_importable(path, Brings.READING_LIST)
    assert is_importable(path, Brings.PEOPLE)


@pytest.mark.parametrize(
    "content",
    [
        "Name,Author,E-mail,Phone\nTallow,Li,li@hill.example,555\n",
        "Title,Author,School,Address\nTallow,Li,Hill,Road 1\n",
        "Name,Type,Language\nTallow,Book,French\n",
        "Name,Notes\nTallow,Old\n",
        "Name,Grade,Shelf,City\nTallow,6,3,Bern\n",
        "Título;Autor;Teléfono\nTallow;Li;555\n",
        "शीर्षक,लेखक,विषय\nTallow,Li,गणित\n",
    ],
)
def test_a_list_that_speaks_of_people_too_is_still_a_reading_list(content: str):
    assert [one.resource.title for one in read_resources(content.encode(), "a.csv").resources] == [
        "Tallow"
    ]


def test_a_shelf_list_is_told_from_other_tables():
    for brings, content, key in (
        (Brings.READING_LIST, RESOURCES, "table-of-resources"),
        (Brings.PEOPLE, PEOPLE, "table-of-people"),
        (
            Brings.READING_LIST,
            b"Our shelf\n\nTitle;Author;Shelf\nTallow;Li;3\n",
            "table-of-resources",
        ),
    ):
        found = recognize(content, "list.txt").format_for(brings)
        assert found is not None
        assert found.key == key
