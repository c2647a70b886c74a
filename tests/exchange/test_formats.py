"""The table of foreign formats, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from copdesk.errors import UserError
from copdesk.exchange.formats import FORMATS, Brings, Format, imported, imports
from copdesk.exchange.people.reader import read_people
from copdesk.exchange.reading_lists.reader import read_resources
from copdesk.exchange.recognition import is_importable, may_bring, recognize
from tests.exchange.foreign_files import CARD, MAILBOX, PEOPLE, RESOURCES, RIS, SAMPLES

every_format = pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
NOT_IMPORTED = [one for one in FORMATS if not one.reader and not one.writer]


def test_every_format_has_a_sample_and_a_key_of_its_own():
    assert [one.key for one in FORMATS] == list(SAMPLES)


@every_format
def test_a_line_of_the_table_can_be_believed(one: Format):
    for place in (one.recognizer, one.reader, one.writer):
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


@pytest.mark.parametrize("one", NOT_IMPORTED, ids=lambda one: one.key)
def test_what_is_known_but_not_imported_says_what_to_save_it_as(one: Format):
    for read in (read_people, read_resources):
        with pytest.raises(UserError) as caught:
            read(SAMPLES[one.key], name=f"staff{one.endings[0]}")
        assert one.title in caught.value.title
        assert caught.value.sentence.endswith(one.instead)


@pytest.mark.parametrize(
    ("read", "content", "sentence"),
    [
        (read_resources, CARD, "is not a reading list; its content is: Address cards (vCard)."),
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
