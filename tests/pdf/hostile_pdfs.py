"""PDFs that are broken, locked, endless or malicious, made afresh for each test."""

from __future__ import annotations

import io
import random
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

A4 = (595.28, 841.89)


def good(pages: int = 3, words: str = "Plain page") -> bytes:
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        _page(pdf, f"{words} {number}")
    return _saved(pdf)


def cut_off() -> bytes:
    data = good(6)
    return data[: len(data) * 2 // 3]


def bad_xref() -> bytes:
    data = good()
    head, mark, _tail = data.rpartition(b"startxref")
    return head + mark + b"\n7\n%%EOF\n"


def junk_before_header() -> bytes:
    return b"From: somebody@example.org\r\n\r\n" * 9 + good()


def random_bytes() -> bytes:
    return b"%PDF-1.7\n" + random.Random(7).randbytes(40_000)  # noqa: S311 - noise


def html() -> bytes:
    return b"<!doctype html><html><body>You are not signed in.</body></html>"


def locked(user: str) -> bytes:
    pdf = Pdf.open(io.BytesIO(good()))
    target = io.BytesIO()
    pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))
    return target.getvalue()


def no_pages() -> bytes:
    return _saved(pikepdf.new())


def cyclic_page_tree() -> bytes:
    pdf = Pdf.open(io.BytesIO(good()))
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    return _saved(pdf)


def without_media_box() -> bytes:
    pdf = Pdf.open(io.BytesIO(good()))
    for page in pdf.pages:
        del page.obj[Name.MediaBox]
    return _saved(pdf)


def odd_sizes() -> bytes:
    pdf = pikepdf.new()
    for size in ((3, 4), (14_400, 200), (842, 595), (612, 1008)):
        _page(pdf, "Odd", size)
    return _saved(pdf)


def flat_page() -> bytes:
    pdf = Pdf.open(io.BytesIO(good(1)))
    pdf.pages[0].obj.MediaBox = Array([0, 0, 0, 0])
    return _saved(pdf)


def rotated() -> bytes:
    pdf = Pdf.open(io.BytesIO(good(4)))
    for page, angle in zip(pdf.pages, (0, 90, 180, 270), strict=True):
        page.obj.Rotate = angle
    return _saved(pdf)


def nested_arrays() -> bytes:
    before, mark, after = good(1).partition(b"/Type /Page ")
    assert mark
    return before + b"/Deep " + b"[" * 60_000 + b"]" * 60_000 + mark + after


def false_count() -> bytes:
    pdf = Pdf.open(io.BytesIO(good()))
    pdf.Root.Pages.Count = 99_999_999
    return _saved(pdf)


def zeros(megabytes: int = 128) -> bytes:
    pdf = pikepdf.new()
    page = _page(pdf, "")
    squeeze, part = zlib.compressobj(1), bytes(1024 * 1024)
    once = b"".join([squeeze.compress(part) for _ in range(megabytes)] + [squeeze.flush()])
    page.Contents = Stream(pdf, b"")
    page.Contents.write(zlib.compress(once, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return _saved(pdf)


def draws_itself() -> bytes:
    pdf = pikepdf.new()
    page = _page(pdf, "")
    form = _form(pdf, b"/Me Do /Me Do")
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    page.Resources.XObject = Dictionary(Me=form)
    page.Contents = Stream(pdf, b"/Me Do")
    return _saved(pdf)


def draws_itself_through_the_page() -> bytes:
    """The form has no resources of its own, so it finds itself in those of the page."""
    pdf = pikepdf.new()
    page = _page(pdf, "")
    page.Resources.XObject = Dictionary(Me=_form(pdf, b"/Me Do /Me Do"))
    page.Contents = Stream(pdf, b"/Me Do")
    return _saved(pdf)


def annotation_that_draws_itself() -> bytes:
    pdf = pikepdf.new()
    page = _page(pdf, "")
    form = _form(pdf, b"/Me Do /Me Do")
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    page.obj.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Stamp,
                    F=4,
                    Rect=Array([0, 0, 99, 99]),
                    AP=Dictionary(N=form),
                )
            )
        ]
    )
    return _saved(pdf)


def unfolds() -> bytes:
    """Each of twenty forms draws the next ten times."""
    pdf = pikepdf.new()
    page = _page(pdf, "")
    form = _form(pdf, b"0 0 9 9 re f")
    for _level in range(20):
        outer = _form(pdf, b"/In Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(In=form))
        form = outer
    page.Resources.XObject = Dictionary(In=form)
    page.Contents = Stream(pdf, b"/In Do")
    return _saved(pdf)


def giant_picture() -> bytes:
    pdf = pikepdf.new()
    page = _page(pdf, "")
    picture = Stream(
        pdf,
        b"\0",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60_000,
        Height=60_000,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    page.Resources.XObject = Dictionary(Big=picture)
    page.Contents = Stream(pdf, b"q 500 0 0 500 0 0 cm /Big Do Q")
    return _saved(pdf)


def full_of_actions() -> bytes:
    pdf = Pdf.open(io.BytesIO(good(2)))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('boo')"))
    launch = Dictionary(S=Name.Launch, F=String("/bin/sh"))
    pdf.Root.OpenAction = script
    pdf.attachments["evil.exe"] = b"MZ"
    pdf.pages[0].obj.AA = Dictionary(O=launch)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), F=4, A=launch)
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(link)])
    form = _form(pdf, b"0 0 9 9 re f")
    form.Ref = Dictionary(F=String("/etc/passwd"), Page=0)
    form.F = String("/etc/passwd")
    pdf.pages[0].Resources.XObject = Dictionary(Far=form)
    return _saved(pdf)


def filled_form(value: str = "Mireille") -> bytes:
    pdf = pikepdf.new()
    page = _page(pdf, "Name:")
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String(value),
            F=4,
            DA=String("/F 12 Tf 0 g"),
            Rect=Array([100, 600, 300, 620]),
        )
    )
    page.obj.Annots = Array([field])
    fonts = Dictionary(F=page.Resources.Font.F)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=fonts)
    )
    return _saved(pdf)


def _page(pdf: Pdf, words: str, size: tuple[float, float] = A4) -> pikepdf.Page:
    page = pdf.add_blank_page(page_size=size)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.Contents = Stream(pdf, f"BT /F 24 Tf 72 700 Td ({words}) Tj ET".encode())
    return page


def _form(pdf: Pdf, content: bytes) -> Stream:
    form = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    return pdf.make_indirect(form)


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
