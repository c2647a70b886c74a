"""Texts that a reader program shows by itself: titles, authors, bookmarks."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFString


def text_string(text: str) -> PDFString:
    """Return a text string of PDF: UTF-16 unless it is plain ASCII.

    Its older encoding, PDFDocEncoding, has no soft hyphen, and the libraries that we use do not
    agree about it: which of them was imported first would show in the file.
    """
    return PDFString(text, enc="auto" if text.isascii() else "utf_16_be")
