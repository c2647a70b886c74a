"""The table of keys, and what is written from it."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from copdesk import language
from copdesk.keys import KEYS, Place, keys_at, keys_of, shown
from copdesk.pdf.handouts.quick_guide import quick_guide_pdf
from copdesk.pdf.layout.handout import Press

README = Path(__file__).resolve().parents[1] / "README.md"


def rows_of_the_table() -> list[str]:
    """Write the table as the README does; a place is named in the row of its first key."""
    rows = []
    for place in Place:
        for number, one in enumerate(keys_at(place)):
            first = "|" if number else f"| {place} |"
            rows.append(f"{first} {'| ' if number else ''}{shown(one.keys)} | {one.does} |")
    return rows


def test_no_key_means_two_things_in_one_place():
    counted = Counter((one.place, key) for one in KEYS for key in one.keys)
    assert [pair for pair, number in counted.items() if number > 1] == []
    assert len({one.name for one in KEYS}) == len(KEYS)


def test_the_readme_has_the_table_as_it_is():
    lines = README.read_text("utf-8").splitlines()
    start = lines.index("| Where | Keys | What |") + 2
    told = lines[start : lines.index("", start)]
    assert told == rows_of_the_table()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_quick_guide_tells_every_key_on_two_sides(paper):
    guide = quick_guide_pdf(Press.on(paper))
    pages = pypdfium2.PdfDocument(BytesIO(guide.pdf))
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    words = " ".join(text.split())
    told = [one for one in KEYS if one.place is not Place.PREVIEW]
    assert [one.name for one in told if f"{shown(one.keys)} {one.does}" not in words] == []
    assert guide.pages == 2


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("Space",), "Space"),
        (("Ctrl++",), "Ctrl++"),
        (("+", "="), "+, ="),
        (("-",), "−"),
        (("Ctrl+-",), "Ctrl+−"),
        (("Alt+Up",), "Alt+Up"),
        (("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"), "Ctrl+1, Ctrl+2, …"),
    ],
)
def test_keys_are_shown_as_on_the_keyboard(keys, text):
    assert shown(keys) == text


def test_keys_are_named_in_the_language_of_the_reader():
    language.choose("hi")
    assert shown(["Space"]) == language._("Space") != "Space"
    assert keys_of("start-or-pause") == ("Space",)
