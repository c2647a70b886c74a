"""Records of tagged lines, as reference managers and library catalogs exchange them.

Whatever tags a program writes, they come out as those of RIS: one place says what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from copdesk.language import _

Record = list[tuple[str, str]]

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


def read_tagged(
    source: Source,
    name: str,
    records: Callable[[Sequence[str]], Iterable[tuple[int, Record]]],
    *,
    program: str,
    start: str,
) -> ResourceFile:
    """Read all records; one without a title is refused by its line and the others come.

    `program` is whose records they are, and `start` what a line begins with in each of them.
    """
    called = name_of(source, name)
    found = read_text(source, called, _("a file of {program} records").format(program=program))
    drafts = ((line, partial(_draft, one)) for line, one in records(found.text.split("\n")))
    resources, refused = sorted_out(drafts, called)
    if not resources and not refused:
        raise UserError(
            _("“{name}” holds no {program} record: no line begins with “{start}”.").format(
                name=called, program=program, start=start
            ),
            _("Export it again where it came from."),
        )
    return ResourceFile(
        name=called,
        encoding=found.encoding,
        resources=resources,
        refused=refused,
        remarks=remarks_on(found),
    )


def indented_records(
    lines: Sequence[str],
    pattern: re.Pattern[str],
    tags: Mapping[str, str],
    *,
    first: str,
) -> Iterator[tuple[int, Record]]:
    """Yield each record with the line in which it begins; `first` is the tag of the first line."""
    begun, tag = 0, ""
    record: Record = []
    for number, line in enumerate(lines, 1):
        found = pattern.match(line)
        if found and found[1] == first:
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
