from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from copdesk.errors import Cancelled
from copdesk.pdf.foreign import attachments
from copdesk.pdf.foreign.attachments import (
    Attachment,
    LeftOut,
    Place,
    PlacedPages,
    PlainText,
    prepare,
)
from copdesk.pdf.foreign.refusals import Refusal
from tests.pdf import hostile_pdfs as hostile

A4 = Place(width=595.28, height=841.89, left=34, bottom=48, right=561, top=808)


def one(data: bytes, name: str = "file.pdf", **fields: str) -> attachments.Prepared:
    (prepared,) = prepare([Attachment(name=name, data=data, **fields)], A4)
    return prepared


def the_picture(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    (picture,) = (x for x in pdf.objects if isinstance(x, pikepdf.Stream) and "/Width" in x)
    return picture


def words(data: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(data)
    return document[page].get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (hostile.good(), 3),
        (hostile.cut_off(), 6),
        (hostile.bad_xref(), 3),
        (hostile.junk_before_header(), 3),
        (hostile.locked(user=""), 3),
        (hostile.without_media_box(), 3),
        (hostile.odd_sizes(), 4),
        (hostile.flat_page(), 1),
        (hostile.rotated(), 4),
        (hostile.false_count(), 3),
        (hostile.full_of_actions(), 2),
        (hostile.filled_form(), 1),
    ],
)
def test_what_can_be_read_becomes_pages_of_the_paper(data: bytes, pages: int):
    placed = one(data)
    assert isinstance(placed, PlacedPages)
    assert placed.pages == pages
    with pikepdf.open(io.BytesIO(placed.pdf)) as pdf:
        assert not pdf.check_pdf_syntax()
        assert {tuple(float(x) for x in page.mediabox) for page in pdf.pages} == {
            (0.0, 0.0, A4.width, A4.height)
        }


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (hostile.html(), Refusal.NOT_A_PDF),
        (hostile.random_bytes(), Refusal.BROKEN),
        (hostile.locked(user="secret"), Refusal.ENCRYPTED),
        (hostile.no_pages(), Refusal.NO_PAGES),
        (hostile.cyclic_page_tree(), Refusal.BROKEN),
        (hostile.nested_arrays(), Refusal.BROKEN),
        (hostile.zeros(), Refusal.TOO_HEAVY),
        (hostile.good(501), Refusal.TOO_MANY_PAGES),
        (hostile.draws_itself(), Refusal.DRAWS_ITSELF),
        (hostile.draws_itself_through_the_page(), Refusal.DRAWS_ITSELF),
        (hostile.annotation_that_draws_itself(), Refusal.DRAWS_ITSELF),
        (hostile.unfolds(), Refusal.TOO_HEAVY),
        (hostile.giant_picture(), Refusal.TOO_HEAVY),
    ],
)
def test_what_cannot_be_printed_is_named_with_its_reason(data: bytes, refusal: Refusal):
    left = one(data, "Reading.pdf")
    assert isinstance(left, LeftOut)
    assert left.refusal is refusal
    assert "“Reading.pdf” is left out" in left.sentence


def test_a_file_over_the_size_limit_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(attachments, "SIZE_LIMIT", 100)
    left = one(hostile.good())
    assert isinstance(left, LeftOut)
    assert left.refusal is Refusal.TOO_BIG


def test_scripts_actions_and_pointers_to_other_files_are_gone():
    placed = one(hostile.full_of_actions())
    assert isinstance(placed, PlacedPages)
    with pikepdf.open(io.BytesIO(placed.pdf)) as pdf:
        everything = b"\n".join(thing.unparse(resolved=True) for thing in pdf.objects)
        assert list(pdf.attachments) == []
    for trace in (b"JavaScript", b"Launch", b"passwd", b"evil", b"/Annots", b"/AA", b"/Ref"):
        assert trace not in everything


def test_what_was_typed_into_a_form_is_printed():
    placed = one(hostile.filled_form("Mireille"))
    assert isinstance(placed, PlacedPages)
    assert "Mireille" in words(placed.pdf)


