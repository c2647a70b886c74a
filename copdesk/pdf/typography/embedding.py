"""The fonts inside one PDF: glyph-id fonts, subset and set to a weight by HarfBuzz."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import Final

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFString,
)

from copdesk.pdf.file.file_writer import DataStream
from copdesk.pdf.typography.fonts import Font
from copdesk.pdf.typography.runs import ShapedRun

_UNNEEDED_TABLES: Final = (
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "STAT", "name", "meta", "DSIG", "VORG", "vhea", "vmtx",
    "HVAR", "MVAR", "post", "OS/2", "cmap",
)  # fmt: skip
_BEGIN_MAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_END_MAP: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_SYMBOLIC: Final = 4
_MAP_CHUNK: Final = 100
_NOTHING: Final = "\u200b"  # for a glyph that only completes its neighbor


class FontUse:
    """What one document has shown in one font."""

    def __init__(self, font: Font, key: str) -> None:
        self.font = font
        self.key = key
        self.glyphs: set[int] = set()
        self.texts: dict[int, str] = {}
        self._needs: dict[ShapedRun, bool] = {}
        self._letters: set[str] = set()
        self.codes: dict[ShapedRun, str] = {}

    def shows_plainly(self, text: str) -> bool:
        """Whether each letter's usual glyph stands for that letter alone in this document."""
        if self._letters.issuperset(text):
            return True
        for letter in dict.fromkeys(text):
            glyph = self.font.letter(letter).glyph
            if self.texts.setdefault(glyph, letter) != letter:
                return False
            self.glyphs.add(glyph)
        self._letters.update(text)
        return True

    def plain_code(self, run: ShapedRun) -> str:
        """Return a run as one part of a TJ array; empty where more must be said about it."""
        code: str | float = ""
        if not self.needs_actual_text(run) and len(run.operators) == 1:
            code = run.operators[0]
        self.codes[run] = code if isinstance(code, str) else ""
        return self.codes[run]

    def needs_actual_text(self, run: ShapedRun) -> bool:
        """Whether the glyphs alone would not give the run's text back to a reader."""
        known = self._needs.get(run)
        if known is None:
            known = not run.simple
            for identifier, text in run.texts():
                self.glyphs.add(identifier)
                if text and self.texts.setdefault(identifier, text) != text:
                    known = True
            self._needs[run] = known
        return known


class EmbeddedFonts:
    """The fonts of one document, in the order of first use."""

    def __init__(self) -> None:
        self._uses: dict[Font, FontUse] = {}

    def use(self, font: Font) -> FontUse:
        """Return the document's record of a font."""
        found = self._uses.get(font)
        if found is None:
            found = self._uses[font] = FontUse(font, f"G{len(self._uses) + 1}")
        return found

    def write(self, document: PDFDocument) -> None:
        """Put every font that was used into the document."""
        resources = document.idToObject["BasicFonts"].dict
        for use in self._uses.values():
            resources[use.key] = _font_object(use, document)


def _font_object(use: FontUse, document: PDFDocument) -> object:
    font = use.font
    data, compact = _subset(use)
    name = PDFName(f"{_subset_tag(use)}+{font.name}")
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if compact else "CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {
                    "Registry": PDFString("Adobe"),
                    "Ordering": PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": _descriptor(use, document, name, data, compact),
            "DW": 0,
            "W": _widths(use),
        }
    )
    if not compact:
        descendant["CIDToGIDMap"] = PDFName("Identity")
    composite = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant, f"{use.key}cid")]),
            "ToUnicode": document.Reference(
                DataStream({}, _unicode_map(use).encode("ascii")), f"{use.key}unicode"
            ),
        }
    )
    return document.Reference(composite, f"{use.key}font")


def _subset(use: FontUse) -> tuple[bytes, bool]:
    """Return the font program and whether it is in Compact Font Format."""
    font = use.font
    tables = font.file.tables
    request = hb.SubsetInput()
    request.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *use.glyphs})
    flags = hb.SubsetFlags
    request.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE
    if font.file.axes:
        request.pin_all_axes_to_default(font.file.face)
    if "wght" in font.file.axes:
        request.pin_axis_location(font.file.face, "wght", font.weight)
    if "CFF2" in tables:
        request.flags |= flags.DOWNGRADE_CFF2 | flags.CFF_IDENTITY_CHARSET
    dropped = request.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for tag in _UNNEEDED_TABLES:
        dropped.add(struct.unpack(">I", tag.ljust(4).encode())[0])
    data = hb.subset(font.file.face, request).blob.data
    if tables.isdisjoint({"CFF ", "CFF2"}):
        return data, False
    return _table(data, b"CFF "), True


def _table(data: bytes, wanted: bytes) -> bytes:
    (count,) = struct.unpack(">H", data[4:6])
    for index in range(count):
        tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * index : 28 + 16 * index])
        if tag == wanted:
            return data[offset : offset + length]
    raise ValueError(f"the subset font has no table {wanted!r}")


def _descriptor(
    use: FontUse, document: PDFDocument, name: PDFName, data: bytes, compact: bool
) -> object:
    font = use.font
    about = {"Subtype": PDFName("CIDFontType0C")} if compact else {"Length1": len(data)}
    program = DataStream(about, data)
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(
                [-500, round(font.descent * 1000), 2000, round(font.ascent * 1000)]
            ),
            "ItalicAngle": -12 if font.name.endswith("Italic") else 0,
            "Ascent": round(font.ascent * 1000),
            "Descent": round(font.descent * 1000),
            "CapHeight": 714,
            "StemV": 140 if font.weight > 500 else 80,
            ("FontFile3" if compact else "FontFile2"): document.Reference(
                program, f"{use.key}program"
            ),
        }
    )
    return document.Reference(descriptor, f"{use.key}descriptor")


def _widths(use: FontUse) -> PDFArray:
    """Return the W array: the first glyph of each run of neighbors, then their widths."""
    scale = 1000 / use.font.units
    runs: dict[int, list[float]] = {}
    first = previous = -2
    for glyph in sorted(use.glyphs):
        if glyph != previous + 1:
            first = glyph
        runs.setdefault(first, []).append(round(use.font.advance(glyph) * scale, 2))
        previous = glyph
    return PDFArray([part for first, run in runs.items() for part in (first, PDFArray(run))])


def _unicode_map(use: FontUse) -> str:
    pairs = [(glyph, use.texts.get(glyph, _NOTHING)) for glyph in sorted(use.glyphs)]
    parts = [_BEGIN_MAP]
    for chunk in _chunks(pairs):
        parts.append(f"{len(chunk)} beginbfchar\n")
        parts += [f"<{glyph:04X}> <{_utf16(text)}>\n" for glyph, text in chunk]
        parts.append("endbfchar\n")
    return "".join([*parts, _END_MAP])


def _chunks(pairs: list[tuple[int, str]]) -> Iterable[list[tuple[int, str]]]:
    return (pairs[start : start + _MAP_CHUNK] for start in range(0, len(pairs), _MAP_CHUNK))


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _subset_tag(use: FontUse) -> str:
    """Return six letters that differ between documents that use other glyphs."""
    number = zlib.crc32(f"{use.font.name}{sorted(use.glyphs)}".encode())
    return "".join(chr(ord("A") + (number >> (5 * place)) % 26) for place in range(6))
