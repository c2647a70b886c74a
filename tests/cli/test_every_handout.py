"""Every kind of handout is printed by the command line and offered by the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import copdesk
from copdesk.cli.printing import KINDS
from copdesk.services.opening import open_community
from tests.conftest import FakeClock
from tests.pdf.every_handout import PRINTERS
from tests.pdf.printed_text import is_sound

HOME = Path(copdesk.__file__).parent
FOR_ONE_MEMBER = ("certificate", "catch-up")


def words_in(folder: str) -> str:
    """Return the source of a part of the program."""
    return "\n".join(file.read_text(encoding="utf-8") for file in (HOME / folder).rglob("*.py"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_printed(run, valley: Path, tmp_path: Path, kind: str):
    target = tmp_path / "handout.pdf"
    options = ["--protocol", "consultancy"] if kind in ("script", "role-cards") else []
    if kind in FOR_ONE_MEMBER:
        services = open_community(valley, FakeClock())
        options = ["--member", services.members.all()[0].id]
        services.close()
    done = run("print", kind, "--from", str(valley), "-o", str(target), *options)
    assert done.status == 0, done.err
    assert is_sound(target.read_bytes())


def test_every_handout_is_printed_for_some_kind():
    services = words_in("services")
    assert [name for name in PRINTERS if not re.search(rf"{name}\(\s*press", services)] == []


def test_the_window_offers_every_kind():
    offered = set(re.findall(r'"([a-z-]+)"', words_in("gui")))
    assert [kind for kind in KINDS if kind not in offered] == []
