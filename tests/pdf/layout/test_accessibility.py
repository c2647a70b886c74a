"""What a screen reader and an archive are told of a document."""

import io
import re

import page as page_validation
import pikepdf
import pytest

from copdesk.pdf.layout.blocks import paragraph
from copdesk.pdf.typography.spans import Span
from tests.pdf.layout.every_block import everything, printed, roles


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2B"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_is_accessible_and_fit_for_archives(fonts, profile, language):
    data = printed(fonts, everything(), language=language, header="Valley", author="Ada").data
    chosen = getattr(page_validation.ValidationProfile, profile)
    report = page_validation.validate_pdf_bytes(data, profile=chosen)
    assert [str(failure) for failure in report.failures] == []
    assert report.is_compliant


def test_the_file_is_sound_and_says_what_it_is(fonts):
    data = printed(fonts, everything(), title="Ordre du jour <1> & plus", language="pt_BR").data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == "Ordre du jour <1> & plus"
        assert str(pdf.Root.Lang) == "pt-BR"
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root] == ["Agenda"]
            assert [entry.title for entry in outline.root[0].children] == ["Norms"]
        assert all("/Trans" not in one for one in pdf.pages)


def spoken(data):
    """Return the roles that hold text, with the languages they name."""
    with pikepdf.open(io.BytesIO(data)) as pdf:

        def walk(node):
            if isinstance(node, pikepdf.Dictionary) and "/S" in node:
                if str(node.S) != "/Document":
                    yield str(node.S), str(node.Lang) if "/Lang" in node else None
                for kid in node.K:
                    yield from walk(kid)

        return list(walk(pdf.Root.StructTreeRoot.K))


def test_words_of_another_language_say_so(fonts, read):
    words = [Span("We say "), Span("zusammen", language="de"), Span(" and "),
             Span("साथ में", language="hi", bold=True)]  # fmt: skip
    data = printed(fonts, [paragraph(words)]).data
    assert spoken(data) == [("/P", None), ("/Span", "de"), ("/Span", "hi")]
    assert "We say zusammen and साथ में" in read(data).text()
    chosen = page_validation.ValidationProfile.PDF_UA_1
    assert page_validation.validate_pdf_bytes(data, profile=chosen).is_compliant


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Our friend สมชาย comes", [("/P", None), ("/Span", "th")]),
        ("en", "Our friend Σωκράτης comes", [("/P", None), ("/Span", "el")]),
        ("en", "The angle α is small", [("/P", None)]),
        ("en", "Анна comes", [("/P", None)]),
        ("en", "漢字 comes", [("/P", None)]),
        ("en", "สมชาย ใจดี", [("/P", "th")]),
        ("el", "Ο Σωκράτης", [("/P", None)]),
        ("ne", "नमस्ते Ada", [("/P", None)]),
        ("en", "नमस्ते Ada", [("/P", None), ("/Span", "hi")]),
        ("fa", "سلام Ada", [("/P", None)]),
        ("he", "שלום אחמד أحمد שלום", [("/P", None), ("/Span", "ar")]),
        ("km", "សួស្តី עדה សួស្តី", [("/P", None), ("/Span", "he")]),
    ],
)
def test_a_script_of_one_language_says_it(fonts, language, text, found):
    data = printed(fonts, [paragraph(text)], language=language).data
    assert spoken(data) == found


def test_words_in_a_line_from_right_to_left_are_read_in_their_order(fonts):
    data = printed(fonts, [paragraph("שלום สมชาย עולם")], language="he").data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (block,) = pdf.Root.StructTreeRoot.K.K
        marks = [kid.MCID if "/MCID" in kid else str(kid.Lang) for kid in block.K]
        code = pdf.pages[0].Contents.read_bytes().decode()
    assert marks == [0, "th", 2]
    begins = [float(place) for place in re.findall(r"BT 1 0 0 1 ([\d.]+)", code)[:3]]
    assert begins == sorted(begins, reverse=True)


def test_every_block_has_its_role(fonts):
    found = roles(printed(fonts, everything()).data)
    assert found[0] == "/Document"
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD",
            "/Figure", "/Link"} <= set(found)  # fmt: skip
