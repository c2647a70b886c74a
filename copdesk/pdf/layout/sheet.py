"""What blocks draw on: one PDF being written, page by page, with its fonts, tags and links."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFPage,
    PDFString,
    xObjectName,
)
from reportlab.pdfgen.canvas import Canvas

from copdesk.pdf.file.file_writer import DataStream, written
from copdesk.pdf.file.metadata import Description, describe
from copdesk.pdf.file.structure import Element, write_structure
from copdesk.pdf.file.text_string import text_string
from copdesk.pdf.foreign.images import Picture
from copdesk.pdf.typography.characters import cleaned
from copdesk.pdf.typography.drawing import plain_line
from copdesk.pdf.typography.embedding import EmbeddedFonts
from copdesk.pdf.typography.lines import Line

_PDF_VERSION: Final = (1, 7)
_HAIRLINE: Final = 0.5  # thinner rules vanish on old laser printers

rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = None
rl_config.trustedSchemes = []


class Sheet(Canvas):
    """A document under the pen; `page` counts from 0 and `root` is its structure."""

    def __init__(
        self, *, width: float, height: float, title: str, author: str, language: str
    ) -> None:
        super().__init__(
            None,
            pagesize=(width, height),
            pageCompression=1,
            invariant=1,
            pdfVersion=_PDF_VERSION,
            lang=language.replace("_", "-"),
        )
        self.width = width
        self.height = height
        self.page = 0
        self.fonts = EmbeddedFonts()
        self.root = Element("Document")
        self._pictures: dict[bytes, str] = {}
        self._marks = 0
        self._open: Element | None = None
        self._grey = 0.0
        self._outline_level = -1
        self._description = Description(
            title=cleaned(title), author=cleaned(author), language=language.replace("_", "-")
        )
        self.setViewerPreference("DisplayDocTitle", "true")

    def write(self, operators: str) -> None:
        """Add operators to the page as they are."""
        self._code.append(operators)

    def plain_line(self, line: Line, size: float, x: float, y: float) -> str | None:
        """Return the operators of a line without anything special in it, else None."""
        return plain_line(line, self.fonts, size, f"1 0 0 1 {x:.2f} {y:.2f}")

    @contextmanager
    def tagged(self, element: Element) -> Generator[None]:
        """Mark what is drawn inside as content of a node; nothing nests inside it."""
        if element.role == "Artifact" or self._open is not None:
            with self.artifact() if self._open is None else _nothing():
                yield
            return
        self._begin(element)
        yield
        self._code.append("EMC")
        self._open = None

    @contextmanager
    def tagged_within(self, element: Element) -> Generator[None]:
        """Mark what is drawn inside as a node below the one that is open, which then goes on."""
        outer = self._open
        if outer is None or outer is self.root:
            yield
            return
        self._code.append("EMC")
        outer.adopt(element)
        self._begin(element)
        yield
        self._code.append("EMC")
        self._begin(outer)

    def _begin(self, element: Element) -> None:
        element.kids.append((self.page, self._marks))
        self._code.append(f"/{element.role} <</MCID {self._marks}>> BDC")
        self._marks += 1
        self._open = element

    @contextmanager
    def artifact(self) -> Generator[None]:
        """Mark what is drawn inside as decoration that is not read out."""
        if self._open is not None:
            yield
            return
        self._open = self.root
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")
        self._open = None

    def set_grey(self, grey: float) -> None:
        """Choose the color of text and filled shapes: 0 is black, 1 is white."""
        if grey != self._grey:
            self._code.append(f"{grey:.2f} g")
            self._grey = grey

    def rule(
        self, x: float, y: float, end_x: float, end_y: float, thickness: float = _HAIRLINE
    ) -> None:
        """Draw a straight black line."""
        with self.artifact():
            self._code.append(
                f"{max(thickness, _HAIRLINE):.2f} w {x:.2f} {y:.2f} m {end_x:.2f} {end_y:.2f} l S"
            )

    def box(
        self, x: float, y: float, width: float, height: float, *, thickness: float = 0.75,
        fill: float | None = None,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its lower left corner, filled with a grey if asked for."""
        with self.artifact():
            shape = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
            if fill is not None:
                self._code.append(f"q {fill:.2f} g {shape} f Q")
            if thickness:
                self._code.append(f"{max(thickness, _HAIRLINE):.2f} w {shape} S")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture from its lower left corner; the same picture is stored once."""
        name = self._pictures.setdefault(picture.data, f"picture{len(self._pictures)}")
        key = xObjectName(name)
        if key not in self._doc.idToObject:
            self._doc.Reference(_picture_stream(picture), key)
        self._formsinuse.append(name)
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{key} Do Q")

    def link(self, address: str, left: float, bottom: float, right: float, top: float) -> None:
        """Let readers on a screen follow a stretch of the page."""
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(address)})
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([left, bottom, right, top]),
                "Border": PDFArray([0, 0, 0]),
                "Contents": PDFString(address),
                "F": 4,
                "A": action,
            }
        )
        name = f"link{self._annotationCount + 1}"
        self._addAnnotation(annotation, name)
        if self._open is not None and self._open is not self.root:
            node = Element("Link", alternative=address)
            node.kids.append((self.page, name))
            self._open.adopt(node)

    def outline(self, title: str, level: int, top: float) -> None:
        """Add a bookmark to a place on this page; `level` counts from 0."""
        key = f"place{self.page}-{len(self._destinations)}"
        self.bookmarkHorizontalAbsolute(key, top)
        self._outline_level = min(level, self._outline_level + 1)
        self.addOutlineEntry(text_string(title), key, self._outline_level)

    def end_page(self) -> None:
        """Finish this page and begin the next."""
        self._code.append(" ")
        self.showPage()
        self.page += 1
        self._marks = 0
        self._grey = 0.0

    def finish(self) -> bytes:
        """Return the whole document; nothing can be drawn afterwards."""
        self.fonts.write(self._doc)
        write_structure(self._doc, self.root, self.page)
        describe(self._doc, self._description)
        self._doc.Outlines.prepare(self._doc, self)
        if self._doc.Outlines.ready < 0:
            self._doc.Catalog.Outlines = None
        return written(self._doc)

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # ReportLab would name a font that is not embedded

    def _setAnnotations(self, page: PDFPage) -> None:
        page.Annots = self._annotationrefs
        page.Contents = DataStream({}, (page.stream or "").encode("ascii"))
        extended: Any = page
        extended.__NoDefault__ = [*extended.__NoDefault__, "StructParents", "Tabs"]
        extended.StructParents = self.page
        extended.Tabs = PDFName("S")
        extended.Trans = None


def _picture_stream(picture: Picture) -> DataStream:
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": PDFName("DeviceGray" if picture.grey else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("DCTDecode"),
    }
    return DataStream(entries, picture.data, pack=False)


@contextmanager
def _nothing() -> Generator[None]:
    yield
