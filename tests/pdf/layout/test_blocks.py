"""Blocks on pages: nothing is lost, headings stay with their text, everything mirrors."""

import io
import re
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from PIL import Image

from copdesk.errors import Cancelled
from copdesk.pdf.layout.blocks import (
    Span,
    bar_chart,
    blank_lines,
    box,
    bullets,
    checklist,
    heading,
    key_values,
    note,
    numbered,
    page_break,
    paragraph,
    picture,
    signatures,
    space,
    table,
    timetable,
    title,
    together,
)
from copdesk.pdf.layout.page import A4, LETTER, Document
from copdesk.pdf.typography.font_library import FontLibrary

ROOT = Path(__file__).resolve().parents[3]
LONG = "Everyone brings one piece of student work and a question about it. " * 12


def photo(size=(300, 200)):
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).save(target, "PNG")
    return target.getvalue()


def everything():
    return [
        title("Agenda", "Thursday"),
        key_values([("Where", "Upper School"), ("Nothing", "")]),
        heading("Norms"),
        bullets(["Listen.", [Span("Be "), Span("kind", bold=True)], paragraph(LONG)]),
        heading("A part", 3),
        numbered(["First", "Second"]),
        checklist(["Scissors", "Glue"]),
        timetable([("16:00", "5 min", "Welcome")], header=("Time", "Length", "What")),
        table([["Ada", "", ""], ["Bo"]], (3, 2, 2), ("Name", "School", "Sign"), row_height=30),
        box([heading("Consultancy", 3), paragraph(LONG)]),
        together(paragraph("a"), paragraph("b")),
        blank_lines(3),
        signatures(["Facilitator", "Date"]),
        space(20),
        picture(photo(), "wall.png", "The wall of notes", "Our wall"),
        page_break(),
        note([Span("See "), Span("the site", link="https://example.org")]),
    ]


def printed(fonts, blocks, **values):
    return Document(**({"title": "Test"} | values)).render(blocks, fonts)


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


