from __future__ import annotations

import ast
import gettext
import string
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from copdesk import language

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "copdesk").rglob("*.py"))
CATALOGUES = sorted((ROOT / "resources" / "languages").glob("*/LC_MESSAGES/copdesk.po"))
MARKERS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}


def test_catalogues_are_current():
    command = [sys.executable, ROOT / "packaging" / "translations.py", "--check"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_catalogue_is_named_like_a_language():
    codes = language.available()
    assert codes[0] == "en"
    assert [str(Locale.parse(code)) for code in codes] == codes


def test_messages_are_whole_before_they_are_translated():
    """A message that is put together first is in no catalogue."""
    put_together = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for argument in call.args[: MARKERS.get(call.func.id, 0)]
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    ]
    assert put_together == []


def names(text):
    return {name for _text, name, _spec, _how in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda po: po.parents[1].name)
def test_every_translated_sentence_can_be_filled_in(po):
    """Whatever the number is, a translation asks for no name that the program does not give."""
    with po.open("rb") as file:
        messages = [message for message in read_po(file, locale=po.parents[1].name) if message.id]
    assert [message.id for message in messages if message.fuzzy] == []
    spoken = gettext.translation("copdesk", po.parents[2], [po.parents[1].name])
    for message in messages:
        if isinstance(message.id, str):
            said = spoken.gettext(message.id)
            if message.context:
                said = spoken.pgettext(message.context, message.id)
            assert names(said) == names(message.id)
            continue
        one, more = message.id
        for number in (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1000):
            form = spoken.ngettext(one, more, number)
            assert names(form) - {"number"} == names(more) - {"number"}, form
            if number > 2 and "number" in names(more):
                assert "number" in names(form), form


@pytest.mark.parametrize(
    "po",
    [po for po in CATALOGUES if language.is_right_to_left(po.parents[1].name)],
    ids=lambda po: po.parents[1].name,
)
def test_a_name_at_the_beginning_does_not_turn_a_sentence(po):
    """Paper and window take the direction of a line from its first letter, or from a mark."""
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parents[1].name)
    forms = [
        form
        for message in catalog
        if message.id
        for form in ([message.string] if isinstance(message.string, str) else message.string)
    ]
    assert [form for form in forms if "R" in strong(form) and strong(form)[0] != "R"] == []


def strong(text):
    """Return which way each letter runs, what is filled in counted as from left to right."""
    ways = {"{": "L", "L": "L", "R": "R", "AL": "R"}
    kinds = [one if one == "{" else unicodedata.bidirectional(one) for one in text]
    return "".join(ways[kind] for kind in kinds if kind in ways)
