"""A document on paper: its size, margins, header and footer, and the way to bytes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from copdesk.domain.paper import A4, MILLIMETER, Paper
from copdesk.language import _, chosen, is_right_to_left, ngettext
from copdesk.pdf.layout.pagination import Block, Laid, Placed, Setting, baseline_of, paginate
from copdesk.pdf.layout.sheet import Sheet
from copdesk.pdf.layout.text import LaidText, TextBlock, TextStyle
from copdesk.pdf.typography.font_library import FontLibrary

Report = Callable[[int, int], None]

_NAMED: Final = 12
_NEW_OBJECTS: Final = 50_000
_FURNITURE: Final = TextStyle(size=8.5, leading=1.3, space_after=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """White space around the text in points; printers need 12 millimeters."""

    top: float = 16 * MILLIMETER
    bottom: float = 16 * MILLIMETER
    start: float = 18 * MILLIMETER
    end: float = 18 * MILLIMETER


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished document: its bytes, its pages, and how often each missing character occurs."""

    data: bytes
    pages: int
    missing: dict[str, int]

    @property
    def warning(self) -> str:
        """What to tell the user before printing; empty when every character has a glyph."""
        if not self.missing:
            return ""
        shown = " ".join(list(self.missing)[:_NAMED])
        return ngettext(
            "{number} character cannot be printed, because no font here has it: {characters}",
            "{number} characters cannot be printed, because no font here has them: {characters}",
            len(self.missing),
        ).format(number=len(self.missing), characters=shown)


def ignore_progress(done: int, total: int) -> None:
    """Take no notice of how far the work is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What holds for all pages of a handout.

    In a packet `page_offset` pages come before and `page_total` is the number of all; `scale`
    enlarges all text for large print.
    """

    title: str
    language: str = ""
    right_to_left: bool | None = None
    paper: Paper = A4
    margins: Margins = Margins()
    header: str = ""
    footer: str = ""
    author: str = ""
    numbered: bool = True
    scale: float = 1.0
    page_offset: int = 0
    page_total: int | None = None

    def render(
        self,
        blocks: Sequence[Block],
        fonts: FontLibrary,
        report: Report = ignore_progress,
    ) -> Printed:
        """Lay out and draw the blocks; `report` may raise Cancelled at any page."""
        with _rarely_collecting():
            return self._rendered(blocks, fonts, report)

    def body_width(self) -> float:
        """Return the width that blocks have."""
        return self.paper.width - self.margins.start - self.margins.end

    def body_height(self) -> float:
        """Return the height that blocks have on each page."""
        room = self.paper.height - self.margins.top - self.margins.bottom
        return room - self._furniture_height(self.header) - self._furniture_height(self._below())

    def _rendered(self, blocks: Sequence[Block], fonts: FontLibrary, report: Report) -> Printed:
        language = self.language or chosen()
        turned = self.right_to_left
        setting = Setting(
            fonts=fonts,
            language=language,
            right_to_left=is_right_to_left(language) if turned is None else turned,
            page_height=self.body_height(),
            scale=self.scale,
        )
        laid: list[Laid] = []
        for done, block in enumerate(blocks):
            report(done, 2 * len(blocks))
            laid.append(block.lay(setting, self.body_width()))
        pages = paginate(laid, self.body_height())
        sheet = Sheet(
            width=self.paper.width,
            height=self.paper.height,
            title=self.title,
            author=self.author,
            language=language,
        )
        for number, page in enumerate(pages):
            report(len(pages) + number, 2 * len(pages))
            self._draw_page(sheet, setting, page, number, len(pages))
        report(2 * len(pages), 2 * len(pages))
        return Printed(data=sheet.finish(), pages=len(pages), missing=dict(setting.missing))

    def _below(self) -> str:
        return self.footer or ("1" if self.numbered else "")

    def _furniture_height(self, text: str) -> float:
        return _FURNITURE.size * self.scale * 2.2 if text else 0.0

    def _draw_page(
        self, sheet: Sheet, setting: Setting, page: Sequence[Placed], number: int, count: int
    ) -> None:
        left = self.margins.end if setting.right_to_left else self.margins.start
        top = self.paper.height - self.margins.top - self._furniture_height(self.header)
        for offset, laid in page:
            sheet.root.adopt(laid.element)
            laid.draw(sheet, left, top - offset)
        with sheet.artifact():
            self._draw_furniture(sheet, setting, left, number, count)
        sheet.end_page()

    def _draw_furniture(
        self, sheet: Sheet, setting: Setting, left: float, number: int, count: int
    ) -> None:
        room = _FURNITURE.size * _FURNITURE.leading * self.scale
        foot = self.margins.bottom + room / 4
        if self.header:
            line = self._line(setting, self.header, "start")
            _draw_on_line(sheet, line, left, self.paper.height - self.margins.top - room * 3 / 4)
        if self.footer:
            _draw_on_line(sheet, self._line(setting, self.footer, "start"), left, foot)
        if self.numbered:
            total = self.page_total or self.page_offset + count
            text = _("{number} of {total}").format(
                number=self.page_offset + number + 1, total=total
            )
            _draw_on_line(sheet, self._line(setting, text, "end"), left, foot)

    def _line(self, setting: Setting, text: str, side: str) -> Laid:
        """Lay out one line of furniture at the document's own start or end side."""
        right = (side == "end") != setting.right_to_left
        style = TextStyle(
            size=_FURNITURE.size,
            leading=_FURNITURE.leading,
            space_after=0.0,
            align="right" if right else "left",
        )
        laid = TextBlock(text, style, "Artifact").lay(setting, self.body_width())
        return laid.first_line() if isinstance(laid, LaidText) else laid


@contextmanager
def _rarely_collecting() -> Generator[None]:
    """Look for garbage less often: laying out makes many objects and throws few away."""
    often, *further = gc.get_threshold()
    gc.set_threshold(often and max(often, _NEW_OBJECTS), *further)
    try:
        yield
    finally:
        gc.set_threshold(often, *further)


def _draw_on_line(sheet: Sheet, laid: Laid, left: float, line: float) -> None:
    """Draw furniture with its letters standing on a line, whatever script they are of."""
    laid.draw(sheet, left, line + (baseline_of(laid) or 0.0))
