"""Reading lists as catalogues and reference managers write them."""

from __future__ import annotations

import pytest

from copdesk.domain.library import Resource, ResourceKind
from copdesk.exchange.reading_lists.reader import read_resources

PUBMED = """PMID- 12345678
OWN - NLM
DP  - 2019 Mar 4
TI  - Effects of lesson study on
      teaching mathematics.
LID - 10.1/x [doi]
LID - S0 [pii]
AB  - One
      two.
FAU - Lewis, Catherine C
AU  - Lewis CC
FAU - Perry, Rebecca
AU  - Perry R
JT  - Journal of teachers
OT  - teaching

PMID- 2
TI  - Second
AU  - X Y
"""
WEB_OF_SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Silva, MJ
   Costa, P
TI A study of
   collaboration
SO TEACHING
PY 2020
DI 10.1/x
DE protocols; lesson study
AB text
ER

PT B
AU B, C
TI Second
ER

EF"""
ENDNOTE = """%0 Journal Article
%T Title here
%A Author, One
%A Two, B
%J Journal
%D 2010
%X Abstract
%K a
b
%U http://x

%0 Book
%T Second
"""
PUBMED_RIS = """TY  - JOUR
AU  - Lewis, Catherine C
T1  - Effects
Y1  - 2019/03/04
ED  - 20190304
ER  -
"""


def first_of(text: str, name: str = "list.txt") -> Resource:
    found = read_resources(text.encode(), name)
    assert found.refused == ()
    return found.resources[0].resource


@pytest.mark.parametrize(
    ("text", "title", "authors", "year", "source", "tags"),
    [
        (
            PUBMED,
            "Effects of lesson study on teaching mathematics.",
            "Lewis, Catherine C; Perry, Rebecca",
            "2019",
            "Journal of teachers. 10.1/x",
            ["teaching"],
        ),
        (
            WEB_OF_SCIENCE,
            "A study of collaboration",
            "Silva, MJ; Costa, P",
            "2020",
            "TEACHING. 10.1/x",
            ["protocols", "lesson study"],
        ),
        (ENDNOTE, "Title here", "Author, One; Two, B", "2010", "Journal. http://x", ["a", "b"]),
    ],
    ids=["pubmed", "web of science", "endnote"],
)
def test_tags_of_other_kinds(
    text: str, title: str, authors: str, year: str, source: str, tags: list[str]
):
    first = first_of(text)
    assert (first.title, first.authors, first.year) == (title, authors, year)
    assert (first.source, [tag.text for tag in first.tags]) == (source, tags)
    assert first.kind is ResourceKind.ARTICLE
    found = read_resources(text.encode(), "list.txt").resources
    assert [one.resource.title for one in found] == [title, "Second"]
    assert found[1].line > 8


def test_small_letters_and_dates_among_editors():
    assert first_of(PUBMED_RIS).authors == "Lewis, Catherine C"
    assert "ED: 20190304" in first_of(PUBMED_RIS).notes
    assert first_of(PUBMED_RIS.lower()).title == "effects"


def test_notes_lose_the_markup_of_the_web():
    text = "TY  - JOUR\nTI  - A\nN1  - <p>Read &amp; <b>try</b></p><p>it</p>\nAB  - 2 < 3\nER  - \n"
    assert first_of(text).notes == "2 < 3\nRead & try\nit"


def test_a_source_has_one_full_stop_between_its_parts():
    text = "TY  - JOUR\nTI  - A\nT2  - Teach. Educ.\nPB  - Elsevier\nER  - \n"
    assert first_of(text).source == "Teach. Educ. Elsevier"


def test_words_of_latex_that_are_signs():
    text = (
        "@set{s, entryset={a}}\n@misc{a, title={{\\textquotedblleft}A{\\textquotedblright}},"
        "author={Lave, J. and others}, howpublished={\\url{http://a.org/~x}}}"
    )
    first = first_of(text, "a.bib")
    assert (first.title, first.authors) == ("“A”", "Lave, J.; et al.")
    assert first.source == "http://a.org/~x"


@pytest.mark.parametrize(
    "text",
    [
        "Title,Author,Additional Authors,ISBN13,Publisher,Year Published,Bookshelves\n"
        'A,Ann Lee,Bo Li,="978",Hill,2000,"x, y"\n',
        "Authors,Title,Publication Date,Source title,ISBN13,Author Keywords,Document Type\n"
        "Ann Lee; Bo Li,A,2000-01-01,Hill,978,x; y,Book\n",
    ],
    ids=["goodreads", "scopus"],
)
def test_tables_of_catalogues(text: str):
    first = first_of(text, "list.csv")
    assert (first.authors, first.year, first.source) == ("Ann Lee; Bo Li", "2000", "Hill")
    assert ([tag.text for tag in first.tags], first.notes) == (["x", "y"], "ISBN13: 978")
