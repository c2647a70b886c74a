"""The plain text that Web of Science exports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copdesk.exchange.chosen_file import Source
from copdesk.exchange.reading_lists.resource_file import ResourceFile
from copdesk.exchange.reading_lists.tagged_records import Record, indented_records, read_tagged

_START: Final = re.compile(r"FN (?:Clarivate|Thomson|ISI) |PT [A-Z]\n")
_LINE: Final = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$")
_TAGS: Final = {
    "AF": "AU", "AU": "A0", "TI": "TI", "SO": "T2", "AB": "AB", "DI": "DO", "PU": "PB",
    "DE": "KW", "ID": "KW", "PY": "PY", "VL": "VL", "IS": "IS", "BP": "SP", "EP": "EP",
    "LA": "LA", "ED": "A2", "BE": "A2", "SE": "T3", "UT": "AN",
}  # fmt: skip


def is_web_of_science(text: str) -> bool:
    """Whether a text begins with the name of the service, or with a record."""
    return bool(_START.match(text.lstrip("\ufeff \n")))


def read_web_of_science(source: Source, *, name: str = "") -> ResourceFile:
    """Read all records of the file."""
    return read_tagged(source, name, _records, program="Web of Science", start="PT ")


def _records(lines: Sequence[str]) -> Iterator[tuple[int, Record]]:
    return indented_records(lines, _LINE, _TAGS, first="PT")
