"""What happens to an office file before and after LibreOffice has it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from copdesk.pdf.foreign import office_worker
from copdesk.pdf.foreign.child_process import Limits, Message, run
from copdesk.pdf.foreign.office_worker import answer
from tests.pdf.foreign.office_files import odt, zipped

LIMITS = Limits(seconds=60, megabytes=4096)
needs_scripts = pytest.mark.skipif(os.name != "posix", reason="needs programs that are scripts")


def question(program, data, suffix=".odt"):
    return Message(fields={"program": str(program), "suffix": suffix}, blobs=(data,))


def converter(place, script):
    """Write a program that stands in the place of LibreOffice."""
    file = place / "soffice"
    file.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        "document, made = sys.argv[-1], sys.argv[sys.argv.index('--outdir') + 1]\n"
        f"os.mkdir(made)\n{script}\n"
    )
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@needs_scripts
@pytest.mark.parametrize("suffix", [".odt", ".docx"])
def test_the_program_gets_the_document_with_its_ending_and_its_pdf_comes_back(tmp_path, suffix):
    document = odt()
    program = converter(
        tmp_path,
        "name = os.path.basename(document).encode()\n"
        "data = open(document, 'rb').read()\n"
        "open(made + '/any.pdf', 'wb').write(name + b' ' + data)",
    )
    found = run("office", question(program, document, suffix), LIMITS)
    assert (found.fields, found.blobs) == ({}, (f"document{suffix} ".encode() + document,))


@needs_scripts
def test_the_document_is_gone_afterwards(tmp_path):
    program = converter(
        tmp_path, "open(made + '/any.pdf', 'wb').write(os.path.dirname(document).encode())"
    )
    (folder,) = run("office", question(program, odt()), LIMITS).blobs
    assert b"copdesk-" in folder
    assert not Path(os.fsdecode(folder)).exists()


@needs_scripts
def test_a_program_that_makes_no_pdf_is_a_reason(tmp_path):
    program = converter(tmp_path, "open(made + '/any.txt', 'w').write('no')")
    found = run("office", question(program, odt()), LIMITS)
    assert (found.fields, found.blobs) == ({"refused": "office_failed"}, ())


@pytest.mark.parametrize("data", [b"", b"no archive", odt()[:-40]])
def test_what_is_no_archive_never_reaches_the_program(data):
    found = answer(question("/nowhere", data))
    assert (found.fields, found.blobs) == ({"refused": "broken"}, ())


def test_what_unfolds_to_more_than_the_limit_never_reaches_the_program(monkeypatch):
    monkeypatch.setattr(office_worker, "UNPACKED_LIMIT", 100)
    data = zipped({"one": "1" * 60, "two": "2" * 41})
    assert answer(question("/nowhere", data)).fields == {"refused": "too_heavy"}
