"""Pages on their way to a printer, or to a file that stands for one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from copdesk.errors import Cancelled, UserError
from copdesk.gui.printing.paper import print_pages
from copdesk.pdf.foreign.preview import render_pages
from copdesk.pdf.layout.blocks import page_break, paragraph
from copdesk.pdf.layout.handout import Press
from copdesk.store.atomic import write_file

PAGES = 3


@pytest.fixture(scope="module")
def pdf() -> bytes:
    blocks = [paragraph("One"), page_break(), paragraph("Two"), page_break(), paragraph("Three")]
    return Press.on("a4").handout("Three", "", blocks).pdf


@pytest.fixture
def target(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"the old one")
    return file


def printed(
    target: Path, pdf: bytes, report: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    return print_pages(
        printer,
        range(PAGES),
        lambda width, pages: render_pages(pdf, width, pages),
        report,
        lambda data, path: write_file(path, data),
    )


def alone(target: Path) -> bool:
    return [file.name for file in target.parent.iterdir()] == [target.name]


def test_a_file_takes_the_place_of_the_old_one_when_it_is_whole(qapp, target: Path, pdf: bytes):
    heard: list[tuple[int, int]] = []
    assert printed(target, pdf, lambda done, total: heard.append((done, total))) == PAGES
    assert len(pypdfium2.PdfDocument(target)) == PAGES
    assert heard == [(done, PAGES) for done in range(PAGES + 1)]
    assert alone(target)


@pytest.mark.parametrize("stop_at", range(PAGES + 1))
def test_stopping_at_any_page_prints_nothing(qapp, target: Path, pdf: bytes, stop_at: int):
    def stop(done: int, _total: int) -> None:
        if done == stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        printed(target, pdf, stop)
    assert target.read_bytes() == b"the old one"
    assert alone(target)


@pytest.mark.parametrize("room", [100, 20_000, 60_000])
def test_a_full_disk_leaves_the_old_file(qapp, target: Path, pdf: bytes, room: int):
    """The limit on the size of files is as near as one gets to a full disk without mounts."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        with pytest.raises(UserError):
            printed(target, pdf)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert target.read_bytes() == b"the old one"
    assert alone(target)


def test_a_folder_that_is_not_there_is_said(qapp, tmp_path: Path, pdf: bytes):
    with pytest.raises(UserError, match="folder does not exist"):
        printed(tmp_path / "away" / "paper.pdf", pdf)


@pytest.mark.skipif(os.name != "posix", reason="needs a device with a name of its own")
def test_a_device_is_not_replaced(qapp, pdf: bytes):
    with pytest.raises(UserError, match="not an ordinary file"):
        printed(Path("/dev/full"), pdf)
