"""One font library for all tests, and the ways to look into a finished document."""

from __future__ import annotations

import io
import re
import unicodedata

import pikepdf
import pypdfium2
import pytest

from copdesk.pdf.typography.font_library import FontLibrary

_INVISIBLE = re.compile("[\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\\s]")


@pytest.fixture(scope="session")
def fonts():
    return FontLibrary()


class Reader:
    """A finished document as a reader sees it."""

    def __init__(self, data):
        self.data = data
        self._pages = pypdfium2.PdfDocument(data)

    def text(self):
        pages = (page.get_textpage().get_text_range() for page in self._pages)
        return "\n".join(pages)

    def letters(self):
        return self.letters_of(self.text())

    @staticmethod
    def letters_of(text):
        """Return a text without what the end of a line or a change of direction adds."""
        return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))

    def picture(self, number=0, resolution=60):
        return self._pages[number].render(scale=resolution / 72).to_pil().convert("L")

    def font_descriptors(self):
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            return [
                {key: key in thing for key in ("/FontFile2", "/FontFile3")}
                | {"name": str(thing.FontName)}
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
            ]

    def fonts(self):
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            return [
                {"name": str(thing.BaseFont), "kind": str(thing.Subtype)}
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
            ]

    def links(self):
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            return [
                str(note.A.URI)
                for page in pdf.pages
                for note in page.get("/Annots", [])
                if note.get("/Subtype") == "/Link"
            ]


@pytest.fixture(scope="session")
def read():
    return Reader
