"""How finished pages are looked into: their sizes, what is laid onto them, and where."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2
from PIL import Image

A4 = (595.28, 841.89)
BOX = (34, 48, 561, 808)


@dataclass
class Ink:
    """The part of a page on which something is drawn, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self):
        return self.right - self.left, self.top - self.bottom


def pages_of(data):
    """Return the sizes of the pages."""
    return [page.get_size() for page in pypdfium2.PdfDocument(data)]


def words_of(data, number=0):
    return pypdfium2.PdfDocument(data)[number].get_textpage().get_text_range().strip()


def ink_of(data, number=0, scale=2):
    page = pypdfium2.PdfDocument(data)[number]
    picture = page.render(scale=scale).to_pil().convert("L").point(lambda tone: tone < 250 and 255)
    found = picture.getbbox()
    assert found is not None, "the page is empty"
    left, upper, right, lower = (side / scale for side in found)
    height = picture.height / scale
    return Ink(left, height - lower, right, height - upper)


def filled(*sizes, rotate=0, cut=None):
    """Return a PDF whose pages of these sizes are black from edge to edge."""
    pdf = pikepdf.new()
    for size in sizes:
        page = pdf.add_blank_page(page_size=size)
        page.Contents = pikepdf.Stream(pdf, b"0 0 %d %d re f" % size)
        if rotate:
            page.obj.Rotate = rotate
        if cut:
            page.obj.CropBox = pikepdf.Array(cut)
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def photo(size=(300, 200), kind="PNG", mode="RGB"):
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(target, kind)
    return target.getvalue()
