from __future__ import annotations

import io
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from copdesk.errors import UserError
from copdesk.pdf.foreign.preview import render_pages
from tests.pdf import hostile_pdfs as hostile


def test_pages_become_pictures_of_the_width_asked_for():
    first, third = render_pages(hostile.good(3), 300, [0, 2])
    assert Image.open(io.BytesIO(first)).size == (300, 425)
    assert first != third


def test_pages_that_do_not_exist_give_no_picture():
    assert render_pages(hostile.good(1), 100, [5, -1]) == []


def test_it_works_in_a_thread():
    with ThreadPoolExecutor() as pool:
        (picture,) = pool.submit(render_pages, hostile.good(1), 100, [0]).result()
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", hostile.html()])
def test_what_is_no_pdf_is_refused_in_a_sentence(data: bytes):
    with pytest.raises(UserError, match="preview cannot be shown"):
        render_pages(data, 100, [0])


def test_a_page_that_draws_itself_cannot_take_the_program_along(monkeypatch):
    from copdesk.pdf.foreign import preview

    monkeypatch.setattr(preview, "_LIMITS", preview.Limits(seconds=3, megabytes=512))
    with pytest.raises(UserError):
        render_pages(hostile.unfolds(), 100, [0])


def test_no_drawing_code_is_loaded_into_this_process():
    script = (
        "import sys; from copdesk.pdf.foreign import preview;"
        "from tests.pdf import hostile_pdfs as h;"
        "print(len(preview.render_pages(h.good(2), 50, [0, 1])), 'pypdfium2' in sys.modules)"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["2", "False"], done.stderr
