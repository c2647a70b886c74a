"""How two pages come side by side onto one sheet."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name, String

from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.foreign.imposition_worker import answer
from tests.pdf import hostile_pdfs as hostile
from tests.pdf.foreign.opened import filled, ink_of, pages_of

PAPER = (842, 595)


def sheets(data, order):
    fields = {"paper": list(PAPER), "order": order}
    (blob,) = answer(Message(fields=fields, blobs=(data,))).blobs
    return blob


def halves(blob):
    """Return what stands on the left and on the right of each sheet."""
    found = []
    for page in pypdfium2.PdfDocument(blob):
        letters = page.get_textpage()
        left = letters.get_text_bounded(0, 0, PAPER[0] / 2, PAPER[1])
        right = letters.get_text_bounded(PAPER[0] / 2, 0, *PAPER)
        found.append((left.strip(), right.strip()))
    return found


def test_pages_stand_on_the_left_and_right_in_the_order_asked_for():
    blob = sheets(hostile.good(4, "Page"), [3, 0, 1, 2])
    assert pages_of(blob) == [PAPER, PAPER]
    assert halves(blob) == [("Page 4", "Page 1"), ("Page 2", "Page 3")]


def test_a_place_may_stay_empty():
    assert halves(sheets(hostile.good(1, "Page"), [-1, 0])) == [("", "Page 1")]
    assert halves(sheets(hostile.good(1, "Page"), [0, -1])) == [("Page 1", "")]


def test_a_page_may_stand_twice():
    assert halves(sheets(hostile.good(1, "Page"), [0, 0])) == [("Page 1", "Page 1")]


def test_each_page_stays_in_its_half():
    left = ink_of(sheets(filled((2000, 2000)), [0, -1]))
    right = ink_of(sheets(filled((2000, 2000)), [-1, 0]))
    assert left.right <= PAPER[0] / 2 + 0.5
    assert right.left >= PAPER[0] / 2 - 0.5
    assert left.size == pytest.approx((421, 421), abs=1)


def test_half_a_sheet_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="zip"):
        sheets(hostile.good(3), [0, 1, 2])


def test_the_title_and_the_language_stay_and_the_printer_is_told_how_to_turn():
    with pikepdf.open(io.BytesIO(hostile.good(2))) as pdf:
        pdf.Root.Lang = String("km")
        pdf.docinfo[Name.Title] = String("កំណត់ហេតុ")
        target = io.BytesIO()
        pdf.save(target)
    with pikepdf.open(io.BytesIO(sheets(target.getvalue(), [0, 1]))) as made:
        assert str(made.Root.Lang) == "km"
        assert str(made.docinfo[Name.Title]) == "កំណត់ហេតុ"
        assert made.Root.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge
        assert made.Root.ViewerPreferences.DisplayDocTitle


def test_pages_without_a_title_get_none():
    with pikepdf.open(io.BytesIO(sheets(hostile.good(2), [0, 1]))) as made:
        assert Name.Lang not in made.Root
        assert Name.Title not in made.docinfo
