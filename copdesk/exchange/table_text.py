"""Rows and cells of a table kept as text: comma, semicolon, tab or bar between the cells.

Tolerant within a line, strict across lines: a quotation mark that is never closed costs the row
it stands in, and not the rest of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from copdesk.domain.text import folded

DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST_CELL: Final = 200_000
_SAMPLE: Final = 40
_SAMPLE_LENGTH: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """Cells of a row, counted from 1 as a spreadsheet does; `is_open` where a quote never ends."""

    number: int
    cells: tuple[str, ...]
    is_open: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableText:
    """The lines of a table without its `sep=` line, and the delimiter that this line names."""

    lines: list[str]
    delimiter: str = ""


def table_lines(text: str) -> TableText:
    """Split a text into lines, taking a `sep=;` line of a spreadsheet program off the top."""
    lines = text.split("\n")
    while lines and not lines[-1].strip(" \t\0"):
        lines.pop()
    first = lines[0].strip('"').lower() if lines else ""
    if first.startswith("sep=") and len(first) == 5:
        return TableText(lines=lines[1:], delimiter=first[4])
    return TableText(lines=lines)


def heading_key(heading: str) -> str:
    """Return what is equal for two spellings of a heading: `E-Mail *`, `e_mail`, `email:`."""
    spaced = re.sub(r"\([^)]*\)|[_\-–—:*.?/#\"'’`]+", " ", folded(heading))
    return re.sub(r"\s+", "", spaced)


def rows(lines: list[str], delimiter: str) -> Iterator[TableRow]:
    """Yield the rows; without a delimiter each line is one cell."""
    at, number, hopeless = 0, 0, 0
    while at < len(lines):
        number += 1
        cells, after = _row_at(lines, at, delimiter or "\0", hopeless)
        if cells is None:
            # Whatever opens a quote between here and there fails at the same place: no second look.
            at, hopeless = at + 1, max(after, hopeless)
            plain = lines[at - 1].split(delimiter) if delimiter else [lines[at - 1]]
            yield TableRow(number=number, cells=tuple(plain), is_open=True)
        else:
            at = after
            yield TableRow(number=number, cells=tuple(cells))


def vote(lines: list[str], known_headings: Callable[[tuple[str, ...]], int]) -> str:
    """Return the delimiter whose cells are most often known headings, then most even; or none."""
    best, best_score = "", (0, 0.0, 0)
    sample = _sample(lines)
    for delimiter in DELIMITERS:
        counted: Counter[int] = Counter()
        known = 0
        for row in rows(sample, delimiter):
            counted[len(row.cells)] += not row.is_blank
            if row.number <= 5:
                known = max(known, known_headings(row.cells))
        width, often = max(counted.items(), key=lambda one: (one[0] > 1, one[1]), default=(1, 0))
        if width == 1:
            continue
        score = (known, often / max(counted.total(), 1), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def evenness(lines: list[str], delimiter: str) -> float:
    """Return the share of the first rows that have the most usual number of cells, if over one."""
    counted = Counter(len(row.cells) for row in rows(_sample(lines), delimiter))
    width, often = counted.most_common(1)[0] if counted else (1, 0)
    return often / counted.total() if width > 1 else 0.0


def _sample(lines: list[str]) -> list[str]:
    written = (line[:_SAMPLE_LENGTH] for line in lines[: _SAMPLE * 2] if line.strip())
    return list(written)[:_SAMPLE]


def _row_at(
    lines: list[str], at: int, delimiter: str, hopeless: int
) -> tuple[list[str] | None, int]:
    """Return the cells and the line after them; or none, and the line where the quote failed."""
    line = lines[at]
    if '"' not in line:
        return line.split(delimiter), at + 1
    cells, still_open = _scanned(line, 0, delimiter)
    parts, size = [still_open or ""], 0
    at += 1
    while still_open is not None:
        if at < hopeless or at >= len(lines) or size > _LONGEST_CELL:
            return None, at
        line = lines[at]
        end = _lone_quote(line)
        parts.append(line if end < 0 else line[:end])
        size += len(line) + 1
        at += 1
        if end < 0:
            continue
        after = _after_quote(line, end, delimiter)
        if after is None:
            return None, at - 1
        cells.append("\n".join(parts).replace('""', '"'))
        if after > len(line):
            break
        more, still_open = _scanned(line, after, delimiter)
        cells += more
        parts = [still_open or ""]
    return cells, at


def _scanned(line: str, at: int, delimiter: str) -> tuple[list[str], str | None]:
    """Read cells up to the end of the line, and the start of a cell that goes on below, if one.

    A quotation mark inside a quoted cell is text unless a delimiter or the end follows it.
    """
    cells: list[str] = []
    while at <= len(line):
        start = at
        while line[start : start + 1] == " ":
            start += 1
        if line[start : start + 1] != '"':
            end = line.find(delimiter, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
            at = end + 1
            continue
        found = _closing_quote(line, start + 1, delimiter)
        if found is None:
            return cells, line[start + 1 :]
        closing, at = found
        cells.append(line[start + 1 : closing].replace('""', '"'))
    return cells, None


def _closing_quote(line: str, at: int, delimiter: str) -> tuple[int, int] | None:
    """Find where a quoted cell ends, and where the next one begins."""
    while (quote := line.find('"', at)) >= 0:
        if line[quote + 1 : quote + 2] == '"':
            at = quote + 2
            continue
        after = _after_quote(line, quote, delimiter)
        if after is not None:
            return quote, after
        at = quote + 1
    return None


def _after_quote(line: str, quote: int, delimiter: str) -> int | None:
    """Return where the next cell begins (past the end: none), or None if other text follows."""
    at = quote + 1
    while line[at : at + 1] == " ":
        at += 1
    return at + 1 if at >= len(line) or line[at] == delimiter else None


def _lone_quote(line: str) -> int:
    """Find the first quotation mark that is not doubled."""
    at = 0
    while (quote := line.find('"', at)) >= 0 and line[quote + 1 : quote + 2] == '"':
        at = quote + 2
    return quote
