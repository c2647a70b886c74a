from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.library import Resource, ResourceKind, Tag
from copdesk.errors import UserError
from copdesk.exchange.reading_lists.bibtex import read_bibtex
from copdesk.exchange.reading_lists.latex_text import plain_text
from copdesk.exchange.reading_lists.resource_file import ResourceFile
from copdesk.exchange.reading_lists.ris import read_ris
from copdesk.exchange.reading_lists.table import read_resources

Reader = Callable[..., ResourceFile]

RIS = """TY  - JOUR
TI  - Fractions on
a number line
AU  - López, Ana
A1  - Ode, Ben
PY  - 2021/03/01/
JO  - Valley Mathematics
UR  - https://x.org/a
KW  - fractions
KW  - grade 4; maths
AB  - What we saw.
VL  - 12
ER  -

TY  - BOOK
T1  - Café talk
SN  - 123
TY  - CHAP
BT  - A book without an end
"""

BIB = r"""
Some words before.
@string{val = "Valley " # "Press"}
@comment{ignored, {nested}}
@Book{lopez2021,
  author = {L{\'o}pez, Ana and {\O}de, Ben},
  title = "{Fractions} \& more --- a \emph{story}",
  publisher = val,
  year = 2021,
  keywords = {fractions, maths},
  isbn = {123-4},
  url = {https://x.org/~ana/a\_b},
}
@article(second, title = {Caf\'e}, month = mar, journal={J.},)
@misc{nokeytitle, author={X}}
@article{broken, title = {never closed
@article{last, title={Last one}, year={ca. 1999}}
"""


def found(file: ResourceFile) -> list[Resource]:
    return [one.resource for one in file.resources]


def test_ris_records_become_resources():
    file = read_ris(RIS.encode("utf-8-sig"), name="a.ris")
    assert found(file) == [
        Resource(
            title="Fractions on a number line",
            kind=ResourceKind.ARTICLE,
            authors="López, Ana; Ode, Ben",
            year="2021",
            source="Valley Mathematics. https://x.org/a",
            tags=(Tag(text="fractions"), Tag(text="grade 4"), Tag(text="maths")),
            notes="What we saw.\nVL: 12",
        ),
        Resource(title="Café talk", kind=ResourceKind.BOOK, notes="SN: 123"),
        Resource(title="A book without an end", kind=ResourceKind.BOOK),
    ]
    assert [one.line for one in file.resources] == [1, 15, 18]


def test_ris_in_an_old_encoding_with_old_line_ends_says_so():
    file = read_ris("TY  - BOOK\rTI  - Café\rER  -\r".encode("cp1252"))
    assert found(file) == [Resource(title="Café", kind=ResourceKind.BOOK)]
    assert file.encoding == "cp1252"
    assert file.remarks


def test_bibtex_records_become_resources():
    file = read_bibtex(BIB.encode(), name="a.bib")
    assert found(file) == [
        Resource(
            title="Fractions & more — a story",
            kind=ResourceKind.BOOK,
            authors="López, Ana; Øde, Ben",
            year="2021",
            source="Valley Press. https://x.org/~ana/a_b",
            tags=(Tag(text="fractions"), Tag(text="maths")),
            notes="isbn: 123-4",
        ),
        Resource(title="Café", kind=ResourceKind.ARTICLE, source="J.", notes="month: Mar"),
        Resource(title="Last one", kind=ResourceKind.ARTICLE, year="1999"),
    ]
    assert [one.sentence.split(".")[0] for one in file.refused] == [
        "Line 15: A resource needs a title",
        "Line 16: A brace is opened and never closed",
    ]


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Jos{\'e} Mu\~noz", "José Muñoz"),
        (r"G{\"o}del and \v{S}ime\v cek", "Gödel and Šimeček"),
        (r"\c{C}a\u{g}lar, {\aa}, stra{\ss}e, na\"{\i}ve", "Çağlar, å, straße, naïve"),
        (r"50\% of \$5 \& ``more''", "50% of $5 & “more”"),
        (r"pages 1--2~of 3", "pages 1–2 of 3"),
        (r"\textbf{Bold} \url{http://x}", "Bold http://x"),
    ],
)
def test_latex_is_read_as_a_reader_sees_it(latex: str, plain: str):
    assert plain_text(latex) == plain


