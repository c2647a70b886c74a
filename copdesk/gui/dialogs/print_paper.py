"""Putting the pages of a handout on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def pages_of(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that the user has chosen in the dialog, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if first <= 0:
        return list(range(count))
    return list(range(first - 1, min(last or first, count)))


def print_pages(printer: QPrinter, pages: Sequence[int], draw: Draw, report: Report) -> int:
    """Print pages one after another, each turned as it was made; may run in a worker."""
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    lying = [_is_lying(data) for data in draw(TINY, pages)]
    painter = QPainter()
    for done, (number, is_lying) in enumerate(zip(pages, lying, strict=True)):
        report(done, len(pages))
        inches = LONG_SIDE_INCHES if is_lying else SHORT_SIDE_INCHES
        picture = QImage.fromData(draw(round(inches * DOTS_PER_INCH), [number])[0])
        turn = QPageLayout.Orientation
        printer.setPageOrientation(turn.Landscape if is_lying else turn.Portrait)
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            raise UserError(
                _("The printer does not take the pages."),
                _("Look whether it is on and has paper, or save the pages as a PDF."),
            )
        painter.drawImage(_place(printer, picture), picture)
    painter.end()
    return len(pages)


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
