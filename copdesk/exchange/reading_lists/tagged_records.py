"""Reference lists in tags of other kinds than RIS: PubMed, Web of Science, EndNote.

They come out as records with the tags of RIS, so that one place says what those mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

Record = list[tuple[str, str]]

_PUBMED = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- (.*)")
_WEB_OF_SCIENCE = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$")
_ENDNOTE = re.compile(r"%([0-9A-Za-z@!&+~*$^#<>?\[\]|]) ?(.*)")
_STARTS: Final = re.compile(r"PMID- ?\d|FN (?:Clarivate|Thomson|ISI)|PT [A-Z]$|%0 \w|%[TA] \S")
_PUBMED_TAGS: Final = {
    "TI": "TI", "FAU": "AU", "AU": "A0", "DP": "PY", "JT": "T2", "TA": "J2", "AB": "AB",
    "LID": "DO", "AID": "DO", "MH": "KW", "OT": "KW", "PMID": "AN", "LA": "LA", "VI": "VL",
    "IP": "IS", "PG": "SP", "CN": "AU", "BTI": "BT", "PB": "PB", "GN": "N1",
}  # fmt: skip
_WEB_OF_SCIENCE_TAGS: Final = {
    "AF": "AU", "AU": "A0", "TI": "TI", "SO": "T2", "AB": "AB", "DI": "DO", "PU": "PB",
    "DE": "KW", "ID": "KW", "PY": "PY", "VL": "VL", "IS": "IS", "BP": "SP", "EP": "EP",
    "LA": "LA", "ED": "A2", "BE": "A2", "SE": "T3", "UT": "AN",
}  # fmt: skip
_ENDNOTE_TAGS: Final = {
    "T": "TI", "A": "AU", "E": "A2", "J": "T2", "B": "T2", "D": "PY", "X": "AB", "K": "KW",
    "U": "UR", "R": "DO", "I": "PB", "C": "CY", "P": "SP", "V": "VL", "N": "IS", "Z": "N1",
    "@": "SN", "8": "DA", "S": "T3", "G": "LA", "7": "ET",
}  # fmt: skip
_ENDNOTE_KINDS: Final = {
    "book": "BOOK", "edited book": "BOOK", "book section": "CHAP", "thesis": "THES",
    "report": "RPRT", "web page": "ELEC", "electronic book": "EBOOK", "computer program": "COMP",
    "artwork": "ART", "newspaper article": "NEWS", "magazine article": "MGZN",
    "conference paper": "CPAPER", "conference proceedings": "CONF",
}  # fmt: skip


def looks_tagged(text: str) -> bool:
    """Whether a text is one of these lists."""
    return bool(_STARTS.match(text.lstrip("\ufeff \n")))


def tagged_records(lines: Sequence[str]) -> Iterator[tuple[int, Record]]:
    """Yield each record with the line in which it begins."""
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%"):
        yield from _endnote(lines)
    elif first.startswith("PMID"):
        yield from _records(lines, _PUBMED, _PUBMED_TAGS, _begins_in_pubmed)
    else:
        yield from _records(lines, _WEB_OF_SCIENCE, _WEB_OF_SCIENCE_TAGS, _begins_elsewhere)


def _begins_in_pubmed(tag: str) -> bool:
    return tag == "PMID"


def _begins_elsewhere(tag: str) -> bool:
    return tag == "PT"


def _records(
    lines: Sequence[str],
    pattern: re.Pattern[str],
    tags: Mapping[str, str],
    begins: Callable[[str], bool],
) -> Iterator[tuple[int, Record]]:
    begun, tag = 0, ""
    record: Record = []
    for number, line in enumerate(lines, 1):
        found = pattern.match(line)
        if found and begins(found[1]):
            if begun:
                yield begun, _finished(record)
            begun, record = number, [("TY", "BOOK" if found[2] == "B" else "JOUR")]
        if found and begun:
            tag = found[1]
            record.append((tags.get(tag, tag), (found[2] or "").strip()))
        elif begun and line.startswith("   ") and record:
            known, value = record[-1]
            if tag in {"AU", "AF", "ED", "BE"}:
                record.append((known, line.strip()))
            else:
                record[-1] = (known, f"{value} {line.strip()}")
    if begun:
        yield begun, _finished(record)


def _finished(record: Record) -> Record:
    """Drop what only the programs need, and short names where the full ones are there."""
    has_full = any(tag == "AU" for tag, _value in record)
    kept: Record = []
    for tag, value in record:
        if tag in {"PT", "ER", "EF", "OWN", "STAT", "SO"} or (tag == "A0" and has_full):
            continue
        if tag == "DO":
            number, _space, kind = value.partition(" [")
            if kind and kind != "doi]":
                continue
            value = number
        kept.append(("AU" if tag == "A0" else tag, value))
    return list(dict.fromkeys(kept))


def _endnote(lines: Sequence[str]) -> Iterator[tuple[int, Record]]:
    begun = 0
    record: Record = []
    for number, line in enumerate([*lines, "%0 "], 1):
        found = _ENDNOTE.match(line)
        if found and (found[1] == "0" or not begun):
            if begun:
                yield begun, record
            kind = found[2].strip().lower() if found[1] == "0" else ""
            begun, record = number, [("TY", _ENDNOTE_KINDS.get(kind, "JOUR"))]
        if found and found[1] != "0":
            record.append((_ENDNOTE_TAGS.get(found[1], f"%{found[1]}"), found[2].strip()))
        elif not found and line.strip() and len(record) > 1:
            tag, value = record[-1]
            record[-1] = (tag, f"{value}\n{line.strip()}")
