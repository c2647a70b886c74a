"""What holds of a whole document, whatever stands in it."""

import io
from pathlib import Path

import pikepdf
import pytest

from copdesk.domain.paper import A4, LETTER
from copdesk.errors import Cancelled
from copdesk.pdf.layout.blocks import (
    box,
    bullets,
    checklist,
    heading,
    key_values,
    note,
    numbered,
    page_break,
    paragraph,
    signatures,
    table,
    timetable,
    title,
)
from copdesk.pdf.layout.page import Document
from copdesk.pdf.typography.font_library import FontLibrary
from copdesk.pdf.typography.spans import Span
from tests.pdf.layout.every_block import LONG, baselines, everything, ink, printed

ROOT = Path(__file__).resolve().parents[3]


def test_an_empty_document_has_one_page(fonts):
    assert printed(fonts, []).pages == 1


def test_header_and_footer_stand_on_their_lines_in_every_script(fonts):
    first, second = (
        baselines(printed(fonts, [], header=text, footer=text).data) for text in ("Valley", "ភាសា")
    )
    assert first == second
    assert len(first) == 2


def test_page_numbers_count_the_whole_packet(fonts, read):
    blocks = [paragraph("one"), page_break(), paragraph("two")]
    result = printed(fonts, blocks, page_offset=4, page_total=9, header="Valley", footer="Agenda")
    text = read(result.data).text()
    assert "5 of 9" in text
    assert "6 of 9" in text
    assert text.count("Valley") == text.count("Agenda") == 2


@pytest.mark.parametrize("paper", [A4, LETTER, A4.turned()])
def test_pages_have_the_size_of_the_paper_and_white_margins(fonts, read, paper):
    result = printed(fonts, everything(), paper=paper, header="Valley", footer="Foot")
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        for one in pdf.pages:
            assert [float(side) for side in one.mediabox[2:]] == pytest.approx(
                [paper.width, paper.height], abs=0.01
            )
    margin = 12 / 25.4 * 60
    for number in range(result.pages):
        picture = read(result.data).picture(number)
        left, top, right, bottom = ink(picture)
        assert left >= margin
        assert top >= margin
        assert right <= picture.width - margin
        assert bottom <= picture.height - margin


def test_large_print_is_laid_out_anew(fonts):
    blocks = [paragraph(LONG * 6)]
    assert printed(fonts, blocks, scale=2.0).pages > printed(fonts, blocks).pages


def test_progress_is_told_and_can_stop_the_work(fonts):
    told = []
    blocks = [paragraph(LONG)] * 40
    Document(title="Test").render(blocks, fonts, lambda done, total: told.append((done, total)))
    assert all(done <= total for done, total in told)
    assert told[-1][0] == told[-1][1]

    def stop(done, total):
        if done * 2 > total:
            raise Cancelled

    with pytest.raises(Cancelled):
        Document(title="Test").render(blocks, fonts, stop)


@pytest.mark.parametrize("language", ["en", "ar", "km"])
def test_what_was_printed_before_leaves_no_trace(language):
    used = FontLibrary()
    printed(
        used, [paragraph(LONG), bullets(["مرحبا", "ffi AV To", "ភាសាខ្មែរ"] * 3), note("AV ffi")]
    )
    printed(used, everything(), scale=1.3)
    again = printed(used, everything(), language=language, scale=1.1)
    fresh = printed(FontLibrary(), everything(), language=language, scale=1.1)
    assert again.data == fresh.data


def test_missing_characters_become_a_sentence(fonts):
    result = printed(fonts, [paragraph("\ua997\ua9ae\ua997"), heading("\ua997")])  # Javanese
    assert result.missing == {"\ua997": 3, "\ua9ae": 1}
    assert result.warning.startswith("2 characters cannot be printed")
    assert result.warning.endswith("\ua997 \ua9ae")
    assert printed(fonts, [paragraph("plain")]).warning == ""


def test_no_module_hands_text_to_an_interpreter_of_markup():
    for path in (ROOT / "copdesk").rglob("*.py"):
        source = path.read_text("utf-8")
        assert "reportlab.platypus" not in source, path
        assert "reportlab.graphics" not in source, path
        if "reportlab" in source:
            assert path.relative_to(ROOT / "copdesk").parts[0] == "pdf", path


NAUGHTY = [
    "", " ", "\x00", "\n\n\n", "<b>", "</para>", "&amp;", "<!--", "]]>", "${7*7}", "{0}", "%s%n",
    "../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "(unbalanced", "\\) Tj", "EMC",
    "endstream endobj", "\u202e\u2066\u2067", "\u2069" * 50, "\ud800", "\udfff\ud800", "\ufeff",
    "\u200b" * 9, "\u00ad" * 9, "a\u0300" * 300, "\U0001f469\u200d\U0001f469\u200d\U0001f466",
    "\U0001f1fa\U0001f1f3", "\u0e33" * 20, "\u1780\u17d2" * 9, "\u0627\u0644" * 99, "\ufdfd",
    "\u0344\u0345", "\U000e0041", "\uf8ff", "\U0010ffff", "x" * 3000, "\u05d0(" * 80, "\t",
    "1/0", "=cmd|' /C calc'!A0", "\u2028\u2029", "\u3000", "\u115f", "\u06dd1", "\x7f",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ar"])
def test_naughty_strings_print_everywhere(fonts, read, language):
    blocks = []
    for text in NAUGHTY:
        blocks += [title(text, text), heading(text, 2), paragraph(text), note(text)]
        blocks += [make([text, [Span(text, bold=True)]]) for make in (bullets, checklist)]
        blocks += [numbered([text]), box([paragraph([Span(text, italic=True, link=text)])])]
        blocks += [table([[text, text]], (1, 9), (text, text)), key_values([(text, text)])]
        blocks += [signatures([text]), timetable([(text, text, text)])]
    result = printed(
        fonts, blocks, language=language, title="".join(NAUGHTY), header=NAUGHTY[4], author="\x00<"
    )
    document = read(result.data)
    assert document.links() == []
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    text = document.letters()
    for one in ("<b>", "endstreamendobj", "../../etc/passwd", "javascript:alert(1)"):
        assert text.count(one) >= 12, one
