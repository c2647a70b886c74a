"""What handouts are made of: headings, text, lists, tables, lines to write on, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from copdesk.errors import UserError
from copdesk.language import number_text
from copdesk.pdf.foreign.images import read_picture
from copdesk.pdf.layout.blank_space import BlankLines, PageBreak, Space
from copdesk.pdf.layout.charts import Bar
from copdesk.pdf.layout.figures import Figure
from copdesk.pdf.layout.headings import Heading
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.layout.stacks import Frame, Item, Marker, Stack
from copdesk.pdf.layout.tables import Cell, Rules, Table
from copdesk.pdf.layout.text import Align, TextBlock, TextStyle
from copdesk.pdf.typography.spans import Span

BODY: Final = TextStyle(hyphenate=True)
SMALL: Final = TextStyle(size=8.5, space_after=3.0, hyphenate=True)

Text = str | Sequence[Span]

_WRITING_LINE: Final = 24.0
_INDENT: Final = 14.0


def title(text: Text, below: Text = "") -> Block:
    """Return the name of the handout, with a line below that says of what it is."""
    blocks: list[Block] = [heading(text, 1)]
    if below:
        blocks.append(paragraph(below, replace(BODY, size=11.5, align="start", space_after=10)))
    return Stack(blocks=blocks, whole=True)


def heading(text: Text, level: int = 2) -> Block:
    """Return a heading that also becomes a bookmark; level 1 is the handout's title."""
    return Heading(text, level)


def paragraph(text: Text, style: TextStyle = BODY) -> Block:
    """Return running text; each newline starts a new line."""
    return TextBlock(text, style)


def note(text: Text) -> Block:
    """Return a remark in small type."""
    return TextBlock(text, SMALL)


def bullets(items: Iterable[Text | Block], style: TextStyle = BODY) -> Block:
    """Return a list with a dot before each item."""
    return list_of(items, "bullet", style)


def numbered(items: Iterable[Text | Block], style: TextStyle = BODY) -> Block:
    """Return a list that counts its items."""
    return list_of(items, "number", style)


def checklist(items: Iterable[Text | Block], style: TextStyle = BODY) -> Block:
    """Return a list with a box to tick before each item."""
    return list_of(items, "check", style)


def list_of(items: Iterable[Text | Block], marker: Marker, style: TextStyle = BODY) -> Block:
    """Return a list with the marker that is asked for."""
    wider = 1.4 if marker == "number" else 1.0
    style = replace(style, align="start") if style.align == "natural" else style
    blocks = [
        Item(
            label=_label(marker, number, style),
            body=TextBlock(item, style) if isinstance(item, str | Sequence) else item,
            indent=_INDENT * wider * style.size / BODY.size,
        )
        for number, item in enumerate(items, start=1)
    ]
    return Stack(blocks=blocks, role="L", frame=Frame(space_after=6.0))


def table(
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[float],
    header: Sequence[str] = (),
    *,
    aligns: Sequence[Align] = (),
    rules: Rules = "grid",
    row_height: float = 0.0,
    style: TextStyle | None = None,
    middle: bool = False,
) -> Block:
    """Return a table; `widths` are shares, the header comes again on each page."""
    made = Table(
        rows=tuple(rows),
        widths=widths,
        header=header,
        aligns=aligns,
        rules=rules,
        row_height=row_height,
        middle=middle,
    )
    return replace(made, style=style) if style else made


def key_values(pairs: Iterable[tuple[str, Cell]], share: float = 0.28) -> Block:
    """Return names in bold with their values beside them; pairs without a value are left out."""
    rows = [([Span(name, bold=True)], value) for name, value in pairs if value]
    return Table(
        rows=rows, widths=(share, 1 - share), rules="none", padding=1.5, style=_cells(10.5)
    )


def timetable(rows: Iterable[tuple[str, str, Cell]], header: Sequence[str] = ()) -> Block:
    """Return rows of clock time, length and what happens then."""
    return Table(
        rows=[([Span(clock, bold=True)], length, what) for clock, length, what in rows],
        widths=(0.15, 0.13, 0.72),
        header=header,
        rules="rows",
        style=_cells(10),
    )


def bar_chart(
    pairs: Iterable[tuple[str, float]], widths: Sequence[float] = (0.3, 0.1, 0.6)
) -> Block:
    """Return names, their numbers, and bars that compare them; to a screen reader a table."""
    known = tuple(pairs)
    most = max((number for _, number in known), default=0.0) or 1.0
    rows = [(name, number_text(number), Bar(number / most)) for name, number in known]
    return Table(
        rows=rows,
        widths=widths,
        aligns=("start", "end"),
        rules="none",
        padding=2.0,
        style=_cells(10),
    )


def box(blocks: Sequence[Block], *, whole: bool = True) -> Block:
    """Return blocks in a frame."""
    frame = Frame(padding=7.0, border=0.75, space_before=6.0, space_after=8.0)
    return Stack(blocks=blocks, frame=frame, whole=whole)


def together(*blocks: Block) -> Block:
    """Return blocks that share a page whenever one page can hold them."""
    return Stack(blocks=blocks, whole=True)


def blank_lines(count: int, spacing: float = _WRITING_LINE) -> Block:
    """Return ruled lines to write on by hand."""
    return BlankLines(count, spacing)


def signatures(labels: Sequence[str]) -> Block:
    """Return lines to sign on, side by side, each with its label below."""
    cells: list[Cell] = [Stack(blocks=[blank_lines(1, 40.0), note(label)]) for label in labels]
    return Table(rows=[cells], widths=[1.0] * len(cells), rules="none", padding=6.0)


def picture(data: bytes, name: str, alternative: str, caption: str = "") -> Block:
    """Return a picture with words for who cannot see it, or a notice that names a broken file."""
    try:
        return Figure(picture=read_picture(data, name), alternative=alternative, caption=caption)
    except UserError as error:
        return box([paragraph(error.title)])


def space(height: float) -> Block:
    """Return empty paper of a height in points."""
    return Space(height)


def page_break() -> Block:
    """Return the end of a page."""
    return PageBreak()


def _cells(size: float) -> TextStyle:
    return TextStyle(size=size, align="start", space_after=0.0, hyphenate=True)


def _label(marker: Marker, number: int, style: TextStyle) -> Block | None:
    if marker == "check":
        return None
    own = replace(style, align="start", indent=0.0, first_indent=0.0)
    return TextBlock("•" if marker == "bullet" else f"{number}.", own, "Lbl")
