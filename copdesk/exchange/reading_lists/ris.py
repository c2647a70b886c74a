"""RIS: what most reference managers and library catalogs write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copdesk.exchange.chosen_file import Source
from copdesk.exchange.reading_lists.resource_file import ResourceFile
from copdesk.exchange.reading_lists.tagged_records import Record, read_tagged

_LINE: Final = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9]) {0,3}-(?: (.*)|\s*)$")
_START: Final = re.compile(r"(?:.{0,200}\n){0,20}TY {1,3}-", re.IGNORECASE)


def is_ris(text: str) -> bool:
    """Whether a record begins in one of the first lines."""
    return bool(_START.match(text))


def read_ris(source: Source, *, name: str = "") -> ResourceFile:
    """Read all records of the file."""
    return read_tagged(source, name, _records, program="RIS", start="TY  - ")


def _records(lines: Sequence[str]) -> Iterator[tuple[int, Record]]:
    """Cut the lines into records; a missing end is forgiven, a folded value is put together."""
    begun = 0
    record: Record = []
    for number, line in enumerate(lines, 1):
        found = _LINE.match(line)
        tag, value = (found[1].upper(), found[2] or "") if found else ("", line)
        if tag == "TY":
            if begun:
                yield begun, record
            begun, record = number, [(tag, value.strip())]
        elif tag == "ER" and begun:
            yield begun, record
            begun = 0
        elif begun and tag:
            record.append((tag, value.strip()))
        elif begun and line.strip():
            record.append(("", line.strip()))
    if begun:
        yield begun, record
