"""Putting the pages of a handout on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from copdesk.errors import UserError
from copdesk.language import _

DOTS_PER_INCH: Final = 300
LONG_SIDE_INCHES: Final = 11.69
SHORT_SIDE_INCHES: Final = 8.5
TINY: Final = 40

Draw = Callable[[int, Sequence[int]], list[bytes]]
"""Pictures of pages as PNG: the width in pixels and the numbers of the pages."""
Report = Callable[[int, int], None]
Save = Callable[[bytes, Path], None]
"""Puts a finished file in its place, or leaves what is there."""


def pages_of(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that the user has chosen in the dialog, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if first <= 0:
        return list(range(count))
    return list(range(first - 1, min(last or first, count)))


def print_pages(
    printer: QPrinter, pages: Sequence[int], draw: Draw, report: Report, save: Save
) -> int:
    """Print pages one after another, each turned as it was made; may run in a worker.

    Nothing goes to the printer before all pages are drawn, so that stopping leaves no half of
    them. Where the user chose a file in the dialog, it is made aside and handed to `save` whole.
    """
    with TemporaryDirectory(prefix="copdesk-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        drawn = _drawn(pages, draw, report, folder)
        target = printer.outputFileName()
        if not target or printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat:
            _print(printer, drawn)
            return len(pages)
        aside = folder / "pages.pdf"
        printer.setOutputFileName(str(aside))
        _print(printer, drawn)
        save(_whole(aside), Path(target))
        return len(pages)


def _drawn(
    pages: Sequence[int], draw: Draw, report: Report, folder: Path
) -> list[tuple[Path, bool]]:
    """Return a picture of each page as a file, and whether the page lies on its side."""
    drawn: list[tuple[Path, bool]] = []
    try:
        for number, small in zip(pages, draw(TINY, pages), strict=True):
            report(len(drawn), len(pages))
            is_lying = _is_lying(small)
            inches = LONG_SIDE_INCHES if is_lying else SHORT_SIDE_INCHES
            file = folder / f"{len(drawn)}.png"
            file.write_bytes(draw(round(inches * DOTS_PER_INCH), [number])[0])
            drawn.append((file, is_lying))
    except OSError as error:
        raise _no_room() from error
    report(len(pages), len(pages))
    return drawn


def _print(printer: QPrinter, drawn: Sequence[tuple[Path, bool]]) -> None:
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    turn = QPageLayout.Orientation
    painter = QPainter()
    for file, is_lying in drawn:
        printer.setPageOrientation(turn.Landscape if is_lying else turn.Portrait)
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            raise UserError(
                _("The printer does not take the pages."),
                _("Look whether it is on and has paper, or save the pages as a PDF."),
            )
        picture = QImage(str(file))
        painter.drawImage(_place(printer, picture), picture)
    painter.end()


def _whole(made: Path) -> bytes:
    """Return a PDF that was made aside; UserError when the disk was full before its end."""
    data = made.read_bytes() if made.is_file() else b""
    if not data.rstrip().endswith(b"%%EOF"):
        raise _no_room()
    return data


def _no_room() -> UserError:
    return UserError(
        _("The disk has no room for the pages, so nothing was printed."),
        _("Make room, and print again."),
    )


def _is_lying(data: bytes) -> bool:
    picture = QImage.fromData(data)
    return picture.width() > picture.height()


def _place(printer: QPrinter, picture: QImage) -> QRect:
    """Return where a page goes: as large as the paper takes, in the middle."""
    paper = QRect(0, 0, printer.width(), printer.height())
    size = picture.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(paper.center())
    return place
