"""Read a PDF back as its users' programs do."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pypdfium2


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def text(pdf: bytes) -> str:
    """Return the text of all pages as one paragraph."""
    return " ".join(" ".join(texts(pdf)).split())


def bare(words: str) -> str:
    """Return only what is certain to come back: letters and digits, without their joints."""
    return "".join(one for one in unicodedata.normalize("NFKC", words) if one.isalnum())


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles of the outermost bookmarks."""
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [item.title for item in outline.root]


def is_sound(pdf: bytes) -> bool:
    """Whether nothing in the file is broken, and every font is in it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        descriptors = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        embedded = all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)
        return not document.check_pdf_syntax() and embedded
