"""Cards and calendars as telephones and offices write them, line by line."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.exchange.content_lines import (
    content_lines,
    escaped,
    folded_text,
    split_unescaped,
    unescaped,
)


def only(text):
    (line,) = content_lines(text)
    return line


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Привет, Анна"),
        ("koi8-r", "Привет, Анна"),
        ("shift_jis", "山田太郎"),
        ("iso-8859-7", "Γεωργία"),
    ],
)
def test_a_value_is_read_in_the_letters_that_its_line_names(charset, text):
    coded = "".join(f"={octet:02X}" for octet in text.encode(charset))
    line = only(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:{coded}")
    assert line.text == text


@pytest.mark.parametrize("charset", ["klingon", "utf-8"])
def test_a_value_in_no_or_the_wrong_letters_is_read_as_it_looks_best(charset):
    assert only(f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:Jos=E9").text == "José"


def test_packed_values_are_unpacked_and_nonsense_is_empty():
    assert only("FN;ENCODING=B:QW5h").text == "Ana"
    assert only("FN;BASE64:QW\n 5h").text == "Ana"
    assert only("FN;ENCODING=b:QW5").text == ""
    assert only("PHOTO;VALUE=uri;ENCODING=b:https://x.org/a").value == "https://x.org/a"


def test_the_ends_of_lines_in_a_coded_value_are_ours():
    assert only("NOTE;QUOTED-PRINTABLE:a=0D=0Ab=0Dc=0Ad").text == "a\nb\nc\nd"


LONG = [
    "NOTE:" + "x" * 70,
    "NOTE:" + "x" * 71,
    "NOTE:" + "x" * 300,
    "NOTE:" + "€" * 100,
    "NOTE:x" + "€" * 100,
    "NOTE:xx" + "😀" * 80,
]


@pytest.mark.parametrize("line", LONG)
def test_a_long_line_is_folded_as_full_as_it_may_be(line):
    rows = folded_text([line]).removesuffix(b"\r\n").split(b"\r\n")
    assert all(row.startswith(b" ") for row in rows[1:])
    assert all(len(row) <= 75 for row in rows)
    for row in rows:
        row.decode("utf-8")
    for row, after in itertools.pairwise(rows):
        letter = len(after[1:].decode("utf-8")[0].encode("utf-8"))
        assert len(row) + letter > 75


@pytest.mark.parametrize("line", LONG)
def test_a_folded_line_is_read_as_it_was(line):
    folded = folded_text([line, "FN:Ana"]).decode("utf-8").replace("\r\n", "\n")
    note, name = content_lines(folded)
    assert (f"NOTE:{note.value}", name.value) == (line, "Ana")


def test_a_line_of_75_octets_is_not_folded():
    assert folded_text(["x" * 75]) == b"x" * 75 + b"\r\n"
    assert folded_text(["x" * 76]) == b"x" * 75 + b"\r\n x\r\n"


def test_each_property_has_the_number_of_its_first_line():
    text = "BEGIN:VCARD\nFN:An\n a\nNOTE:one\ntwo\nthree\nTEL:1\n\nEND:VCARD"
    assert [(line.name, line.number) for line in content_lines(text)] == [
        ("BEGIN", 1),
        ("FN", 2),
        ("NOTE", 4),
        ("TEL", 7),
        ("END", 9),
    ]


def test_a_note_broken_without_a_sign_is_put_together():
    note, end = content_lines("NOTE:one\n  two \n3: four\nEND:VCARD")
    assert note.text == "one two \n3: four"
    assert end.name == "END"
    assert only("item1.note:one\ntwo").text == "one\ntwo"


def test_two_notes_stay_two():
    assert [line.text for line in content_lines("NOTE:one\nNOTE:two\nmore")] == ["one", "two\nmore"]


def test_a_broken_line_that_is_no_note_is_left_out():
    assert [line.name for line in content_lines("FN:Ana\nstray\nTEL:1")] == ["FN", "TEL"]
    assert list(content_lines(":no name\n\n ")) == []


def test_a_coded_line_goes_on_after_an_equals_sign():
    lines = list(content_lines("FN;ENCODING=QUOTED-PRINTABLE:An=\na\nTEL:1=\nFAX:2"))
    assert [line.text for line in lines] == ["Ana", "1=", "2"]


def test_a_colon_in_quotes_does_not_end_the_head():
    line = only('TEL;X="a:b;c":123')
    assert (line.name, line.value, line.parameters) == ("TEL", "123", {"X": ("a:b;c",)})


def test_a_quote_that_is_never_closed_ends_at_the_first_colon():
    line = only('TEL;X="a:123')
    assert (line.name, line.value) == ("TEL", "123")


def test_parameters_are_gathered_under_names_in_capitals():
    line = only("Item1.tel;type=HOME,Voice;Type=pref;CELL:1")
    assert (line.group, line.name) == ("item1", "TEL")
    assert line.parameters["TYPE"] == ("HOME", "Voice", "pref", "CELL")
    assert line.types == {"home", "voice", "pref", "cell"}
    assert only("TEL:1").types == frozenset()


@pytest.mark.parametrize("word", ["QUOTED-PRINTABLE", "base64", "B", "8bit", "7BIT"])
def test_a_bare_word_for_an_encoding_is_no_type(word):
    line = only(f"TEL;{word}:")
    assert line.parameters == {"ENCODING": (word,)}
    assert line.types == frozenset()


def test_what_is_escaped_is_read_back():
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    assert unescaped("a\\,b\\;c\\\\d\\ne\\N") == "a,b;c\\d\ne\n"
    assert unescaped("\\x\\") == "x\\"


def test_the_parts_of_a_value_are_split_where_nothing_is_escaped():
    assert split_unescaped("a;b\\;c;;\\\\;d", ";") == ["a", "b\\;c", "", "\\\\", "d"]
    assert split_unescaped("", ";") == [""]
    assert only("N:López\\;Diaz;Ana,Eva;").components() == ["López;Diaz", "Ana,Eva", ""]
    assert only("N:López;Ana,Eva\\,Ada").components(",") == ["López;Ana", "Eva,Ada"]


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_parts_come_back(parts):
    kept = [part.replace("\r", "") for part in parts] or [""]
    line = ";".join(escaped(part) for part in kept)
    assert [unescaped(part) for part in split_unescaped(line, ";")] == kept