def roles(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:

        def walk(node):
            if isinstance(node, pikepdf.Dictionary) and "/S" in node:
                yield str(node.S)
                for kid in node.K:
                    yield from walk(kid)

        return list(walk(pdf.Root.StructTreeRoot.K))


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


def test_a_table_over_three_pages_repeats_its_header_but_reads_it_once(fonts, read):
    rows = [[f"row{number}", "x"] for number in range(90)]
    result = printed(fonts, [table(rows, (1, 1), ("Number", "Mark"))])
    text = read(result.data).text()
    assert result.pages == 3
    assert text.count("Number") == 3
    assert [word for word in text.split() if word.startswith("row")] == [row[0] for row in rows]
    assert roles(result.data).count("/TH") == 2
    assert roles(result.data).count("/TR") == 91


def test_a_row_taller_than_a_page_goes_on_over_pages(fonts, read):
    words = " ".join(f"word{number}" for number in range(3000))
    result = printed(fonts, [table([["left", words], ["next", "row"]], (1, 3), ("A", "B"))])
    found = [word for word in read(result.data).text().split() if word.startswith("word")]
    assert result.pages > 2
    assert found == words.split()


def test_a_heading_stays_with_what_follows(fonts, read):
    for lines in range(30, 60):
        blocks = [paragraph("line\n" * lines + "last"), heading("Stays"), paragraph(LONG)]
        pages = read(printed(fonts, blocks).data)
        for part in re.split("\r?\nTest|\f", pages.text()):
            assert not part.rstrip("0123456789 of\r\n").endswith("Stays"), lines


def test_blocks_that_belong_together_share_a_page(fonts):
    def first_page(lines):
        blocks = [paragraph("x\n" * lines), together(*[paragraph(LONG)] * 3)]
        return printed(fonts, blocks).pages

    assert {first_page(lines) for lines in (1, 20, 40)} == {1, 2}


@pytest.mark.parametrize(
    "make",
    [
        lambda: together(*[paragraph(LONG)] * 30),
        lambda: box([paragraph(LONG)] * 30),
        lambda: bullets([LONG * 9] * 5),
        lambda: blank_lines(200),
        lambda: table([[paragraph(LONG), bullets([LONG] * 20)]], (1, 2)),
        lambda: heading(LONG * 10),
        lambda: space(5000),
        lambda: table([], (1, 1), ("A", "B")),
        lambda: table([["a", "b", "c", "d"]], (1, 1)),
        lambda: table([["", "word" * 500]], (30, 1)),
        lambda: bullets([]),
        lambda: paragraph(""),
        lambda: box([]),
        lambda: signatures([]),
    ],
)
def test_no_block_is_too_large_or_too_empty(fonts, make):
    result = printed(fonts, [make(), paragraph("after")])
    assert result.pages >= 1
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_an_empty_document_has_one_page(fonts):
    assert printed(fonts, []).pages == 1


def ink(picture):
    return picture.point(lambda grey: grey < 160 and 255).getbbox()


def test_a_table_mirrors_in_a_right_to_left_document(fonts, read):
    blocks = [table([["x", "", "", ""]], (1, 1, 1, 1), rules="none")]
    left = ink(read(printed(fonts, blocks, numbered=False).data).picture())
    right = ink(read(printed(fonts, blocks, numbered=False, right_to_left=True).data).picture())
    assert right[0] > left[0] + 300
    width = read(printed(fonts, []).data).picture().width
    assert width - right[2] == pytest.approx(left[0], abs=4)


@pytest.mark.parametrize("make", [bullets, checklist, numbered])
def test_lists_mirror(fonts, read, make):
    blocks = [make(["."])]
    document = read(printed(fonts, blocks, numbered=False, right_to_left=True).data)
    picture = document.picture()
    assert ink(picture)[0] > picture.width * 0.8


def baselines(data):
    """Return how high each line of text stands on the first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            round(float(step.operands[5]), 1)
            for step in pikepdf.parse_content_stream(pdf.pages[0])
            if str(step.operator) == "Tm"
        }


@pytest.mark.parametrize(
    "make",
    [
        lambda: table([["16:00", "ភាសាខ្មែរ", "مرحبا"]], (1, 1, 1)),
        lambda: table([["16:00", bullets(["ភាសា"]), box([paragraph("မြန်မာ")])]], (1, 1, 1)),
        lambda: numbered(["ភាសាខ្មែរ"]),
        lambda: key_values([("Name", "မြန်မာ")]),
    ],
)
def test_scripts_side_by_side_stand_on_one_line(fonts, make):
    assert len(baselines(printed(fonts, [make()], numbered=False).data)) == 1


def test_header_and_footer_stand_on_their_lines_in_every_script(fonts):
    first, second = (
        baselines(printed(fonts, [], header=text, footer=text).data) for text in ("Valley", "ភាសា")
    )
    assert first == second
    assert len(first) == 2


@pytest.mark.parametrize("right_to_left", [False, True])
def test_bars_compare_numbers_from_the_side_where_the_document_begins(fonts, read, right_to_left):
    blocks = [bar_chart([("Lesson plans", 40), ("Articles", 20), ("None", 0)])]
    document = read(printed(fonts, blocks, numbered=False, right_to_left=right_to_left).data)
    picture = document.picture()
    widths = []
    for y in range(picture.height):
        row = picture.crop((0, y, picture.width, y + 1))
        widths.append(sum(row.histogram()[100:130]))
    bars = [width for width in widths if width > 50]
    assert max(bars) == pytest.approx(2 * min(bars), rel=0.15)
    text = document.text()
    assert all(word in text for word in ("Lesson plans", "40", "Articles", "20", "None", "0"))
    assert page_validation.validate_pdf_bytes(
        document.data, profile=page_validation.ValidationProfile.PDF_UA_1
    ).is_compliant


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
