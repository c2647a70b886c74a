from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from copdesk import language
from copdesk.errors import UserError
from copdesk.pdf.handouts.imposition import booklet, booklet_order, two_up
from copdesk.pdf.layout.handout import Handout, Press
from tests.pdf import hostile_pdfs as hostile


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.on("a4")


def halves(pdf: bytes) -> list[tuple[str, str]]:
    """Return what stands on the left and on the right of each sheet."""
    found: list[tuple[str, str]] = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        letters = page.get_textpage()
        left = letters.get_text_bounded(0, 0, width / 2, height)
        right = letters.get_text_bounded(width / 2, 0, width, height)
        found.append((left.strip(), right.strip()))
    return found


def pages(count: int) -> Handout:
    return Handout(title="Pages", pdf=hostile.good(count, "Page"), pages=count)


def test_a_booklet_reads_in_order_when_it_is_folded(press: Press):
    made = booklet(pages(6), press)
    assert halves(made.pdf) == [
        ("", "Page 1"),
        ("Page 2", ""),
        ("Page 6", "Page 3"),
        ("Page 4", "Page 5"),
    ]
    assert made.pages == 4


def test_a_booklet_in_arabic_opens_from_the_other_side(press: Press):
    language.choose("ar")
    assert halves(booklet(pages(4), press).pdf) == [("Page 1", "Page 4"), ("Page 3", "Page 2")]


@pytest.mark.parametrize("count", [1, 3, 4, 5, 60])
def test_a_booklet_has_every_page_once(count: int):
    order = booklet_order(count)
    assert sorted(number for number in order if number >= 0) == list(range(count))
    assert len(order) % 4 == 0


def test_two_pages_stand_side_by_side(press: Press):
    made = two_up(pages(3), press)
    assert halves(made.pdf) == [("Page 1", "Page 2"), ("Page 3", "")]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        assert right - left > top - bottom
        assert not pdf.check_pdf_syntax()


def test_what_is_no_pdf_is_refused(press: Press):
    with pytest.raises(UserError, match="side by side"):
        two_up(Handout(title="No", pdf=b"nothing", pages=2), press)
