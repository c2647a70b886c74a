"""Text blocks: what is kept, what is made safe, how lines break, how much work it is."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
import uharfbuzz

from copdesk.pdf.layout.blocks import BODY, paragraph
from copdesk.pdf.layout.page import Document
from copdesk.pdf.layout.pagination import Setting
from copdesk.pdf.layout.text import TextBlock, TextStyle
from copdesk.pdf.typography.characters import cleaned
from copdesk.pdf.typography.font_library import FontLibrary
from copdesk.pdf.typography.spans import Span
from copdesk.pdf.typography.units import Wording, units

ROOT = Path(__file__).resolve().parents[3]


def printed(fonts, *content, style=BODY, language="en"):
    blocks = [paragraph(one, style) for one in content]
    return Document(title="Test", language=language).render(blocks, fonts)


def laid(fonts, content, width=200.0, style=BODY, **setting):
    values = {"language": "en", "right_to_left": False, "page_height": 700.0} | setting
    return TextBlock(content, style).lay(Setting(fonts=fonts, **values), width)


def words(line):
    return "".join(piece.run.text for unit in line.units for piece in unit.pieces)


def test_lines_are_as_long_as_they_can_be_and_no_longer(fonts):
    text = "a community of teachers learns from one another about a shared domain " * 20
    block = laid(fonts, text)
    room = 200.0 * 1000 / BODY.size
    assert all(line.width <= room for line in block.lines)
    for line, following in pairwise(block.lines):
        first = following.units[0]
        assert line.width + line.units[-1].space + first.width > room
    assert "".join(words(line) for line in block.lines) == text


@pytest.mark.parametrize(("text", "language"), [("ម្នាក់ៗតាមវេនក្រុមតូចៗ", "km"), ("ຄ່ອຍໆໄປໆມາໆ", "lo")])
def test_no_line_begins_with_the_sign_that_repeats_a_word(fonts, text, language):
    (line,) = laid(fonts, text, width=2000.0, language=language).lines
    parts = ["".join(piece.run.text for piece in unit.pieces) for unit in line.units]
    assert "".join(parts) == text
    assert len(parts) > 2
    assert not [part for part in parts if part[0] in "ៗໆ"]
    assert parts[0] in {"ម្នាក់ៗ", "ຄ່ອຍໆ"}


def test_letters_take_the_shape_of_their_language(fonts):
    def glyphs(language):
        (line,) = laid(fonts, [Span("бгдпт", language=language)]).lines
        return [piece.run.operators for unit in line.units for piece in unit.pieces]

    assert glyphs("sr") != glyphs("ru")
    assert glyphs("ru") == glyphs("")


@pytest.mark.parametrize("text", ["x" * 5000, "مرحبا" * 900, "ភាសាខ្មែរ" * 300, "\u6f22" * 900])
def test_a_word_without_end_stays_in_its_column(fonts, text):
    block = laid(fonts, text)
    assert block.widest() <= 200.0
    assert "".join(words(line) for line in block.lines) == text


def test_an_emoji_before_a_long_text_does_not_shift_the_breaks(fonts):
    text = "\U0001f600 ภาษาไทยไม่มีช่องว่างระหว่างคำ " * 10
    assert "".join(words(line) for line in laid(fonts, text).lines) == text


@pytest.mark.parametrize(
    ("language", "spans", "parts"),
    [
        ("en", [Span("a ット")], "a |ッ|ト"),  # small letters may begin a line in Japanese
        ("en", [Span("a "), Span("ット", language="zh")], "a |ッ|ト"),
        ("en", [Span("a "), Span("キッ", language="zh")], "a |キッ"),
        ("ja", [Span("a "), Span("キッ", language="en"), Span(" キッ")], "a |キッ |キ|ッ"),
        ("en", [Span("See สวัสดีครับ now")], "See |สวัสดี|ครับ |now"),
        ("th", [Span("สวัสดีครับ hello world")], "สวัสดี|ครับ |hello |world"),
        ("ja", [Span("សួស្តីពិភពលោក")], "សួស្តី|ពិភពលោក"),
        ("en", [Span("from "), Span("السلام عليكم", language="ar"), Span(" all")],
         "from |السلام |عليكم |all"),
    ],
)  # fmt: skip
def test_each_language_breaks_by_its_own_rules(fonts, language, spans, parts):
    found = units(spans, 0, Wording(fonts, language, {}))
    assert "|".join("".join(piece.run.text for piece in one.pieces) for one in found) == parts


def test_a_newline_starts_a_line_and_an_empty_line_stays(fonts):
    block = laid(fonts, "one\r\ntwo\n\nthree\u2028four")
    assert [words(line) for line in block.lines] == ["one", "two", "", "three", "four"]


def test_a_soft_hyphen_shows_only_where_the_line_breaks(fonts):
    block = laid(fonts, "school\u00adteacher " * 8, width=120.0)
    lines = [words(line) for line in block.lines]
    assert any(line.endswith("school\u00ad") for line in lines)
    assert any("schoolteacher" in line for line in lines)


@pytest.mark.parametrize(
    ("language", "text", "level"),
    [
        ("en", "سلام", 1),
        ("ar", "hello", 0),
        ("ar", "123", 1),
        ("en", "123", 0),
        ("en", "", 0),
        ("en", "\u2067hello\u2069 world", 0),
    ],
)
def test_each_paragraph_runs_its_own_way(fonts, language, text, level):
    block = laid(fonts, text, language=language, right_to_left=language == "ar")
    assert block.lines[0].level == level


def test_what_no_font_has_is_marked_counted_and_still_read(fonts, read):
    one, other = "\ua997\ua9ae"  # Javanese, which no font package of ours has
    result = printed(fonts, f"Library: {one}{other}{one} end")
    assert result.missing == {one: 2, other: 1}
    assert f"Library:{one}{other}{one}end" in read(result.data).letters()


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b\x07c", "abc"),
        ("tab\tbed", "tab bed"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("\ufffe", "\ufffd"),
        ("a\x85b\x0bc", "a\nb\nc"),
        ("\u202etxt", "\u2068\u202etxt\u202c\u2069"),
        ("a\u2069b\u202cc", "\u2068abc\u2069"),
        ("\u2067x\ny", "\u2068\u2067x\u2069\u2069\ny"),
        ("\u2067\u202bx\u2069", "\u2068\u2067\u202bx\u2069\u2069"),
        ("kept: é 漢 😀 \u200d", "kept: é 漢 😀 \u200d"),
    ],
)
def test_what_cannot_be_printed_is_taken_out(dirty, clean):
    assert cleaned(dirty) == clean


def test_an_override_in_a_name_turns_nothing_beside_it(fonts):
    block = laid(fonts, [Span("Name \u202e evil"), Span(" after")])
    levels = {piece.run.text: piece.level for unit in block.lines[0].units for piece in unit.pieces}
    assert levels["after"] == 0
    assert levels["evil"] == 3


@pytest.mark.parametrize("markup", ["<b>x</b>", "x<y and y>z", "R&D; &amp; &c", "<img src='/x'>"])
def test_markup_is_only_letters(fonts, read, markup):
    assert read.letters_of(markup) in read(printed(fonts, markup).data).letters()


def test_only_safe_addresses_are_live_and_paper_shows_them(fonts, read):
    spans = [
        Span("the site", link="https://example.org/a"),
        Span("mail", link="mailto:ada@example.org"),
        Span("evil", link="javascript:alert(1)"),
        Span("file", link="file:///etc/passwd"),
        Span("https://example.org/b", link="https://example.org/b"),
    ]
    document = read(printed(fonts, spans).data)
    assert document.links() == [
        "https://example.org/a",
        "mailto:ada@example.org",
        "https://example.org/b",
    ]
    text = document.letters()
    assert "thesite(https://example.org/a)" in text
    assert "mail(ada@example.org)evilfile" in text
    assert text.count("https://example.org/b") == 1


def test_italic_and_bold_pieces_use_their_own_faces(fonts, read):
    spans = [Span("plain "), Span("bold ", bold=True), Span("slanted", italic=True)]
    names = {
        font["name"].partition("+")[2]
        for font in read(printed(fonts, spans).data).font_descriptors()
    }
    assert names == {"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"}


def test_justified_lines_end_at_the_margin_but_the_last_does_not(fonts, read):
    style = TextStyle(align="justify", size=14)
    picture = read(
        printed(fonts, "every word of this line is short " * 9, style=style).data
    ).picture()
    ink = picture.point(lambda grey: grey < 128 and 255)
    body = ink.crop((0, 0, ink.width, ink.height - 60))
    left, _top, right, bottom = body.getbbox()
    line_height = style.size * style.leading * 60 / 72
    last = body.crop((0, int(bottom - line_height / 2), body.width, bottom)).getbbox()
    assert last[2] < right - 20
    assert right == pytest.approx(body.width - left, abs=3)


def test_a_text_is_split_without_losing_or_repeating_a_line(fonts):
    block = laid(fonts, "one two three four five six seven " * 40)
    head, rest = block.split(block.height / 2)
    assert [*head.lines, *rest.lines] == list(block.lines)
    assert head.height + rest.height == pytest.approx(block.height)
    assert head.element is rest.element


def test_a_split_leaves_no_line_alone(fonts):
    block = laid(fonts, "one two three four five six seven " * 8)
    leading = block.height / len(block.lines)
    assert block.split(leading * 1.5) is None
    _head, rest = block.split(block.height - leading / 2)
    assert len(rest.lines) == 2


@dataclass(slots=True)
class Effort:
    """What laying out and drawing a text cost, counted and not timed."""

    lines: int = 0
    letters: int = 0

    def trace(self, frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        self.lines += event == "line"  # each round of a loop counts, wherever it stands
        return self.trace


def effort(monkeypatch, text):
    """Return the lines of Python that ran and the letters that HarfBuzz shaped."""
    found = Effort()
    shape = uharfbuzz.shape

    def counting_shape(font, buffer, *features):
        found.letters += len(buffer)
        shape(font, buffer, *features)

    fonts = FontLibrary()  # nothing is remembered from the last time
    with monkeypatch.context() as patch:
        patch.setattr(uharfbuzz, "shape", counting_shape)
        before = sys.gettrace()
        sys.settrace(found.trace)
        try:
            printed(fonts, text)
        finally:
            sys.settrace(before)
    return found


@pytest.mark.parametrize(
    "letters",
    [
        "abcdefghijklmno",
        "AVATAR",
        "مرحبا",
        "ភាសាខ្មែរ",
        "ภาษาไทย",
        "नमस्ते",
        "漢字",
        "e\u0301",
        "a\u00ad",
        "one two three ",
    ],
)
def test_twice_as_long_a_text_is_twice_the_work(monkeypatch, letters):
    effort(monkeypatch, letters)  # what every first text costs is paid
    half, whole = (effort(monkeypatch, (letters * count)[:count]) for count in (3_000, 6_000))
    assert whole.lines < 2.3 * half.lines
    assert whole.letters < 2.3 * half.letters
    assert whole.letters < 4 * 6_000


_PROGRAM = """
import hashlib, sys
from copdesk.pdf.layout.blocks import bullets, heading, paragraph, table
from copdesk.pdf.layout.page import Document
from copdesk.pdf.typography.font_library import FontLibrary
texts = ["Teachers", "\\u0645\\u0631\\u062d", "\\u0928\\u092e\\u0938\\u094d\\u0924\\u0947"]
blocks = [heading(texts[0]), *map(paragraph, texts), bullets(texts)]
blocks.append(table([texts], (1, 1, 1), texts))
print(hashlib.sha256(Document(title="Same").render(blocks, FontLibrary()).data).hexdigest())
"""


def test_two_processes_write_the_same_bytes():
    sums = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
    assert len(sums.pop().strip()) == hashlib.sha256().digest_size * 2
