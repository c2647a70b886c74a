"""A block of text: words and a style in, lines of glyphs on a sheet out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from copdesk.pdf.file.structure import Element, Role
from copdesk.pdf.layout.pagination import Laid, Setting
from copdesk.pdf.typography.bidi import base_level
from copdesk.pdf.typography.drawing import (
    line_operators,
    link_areas,
    spoken_parts,
    visible_pieces,
)
from copdesk.pdf.typography.lines import Line, break_lines
from copdesk.pdf.typography.parting import Parting
from copdesk.pdf.typography.spans import Span, paragraphs
from copdesk.pdf.typography.units import Wording, units

if TYPE_CHECKING:
    from copdesk.pdf.layout.sheet import Sheet

Align = Literal["natural", "start", "end", "center", "justify", "left", "right"]
Direction = Literal["auto", "ltr", "rtl"]

_EM: Final = 1000.0
_CAP_CENTER: Final = 0.8  # of the size: how far the base line is below a line without leading
_WIDOWS: Final = 2
_LARGEST_HYPHENATED: Final = 14.0
_NARROW: Final = 26 * _EM
_LOOSE: Final = 0.08  # of a justified line, spread over its spaces
_RAGGED: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a block of text looks; lengths in points, `leading` in sizes, `grey` 0 is black.

    `start` and `end` are sides of the document, `natural` is where each paragraph itself begins;
    the direction `auto` takes it from a paragraph's first letter. `hyphenate` parts words where a
    line would stay too empty, but never in large or centered text, nor in a heading.
    """

    size: float = 10.5
    leading: float = 1.36
    align: Align = "natural"
    bold: bool = False
    italic: bool = False
    grey: float = 0.0
    space_before: float = 0.0
    space_after: float = 4.0
    indent: float = 0.0
    end_indent: float = 0.0
    first_indent: float = 0.0
    language: str = ""
    direction: Direction = "auto"
    keep_with_next: bool = False
    hyphenate: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text in one style, with bold, italic and linked pieces inside."""

    content: str | Sequence[Span]
    style: TextStyle = TextStyle()
    role: Role = "P"

    def lay(self, setting: Setting, width: float) -> Laid:
        """Break the text into lines for this width."""
        style = self.style
        size = style.size * setting.scale
        language = style.language or setting.language
        wording = Wording(setting.fonts, language, setting.missing)
        room = max(width - style.indent - style.end_indent, size)
        lines: list[Line] = []
        leading = style.leading
        parting = _parting(style, setting, language, room * _EM / size)
        for spans in paragraphs(self.content):
            if style.bold or style.italic:
                spans = [_styled(span, style) for span in spans]
            level = _level(spans, style, setting)
            found = units(spans, level, wording)
            if found:
                leading = max(leading, max([unit.line_height for unit in found]))
            lines += break_lines(
                found,
                room * _EM / size,
                level,
                language,
                style.first_indent * _EM / size,
                parting,
            )
        spoken = _only_language(lines) or language
        element = Element(self.role, language="" if spoken == setting.language else spoken)
        side: str = style.align
        if side in ("start", "end"):
            side = "right" if (side == "end") != setting.right_to_left else "left"
        return LaidText(lines, style, side, size, width, leading, element)


class LaidText:
    """Lines of one text block; a part of it after a split still belongs to the same element."""

    def __init__(
        self,
        lines: Sequence[Line],
        style: TextStyle,
        side: str,
        size: float,
        width: float,
        leading: float,
        element: Element,
        first: bool = True,
    ) -> None:
        self.lines = lines
        self.element = element
        self.space_before = style.space_before
        self.space_after = style.space_after
        self.keep_with_next = style.keep_with_next
        self.height = len(lines) * leading * size
        self._style = style
        self._align = side
        self._size = size
        self._width = width
        self._leading = leading
        self._first = first

    def split(self, room: float) -> tuple[Laid, Laid] | None:
        """Return what fits and the rest, leaving no single line behind or ahead if possible."""
        count = int((room + 0.01) // (self._leading * self._size))
        if count >= len(self.lines) - 1 >= _WIDOWS:
            count = len(self.lines) - _WIDOWS
        if count < min(_WIDOWS, len(self.lines) - 1) or count < 1 or count >= len(self.lines):
            return None
        return self._part(self.lines[:count], self._first), self._part(self.lines[count:], False)

    def first_line(self) -> LaidText:
        """Return the first line alone, for page furniture that must not grow."""
        return self._part(self.lines[:1], self._first)

    def widest(self) -> float:
        """Return the width of the longest line in points."""
        return max((line.width for line in self.lines), default=0.0) * self._size / _EM

    def baseline(self) -> float | None:
        """Return how far below the top the first line stands."""
        return self._first_baseline() if self.lines else None

    def _first_baseline(self) -> float:
        return self._size * ((self._leading - 1) / 2 + _CAP_CENTER)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draw the lines below `top`."""
        with sheet.tagged(self.element):
            sheet.set_grey(self._style.grey)
            y = top - self._first_baseline()
            for index, line in enumerate(self.lines):
                if line.units:
                    self._draw_line(sheet, line, x, y, first=self._first and index == 0)
                y -= self._leading * self._size

    def _part(self, lines: Sequence[Line], first: bool) -> LaidText:
        return LaidText(
            lines,
            self._style,
            self._align,
            self._size,
            self._width,
            self._leading,
            self.element,
            first,
        )

    def _draw_line(self, sheet: Sheet, line: Line, x: float, y: float, *, first: bool) -> None:
        style, size = self._style, self._size
        indent = style.indent + (style.first_indent if first else 0.0)
        room = self._width - indent - style.end_indent
        slack = room - line.width * size / _EM
        left = x + (style.end_indent if line.level else indent)
        side = _side(self._align, line)
        if side != "justify":
            left += {"left": 0.0, "right": slack, "center": slack / 2}[side]
            code = sheet.plain_line(line, size, left, y)
            if code:
                sheet.write(code)
                return
        pieces = visible_pieces(line)
        stretch = 0.0
        if side == "justify":
            spaces = sum(piece.space for piece in pieces)
            stretch = slack / spaces if spaces and slack > 0 else 0.0
            left += slack if line.level and not stretch else 0.0
        for part in spoken_parts(pieces, self.element.language, size, stretch, line.level):
            own = Element("Span", language=part.language)
            with sheet.tagged_within(own) if part.language else nullcontext():
                place = left + part.left
                sheet.write(line_operators(part.pieces, sheet.fonts, size, place, y, stretch))
        for area in link_areas(pieces, size, stretch):
            sheet.link(area.address, left + area.left, y - size * 0.25, left + area.right, y + size)


