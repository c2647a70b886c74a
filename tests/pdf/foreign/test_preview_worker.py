"""How the pages of a handout become pictures for the screen."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.foreign.preview_worker import answer
from tests.pdf import hostile_pdfs as hostile
from tests.pdf.foreign.opened import filled


def asked(data, **fields):
    return answer(Message(fields=fields, blobs=(data,)))


def sizes(found):
    return [Image.open(io.BytesIO(blob)).size for blob in found.blobs]


def test_each_page_that_was_asked_for_has_the_width_asked_for():
    found = asked(filled((100, 200), (200, 100), (50, 50)), width=300, pages=[2, 0])
    assert found.fields == {}
    assert sizes(found) == [(300, 300), (300, 600)]
    assert Image.open(io.BytesIO(found.blobs[0])).format == "PNG"


def test_pages_that_do_not_exist_have_no_picture():
    found = asked(filled((100, 200)), width=90, pages=[-1, 0, 1])
    assert sizes(found) == [(90, 180)]


def test_no_picture_is_larger_than_a_screen_can_want():
    assert sizes(asked(filled((100, 100)), width=100_000, pages=[0])) == [(4000, 4000)]
    assert sizes(asked(filled((10, 1000)), width=100_000, pages=[0])) == [(80, 8000)]


@pytest.mark.parametrize("data", [b"", hostile.html(), hostile.locked(user="secret")])
def test_what_is_no_pdf_is_refused(data):
    found = asked(data, width=90, pages=[0])
    assert found.blobs == ()
    assert found.fields["refused"]
