"""A table of resources: a shelf list from a spreadsheet, or what a reference manager exports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from typing import Final

from copdesk.domain.library import ResourceKind
from copdesk.domain.text import one_line
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import Source, name_of
from copdesk.exchange.reading_lists.resource_file import (
    Draft,
    ResourceFile,
    read_text,
    remarks_on,
    sorted_out,
)
from copdesk.exchange.table_text import DELIMITERS, TableRow, heading_key, rows, table_lines, vote
from copdesk.language import _

_HEADINGS: Final[Mapping[str, str]] = {
    "title": """title, name, resource, book title, titre, título, titulo, titel, kichwa, jina,
        العنوان, शीर्षक, ចំណងជើង""",
    "authors": """additional authors, author, authors, author(s), creator, by, auteur, auteurs,
        autor, autores, autora, verfasser, mwandishi, المؤلف, लेखक, អ្នកនិពន្ធ""",
    "year": """year published, pubdate, publication date, year, publication year, date, published,
        année, año, ano, jahr, mwaka, السنة, वर्ष,
        ឆ្នាំ""",
    "kind": """document type, kind, type, item type, format, category, genre, tipo, art, aina,
        النوع, प्रकार,
        ប្រភេទ""",
    "subject": """subject, topic, matière, sujet, asignatura, tema, disciplina, fach, somo, विषय,
        មុខវិជ្ជា""",
    "grade": """grade, grades, level, class, age, niveau, nivel, grado, ano escolar, klasse, darasa,
        ថ្នាក់, កម្រិត""",
    "source": """source title, source, publisher, publication title, journal, url, link, doi,
        éditeur, editorial, editora, verlag, quelle, chanzo, المصدر, स्रोत, ប្រភព,
        គ្រឹះស្ថានបោះពុម្ព""",
    "shelf": """shelf, location, place, call number, room, box, étagère, cote, estante, ubicación,
        prateleira, regal, standort, rafu, الرف, ធ្នើ""",
    "tags": """author keywords, index keywords, bookshelves, automatic tags,
        tags, keywords, manual tags, labels, mots-clés, etiquetas, palabras clave,
        schlagwörter, ស្លាក, ពាក្យគន្លឹះ""",
    "notes": """notes, note, abstract, abstract note, description, comments, remarks, résumé,
        remarques, notas, resumen, resumo, bemerkungen, maelezo, ملاحظات, टिप्पणी,
        កំណត់ត្រា, កំណត់សម្គាល់""",
}
_KIND_WORDS: Final[Mapping[ResourceKind, str]] = {
    ResourceKind.LESSON_PLAN: "lesson plan, lesson, unit plan, plan de clase, plano de aula",
    ResourceKind.STUDENT_WORK: "student work, work sample",
    ResourceKind.RUBRIC: "rubric, assessment, checklist",
    ResourceKind.ARTICLE: """article, journal article, journalarticle, magazine article, report,
        newspaper article, paper, conference paper, thesis, blog post""",
    ResourceKind.BOOK: """book, book section, booksection, chapter, textbook, libro, livre, livro,
        buch""",
    ResourceKind.CASE: "case, case study",
    ResourceKind.STORY: "story",
    ResourceKind.QUESTION: "question",
    ResourceKind.TOOL: "tool, software, computer program, kit, game, equipment",
    ResourceKind.PICTURE: "picture, photo, image, poster, artwork, map",
}
_ROWS_TO_LOOK_AT: Final = 5
_LINES_TO_LOOK_AT: Final = 40
_TEXT_FORMULA: Final = re.compile(r'^="([^"]*)"$')  # how leading zeros are kept in a spreadsheet


def is_table_of_resources(text: str) -> bool:
    """Whether a heading for titles stands in one of the first rows, beside another one."""
    table = table_lines(text)
    for delimiter in DELIMITERS:
        for row in islice(rows(table.lines[:_LINES_TO_LOOK_AT], delimiter), _ROWS_TO_LOOK_AT):
            fields = {field_of(cell) for cell in row.cells} - {""}
            if "title" in fields and len(fields) > 1:
                return True
    return False


def read_resources(source: Source, *, name: str = "") -> ResourceFile:
    """Read a table; cells without a field of their own are kept in the notes."""
    called = name_of(source, name)
    found = read_text(source, called, _("a table of resources"))
    table = table_lines(found.text)
    delimiter = table.delimiter or vote(table.lines, _known)
    every = [row for row in rows(table.lines, delimiter) if not row.is_blank]
    heading = _heading_row(every, called)
    below = (row for row in every if row.number > heading.number)
    drafts = ((row.number, partial(_draft, heading.cells, row)) for row in below)
    resources, refused = sorted_out(drafts, called, _("Row {line}: {sentence}"))
    return ResourceFile(
        name=called,
        encoding=found.encoding,
        resources=resources,
        refused=refused,
        remarks=remarks_on(found),
    )


def _heading_row(every: Sequence[TableRow], called: str) -> TableRow:
    fitting = [row for row in every[:_ROWS_TO_LOOK_AT] if "title" in map(field_of, row.cells)]
    if fitting:
        return max(fitting, key=lambda row: (_known(row.cells), -row.number))
    if not every:
        raise UserError(
            _("“{name}” has no rows.").format(name=called),
            _("Save it again where it came from, then try once more."),
        )
    cells = ", ".join(f"“{one_line(cell)[:40]}”" for cell in every[0].cells[:6])
    raise UserError(
        _("Row {row} of “{name}” has no heading for titles: {cells}.").format(
            row=every[0].number, name=called, cells=cells
        ),
        _("Put a row above it that names the columns, such as Title, Author, Year, Shelf."),
    )


def _draft(headings: Sequence[str], row: TableRow) -> Draft:
    if row.is_open:
        raise UserError(_("A quotation mark is opened and never closed."))
    if any(cell.strip() for cell in row.cells[len(headings) :]) or len(row.cells) < len(headings):
        raise UserError(
            _("It has {found} cells, where the headings have {wanted}.").format(
                found=len(row.cells), wanted=len(headings)
            )
        )
    draft = Draft()
    for heading, cell in zip(headings, row.cells, strict=False):
        text = _TEXT_FORMULA.sub(r"\1", cell)
        if text.strip():
            _take(draft, heading, text)
    return draft


def _take(draft: Draft, heading: str, cell: str) -> None:
    field = field_of(heading)
    if field == "authors":
        draft.authors += re.split(r";|\n|\s+and\s+", cell)
    elif field == "tags":
        draft.tags += re.split(r"[;,|\n]", cell)
    elif field == "source":
        draft.source.append(cell)
    elif field == "notes":
        draft.notes.append(cell)
    elif field == "kind" and draft.kind is ResourceKind.OTHER and heading_key(cell) in _kinds():
        draft.kind = _kinds()[heading_key(cell)]
    elif field in {"title", "year", "subject", "grade", "shelf"} and not getattr(draft, field):
        setattr(draft, field, cell)
    else:
        draft.note(heading, cell)


def field_of(heading: str) -> str:
    """Return the field of a resource that a heading means, or an empty text."""
    return _fields().get(heading_key(heading), "")


def _known(cells: Iterable[str]) -> int:
    return len({field_of(cell) for cell in cells} - {""})


@cache
def _fields() -> Mapping[str, str]:
    return {
        heading_key(word): field for field, words in _HEADINGS.items() for word in words.split(",")
    }


@cache
def _kinds() -> Mapping[str, ResourceKind]:
    return {
        heading_key(word): kind for kind, words in _KIND_WORDS.items() for word in words.split(",")
    }