def _only_language(lines: Sequence[Line]) -> str:
    """Return the language of all words when it is one, and not that of the text around them."""
    first = next((unit for line in lines for unit in line.units), None)
    if first is None or first.plain is not None:
        return ""
    spoken = {piece.language for line in lines for unit in line.units for piece in unit.pieces}
    return spoken.pop() if len(spoken) == 1 else ""


def _parting(style: TextStyle, setting: Setting, language: str, room: float) -> Parting | None:
    """Return how words are parted; None where lines are long, or stand for themselves."""
    if not style.hyphenate or style.keep_with_next or style.align == "center":
        return None
    justified = style.align == "justify"
    if style.size > _LARGEST_HYPHENATED or (room > _NARROW and not justified):
        return None
    loose = room * (_LOOSE if justified else _RAGGED)
    return Parting(setting.fonts.hyphenation, language, loose)


def _side(align: str, line: Line) -> str:
    if align == "natural" or (align == "justify" and line.last):
        return "right" if line.level else "left"
    return align


def _styled(span: Span, style: TextStyle) -> Span:
    return replace(span, bold=span.bold or style.bold, italic=span.italic or style.italic)


def _level(spans: Sequence[Span], style: TextStyle, setting: Setting) -> int:
    if style.direction != "auto":
        return int(style.direction == "rtl")
    default = int(setting.right_to_left)
    text = "".join(span.text for span in spans)
    return default if not text else base_level(text, default)
