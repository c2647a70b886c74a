"""Blocks on pages: nothing is lost, headings stay with their text, everything mirrors."""

import io
import re

import page as page_validation
import pikepdf
import pytest

from copdesk.pdf.layout.blocks import (
    bar_chart,
    blank_lines,
    box,
    bullets,
    checklist,
    heading,
    key_values,
    numbered,
    paragraph,
    signatures,
    space,
    table,
    together,
)
from tests.pdf.layout.every_block import LONG, baselines, ink, printed, roles


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
