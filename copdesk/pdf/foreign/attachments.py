"""Attached files on their way into a packet: read in a child, or left out with a reason."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from copdesk.domain.encodings import guess_encoding, wide_encoding
from copdesk.domain.file_endings import MARKUPS, OFFICE, PDF, PICTURES, PLAIN_TEXTS
from copdesk.pdf.foreign import child_process
from copdesk.pdf.foreign.child_process import ChildFailed, Failure, Limits, Message
from copdesk.pdf.foreign.office import SECONDS, office_program
from copdesk.pdf.foreign.refusals import Refusal, Refused, sentence

SIZE_LIMIT: Final = 100 * 1024 * 1024
TEXT_LIMIT: Final = 200_000
_TOGETHER: Final = 2
_STRAY_SIGNS: Final = 0.2  # of a text; a program or a drawing consists of more zeros
_ZIP: Final = b"PK\x03\x04"
_LOCKED_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_OFFICE_LIMITS: Final = Limits(seconds=SECONDS + 15, megabytes=4096)
_PICTURES_BEGIN: Final = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")
_TEXTS_MAY_BEGIN_SO_TOO: Final = (b"RIFF", b"BM", b"GIF8")
_AFTER_FAILURE: Final = {
    Failure.TOO_SLOW: Refusal.TOO_SLOW,
    Failure.TOO_HEAVY: Refusal.TOO_HEAVY,
    Failure.CRASHED: Refusal.BROKEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to print; `name` is the file's, `title` what its resource is called.

    `is_missing` says that the community has lost its contents.
    """

    name: str
    title: str = ""
    media_type: str = ""
    data: bytes
    is_missing: bool = False

    @property
    def heading(self) -> str:
        """What its pages and its bookmark are called."""
        return self.title or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The paper of the packet and the box on it for foreign pages, in points from below left."""

    width: float
    height: float
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPages:
    """A file that became pages: a PDF with nothing but drawings, on the packet's paper."""

    heading: str
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """A file of plain text, to be set by ourselves."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that cannot be printed, and why."""

    heading: str
    name: str
    refusal: Refusal

    @property
    def sentence(self) -> str:
        """What to tell the user, on paper and on the screen."""
        return sentence(self.refusal, self.name)


Prepared = PlacedPages | PlainText | LeftOut


def prepare(
    attachments: Sequence[Attachment],
    place: Place,
    *,
    grey: bool = False,
    report: Callable[[int, int], None] | None = None,
) -> list[Prepared]:
    """Turn files into pages, in order; `report` hears how many are done and may raise to stop."""
    done: list[Prepared] = []

    def turn(attachment: Attachment) -> Prepared:
        return _prepared(attachment, place, grey)

    with ThreadPoolExecutor(max_workers=_TOGETHER) as pool:
        try:
            for prepared in pool.map(turn, attachments):
                done.append(prepared)
                if report is not None:
                    report(len(done), len(attachments))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return done


def _prepared(attachment: Attachment, place: Place, grey: bool) -> Prepared:
    try:
        kind = _kind(attachment)
        if kind == "text":
            return PlainText(heading=attachment.heading, text=_text(attachment.data))
        if kind == "office":
            return _placed(_printed_by_office(attachment), "pdf", place, grey)
        return _placed(attachment, kind, place, grey)
    except Refused as refused:
        return LeftOut(heading=attachment.heading, name=attachment.name, refusal=refused.refusal)


def _kind(attachment: Attachment) -> str:
    """Tell what a file is by its content first, then by its name."""
    data, suffix = attachment.data, _suffix(attachment.name)
    if attachment.is_missing:
        raise Refused(Refusal.MISSING)
    if not data:
        raise Refused(Refusal.EMPTY)
    if len(data) > SIZE_LIMIT:
        raise Refused(Refusal.TOO_BIG)
    said_text = attachment.media_type in ("text/plain", "text/markdown")
    called_text = suffix in PLAIN_TEXTS or (said_text and suffix not in MARKUPS)
    if b"%PDF-" in data[: len(b"%PDF-") if called_text else 1024]:
        return "pdf"
    if data.startswith(_PICTURES_BEGIN):
        return "picture"
    if called_text:
        return "text"
    if suffix == PDF or attachment.media_type == "application/pdf":
        raise Refused(Refusal.NOT_A_PDF)
    if data.startswith(_TEXTS_MAY_BEGIN_SO_TOO) or suffix in PICTURES:
        return "picture"
    if suffix in OFFICE and data.startswith(_ZIP):
        return "office"
    if suffix in OFFICE and data.startswith(_LOCKED_OFFICE):
        raise Refused(Refusal.ENCRYPTED)
    raise Refused(Refusal.UNKNOWN_KIND)


def _suffix(name: str) -> str:
    """Return what stands from the last dot on, whatever else somebody has put into a name."""
    return "." + "".join(filter(str.isalnum, name.rpartition(".")[2])).lower()


def _printed_by_office(attachment: Attachment) -> Attachment:
    """Return an office file as the PDF that LibreOffice makes of it."""
    program = office_program()
    if not program:
        raise Refused(Refusal.OFFICE_MISSING)
    fields = {"program": program, "suffix": _suffix(attachment.name)}
    question = Message(fields=fields, blobs=(attachment.data,))
    answer = _asked("office", question, _OFFICE_LIMITS)
    return replace(attachment, data=answer.blobs[0])


def _placed(attachment: Attachment, kind: str, place: Place, grey: bool) -> PlacedPages:
    question = Message(
        fields={
            "kind": kind,
            "grey": grey,
            "paper": [place.width, place.height],
            "box": [place.left, place.bottom, place.right, place.top],
        },
        blobs=(attachment.data,),
    )
    answer = _asked("attachment", question, Limits())
    return PlacedPages(
        heading=attachment.heading, pdf=answer.blobs[0], pages=int(answer.fields["pages"])
    )


def _asked(worker: str, question: Message, limits: Limits) -> Message:
    try:
        answer = child_process.run(worker, question, limits)
    except ChildFailed as failed:
        raise Refused(_AFTER_FAILURE[failed.failure]) from failed
    if "refused" in answer.fields:
        raise Refused(Refusal(answer.fields["refused"]))
    return answer


def _text(data: bytes) -> str:
    """Decode what an editor may have written: UTF-8, UTF-16, or what its words look like."""
    share_allowed = _STRAY_SIGNS
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    elif wide := wide_encoding(data):
        text = data.decode(wide, "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text, share_allowed = data.decode(guess_encoding(data), "replace"), 0.0
    if text.count("\0") > share_allowed * len(text):
        raise Refused(Refusal.UNKNOWN_KIND)
    if not text.strip():
        raise Refused(Refusal.EMPTY)
    if len(text) > TEXT_LIMIT:
        raise Refused(Refusal.TEXT_TOO_LONG)
    return text
