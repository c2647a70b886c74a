"""How foreign pages come onto the waiting pages of a packet."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Name

from copdesk.pdf.foreign.assembly_worker import answer
from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.layout.blocks import paragraph
from copdesk.pdf.layout.page import Document
from tests.pdf import hostile_pdfs as hostile
from tests.pdf.foreign.opened import filled, pages_of, words_of


def packed(packet, fills, *others):
    (blob,) = answer(Message(fields={"fills": fills}, blobs=(packet, *others))).blobs
    return blob


def attached(data):
    """Return on which pages something was laid."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            number
            for number, page in enumerate(pdf.pages)
            if Name("/Attached") in page.resources.get(Name.XObject, {})
        ]


def test_each_file_fills_its_waiting_pages_in_order():
    packet = hostile.good(6, "Ours")
    blob = packed(packet, [1, 4], hostile.good(2, "Theirs"), filled((50, 50)))
    assert len(pages_of(blob)) == 6
    assert attached(blob) == [1, 2, 4]
    with pikepdf.open(io.BytesIO(blob)) as pdf:
        laid = [pdf.pages[number].Resources.XObject["/Attached"].read_bytes() for number in (1, 2)]
    assert [b"Theirs 1" in laid[0], b"Theirs 2" in laid[1]] == [True, True]


def test_our_own_pages_stay_as_they_are():
    blob = packed(hostile.good(3, "Ours"), [1], hostile.good(1, "Theirs"))
    assert [words_of(blob, number) for number in range(3)] == ["Ours 1", "Ours 2", "Ours 3"]


def test_a_packet_without_attached_files_stays_whole():
    blob = packed(hostile.good(2, "Ours"), [])
    assert (len(pages_of(blob)), attached(blob)) == (2, [])


def test_a_file_for_which_no_page_waits_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="zip"):
        packed(hostile.good(2), [], hostile.good(1))
    with pytest.raises(IndexError):
        packed(hostile.good(2), [1], hostile.good(2))


def test_a_packet_no_longer_says_that_it_is_fit_for_archives(fonts):
    ours = Document(title="Packet", language="en").render([paragraph("Ours")], fonts).data
    with pikepdf.open(io.BytesIO(ours)) as pdf:
        before = pdf.Root.Metadata.read_bytes()
    with pikepdf.open(io.BytesIO(packed(ours, [0], hostile.good(1)))) as pdf:
        after = pdf.Root.Metadata.read_bytes()
    for claim in (b"pdfaid:part>", b"pdfaid:conformance>", b"pdfuaid:part>"):
        assert claim in before
        assert claim not in after
    assert b"Packet" in after


def test_the_same_files_give_the_same_bytes():
    files = (hostile.good(2), [0], hostile.good(1))
    assert packed(*files) == packed(*files)
