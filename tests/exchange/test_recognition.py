from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.errors import UserError
from copdesk.exchange.recognition import FILE_LIMIT, recognize
from tests.exchange.foreign_files import zipped

OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "key", "media_type"),
    [
        (b"%PDF-1.7\n", "", "application/pdf"),
        (b"\n" * 500 + b"%PDF-1.4", "", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image/webp"),
        (b"GIF89a", "", "image/gif"),
        (b"II*\x00", "", "image/tiff"),
        (zipped("content.xml", first=OPEN_DOCUMENT), "", OPEN_DOCUMENT),
        (
            zipped("[Content_Types].xml", "word/document.xml"),
            "",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            zipped("ppt/presentation.xml"),
            "",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        (
            zipped("xl/workbook.xml"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (zipped("a.txt"), "", "application/zip"),
        (b"\r\nbegin:vcard\r\nFN:A\r\n", "vcard", "text/vcard"),
        ("BEGIN:VCARD\r\nFN:A".encode("utf-16"), "vcard", "text/vcard"),
        (b"BEGIN:VCALENDAR\r\n", "calendar", "text/calendar"),
        (b"TY  - BOOK\nTI  - A\n", "ris", "application/x-research-info-systems"),
        (b"% made by hand\n@book{a, title={B}}\n", "bibtex", "application/x-bibtex"),
        (b"Name,E-mail\nAna,a@x.org\n", "table-of-people", "text/csv"),
        ("Name;Ort\nAna;Bern\n".encode("utf-16"), "table-of-people", "text/csv"),
        (b"Name,E-mail\nAna,a@x.org\nbroken\n", "table-of-people", "text/csv"),
        (b"Dear Ana,\nsee you soon,\n", "", "text/plain"),
        (b'# ours\nformat = 1\n\n[[steps]]\ntitle = "A"\n', "protocol", "application/toml"),
        (b"Dear all,\nhere are the notes.\nAna\n", "", "text/plain"),
        ("Привет, мир\n".encode(), "", "text/plain"),
        (bytes(range(256)), "", "application/octet-stream"),
    ],
)
def test_the_content_tells(content: bytes, key: str, media_type: str):
    found = recognize(content, "whatever.bin")
    assert next((one.key for one in found.formats), "") == key
    assert (found.media_type, found.size) == (media_type, len(content))


def test_a_path_is_told_by_its_ends_only(tmp_path: Path):
    path = tmp_path / "notes.docx"
    path.write_bytes(zipped(*[f"part{n}.xml" for n in range(2000)], "word/document.xml"))
    found = recognize(path)
    assert (found.name, found.media_type.rpartition(".")[2]) == ("notes.docx", "document")
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
    assert recognize(b"Name\nAna\n", "people.csv").media_type == "text/csv"
    assert recognize(b"Name\nAna\n", "people.txt").media_type == "text/plain"
    assert recognize(b"%PDF-1.4", "people.csv").media_type == "application/pdf"


@given(st.binary(min_size=5, max_size=400))
def test_any_content_is_of_some_kind(content: bytes):
    assert recognize(content, "x").media_type
