"""RIS: the tagged lines that reference managers and library catalogues exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from copdesk.domain.library import ResourceKind
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import Source, name_of
from copdesk.exchange.reading_lists.resource_file import (
    Draft,
    ResourceFile,
    read_text,
    remarks_on,
    sorted_out,
)
from copdesk.exchange.reading_lists.tagged_records import Record, looks_tagged, tagged_records
from copdesk.language import _

_LINE = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9]) {0,3}-(?: (.*)|\s*)$")
_KINDS: Final = {
    kind: resource_kind
    for resource_kind, kinds in {
        ResourceKind.ARTICLE: """JOUR EJOUR JFULL MGZN NEWS CONF CPAPER RPRT THES INPR ABST
            BLOG UNPB""",
        ResourceKind.BOOK: "BOOK EBOOK EDBOOK CHAP ECHAP ENCYC DICT SER",
        ResourceKind.PICTURE: "ART FIGURE MAP",
        ResourceKind.TOOL: "COMP AGGR DATA",
    }.items()
    for kind in kinds.split()
}
_AUTHORS: Final = ("AU", "A1", "A2", "A3", "A4", "ED")
_TITLES: Final = ("TI", "T1", "CT", "BT", "T2")
_CONTAINERS: Final = ("T2", "JO", "JF", "JA", "J2", "BT", "PB", "UR", "DO", "L2")
_YEARS: Final = ("PY", "Y1", "DA")
_TEXTS: Final = ("AB", "N2", "N1")


def read_ris(source: Source, *, name: str = "") -> ResourceFile:
    """Read all records; one without a title is refused by its line and the others come."""
    called = name_of(source, name)
    found = read_text(source, called, _("a RIS file"))
    lines = found.text.split("\n")
    records = tagged_records(lines) if looks_tagged(found.text) else _records(lines)
    drafts = ((line, partial(_draft, record)) for line, record in records)
    resources, refused = sorted_out(drafts, called)
    if not resources and not refused:
        raise UserError(
            _("“{name}” holds no RIS record: no line begins with “TY  - ”.").format(name=called),
            _("Export it again as RIS."),
        )
    return ResourceFile(
        name=called,
        media_type="application/x-research-info-systems",
        encoding=found.encoding,
        resources=resources,
        refused=refused,
        remarks=remarks_on(found),
    )


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


def _unfolded(record: Record) -> dict[str, list[str]]:
    parts: list[tuple[str, list[str]]] = []
    for tag, value in record:
        if tag:
            parts.append((tag, [value]))
        else:
            parts[-1][1].append(value)
    fields: dict[str, list[str]] = {}
    for tag, values in parts:
        fields.setdefault(tag, []).append("\n".join(values))
    return fields


def _draft(record: Record) -> Draft:
    fields = _unfolded(record)
    kind = next(iter(fields.pop("TY", [""]))).strip().upper()
    draft = Draft(kind=_KINDS.get(kind, ResourceKind.OTHER))
    for tag in _TITLES:
        if not draft.title and tag in fields:
            draft.title, *others = fields.pop(tag)
            if others:
                fields[tag] = others
    for tag in _AUTHORS:
        named = [one for one in fields.get(tag, ()) if not one.isdigit()]  # PubMed's ED is a date
        if named:
            draft.authors += named
            del fields[tag]
    draft.year = next((fields.pop(tag)[0] for tag in _YEARS if any(fields.get(tag, ()))), "")
    draft.tags = [word for text in fields.pop("KW", []) for word in re.split(r"[;\n]", text)]
    for tag in _CONTAINERS:
        draft.source += fields.pop(tag, [])
    for tag in _TEXTS:
        draft.notes += [text for text in fields.pop(tag, []) if text]
    for tag, values in fields.items():
        for value in values:
            draft.note(tag, value)
    return draft