def test_the_same_file_gives_the_same_bytes():
    assert one(hostile.good()) == one(hostile.good())


def test_a_photo_is_turned_as_it_was_taken():
    photo = Image.new("RGB", (900, 300), "white")
    turned = Image.Exif()
    turned[0x0112] = 6
    target = io.BytesIO()
    photo.save(target, "JPEG", exif=turned)
    placed = one(target.getvalue(), "photo.jpg")
    assert isinstance(placed, PlacedPages)
    with pikepdf.open(io.BytesIO(placed.pdf)) as pdf:
        picture = the_picture(pdf)
        assert picture.Width < picture.Height


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_depth_become_a_page(mode: str):
    target = io.BytesIO()
    format_ = "TIFF" if mode == "CMYK" else "PNG"
    Image.new(mode, (40, 30)).save(target, format_)
    assert isinstance(one(target.getvalue(), "picture"), PlacedPages)


def test_a_picture_is_gray_where_that_is_wanted():
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "PNG")
    picture = Attachment(name="p.png", data=target.getvalue())
    (placed,) = prepare([picture], A4, grey=True)
    assert isinstance(placed, PlacedPages)
    with pikepdf.open(io.BytesIO(placed.pdf)) as pdf:
        assert the_picture(pdf).ColorSpace == pikepdf.Name.DeviceGray


def test_a_picture_of_billions_of_pixels_is_refused():
    header = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header
    data += struct.pack(">I", zlib.crc32(header)) + struct.pack(">I", 99) + b"IDAT"
    left = one(data, "huge.png")
    assert isinstance(left, LeftOut)
    assert left.refusal is Refusal.TOO_HEAVY


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0 cut", b"\x89PNG\r\n\x1a\n", b"%!PS-Adobe EPSF"]
)
def test_a_broken_picture_is_refused(data: bytes):
    left = one(data, "photo.jpg")
    assert isinstance(left, LeftOut)
    assert left.refusal is Refusal.PICTURE_BROKEN


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("utf-8-sig"), "Grüße"),
        ("Grüße".encode("utf-16"), "Grüße"),
        ("Grüße".encode("cp1252"), "Grüße"),
    ],
)
def test_plain_text_is_decoded(data: bytes, text: str):
    assert one(data, "notes.txt", title="Notes") == PlainText(heading="Notes", text=text)


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"  \n", "blank.txt", Refusal.EMPTY),
        (b"a\0b", "binary.txt", Refusal.UNKNOWN_KIND),
        (b"x" * 200_001, "long.txt", Refusal.TEXT_TOO_LONG),
        (b"PK\x03\x04", "lesson.zip", Refusal.UNKNOWN_KIND),
    ],
)
def test_other_files_are_refused(data: bytes, name: str, refusal: Refusal):
    left = one(data, name)
    assert isinstance(left, LeftOut)
    assert left.refusal is refusal


def test_many_files_keep_their_order_and_report_progress():
    heard: list[tuple[int, int]] = []
    files = [Attachment(name=f"{n}.pdf", data=hostile.good(n)) for n in (3, 1, 2)]
    placed = prepare(files, A4, report=lambda done, total: heard.append((done, total)))
    assert [one.pages for one in placed if isinstance(one, PlacedPages)] == [3, 1, 2]
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_a_report_that_raises_stops_the_work():
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        prepare([Attachment(name="a.pdf", data=hostile.good())] * 4, A4, report=stop)


@pytest.mark.parametrize(
    "words",
    [
        b"BM is what we call it",
        b"RIFF: of four",
        b"GIF87 and after",
        b"It says %PDF-1.7.",
        b"\0 odd",
    ],
)
def test_a_text_may_begin_like_another_kind_of_file(words: bytes):
    assert isinstance(one(words, "notes.txt"), PlainText)


@pytest.mark.parametrize("name", ["x.TXT", "x.txt\x00", "\u202ex.txt", "/.txt", "x.txt "])
def test_an_odd_name_still_says_what_a_file_is(name: str):
    assert isinstance(one(b"words", name), PlainText)
