"""Files that scanners, telephones and old computers make, tied to a meeting and printed."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from copdesk.pdf.foreign.attachments import (
    Attachment,
    LeftOut,
    Place,
    PlacedPages,
    PlainText,
    prepare,
)
from copdesk.pdf.foreign.refusals import Refusal

PLACE = Place(width=595, height=842, left=40, bottom=50, right=555, top=800)


def one(data: bytes, name: str, media_type: str = ""):
    return prepare([Attachment(name=name, data=data, media_type=media_type)], PLACE)[0]


def a_pdf(**boxes: Sequence[float]) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 400))
    page.contents_add(b"0 0 300 400 re f")
    for name, sides in boxes.items():
        page.obj[Name(f"/{name}")] = Array(list(sides))
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def a_picture(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def test_every_sheet_of_a_scan_is_a_page():
    sheets = [Image.new("L", (80, 100), shade) for shade in (0, 128, 255)]
    scan = a_picture(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    placed = one(scan, "scan.tif")
    assert isinstance(placed, PlacedPages)
    assert placed.pages == 3
    with pikepdf.open(io.BytesIO(placed.pdf)) as pdf:
        assert len(pdf.pages) == 3


def test_a_moving_picture_is_one_page():
    frames = [Image.new("P", (80, 100), shade) for shade in (0, 128)]
    moving = a_picture(frames[0], "GIF", save_all=True, append_images=frames[1:])
    placed = one(moving, "a.gif")
    assert isinstance(placed, PlacedPages)
    assert placed.pages == 1


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1)])
def test_the_thinnest_picture_is_a_page(size: tuple[int, int]):
    placed = one(a_picture(Image.new("RGB", size), "PNG"), "line.png")
    assert isinstance(placed, PlacedPages)


@pytest.mark.parametrize(
    "cut", [(0, 0), (1000, 1000, 1200, 1200), (0, 0, 0, 100)], ids=["short", "outside", "flat"]
)
def test_a_cut_that_leaves_nothing_is_not_made(cut: Sequence[float]):
    placed = one(a_pdf(CropBox=cut), "cut.pdf")
    assert isinstance(placed, PlacedPages)
    with pikepdf.open(io.BytesIO(placed.pdf)) as pdf:
        (form,) = pdf.pages[0].obj.Resources.XObject.values()
        assert [float(side) for side in form.BBox] == [0, 0, 300, 400]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16-le", "Élève: Größe"),
        ("cp1256", "مرحبا بكم في المدرسة"),
        ("cp1251", "Привет школа"),
        ("mac_roman", "Élève naïf, señor"),
        ("cp1252", "Élève naïf – señor"),
    ],
)
def test_text_of_old_computers_is_read(encoding: str, text: str):
    read = one(text.encode(encoding), "note.txt")
    assert isinstance(read, PlainText)
    assert read.text == text


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "feed.xml", "old.eps"])
def test_text_for_programs_is_left_out(name: str):
    left = one(b"<svg><path d='M 0 0'/></svg>", name, "text/plain")
    assert isinstance(left, LeftOut)
    assert left.refusal is Refusal.UNKNOWN_KIND


def test_lost_contents_are_not_called_empty():
    (left,) = prepare([Attachment(name="a.pdf", data=b"", is_missing=True)], PLACE)
    assert isinstance(left, LeftOut)
    assert "missing" in left.sentence
