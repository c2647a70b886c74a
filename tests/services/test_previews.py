from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from copdesk.domain.file_endings import OFFICE, PDF, PICTURES, PLAIN_TEXTS
from copdesk.errors import UserError
from copdesk.services.copies import CopyService, may_open
from copdesk.services.library import LibraryService
from copdesk.services.previews import PreviewService
from tests.pdf.hostile_pdfs import good


@pytest.fixture
def keep(database, tmp_path):
    """Put bytes into the library as a file of this name; return the attached file."""
    library = LibraryService(database)

    def keep_(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        (resource,) = library.add_files([path]).value.added
        return resource.files[0]

    return keep_


@pytest.fixture
def previews(database):
    return PreviewService(database)


def test_text_is_shown_from_its_beginning(previews, keep):
    preview = previews.preview(keep("long.txt", ("é line\n" * 20_000).encode()), 400)
    assert preview.text.startswith("é line\né line")
    assert preview.text.endswith("…")
    assert len(preview.text) < 2_100


def test_a_pdf_is_drawn_as_wide_as_asked(previews, keep):
    picture = previews.preview(keep("page.pdf", good(2)), 400).picture
    assert Image.open(io.BytesIO(picture)).width == 400


def test_a_picture_is_made_small(previews, keep):
    drawn = io.BytesIO()
    Image.new("RGB", (3000, 1000), "red").save(drawn, "PNG")
    picture = previews.preview(keep("red.png", drawn.getvalue()), 400).picture
    assert Image.open(io.BytesIO(picture)).width <= 410


@pytest.mark.parametrize(
    ("name", "data"),
    [("broken.png", b"\x89PNG\r\n\x1a\n" + bytes(50)), ("broken.pdf", b"%PDF-1.7\n" + bytes(50)),
     ("song.ogg", b"OggS" + bytes(50))],
)  # fmt: skip
def test_what_cannot_be_shown_has_a_sentence(previews, keep, name, data):
    preview = previews.preview(keep(name, data), 400)
    assert (preview.picture, preview.text) == (b"", "")
    assert preview.sentence.endswith(".")


@pytest.mark.parametrize(
    ("name", "opened"),
    [("a.pdf", True), ("A.JPG", True), ("a.exe", False), ("a.pdf.desktop", False), ("pdf", False),
     ("a.html", False), ("a.docm", False), ("", False)],
)  # fmt: skip
def test_only_known_endings_are_opened(name, opened):
    assert may_open(name) is opened


@pytest.mark.parametrize("ending", sorted({PDF} | PLAIN_TEXTS | PICTURES | OFFICE))
def test_what_can_be_printed_can_be_opened(ending):
    assert may_open(f"a{ending}")


def test_a_copy_to_open_has_a_tame_name_and_goes_with_the_community(database, keep):
    copies = CopyService(database)
    file = keep("plan.txt", b"Cut strips.")
    copy = copies.to_open(replace(file, name="../..\\con: |plan?.txt"))
    assert copy.name == "_.._con_ _plan_.txt"
    assert copies.to_open(file).read_bytes() == b"Cut strips."
    copies.close()
    assert not copy.exists()
    with pytest.raises(UserError):
        copies.to_open(replace(file, name="plan.sh"))
