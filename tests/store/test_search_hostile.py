"""What a hostile query does: nothing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copdesk.store.search import snippet
from copdesk.store.transaction import Database
from tests.store.finding import found, member

NAUGHTY = (
    "",
    " ",
    "*",
    "**",
    '"',
    '""',
    '"""',
    "'",
    "';--",
    "a'b",
    'a"b',
    "(",
    ")",
    "()",
    "((",
    "{}",
    "^a",
    "a^",
    "a*b",
    "-a",
    "+a",
    "a-b",
    "a:b",
    "title:a",
    "title : a",
    "a AND",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR(a b)",
    "a NEAR/2 b",
    "a OR b",
    "NOT a",
    "\\",
    "\\\\",
    "/",
    "//",
    "%",
    "_",
    "__",
    "_ a",
    "a_b",
    "?",
    "$1",
    ":x",
    "@x",
    "#",
    "[a]",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202eabc",
    "\ufeff",
    "\u200b",
    "\u2028",
    "😀",
    "👨‍👩‍👧",
    "é́́",
    "ﬁ",
    "ǅ",
    "İ",
    "ß",
    "ſ",
    "\u0301",
    "\u0940",
    "١٢٣",
    "½",
    "Ⅷ",
    "a" * 20_000,
    "a " * 5_000,
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "漢字かな",
    "ᏣᎳᎩ",
    "𝔘𝔫𝔦",
    "𐐷",
    "\U000e0001",
    "\uffff",
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_nothing_a_user_types_is_syntax(database: Database, text: str) -> None:
    member(database, "Ana", "a b and or not near title 漢字かな 12 x")
    for hit in found(database, text):
        assert hit == ("member", "Ana")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40))
def test_any_text_may_be_searched(database: Database, text: str) -> None:
    with closing(database.searcher()) as searcher:
        assert searcher.search(text) == []


@pytest.mark.parametrize("text", [text for text in NAUGHTY if text.isprintable()])
def test_what_was_typed_is_found_again_by_its_words(database: Database, text: str) -> None:
    """Whatever a name is, it can be indexed, changed and taken out of the index again."""
    stored = member(database, f"Zoe {text[:50]}")
    assert found(database, "zoe") == [("member", stored.name)]
    with database.transaction() as tx:
        tx.members.put(replace(stored, name="Other"))
    assert found(database, "zoe") == []


def test_the_snippet_of_a_text_without_spaces_is_short() -> None:
    assert len(snippet("漢" * 100_000, ["漢"])) < 500
    assert len(snippet("a" * 100_000 + " b", ["b"])) < 500
