"""Titles and bookmarks do not depend on which library was imported first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
_PROGRAM = """
import hashlib, io
from copdesk.pdf.layout.blocks import heading
from copdesk.pdf.layout.handout import Press
press = Press.on("a4")
blocks = [heading("caf\\u00e9 soft\\u00adhyphen \\u20ac")]
made = press.render(press.document("Soft\\u00adly", ""), blocks)
import pikepdf
with pikepdf.open(io.BytesIO(made.data)) as document, document.open_outline() as outline:
    print(ascii(outline.root[0].title), ascii(str(document.docinfo["/Title"])))
print(hashlib.sha256(made.data).hexdigest())
"""


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return [
        subprocess.run(
            [sys.executable, "-c", f"import {first}\n{_PROGRAM}"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for first in ("reportlab.pdfbase.pdfdoc", "pikepdf")
    ]


def test_every_letter_of_a_title_and_a_bookmark_comes_back(printed: list[str]) -> None:
    for text in printed:
        assert text.splitlines()[0] == r"'caf\xe9 soft\xadhyphen \u20ac' 'Soft\xadly'"


def test_the_order_of_imports_does_not_show(printed: list[str]) -> None:
    assert printed[0] == printed[1]