def test_a_table_of_resources():
    text = (
        "Shelf list;;;;\n\nTitle;Author;Type;Shelf;ISBN\n"
        "Number talks;Parrish, S.;Book;Box 3;99\nA kit;;kit;Room 2;\n;x;;;\nshort;row\n"
    )
    file = read_resources(text.encode(), name="shelf.csv")
    assert found(file) == [
        Resource(
            title="Number talks",
            authors="Parrish, S.",
            kind=ResourceKind.BOOK,
            shelf="Box 3",
            notes="ISBN: 99",
        ),
        Resource(title="A kit", kind=ResourceKind.TOOL, shelf="Room 2"),
    ]
    assert [one.sentence.split(".")[0] for one in file.refused] == [
        "Row 6: A resource needs a title",
        "Row 7: It has 2 cells, where the headings have 5",
    ]


def test_what_is_too_long_for_its_field_is_whole_in_the_notes():
    authors = [f"Author number {number}" for number in range(60)]
    text = "TY  - JOUR\nTI  - Many\n" + "".join(f"AU  - {one}\n" for one in authors)
    resource = found(read_ris(text.encode()))[0]
    assert resource.authors.endswith("…")
    assert resource.notes == "; ".join(authors)


@pytest.mark.parametrize(
    ("reader", "content", "sentence"),
    [
        (read_ris, b"", "is empty"),
        (read_ris, b"no tags here", "holds no RIS record"),
        (read_ris, b"%PDF-1.4", "is not a file of RIS records: its content is a PDF."),
        (read_bibtex, b"no records", "holds no BibTeX record: no line begins like “@book{”."),
        (read_bibtex, b"\xff\xd8\xff\xe0", "is not a BibTeX file"),
        (read_resources, b"Color,Size\nred,2\n", "Row 1 of “f” has no heading for titles"),
        (read_resources, b"\n \n", "has no rows"),
        (read_resources, bytes(20_000_001), "is too large"),
    ],
)
def test_a_file_of_something_else_is_refused(reader: Reader, content: bytes, sentence: str):
    with pytest.raises(UserError) as caught:
        reader(content, name="f")
    assert sentence in caught.value.sentence


rough = st.text('@book{}(),="\\# \nTYER  -ti;', max_size=200)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([read_ris, read_bibtex, read_resources]),
    st.binary(max_size=200)
    | rough.map(str.encode)
    | rough.map("@book{{a, title={{{}}}".format).map(str.encode)
    | rough.map("TY  - BOOK\n{}".format).map(str.encode),
)
def test_nothing_hostile_raises_anything_but_a_sentence(reader: Reader, content: bytes):
    with contextlib.suppress(UserError):
        assert reader(content).encoding


@pytest.mark.parametrize(
    ("reader", "content", "taken", "refused"),
    [
        (read_bibtex, b"@a{" * 100_000, 0, 1),
        (read_bibtex, b"@a{\n" * 4_000, 0, 4_000),
        (read_bibtex, b"@a{b,t=" + b"{" * 300_000, 0, 1),
        (read_bibtex, b"@a{b,title={" + b"\\" * 300_000 + b"}}", 0, 1),
        (read_ris, b"TY  - BOOK\n" * 4_000, 0, 4_000),
        (read_ris, b"TY  - BOOK\nTI  - a\n" + b"x\n" * 100_000, 1, 0),
        (read_resources, b"Title\n" + b'"' * 300_000, 1, 0),
    ],
    ids=["one line", "lines", "braces", "backslashes", "records", "folds", "quotes"],
)
def test_hostile_files_are_read_to_their_end(
    reader: Reader, content: bytes, taken: int, refused: int
):
    found = reader(content)
    assert (len(found.resources), len(found.refused)) == (taken, refused)
