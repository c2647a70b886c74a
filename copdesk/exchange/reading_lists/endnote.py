"""EndNote's tagged lines, which begin with a percent sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copdesk.exchange.chosen_file import Source
from copdesk.exchange.reading_lists.resource_file import ResourceFile
from copdesk.exchange.reading_lists.tagged_records import Record, read_tagged

_START: Final = re.compile(r"%[0TA] \S[^\n]*\n%")
_LINE: Final = re.compile(r"%([0-9A-Za-z@!&+~*$^#<>?\[\]|]) ?(.*)")
_TAGS: Final = {
    "T": "TI", "A": "AU", "E": "A2", "J": "T2", "B": "T2", "D": "PY", "X": "AB", "K": "KW",
    "U": "UR", "R": "DO", "I": "PB", "C": "CY", "P": "SP", "V": "VL", "N": "IS", "Z": "N1",
    "@": "SN", "8": "DA", "S": "T3", "G": "LA", "7": "ET",
}  # fmt: skip
_KINDS: Final = {
    "book": "BOOK", "edited book": "BOOK", "book section": "CHAP", "thesis": "THES",
    "report": "RPRT", "web page": "ELEC", "electronic book": "EBOOK", "computer program": "COMP",
    "artwork": "ART", "newspaper article": "NEWS", "magazine article": "MGZN",
    "conference paper": "CPAPER", "conference proceedings": "CONF",
}  # fmt: skip


def is_endnote(text: str) -> bool:
    """Whether a text begins with two tagged lines."""
    return bool(_START.match(text.lstrip("\ufeff \n")))


def read_endnote(source: Source, *, name: str = "") -> ResourceFile:
    """Read all records of the file."""
    return read_tagged(source, name, _records, program="EndNote", start="%0 ")


def _records(lines: Sequence[str]) -> Iterator[tuple[int, Record]]:
    begun = 0
    record: Record = []
    for number, line in enumerate([*lines, "%0 "], 1):
        found = _LINE.match(line)
        if found and (found[1] == "0" or not begun):
            if begun:
                yield begun, record
            kind = found[2].strip().lower() if found[1] == "0" else ""
            begun, record = number, [("TY", _KINDS.get(kind, "JOUR"))]
        if found and found[1] != "0":
            record.append((_TAGS.get(found[1], f"%{found[1]}"), found[2].strip()))
        elif not found and line.strip() and len(record) > 1:
            tag, value = record[-1]
            record[-1] = (tag, f"{value}\n{line.strip()}")
