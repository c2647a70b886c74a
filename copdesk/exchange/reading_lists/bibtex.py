"""BibTeX: the records that LaTeX and many catalogues keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Final

from copdesk.domain.library import ResourceKind
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import Source, name_of
from copdesk.exchange.reading_lists.latex_text import plain_text
from copdesk.exchange.reading_lists.resource_file import (
    Draft,
    ResourceFile,
    read_text,
    remarks_on,
    sorted_out,
)
from copdesk.language import _

_START: Final = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t\n]*([{(])", re.MULTILINE)
_EARLY_START: Final = re.compile(r"(?:[^@\n]{0,200}\n){0,100}[ \t]*@[a-z]+\s*[{(]", re.IGNORECASE)
_NEXT_START: Final = re.compile(r"\s*@\s*([A-Za-z]+)\s*([{(])")
_KEY: Final = re.compile(r"\s*([^\s,={}()\"]*)\s*(?=[,})])")
_FIELD: Final = re.compile(r"[\s,]*([A-Za-z][\w:+./-]*)\s*=\s*")
_BARE: Final = re.compile(r"[^\s,#{}()\"=]+")
_JOINT: Final = re.compile(r"\s*#\s*")
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACE_OR_QUOTE: Final = re.compile(r'\\.|[{}"]', re.DOTALL)
_END: Final = re.compile(r"[\s,]*[})]")
_KINDS: Final = {
    kind: resource_kind
    for resource_kind, kinds in {
        ResourceKind.ARTICLE: """article inproceedings conference techreport report mastersthesis
            phdthesis thesis unpublished periodical""",
        ResourceKind.BOOK: "book booklet inbook incollection collection manual proceedings",
        ResourceKind.TOOL: "software dataset",
        ResourceKind.PICTURE: "image artwork",
    }.items()
    for kind in kinds.split()
}
_NO_RECORDS: Final = frozenset({"comment", "preamble", "set", "xdata", "control"})
_CONTAINERS: Final = (
    "journal", "journaltitle", "booktitle", "publisher", "howpublished", "institution", "school",
    "url", "doi",
)  # fmt: skip
_LINKS: Final = frozenset({"url", "doi"})
_TEXTS: Final = ("abstract", "annote", "annotation", "note")
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip

Macros = dict[str, str]


class _Unfinished(UserError):
    """A record breaks off or has something that no record has."""


def is_bibtex(text: str) -> bool:
    """Whether a record begins in one of the first lines."""
    return bool(_EARLY_START.match(text))


def read_bibtex(source: Source, *, name: str = "") -> ResourceFile:
    """Read all records; a broken one is refused by its line and the others come."""
    called = name_of(source, name)
    found = read_text(source, called, _("a BibTeX file"))
    drafts = _records(found.text)
    resources, refused = sorted_out(drafts, called)
    if not resources and not refused:
        raise UserError(
            _("“{name}” holds no BibTeX record: no line begins like “@book{{”.").format(
                name=called
            ),
            _("Export it again as BibTeX."),
        )
    return ResourceFile(
        name=called,
        encoding=found.encoding,
        resources=resources,
        refused=refused,
        remarks=remarks_on(found),
    )


def _records(text: str) -> Iterator[tuple[int, partial[Draft]]]:
    """Yield each record's line and how to finish it; one that breaks off costs only itself."""
    macros: Macros = {month: month.capitalize() for month in _MONTHS}
    starts = [found.start() for found in _START.finditer(text)]
    line, counted = 1, 0
    for start, end in pairwise([*starts, len(text)]):
        at = start
        while found := _NEXT_START.match(text, at, end):
            begins = found.start(1)
            line += text.count("\n", counted, begins)
            counted = begins
            kind = found[1].lower()
            try:
                fields, at = _fields(text, found.end(), end, kind, macros)
            except _Unfinished as error:
                yield line, partial(_broken, error)
                break
            if kind == "string":
                macros.update(fields)
            elif kind not in _NO_RECORDS:
                yield line, partial(_draft, kind, fields)


def _broken(error: UserError) -> Draft:
    raise error


def _fields(
    text: str, at: int, end: int, kind: str, macros: Mapping[str, str]
) -> tuple[dict[str, str], int]:
    """Return the fields of a record and where it ends."""
    if kind in _NO_RECORDS:
        return {}, _after_braces(text, at, end)
    fields: dict[str, str] = {}
    if kind != "string":
        key = _KEY.match(text, at, end)
        if not key:
            raise _Unfinished(_("The record has no key after its first brace."))
        at = key.end()
    while True:
        closing = _END.match(text, at, end)
        if closing:
            return fields, closing.end()
        found = _FIELD.match(text, at, end)
        if not found:
            raise _Unfinished(
                _("The record breaks off or is missing a brace, a comma or an equals sign.")
            )
        value, at = _value(text, found.end(), end, macros)
        fields.setdefault(found[1].lower(), value)


def _value(text: str, at: int, end: int, macros: Mapping[str, str]) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        opening = text[at : at + 1] if at < end else ""
        if opening == "{":
            after = _after_braces(text, at + 1, end)
            parts.append(text[at + 1 : after - 1])
        elif opening == '"':
            after = _after_quote(text, at + 1, end)
            parts.append(text[at + 1 : after - 1])
        else:
            bare = _BARE.match(text, at, end)
            if not bare:
                raise _Unfinished(_("A field of the record has no value."))
            parts.append(macros.get(bare.group().lower(), bare.group()))
            after = bare.end()
        joint = _JOINT.match(text, after, end)
        if not joint:
            return "".join(parts), after
        at = joint.end()


def _after_braces(text: str, at: int, end: int) -> int:
    depth = 1
    for found in _BRACE.finditer(text, at, end):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth == 0:
            return found.end()
    raise _Unfinished(_("A brace is opened and never closed."))


def _after_quote(text: str, at: int, end: int) -> int:
    depth = 0
    for found in _BRACE_OR_QUOTE.finditer(text, at, end):
        if found.group() == '"' and depth <= 0:
            return found.end()
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
    raise _Unfinished(_("A quotation mark is opened and never closed."))


def _plain_link(latex: str) -> str:
    """Return an address on the web, where a tilde is a tilde."""
    return re.sub(r"\\([%&_#~{}])", r"\1", latex)


def _draft(kind: str, raw: Mapping[str, str]) -> Draft:
    people = [raw.get("author", ""), raw.get("editor", "")]
    names = [name for text in people for name in re.split(r"\s+and\s+", text) if name.strip()]
    fields = {
        name: (_plain_link if name in _LINKS else plain_text)(value).strip()
        for name, value in raw.items()
    }
    for name in ("author", "editor"):
        fields.pop(name, None)
    draft = Draft(kind=_KINDS.get(kind, ResourceKind.OTHER))
    draft.authors = ["et al." if name == "others" else plain_text(name) for name in names]
    draft.title = ": ".join(
        part for part in (fields.pop("title", ""), fields.pop("subtitle", "")) if part
    )
    draft.year = fields.pop("year", "") or fields.pop("date", "")
    keywords = f"{fields.pop('keywords', '')};{fields.pop('keyword', '')}"
    draft.tags = re.split(r"[;,\n]", keywords)
    draft.source = [fields.pop(name) for name in _CONTAINERS if name in fields]
    draft.notes = [fields.pop(name) for name in _TEXTS if name in fields]
    for name, value in fields.items():
        draft.note(name, value)
    return draft
