from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.errors import UserError
from copdesk.exchange.file_kinds import FILE_LIMIT, FileKind, recognize


def zipped(*names: str, first: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (b"%PDF-1.7\n", FileKind.PDF, "application/pdf"),
        (b"\n" * 500 + b"%PDF-1.4", FileKind.PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0", FileKind.PICTURE, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE, "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", FileKind.PICTURE, "image/webp"),
        (b"GIF89a", FileKind.PICTURE, "image/gif"),
        (b"II*\x00", FileKind.PICTURE, "image/tiff"),
        (zipped("content.xml", first=OPEN_DOCUMENT), FileKind.DOCUMENT, OPEN_DOCUMENT),
        (
            zipped("[Content_Types].xml", "word/document.xml"),
            FileKind.DOCUMENT,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            zipped("ppt/presentation.xml"),
            FileKind.DOCUMENT,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (
            zipped("xl/workbook.xml"),
            FileKind.DOCUMENT,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (zipped("a.txt"), FileKind.OTHER, "application/zip"),
        (b"\r\nbegin:vcard\r\nFN:A\r\n", FileKind.VCARD, "text/vcard"),
        ("BEGIN:VCARD\r\nFN:A".encode("utf-16"), FileKind.VCARD, "text/vcard"),
        (b"BEGIN:VCALENDAR\r\n", FileKind.CALENDAR, "text/calendar"),
        (b"TY  - BOOK\nTI  - A\n", FileKind.RIS, "application/x-research-info-systems"),
        (b"% made by hand\n@book{a, title={B}}\n", FileKind.BIBTEX, "application/x-bibtex"),
        (b"Name,E-mail\nAna,a@x.org\n", FileKind.TABLE, "text/csv"),
        ("Name;Ort\nAna;Bern\n".encode("utf-16"), FileKind.TABLE, "text/csv"),
        (b"Name,E-mail\nAna,a@x.org\nbroken\n", FileKind.TABLE, "text/csv"),
        (b"Dear Ana,\nsee you soon,\n", FileKind.TEXT, "text/plain"),
        (b'# ours\nformat = 1\n\n[[steps]]\ntitle = "A"\n', FileKind.PROTOCOL, "application/toml"),
        (b"Dear all,\nhere are the notes.\nAna\n", FileKind.TEXT, "text/plain"),
        ("Привет, мир\n".encode(), FileKind.TEXT, "text/plain"),
        (bytes(range(256)), FileKind.OTHER, "application/octet-stream"),
    ],
)
def test_the_content_tells(content: bytes, kind: FileKind, media_type: str):
    found = recognize(content, "whatever.bin")
    assert (found.kind, found.media_type, found.size) == (kind, media_type, len(content))


def test_a_path_is_told_by_its_ends_only(tmp_path: Path):
    path = tmp_path / "notes.docx"
    path.write_bytes(zipped(*[f"part{n}.xml" for n in range(2000)], "word/document.xml"))
    found = recognize(path)
    assert (found.name, found.kind) == ("notes.docx", FileKind.DOCUMENT)
    assert found.size == path.stat().st_size


def test_what_cannot_be_kept_is_refused_in_a_sentence(tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "not.PDF").write_text("hello")
    with (tmp_path / "large.mp4").open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    for name, sentence in {
        "": "is a folder, not a file.",
        "empty.txt": "“empty.txt” is empty.",
        "not.PDF": "“not.PDF” is named like a PDF, but is not one.",
        "large.mp4": "“large.mp4” is too large: 100.1 MB. The limit here is 100 MB.",
        "missing": "There is no file",
    }.items():
        with pytest.raises(UserError) as caught:
            recognize(tmp_path / name)
        assert sentence in caught.value.sentence


def test_an_ending_only_speaks_for_a_text_that_could_be_anything():
    assert recognize(b"Name\nAna\n", "people.csv").kind is FileKind.TABLE
    assert recognize(b"Name\nAna\n", "people.txt").kind is FileKind.TEXT
    assert recognize(b"%PDF-1.4", "people.csv").kind is FileKind.PDF


@given(st.binary(min_size=5, max_size=400))
def test_any_content_is_of_some_kind(content: bytes):
    assert recognize(content, "x").media_type
