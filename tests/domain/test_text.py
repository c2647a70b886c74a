from __future__ import annotations

import pytest

from copdesk.domain.text import file_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Upper Valley", "Upper Valley"),
        ("a/b\\c: d?*", "a b c d"),
        ("ក្រុមអានភ្នំក្រោម", "ក្រុមអានភ្នំក្រោម"),
        ("ជា\u200bឯកសារ", "ជាឯកសារ"),
        ("हिन्दी पाठ", "हिन्दी पाठ"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("Con", "_Con"),
        ("Contact", "Contact"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_file_is_called_like_the_thing(name: str, stem: str) -> None:
    assert file_stem(name) == stem


def test_a_name_is_no_longer_than_systems_take() -> None:
    assert len(file_stem("ក្រុម" * 100, longest=100).encode()) <= 180
    assert file_stem("x" * 500) == "x" * 60
    assert file_stem("Minutes, May_2.", signs=" ,_.") == "Minutes, May_2"
