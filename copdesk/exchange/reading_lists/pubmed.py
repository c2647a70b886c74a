"""The tagged lines of PubMed, with names in full and abbreviated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copdesk.exchange.chosen_file import Source
from copdesk.exchange.reading_lists.resource_file import ResourceFile
from copdesk.exchange.reading_lists.tagged_records import Record, indented_records, read_tagged

_START: Final = re.compile(r"PMID- ?\d")
_LINE: Final = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- (.*)")
_TAGS: Final = {
    "TI": "TI", "FAU": "AU", "AU": "A0", "DP": "PY", "JT": "T2", "TA": "J2", "AB": "AB",
    "LID": "DO", "AID": "DO", "MH": "KW", "OT": "KW", "PMID": "AN", "LA": "LA", "VI": "VL",
    "IP": "IS", "PG": "SP", "CN": "AU", "BTI": "BT", "PB": "PB", "GN": "N1",
}  # fmt: skip


def is_pubmed(text: str) -> bool:
    """Whether a text begins with a record."""
    return bool(_START.match(text.lstrip("\ufeff \n")))


def read_pubmed(source: Source, *, name: str = "") -> ResourceFile:
    """Read all records of the file."""
    return read_tagged(source, name, _records, program="PubMed", start="PMID- ")


def _records(lines: Sequence[str]) -> Iterator[tuple[int, Record]]:
    return indented_records(lines, _LINE, _TAGS, first="PMID")
