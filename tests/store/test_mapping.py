"""What a newer CopDesk wrote is read as far as this one has words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import SimpleNamespace

import pytest

from copdesk.store.mapping import columns_of, is_known, value_of


class Hue(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Card:
    """A value with two choices that it cannot do without, and one that it can."""

    id: str = ""
    hue: Hue
    size: Size
    back: Hue = Hue.BLUE
    notes: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("hue", "size", "back", "known"),
    [
        ("red", "large", "red", True),
        ("red", "large", "green", True),
        ("green", "large", "red", False),
        ("red", "huge", "red", False),
        ("green", "huge", "red", False),
    ],
)
def test_a_row_is_known_when_every_needed_choice_is(hue, size, back, known):
    assert is_known(Card, SimpleNamespace(hue=hue, size=size, back=back)) is known


def test_a_choice_without_a_word_here_becomes_the_usual_one():
    read = value_of(Card, ("1", "red", "large", "green"), notes=("a",))
    assert read == Card(id="1", hue=Hue.RED, size=Size.LARGE, back=Hue.BLUE, notes=("a",))


def test_the_columns_are_all_but_the_id_and_the_children():
    card = Card(id="1", hue=Hue.RED, size=Size.LARGE, notes=("a",))
    assert columns_of(card, frozenset({"notes"})) == {
        "hue": Hue.RED,
        "size": Size.LARGE,
        "back": Hue.BLUE,
    }
