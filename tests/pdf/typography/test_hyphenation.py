"""Words parted at the end of a line: which, where, and what a reader of the file gets back."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from copdesk.pdf.layout.blocks import BODY, heading, paragraph, table
from copdesk.pdf.layout.page import Document
from copdesk.pdf.layout.pagination import Setting
from copdesk.pdf.layout.text import TextBlock, TextStyle
from copdesk.pdf.typography.characters import SOFT_HYPHEN
from copdesk.pdf.typography.hyphenation import Hyphenation
from copdesk.pdf.typography.spans import Span

LONG = "uncharacteristically"
JUSTIFIED = replace(BODY, align="justify")


@pytest.fixture(scope="module")
def hyphenation():
    return Hyphenation()


def shown(hyphenation, text, language, **options):
    """Return a text with a mark at each place where it may be parted."""
    places = [0, *hyphenation.places(text, language, **options), len(text)]
    return "|".join(text[start:stop] for start, stop in pairwise(places))


def lines(fonts, content, width=100.0, style=BODY, language="en"):
    setting = Setting(fonts=fonts, language=language, right_to_left=False, page_height=700.0)
    block = TextBlock(content, style).lay(setting, width)
    assert block.widest() <= width
    return [
        "".join(piece.run.text for unit in line.units for piece in unit.pieces).rstrip()
        for line in block.lines
    ]


@pytest.mark.parametrize(
    ("text", "language", "parted"),
    [
        ("responsibilities", "en", "re|spon|si|bil|i|ties"),
        ("(responsibilities),", "en_GB", "(re|spons|ib|il|it|ies),"),
        ("Unterrichtsvorbereitung", "de", "Un|ter|richts|vor|be|rei|tung"),
        ("l’établissement", "fr", "l’éta|blis|se|ment"),
        ("исследование", "ru", "ис|сле|до|ва|ние"),
        ("διδασκαλία", "el", "δι|δα|σκα|λία"),
    ],
)
def test_a_language_parts_its_words(hyphenation, text, language, parted):
    assert shown(hyphenation, text, language) == parted


@pytest.mark.parametrize(
    "text",
    [
        "table", "TEACHERS", "Richardson", "class2room", "teacher@school.example",
        "www.example.org",
        "https://example.org/responsibilities", "either/responsibilities", "well-considered",
        "considered-", "", " ", "...",
    ],
)  # fmt: skip
def test_some_words_stay_whole(hyphenation, text):
    assert hyphenation.places(text, "en") == []


@pytest.mark.parametrize(
    "language", ["", "km", "ar", "xx", "hi", "cs", "uk", "nb", "pt_PT", "../en"]
)
def test_a_language_without_patterns_of_free_use_parts_nothing(hyphenation, language):
    assert hyphenation.places("responsibilities", language) == []


def test_two_letters_stay_before_and_three_after(hyphenation):
    words = ["about", "absolutely", "already", "international", "necessary", "everybody", "idea"]
    for word in words:
        for place in hyphenation.places(word, "en"):
            assert 2 <= place <= len(word) - 3


def test_a_name_is_parted_only_where_no_line_can_hold_it(fonts):
    found = lines(fonts, "We met with Featherstone again today")
    assert found == ["We met with", "Featherstone again", "today"]
    found = lines(fonts, "Featherstonehaughington came", width=60.0)
    assert found[0].endswith(SOFT_HYPHEN)
    assert "".join(found).replace(SOFT_HYPHEN, "") == "Featherstonehaughington came"


def test_a_narrow_column_is_filled_and_a_wide_one_left_alone(fonts):
    text = f"we are {LONG} pleased and then {LONG} sad about it"
    found = lines(fonts, text)
    assert any(line.endswith(SOFT_HYPHEN) for line in found)
    assert not any(SOFT_HYPHEN in line for line in lines(fonts, text, width=300.0))
    assert not any(SOFT_HYPHEN in line for line in lines(fonts, text, style=TextStyle()))


def test_what_stands_for_itself_is_not_parted(fonts):
    for style in (
        replace(BODY, align="center"),
        replace(BODY, size=22),
        replace(BODY, keep_with_next=True),
    ):
        found = lines(fonts, f"we are {LONG} pleased about it", width=260.0, style=style)
        assert not any(SOFT_HYPHEN in line for line in found)


def test_a_justified_text_is_parted_in_a_wide_column_too(fonts):
    text = f"the teachers were all {LONG} pleased " * 6
    found = lines(fonts, text, width=380.0, style=JUSTIFIED)
    assert any(line.endswith(SOFT_HYPHEN) for line in found)


def test_never_more_than_two_hyphens_below_one_another(fonts):
    found = lines(fonts, f"{LONG} " * 40, width=130.0)
    hyphens = "".join("-" if line.endswith(SOFT_HYPHEN) else " " for line in found)
    assert "-" in hyphens
    assert "---" not in hyphens


def test_the_last_word_stays_whole(fonts):
    assert lines(fonts, f"we are not {LONG}")[-1] == LONG


def test_a_span_is_parted_by_its_own_language(fonts):
    german = "die ist Unterrichtsvorbereitung gut"
    assert lines(fonts, [Span(german, language="de")])[0].endswith(SOFT_HYPHEN)
    assert lines(fonts, [Span(german, language="km")])[0] == "die ist"


def test_a_link_stays_whole(fonts):
    spans = [Span("see the "), Span(LONG, link="https://example.org"), Span(" now")]
    assert not any(SOFT_HYPHEN in line for line in lines(fonts, spans, width=130.0))


def test_the_word_comes_back_without_a_hyphen(fonts, read):
    cell = f"we are {LONG} pleased about it"
    blocks = [heading(LONG), table([[cell, "a hard-won", ""]], (1, 1, 3)), paragraph(cell)]
    data = Document(title="Hyphens", language="en").render(blocks, fonts).data
    text = read(data).text()
    assert text.count("-") + text.count("\ufffe") == 2  # PDFium's sign for a hyphen at the end
    joined = read.letters_of(text).replace("\ufffe", "")
    assert joined.count(LONG) == 3


def test_the_patterns_are_read_only_when_a_line_asks_for_them():
    program = f"""
import sys
from copdesk.pdf.layout.blocks import paragraph, table
from copdesk.pdf.layout.page import Document
from copdesk.pdf.typography.font_library import FontLibrary
fonts = FontLibrary()
Document(title="", language="en").render([paragraph("Plain words. " * 50)], fonts)
assert "pyphen" not in sys.modules
Document(title="", language="en").render([table([["we {LONG} met", ""]], (1, 4))], fonts)
assert "pyphen" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
