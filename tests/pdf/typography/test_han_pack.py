"""Chinese, Japanese and Korean: with the optional font package, and what is said without it."""

from importlib.util import find_spec

import pytest

from copdesk.pdf.layout.blocks import heading, paragraph, table
from copdesk.pdf.layout.page import Document
from copdesk.pdf.typography.spans import Span
from copdesk.pdf.typography.units import Wording, units

INSTALLED = find_spec("manimgx_fonts_cjk") is not None
with_pack = pytest.mark.skipif(not INSTALLED, reason="manimgx_fonts_cjk is not installed")
without_pack = pytest.mark.skipif(INSTALLED, reason="manimgx_fonts_cjk is installed")

BLOCKS = [
    heading("漢字 and English"),
    paragraph([Span("先生", bold=True), Span("たちは学ぶ。 "), Span("교사", language="ko")]),
    table([["王老师", "teacher", "山田さん"]], (1, 1, 1)),
]


def glyphs(fonts, text, language):
    (unit,) = units([Span(text, language=language)], 0, Wording(fonts, "en", {}))
    return [piece.run.glyphs.identifiers for piece in unit.pieces]


@with_pack
def test_everything_has_a_glyph_and_comes_back(fonts, read):
    result = Document(title="漢字", language="en").render(BLOCKS, fonts)
    assert result.missing == {}
    assert result.warning == ""
    found = read(result.data)
    for word in ("漢字andEnglish", "先生たちは学ぶ。교사", "王老师", "山田さん"):
        assert word in found.letters()
    assert all(font["/FontFile2"] or font["/FontFile3"] for font in found.font_descriptors())


@with_pack
def test_the_language_chooses_between_shapes_of_a_character(fonts):
    shapes = [glyphs(fonts, "骨", language) for language in ("ja", "zh_CN", "zh_TW")]
    assert len({str(shape) for shape in shapes}) == 3
    assert glyphs(fonts, "骨", "en") == glyphs(fonts, "骨", "zh")


@without_pack
def test_what_cannot_be_printed_is_named_before_printing(fonts, read):
    result = Document(title="漢字", language="en").render(BLOCKS, fonts)
    assert set(result.missing) == set("漢字先生たちは学ぶ。교사王老师山田さん")
    assert result.warning.startswith("19 characters cannot be printed, because no font here has")
    assert result.warning.endswith("漢 字 先 生 た ち は 学 ぶ 。 교 사")
    assert "teacher" in read(result.data).letters()
    assert "王老师" in read(result.data).letters()
