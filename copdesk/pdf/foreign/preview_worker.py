"""The child's side of the preview: a PDF in, pictures of its pages out."""

from __future__ import annotations

import io
from typing import Any, Final

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]

from copdesk.pdf.foreign.child_process import Message

_WIDEST: Final = 4000
_TALLEST: Final = 8000


def answer(message: Message) -> Message:
    """Return a PNG of each page that was asked for."""
    try:
        document = pdfium.PdfDocument(message.blobs[0])
        pictures = tuple(
            _picture(document, number, message.fields["width"])
            for number in message.fields["pages"]
            if 0 <= number < len(document)
        )
    except pdfium.PdfiumError as error:
        return Message(fields={"refused": str(error)})
    return Message(blobs=pictures)


def _picture(document: pdfium.PdfDocument, number: int, width: int) -> bytes:
    page: Any = document[number]
    points_wide, points_tall = page.get_size()
    scale = min(width, _WIDEST) / points_wide
    scale = min(scale, _TALLEST / points_tall)
    target = io.BytesIO()
    page.render(scale=scale).to_pil().save(target, "PNG", compress_level=1)
    return target.getvalue()
