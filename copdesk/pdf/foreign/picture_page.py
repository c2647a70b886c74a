"""A picture as a one-page PDF, turned as it was taken and no finer than a printer shows."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Final

import pikepdf
from pikepdf import Name, Stream
from PIL import Image, ImageOps, UnidentifiedImageError

from copdesk.pdf.foreign.refusals import Refusal, Refused

# EPS is not among them: Pillow would start Ghostscript for it.
FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
PIXEL_LIMIT: Final = 50_000_000
FINEST: Final = 200
COARSEST: Final = 100
SHEET_LIMIT: Final = 500
_QUALITY: Final = 75
_SMALLEST: Final = 3.0  # points: a page of a PDF has no smaller side
_UNREADABLE: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


def picture_as_pdf(data: bytes, box: Sequence[float], *, grey: bool) -> bytes:
    """Return the picture as a page that fits into a box of points; Refused when unreadable.

    A scanner may put several sheets into one file: each becomes a page.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    pdf = pikepdf.new()
    for sheet in range(_sheets(data)):
        picture, packed = packed_picture(data, width, height, grey=grey, sheet=sheet)
        _add_page(pdf, picture, packed, width, height)
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def packed_picture(
    data: bytes, width: float, height: float, *, grey: bool, sheet: int = 0
) -> tuple[Image.Image, bytes]:
    """Return the picture as fine as a printer shows it in this room of points, and as a JPEG."""
    try:
        picture = _flat(_opened(data, sheet), grey)
        picture.thumbnail((int(width * FINEST / 72), int(height * FINEST / 72)))
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=_QUALITY)
    except Image.DecompressionBombError as error:
        raise Refused(Refusal.TOO_HEAVY) from error
    except _UNREADABLE as error:
        raise Refused(Refusal.PICTURE_BROKEN) from error
    return picture, packed.getvalue()


def _sheets(data: bytes) -> int:
    """Return how many pages a scan has; the pictures of a moving one are not pages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
            sheets: int = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        except (*_UNREADABLE, Image.DecompressionBombError):
            return 1  # why it cannot be read is told when it is read
    if sheets > SHEET_LIMIT:
        raise Refused(Refusal.TOO_MANY_PAGES)
    return sheets


def _opened(data: bytes, sheet: int) -> Image.Image:
    with warnings.catch_warnings():
        # Only the number of pixels decides, checked below before anything is unpacked.
        warnings.simplefilter("ignore")
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if sheet:
            picture.seek(sheet)
        if picture.width * picture.height > PIXEL_LIMIT:
            raise Refused(Refusal.TOO_HEAVY)
        picture.load()
    return ImageOps.exif_transpose(picture)


def _flat(picture: Image.Image, grey: bool) -> Image.Image:
    if picture.mode.startswith("I;16"):
        picture = Image.frombytes("L", picture.size, _high_bytes(picture))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    colorless = grey or picture.mode in ("1", "L", "LA")
    return picture.convert("L" if colorless else "RGB")


def _high_bytes(picture: Image.Image) -> bytes:
    little = not picture.mode.endswith("B")
    return picture.tobytes()[1 if little else 0 :: 2]


def _add_page(
    pdf: pikepdf.Pdf, picture: Image.Image, packed: bytes, width: float, height: float
) -> None:
    natural = (picture.width * 72 / COARSEST, picture.height * 72 / COARSEST)
    scale = min(1.0, width / natural[0], height / natural[1])
    size = (max(natural[0] * scale, _SMALLEST), max(natural[1] * scale, _SMALLEST))
    page = pdf.add_blank_page(page_size=size)
    drawn = Stream(
        pdf,
        packed,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page.add_resource(drawn, Name.XObject, Name("/Picture"))
    page.contents_add(b"q %.4f 0 0 %.4f 0 0 cm /Picture Do Q" % size)
