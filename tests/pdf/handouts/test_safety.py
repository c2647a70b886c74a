from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys

import page as page_validation
import pikepdf
import pytest

from copdesk import language
from copdesk.pdf.layout.blocks import paragraph
from copdesk.pdf.layout.handout import Press
from tests.pdf.handouts.every_handout import PRINTERS, every_handout, printed
from tests.pdf.handouts.filled_papers import filled_papers
from tests.pdf.handouts.handout_papers import meeting_papers
from tests.pdf.printed_text import is_sound


@pytest.fixture(scope="module")
def press() -> Press:
    return Press.on("a4")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("large", [False, True])
def test_every_handout_is_sound_on_every_paper(paper: str, code: str, large: bool):
    language.choose(code)
    press = Press.on(paper, large_print=large)
    for handout in every_handout(press, meeting_papers()):
        assert is_sound(handout.pdf), handout.title
        assert not handout.missing
        with pikepdf.open(io.BytesIO(handout.pdf)) as pdf:
            assert len(pdf.pages) == handout.pages
            assert str(pdf.Root.Lang) == code
            assert str(pdf.docinfo.Title) == handout.title
            short, long = sorted(float(side) for side in pdf.pages[0].mediabox[2:])
            assert (round(short), round(long)) == {"a4": (595, 842), "letter": (612, 792)}[paper]


def test_two_processes_print_the_same_bytes(press: Press):
    """The seed of hashes is another in each process, and so is the order of what is printed."""
    script = """
import hashlib, json
from copdesk.pdf.layout.handout import Press
from tests.pdf.handouts.every_handout import PRINTERS, printed
from tests.pdf.handouts.filled_papers import filled_papers

press, papers = Press.on("a4"), filled_papers(str)
names = reversed(PRINTERS)
print(json.dumps({n: hashlib.sha256(printed(n, press, papers).pdf).hexdigest() for n in names}))
"""
    other = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    papers = filled_papers(str)
    here = {name: hashlib.sha256(printed(name, press, papers).pdf).hexdigest() for name in PRINTERS}
    assert json.loads(other.stdout) == here


@pytest.mark.parametrize("profile", ["PDF_A_2B", "PDF_UA_1"])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_handout_can_be_read_out_and_kept(code: str, profile: str):
    language.choose(code)
    chosen = getattr(page_validation.ValidationProfile, profile)
    for handout in every_handout(Press.on("a4"), meeting_papers()):
        report = page_validation.validate_pdf_bytes(handout.pdf, profile=chosen)
        assert [str(failure) for failure in report.failures] == [], handout.title


def test_streams_may_end_with_any_byte(press: Press):
    """Compressed data that ends with a carriage return must not look one byte shorter."""
    chosen = page_validation.ValidationProfile.PDF_A_2B
    for number in range(60):
        handout = press.handout(f"Title {number}", "", [paragraph(f"Text {number}")])
        report = page_validation.validate_pdf_bytes(handout.pdf, profile=chosen)
        assert [str(failure) for failure in report.failures] == []
