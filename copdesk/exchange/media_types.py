"""What the first bytes of a file say about its content, whatever its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from copdesk.errors import UserError
from copdesk.exchange.chosen_file import decoded, unified_lines
from copdesk.language import N_, _

PLAIN_TEXT: Final = "text/plain"
_HEAD: Final = 65_536
_OTHER: Final = "application/octet-stream"
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-msdownload"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_WORKBOOK: Final = "Workbook\0".encode("utf-16-le")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OFFICE_PARTS: Final = (
    (b"word/", _OFFICE + "wordprocessingml.document"),
    (b"ppt/", _OFFICE + "presentationml.presentation"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet"),
)
_IN_WORDS: Final = (
    ("application/pdf", N_("a PDF")),
    ("image/", N_("a picture")),
    ("audio/", N_("a recording")),
    (_OFFICE + "spreadsheetml", N_("a spreadsheet")),
    ("application/vnd.oasis.opendocument.spreadsheet", N_("a spreadsheet")),
    ("application/vnd.ms-excel", N_("a spreadsheet")),
    (_OFFICE, N_("a document")),
    ("application/vnd.oasis.opendocument.", N_("a document")),
    ("application/rtf", N_("a document")),
    ("application/x-ole-storage", N_("a document")),
    ("application/zip", N_("an archive")),
    ("application/gzip", N_("an archive")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A media type, and the beginning of the text where it is one."""

    media_type: str
    text: str = ""

    @property
    def is_text(self) -> bool:
        """Whether people can read it as it is."""
        return self.media_type == PLAIN_TEXT

    @property
    def in_words(self) -> str:
        """What people call it."""
        if self.is_text:
            return _("text")
        known = (words for start, words in _IN_WORDS if self.media_type.startswith(start))
        words = next(known, N_("no text"))
        return _(words)


def content_of(head: bytes, tail: bytes = b"") -> Content:
    """Return what content is, from its first and last bytes."""
    media_type = _signed(head, tail)
    if media_type:
        return Content(media_type=media_type)
    text = unified_lines(decoded(head[:_HEAD]).text)
    control = sum(sign < " " and sign not in "\n\t\f\x1a" for sign in text)
    if control > max(len(text) / 50, 4):
        return Content(media_type=_OTHER)
    return Content(media_type=PLAIN_TEXT, text=text)


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
    found = content_of(content[:_HEAD], content[-_HEAD:])
    if not found.is_text:
        raise UserError(
            _("“{name}” is not {wanted}: its content is {kind}.").format(
                name=called, wanted=wanted, kind=found.in_words
            ),
            _("Save it in the right format and try again."),
        )


def _signed(head: bytes, tail: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head, tail)
    if head.startswith(_OLE):
        is_workbook = _OLE_WORKBOOK in head or _OLE_WORKBOOK in tail
        return "application/vnd.ms-excel" if is_workbook else "application/x-ole-storage"
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), "")


def _zipped(head: bytes, tail: bytes) -> str:
    mark = b"mimetypeapplication/vnd.oasis.opendocument."
    if head[30:].startswith(mark):
        word = head[30 + len(mark) :].partition(b"PK")[0][:40].decode("ascii", "replace")
        return "application/vnd.oasis.opendocument." + word
    kinds = (kind for folder, kind in _OFFICE_PARTS if folder in head or folder in tail)
    return next(kinds, "application/zip")
