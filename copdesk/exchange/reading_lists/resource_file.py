"""What a file of bibliographic records holds, whatever its format."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from copdesk.domain.library import Resource, ResourceKind, Tag
from copdesk.domain.text import LINE_LIMIT, many_lines, one_line
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import (
    MEGABYTE,
    DecodedText,
    Source,
    decoded,
    read_bytes,
    unified_lines,
)
from copdesk.exchange.media_types import refuse_unless_text
from copdesk.language import _, number_text

RESOURCE_FILE_LIMIT: Final = 20 * MEGABYTE
RECORD_LIMIT: Final = 50_000
_SOURCE_LIMIT: Final = 2000
_NOTES_LIMIT: Final = 100_000
_MARKUP: Final = re.compile(r"(?i)</(?:p|b|i|em|strong|div|span|h\d|ul|ol|li|a|sub|sup)>|<br\s*/?>")
_YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingResource:
    """A resource and the line of the file (the row of a table) where it begins."""

    line: int
    resource: Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRecord:
    """A record that cannot become a resource, with the sentence why."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceFile:
    """Resources and refused records of a file; `remarks` are for the user to see first."""

    name: str
    encoding: str
    resources: tuple[IncomingResource, ...]
    refused: tuple[RefusedRecord, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Draft:
    """A record while its fields are gathered; what has no place of its own goes to `notes`."""

    kind: ResourceKind = ResourceKind.OTHER
    title: str = ""
    authors: list[str] = field(default_factory=list[str])
    year: str = ""
    subject: str = ""
    grade: str = ""
    source: list[str] = field(default_factory=list[str])
    shelf: str = ""
    tags: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])

    def note(self, label: str, value: str) -> None:
        """Keep a field that has no place of its own."""
        if value.strip():
            self.notes.append(f"{one_line(label)}: {many_lines(value).strip()}")

    def resource(self) -> Resource:
        """Return the resource, or raise InvalidInput; what is too long is whole in the notes."""
        return Resource(
            kind=self.kind,
            title=self._fitted(self.title, LINE_LIMIT),
            authors=self._fitted("; ".join(_tidy(self.authors)), LINE_LIMIT),
            year=year_in(self.year),
            subject=self._fitted(self.subject, LINE_LIMIT),
            grade=self._fitted(self.grade, LINE_LIMIT),
            source=self._fitted(_sentences(_tidy(self.source)), _SOURCE_LIMIT),
            shelf=self._fitted(self.shelf, LINE_LIMIT),
            tags=tuple(Tag(text=tag[:LINE_LIMIT]) for tag in _tidy(self.tags)),
            notes="\n".join(map(_without_markup, self.notes))[:_NOTES_LIMIT],
        ).checked()

    def _fitted(self, text: str, limit: int) -> str:
        line = one_line(text)
        if len(line) <= limit:
            return line
        self.notes.append(line)
        return line[: limit - 1].rstrip() + "…"


def year_in(text: str) -> str:
    """Return the first year that a date names, or the words themselves when short."""
    found = _YEAR.search(text)
    return found.group() if found else one_line(text)[:40]


def read_text(source: Source, called: str, wanted: str) -> DecodedText:
    """Return a file's text with newlines, or raise UserError; `wanted` says what it should be."""
    content = read_bytes(source, RESOURCE_FILE_LIMIT, called)
    refuse_unless_text(content, called, wanted)
    found = decoded(content)
    text = unified_lines(found.text).replace("\0", "")
    return DecodedText(text=text, encoding=found.encoding, is_guess=found.is_guess)


def sorted_out(
    drafts: Iterable[tuple[int, Callable[[], Draft]]], called: str, placed: str = ""
) -> tuple[tuple[IncomingResource, ...], tuple[RefusedRecord, ...]]:
    """Finish each record by the line it begins in; a wrong one is refused and the others come."""
    resources: list[IncomingResource] = []
    refused: list[RefusedRecord] = []
    for line, make in drafts:
        try:
            resources.append(IncomingResource(line=line, resource=make().resource()))
        except UserError as error:
            where = placed or _("Line {line}: {sentence}")
            sentence = where.format(line=line, sentence=error.sentence)
            refused.append(RefusedRecord(line=line, sentence=sentence))
        if len(resources) + len(refused) > RECORD_LIMIT:
            raise UserError(
                _("“{name}” has more than {limit} records.").format(
                    name=called, limit=number_text(RECORD_LIMIT)
                ),
                _("Split it into several files."),
            )
    return tuple(resources), tuple(refused)


def remarks_on(found: DecodedText) -> tuple[str, ...]:
    """Return what the user should know of the text before agreeing."""
    if not found.is_guess:
        return ()
    return (
        _("The file does not say how its letters are written; look whether accents are right."),
    )


def _sentences(parts: Iterable[str]) -> str:
    """Return parts one after the other, a full stop between them and not two."""
    return re.sub(r"\.\. ", ". ", ". ".join(parts))


def _without_markup(note: str) -> str:
    """Return a note that was kept as a page of the web as its words."""
    if not _MARKUP.search(note):
        return note
    broken = re.sub(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|tr)>", "\n", note)
    return html.unescape(re.sub(r"<[^<>]*>", "", broken)).strip()


def _tidy(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(line for value in values if (line := one_line(value))))
