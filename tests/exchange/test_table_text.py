from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.exchange.table_text import rows, table_lines, vote


def cells(text: str, delimiter: str = ",") -> list[tuple[str, ...]]:
    return [row.cells for row in rows(table_lines(text).lines, delimiter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [("a", "b"), ("1", "2")]),
        ('"a ""x""",b', [('a "x"', "b")]),
        ('"a\nb, c",d', [("a\nb, c", "d")]),
        ('"a" , "b"', [("a", "b")]),
        ('"Ann "the" Lee",x', [('Ann "the" Lee', "x")]),
        ('5" pipe,x', [('5" pipe', "x")]),
        ('"",""', [("", "")]),
        ("a", [("a",)]),
        ('"open,1\n"b","c"\n', [('"open', "1"), ("b", "c")]),
        ('"open,1\nplain,2', [('"open', "1"), ("plain", "2")]),
    ],
)
def test_cells(text: str, expected: list[tuple[str, ...]]):
    assert cells(text) == expected


def test_a_quote_that_never_ends_marks_its_row_and_no_other():
    found = list(rows(['"a,1', "b,2", '"c","3"'], ","))
    assert [(row.number, row.is_open) for row in found] == [(1, True), (2, False), (3, False)]


cell = st.text('ab ",;\n', max_size=6)


@given(st.lists(st.lists(cell, min_size=2, max_size=3), min_size=1, max_size=5))
def test_what_spreadsheets_write_is_read_as_it_was(table: list[list[str]]):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    assert cells(text.getvalue()) == [tuple(row) for row in table]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3\n", ";"),
        ("a,b\n1;2;3,x\n", ","),
        ("a\tb\n1,2\t3\n", "\t"),
        ("one\ntwo\n", ""),
        ("", ""),
    ],
)
def test_the_vote(text: str, delimiter: str):
    assert vote(table_lines(text).lines, lambda found: len({"a", "b"} & set(found))) == delimiter


@pytest.mark.parametrize(
    ("text", "rows_found"),
    [
        ('"' * 200_000, 1),
        ('"x' * 100_000, 1),
        ('"a\n' * 30_000, 30_000),
        ('""a\n' * 30_000, 30_000),
        ('"a' + '\n""' * 999, 1000),
    ],
)
def test_hostile_quotes_are_read_to_their_end(text: str, rows_found: int):
    assert len(cells(text)) == rows_found
