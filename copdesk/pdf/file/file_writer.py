"""A finished document as a file: small, the same bytes each time, by the letter of the standard.

ReportLab's own writer leaves out line ends that archives ask for, and packs no plain objects. A
stream ends with both characters of a line end: one alone, after data that ends with the other,
would be taken for a part of it.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping
from typing import Final

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, format

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE, _AT_OFFSET, _PACKED = 0, 1, 2
_ENTRY: Final = struct.Struct(">BIH")
_IN_ONE_PACK: Final = 400
_LONG, _END = 65_536, 2_048
_LEVEL: Final = 4  # half the time of the usual 6, for a tenth more bytes


class DataStream(PDFObject):
    """Bytes inside the document with what describes them; packed here unless they already are."""

    __RefOnly__ = 1

    def __init__(self, entries: Mapping[str, object], content: bytes, *, pack: bool = True) -> None:
        self._entries = dict(entries)
        self._content = zlib.compress(content, _LEVEL) if pack else content
        if pack:
            self._entries["Filter"] = "/FlateDecode"

    def format(self, document: PDFDocument) -> bytes:
        """Return the stream object; ReportLab asks for it by this name."""
        entries = self._entries | {"Length": len(self._content)}
        described = format(PDFDictionary(entries), document)
        return b"%s\nstream\n%s\r\nendstream" % (described, self._content)


def written(document: PDFDocument) -> bytes:
    """Return the file; the document must have its catalog and its information by then."""
    root = document.Reference(document.Catalog)
    information = document.Reference(document.info)
    streams: dict[int, bytes] = {}
    plain: dict[int, bytes] = {}
    number = 0
    while (number := number + 1) in document.numberToId:  # formatting may add more objects
        thing = document.idToObject[document.numberToId[number]]
        content = thing if isinstance(thing, bytes) else format(thing, document, toplevel=1)
        (streams if isinstance(thing, DataStream) else plain)[number] = content
    ends = b"/Root %s /Info %s" % (format(root, document), format(information, document))
    return _file(streams, plain, number, ends)


def _file(streams: dict[int, bytes], plain: dict[int, bytes], first: int, ends: bytes) -> bytes:
    """Return the objects, the plain ones packed together, and the table of where they are."""
    entries = {0: (_FREE, 0, 0xFFFF)}
    numbers = list(plain)
    for start in range(0, len(numbers), _IN_ONE_PACK):
        chosen = numbers[start : start + _IN_ONE_PACK]
        for place, number in enumerate(chosen):
            entries[number] = (_PACKED, first, place)
        streams[first] = _pack([(number, plain[number]) for number in chosen])
        first += 1
    parts = [_HEADER]
    offset = len(_HEADER)
    for number, content in streams.items():
        entries[number] = (_AT_OFFSET, offset, 0)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        offset += len(parts[-1])
    entries[first] = (_AT_OFFSET, offset, 0)
    table = zlib.compress(b"".join(_ENTRY.pack(*entries[number]) for number in range(first + 1)))
    mark = _mark(parts)
    parts.append(
        b"%d 0 obj\n<</Type /XRef /Size %d /W [1 4 2] %s /ID [<%s> <%s>] "
        b"/Filter /FlateDecode /Length %d>>\nstream\n%s\r\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (first, first + 1, ends, mark, mark, len(table), table, offset)
    )
    return b"".join(parts)


def _mark(parts: list[bytes]) -> bytes:
    """Return what tells this file from others; of a photo its length and its ends are enough."""
    digest = hashlib.sha256()
    for part in parts:
        if len(part) <= _LONG:
            digest.update(part)
        else:
            digest.update(b"%d" % len(part) + part[:_END] + part[-_END:])
    return digest.hexdigest()[:32].encode()


def _pack(objects: list[tuple[int, bytes]]) -> bytes:
    """Return an object stream."""
    index: list[bytes] = []
    place = 0
    for number, content in objects:
        index.append(b"%d %d" % (number, place))
        place += len(content) + 1
    head = b" ".join(index) + b"\n"
    joined = b"\n".join(content for _, content in objects)
    body = zlib.compress(head + joined, _LEVEL)
    entries = b"<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>" % (
        len(objects),
        len(head),
        len(body),
    )
    return b"%s\nstream\n%s\r\nendstream" % (entries, body)
