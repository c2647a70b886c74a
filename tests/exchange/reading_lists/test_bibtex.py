"""Records as LaTeX, Zotero and catalogs write them, and what breaks off in them."""

from __future__ import annotations

import pytest

from copdesk.domain.library import ResourceKind
from copdesk.exchange.reading_lists.bibtex import read_bibtex

KINDS = {
    ResourceKind.ARTICLE: "article inproceedings conference techreport report mastersthesis "
    "phdthesis thesis unpublished periodical",
    ResourceKind.BOOK: "book booklet inbook incollection collection manual proceedings",
    ResourceKind.TOOL: "software dataset",
    ResourceKind.PICTURE: "image artwork",
    ResourceKind.OTHER: "misc online electronic",
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def only(text):
    (one,) = read_bibtex(text.encode()).resources
    return one.resource


@pytest.mark.parametrize(
    ("word", "kind"), [(word, kind) for kind, words in KINDS.items() for word in words.split()]
)
def test_every_kind_of_record_becomes_a_kind_of_resource(word, kind):
    assert only(f"@{word}{{a, title={{T}}}}").kind is kind
    assert only(f"@{word.upper()}(a, title={{T}})").kind is kind


@pytest.mark.parametrize("month", MONTHS)
def test_the_months_have_short_names(month):
    assert only(f"@misc{{a, title={{T}}, month={month}}}").notes == f"month: {month.capitalize()}"


def test_authors_and_editors_are_named_once():
    record = only("@book{a, title={T}, author={Ode, Ben and others}, editor={Ana López}}")
    assert record.authors == "Ode, Ben; et al.; Ana López"
    assert record.notes == ""


def test_a_quotation_mark_in_braces_does_not_end_a_value():
    assert only('@misc{a, title = "The {"}new{"} math", year = "2001"}').title == 'The "new" math'
    assert only('@misc{a, title = "50\\% {of {all}}" , year = 2001}').title == "50% of all"


def test_values_are_put_together_from_pieces_and_names():
    text = '@string{valley = "Valley"}\n@misc{a, title = valley # { Press } # "of " # 1999}'
    assert only(text).title == "Valley Press of 1999"
    assert only("@misc{a, title = unknown}").title == "unknown"


def test_a_title_has_its_subtitle_and_the_first_of_two_fields_counts():
    assert only("@book{a, title={One}, subtitle={Two}, title={Three}}").title == "One: Two"


def test_the_year_is_taken_from_the_date_where_there_is_none():
    assert only("@book{a, title={T}, date={2020-05-01}}").year == "2020"
    assert only("@book{a, title={T}, date={2020-05-01}, year=2021}").year == "2021"


def test_where_it_stands_and_what_is_said_of_it():
    record = only(
        "@article{a, title={T}, doi={10.1/a_b}, journal={Valley \\& Hill}, url={x.org/~a\\_b},"
        " abstract={Short.}, note={Long.}, isbn={1}, keywords={a; b, c}, keyword={d}}"
    )
    assert record.source == "Valley & Hill. x.org/~a_b. 10.1/a_b"
    assert record.notes == "Short.\nLong.\nisbn: 1"
    assert [tag.text for tag in record.tags] == ["a", "b", "c", "d"]


def test_what_is_no_record_is_passed_over():
    text = "@comment{@book{x, title={no}}}\n@preamble{ {no} }\n@book{a, title={T}}"
    assert [one.resource.title for one in read_bibtex(text.encode()).resources] == ["T"]


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ("@book{a, title={T}", "breaks off or is missing a brace"),
        ("@book{a, title {T}}", "breaks off or is missing a brace"),
        ("@book{a, title={T}, year=}", "A field of the record has no value"),
        ("@book{a, title={T", "A brace is opened and never closed"),
        ('@book{a, title="T}', "A quotation mark is opened and never closed"),
        ("@book{a b, title={T}}", "The record has no key after its first brace"),
    ],
)
def test_a_broken_record_costs_only_itself_and_says_its_line(record, sentence):
    file = read_bibtex(f"@book{{z, title={{Z}}}}\n\n{record}\n@book{{y, title={{Y}}}}".encode())
    assert [one.resource.title for one in file.resources] == ["Z", "Y"]
    (refused,) = file.refused
    assert refused.sentence.startswith("Line 3: ")
    assert sentence in refused.sentence


def test_two_records_on_one_line_are_two():
    text = "@book{a, title={A}} @book{b, title={B}}\n@book{c, title={C}}"
    file = read_bibtex(text.encode())
    assert [(one.line, one.resource.title) for one in file.resources] == [
        (1, "A"),
        (1, "B"),
        (2, "C"),
    ]
