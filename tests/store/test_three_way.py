"""Two edits of one text are put together, and no word of either is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.store.three_way import lines, sentences, three_way

SENTENCES = ("Has the key.", "Fractions are hard!", "Une idée ?", "क्या।", "😀 laughed.", "no end")
WRITTEN = st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ("One.", "One.", "One.", "One."),
        ("Has the key.", "Has the key. A.", "Has the key. B.", "Has the key. A. B."),
        ("One. Two.", "One!\nTwo.", "One. Two. Three.", "One!\nTwo. Three."),
        ("", "From me", "From you", "From me From you"),
        ("😀 a. b.", "😀 a. c.", "b.", "c."),
        ("A. A. A.", " Mine.", "A. Hard! Theirs.", " Mine. Hard! Theirs."),
    ],
)
def test_what_both_wrote_is_there(base: str, mine: str, theirs: str, together: str) -> None:
    assert three_way(base, mine, theirs) == together


def test_lines_are_kept_whole() -> None:
    found = three_way("a\nb\n", "a\nmine, and. more\nb\n", "a\nb\ntheirs\n", lines)
    assert found == "a\nmine, and. more\nb\ntheirs\n"
    assert three_way("", "mine\n", "theirs\n", lines).splitlines() == ["mine", "theirs"]


@settings(max_examples=300, deadline=None)
@given(WRITTEN, WRITTEN, WRITTEN)
def test_no_new_word_is_lost(base: str, mine: str, theirs: str) -> None:
    together = three_way(base, f"{mine} Mine.", f"{theirs} Theirs.")
    old, found = set(sentences(base)), set(together.split())
    for text in (mine, theirs):
        new = {word for one in sentences(text) if one not in old for word in one.split()}
        assert new <= found
    assert together.count("Mine.") == together.count("Theirs.") == 1


@settings(deadline=None)
@given(WRITTEN, WRITTEN)
def test_what_only_one_changed_is_what_that_one_wrote(base: str, mine: str) -> None:
    assert three_way(base, mine, base) == mine
    assert three_way(base, base, mine) == mine
    assert "".join(sentences(base)) == "".join(lines(base)) == base


def test_the_engine_is_not_loaded_before_a_text_clashes() -> None:
    code = "import sys, copdesk.services.opening; print('loro' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
