"""What a file really is, told by its content and not by the ending of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from copdesk.errors import UserError
from copdesk.exchange.chosen_file import MEGABYTE, Source, decoded, ends_of, name_of, unified_lines
from copdesk.exchange.people_headings import known_headings
from copdesk.exchange.table_text import DELIMITERS, evenness, rows, table_lines
from copdesk.language import _

FILE_LIMIT: Final = 100 * MEGABYTE
_HEAD: Final = 65_536
_RIS_TYPE: Final = "application/x-research-info-systems"


class FileKind(StrEnum):
    """Kinds that CopDesk treats differently; everything else is kept as it is."""

    PDF = "pdf"
    PICTURE = "picture"
    DOCUMENT = "document"
    TEXT = "text"
    VCARD = "vcard"
    CALENDAR = "calendar"
    TABLE = "table"
    RIS = "ris"
    BIBTEX = "bibtex"
    PROTOCOL = "protocol"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognizedFile:
    """A file's kind, media type and size in bytes."""

    name: str
    kind: FileKind
    media_type: str
    size: int


_OTHER: Final = (FileKind.OTHER, "application/octet-stream")
_TEXT: Final = (FileKind.TEXT, "text/plain")
_TABLE: Final = (FileKind.TABLE, "text/csv")
_TABLE_ENDINGS: Final = (".csv", ".tsv")
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", FileKind.PICTURE, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE, "image/png"),
    (b"GIF87a", FileKind.PICTURE, "image/gif"),
    (b"GIF89a", FileKind.PICTURE, "image/gif"),
    (b"II*\x00", FileKind.PICTURE, "image/tiff"),
    (b"MM\x00*", FileKind.PICTURE, "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.DOCUMENT, "application/x-ole-storage"),
    (b"{\\rtf", FileKind.DOCUMENT, "application/rtf"),
    (b"OggS", FileKind.OTHER, "audio/ogg"),
    (b"ID3", FileKind.OTHER, "audio/mpeg"),
    (b"\x1f\x8b", FileKind.OTHER, "application/gzip"),
    (b"\x7fELF", FileKind.OTHER, "application/x-executable"),
    (b"MZ", FileKind.OTHER, "application/x-msdownload"),
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OFFICE_PARTS: Final = (
    (b"word/", _OFFICE + "wordprocessingml.document"),
    (b"ppt/", _OFFICE + "presentationml.presentation"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet"),
)
_TEXTS: Final = (
    (re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE), FileKind.VCARD, "text/vcard"),
    (re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE), FileKind.CALENDAR, "text/calendar"),
    (re.compile(r"(?:.{0,200}\n){0,20}TY {1,3}-", re.IGNORECASE), FileKind.RIS, _RIS_TYPE),
    (
        re.compile(r"\s*(?:PMID- ?\d|FN (?:Clarivate|Thomson|ISI) |PT [A-Z]\n|%0 \w[^\n]*\n%)"),
        FileKind.RIS,
        _RIS_TYPE,
    ),
    (
        re.compile(r"(?:[^@\n]{0,200}\n){0,100}[ \t]*@[a-z]+\s*[{(]", re.IGNORECASE),
        FileKind.BIBTEX,
        "application/x-bibtex",
    ),
)
_TOML_START: Final = re.compile(
    r"(?:[ \t]*(?:#.*)?\n)*(?:[\w-]+ *= *[\w\"'\[{+-]|\[\[?[\w.-]+\]\]?\s)"
)
_TOML_TABLE: Final = re.compile(r"^\[\[?[\w.-]+\]\]?\s*(?:#.*)?$", re.MULTILINE)


def recognize(source: Source, name: str = "", limit: int = FILE_LIMIT) -> RecognizedFile:
    """Say what a file is, or raise UserError: a folder, empty, too large, or a PDF that is not."""
    called = name_of(source, name)
    ends = ends_of(source, limit, called)
    refuse_empty(ends.head, called)
    kind, media_type = kind_of(ends.head, ends.tail)
    if kind is FileKind.TEXT and called.lower().endswith(_TABLE_ENDINGS):
        # One column, or broken rows: its content does not speak against the ending.
        kind, media_type = _TABLE
    if called.lower().endswith(".pdf") and kind is not FileKind.PDF:
        raise UserError(
            _("“{name}” is named like a PDF, but is not one.").format(name=called),
            _("Open it in the program that made it and save it as PDF again."),
        )
    return RecognizedFile(name=called, kind=kind, media_type=media_type, size=ends.size)


def kind_of(head: bytes, tail: bytes = b"") -> tuple[FileKind, str]:
    """Return kind and media type of content, from its first and last bytes."""
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF, "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.PICTURE, "image/webp"
    for signature, kind, media_type in _SIGNATURES:
        if head.startswith(signature):
            return kind, media_type
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(head, tail)
    return _kind_of_text(head[:_HEAD])


def refuse_empty(content: bytes, called: str) -> None:
    """Raise UserError when a file holds nothing, or nothing but a mark of its encoding."""
    if not content or (len(content) <= 4 and not decoded(content).text):
        raise UserError(
            _("“{name}” is empty.").format(name=called),
            _("Save it again where it came from, then try once more."),
        )


def refuse_unless_text(content: bytes, called: str, wanted: str) -> None:
    """Raise UserError when a file that should hold text holds none; `wanted` says of what."""
    refuse_empty(content, called)
    kind, media_type = kind_of(content[:_HEAD], content[-_HEAD:])
    if kind in {FileKind.PDF, FileKind.PICTURE, FileKind.DOCUMENT, FileKind.OTHER}:
        raise UserError(
            _("“{name}” is not {wanted}: its content is {kind}.").format(
                name=called, wanted=wanted, kind=media_type
            ),
            _("Save it in the right format and try again."),
        )


def _kind_of_zip(head: bytes, tail: bytes) -> tuple[FileKind, str]:
    mark = b"mimetypeapplication/vnd.oasis.opendocument."
    if head[30:].startswith(mark):
        word = head[30 + len(mark) :].partition(b"PK")[0][:40].decode("ascii", "replace")
        return FileKind.DOCUMENT, "application/vnd.oasis.opendocument." + word
    for folder, media_type in _OFFICE_PARTS:
        if folder in head or folder in tail:
            return FileKind.DOCUMENT, media_type
    return FileKind.OTHER, "application/zip"


def _kind_of_text(head: bytes) -> tuple[FileKind, str]:
    found = decoded(head)
    text = unified_lines(found.text)
    control = sum(sign < " " and sign not in "\n\t\f\x1a" for sign in text)
    if control > max(len(text) / 50, 4):
        return _OTHER
    for pattern, kind, media_type in _TEXTS:
        if pattern.match(text):
            return kind, media_type
    if _TOML_START.match(text) and _TOML_TABLE.search(text):
        return FileKind.PROTOCOL, "application/toml"
    return _TABLE if _is_table(text) else _TEXT


def _is_table(text: str) -> bool:
    """Tell a table from prose: known headings, or the same number of cells in several rows."""
    lines = table_lines(text).lines[:20]
    for delimiter in DELIMITERS:
        first = next(rows(lines, delimiter), None)
        known = known_headings(first.cells) if first else 0
        is_even = evenness(lines, delimiter) == 1
        if known > 1 or (is_even and (known or len(lines) > 2)):
            return True
    return False
