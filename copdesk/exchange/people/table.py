"""A table of people as spreadsheets, address books and school offices save it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from copdesk.domain.members import Group, Member
from copdesk.domain.people.import_plan import IncomingPerson, RefusedRow
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import (
    Report,
    Source,
    decoded,
    name_of,
    nothing_to_report,
    read_bytes,
    unified_lines,
)
from copdesk.exchange.media_types import refuse_unless_text
from copdesk.exchange.people.cells import (
    groups_text,
    is_ambiguous,
    person_of,
    writes_day_first,
)
from copdesk.exchange.people.columns import Columns, find_headings
from copdesk.exchange.people.headings import known_headings
from copdesk.exchange.people.names import are_written_last_first
from copdesk.exchange.people.people_file import CSV_LIMIT, ROW_LIMIT, PeopleFile
from copdesk.exchange.table_text import DELIMITERS, TableRow, evenness, rows, table_lines, vote
from copdesk.language import _, number_text

HEADINGS: Final = (
    "Name",
    "Preferred name",
    "E-mail",
    "Phone",
    "School",
    "Teaches",
    "Role",
    "Address",
    "Joined",
    "Left",
    "In directory",
    "Groups",
    "Notes",
    "CopDesk id",
)
_ROWS_TO_LOOK_AT: Final = 20
_SAMPLES: Final = 3
_NO_OVERRIDES: Final[Mapping[str, str]] = MappingProxyType({})
_FORMULA: Final = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
_TEXT_FORMULA: Final = re.compile(r'="([^"]*)"')  # how leading zeros are kept in a spreadsheet
_GUARDED: Final = re.compile(r"'+\s*[=+\-@\t\r＝＋－＠]")


def is_table(text: str) -> bool:
    """Tell a table from prose: known headings, or the same number of cells in several rows."""
    lines = table_lines(text).lines[:_ROWS_TO_LOOK_AT]
    for delimiter in DELIMITERS:
        first = next(rows(lines, delimiter), None)
        known = known_headings(first.cells) if first else 0
        is_even = evenness(lines, delimiter) == 1
        if known > 1 or (is_even and (known or len(lines) > 2)):
            return True
    return False


def read_people(
    source: Source,
    *,
    name: str = "",
    overrides: Mapping[str, str] = _NO_OVERRIDES,
    fields: Sequence[str] | None = None,
    delimiter: str = "",
    report: Report = nothing_to_report,
) -> PeopleFile:
    """Read a table; `overrides` names, for a field, the heading of its column.

    `fields` is for a preview: the field of each column as a person corrected it, none of them
    before that; the columns are returned even when none of them holds names.
    Raises UserError when the file as a whole is not a table with a column of names.
    """
    called = name_of(source, name)
    content = read_bytes(source, CSV_LIMIT, called)
    refuse_unless_text(content, called, _("a table of people"))
    found = decoded(content)
    table = table_lines(unified_lines(found.text).replace("\0", ""))
    chosen = delimiter or table.delimiter or vote(table.lines, known_headings)
    everything = _rows_within_limit(table.lines, chosen, called)
    columns = find_headings(
        everything, chosen, overrides, called, may_lack_names=fields is not None
    )
    if fields:
        columns = columns.corrected(fields)
    below = [row for row in everything if row.number > columns.row]
    people, refused = _sorted_out(below, columns, called, report)
    remarks = _remarks(below, columns)
    if fields is None and (unused := columns.unused(below)):
        remarks.append(
            _("Columns that were not taken: {headings}.").format(headings=", ".join(unused))
        )
    if found.is_guess:
        remarks.append(
            _("The file does not say how its letters are written; look whether accents are right.")
        )
    return PeopleFile(
        name=called,
        encoding=found.encoding,
        delimiter=chosen,
        heading_row=columns.row,
        columns=columns.mapped(),
        samples=tuple(row.cells for row in below[:_SAMPLES]),
        people=tuple(people),
        refused=tuple(refused),
        remarks=tuple(remarks),
    )


def write_people(members: Iterable[Member], groups: Sequence[Group]) -> bytes:
    """Return a table that spreadsheets open and that `read_people` reads back without a change."""
    names = {group.id: group.name for group in groups}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for member in members:
        inside = [
            names[one.group_id]
            for one in member.memberships
            if one.left_on is None and one.group_id in names
        ]
        writer.writerow([_guarded(cell) for cell in _cells(member, inside)])
    return text.getvalue().encode("utf-8-sig")


def write_refused(people_file: PeopleFile) -> bytes:
    """Return the refused rows as a table with the reasons, to be corrected and imported again."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(one.heading for one in people_file.columns), _("Why not imported")])
    width = len(people_file.columns)
    for row in people_file.refused:
        cells = [*row.cells, *[""] * width][: max(width, len(row.cells))]
        writer.writerow([_guarded(cell) for cell in (*cells, row.sentence)])
    return text.getvalue().encode("utf-8-sig")


def _cells(member: Member, groups: Sequence[str]) -> tuple[str, ...]:
    return (
        member.name,
        member.preferred_name,
        member.email,
        member.phone,
        member.school,
        member.teaches,
        member.role,
        member.address,
        member.joined_on.isoformat() if member.joined_on else "",
        member.left_on.isoformat() if member.left_on else "",
        "yes" if member.in_directory else "no",
        groups_text(groups),
        member.notes,
        member.id,
    )


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    if _GUARDED.match(cell):
        return cell[1:]
    written_as_formula = _TEXT_FORMULA.fullmatch(cell)
    return written_as_formula[1] if written_as_formula else cell


def _rows_within_limit(lines: list[str], delimiter: str, called: str) -> list[TableRow]:
    found: list[TableRow] = []
    for row in rows(lines, delimiter):
        if not row.is_blank:
            found.append(row)
        if len(found) > ROW_LIMIT + 1:  # one of them has the headings
            raise UserError(
                _("“{name}” has more than {limit} rows.").format(
                    name=called, limit=number_text(ROW_LIMIT)
                ),
                _("Split it into several files, or check that it is a list of people."),
            )
    return found


def _sorted_out(
    below: Sequence[TableRow], columns: Columns, called: str, report: Report
) -> tuple[list[IncomingPerson], list[RefusedRow]]:
    people: list[IncomingPerson] = []
    refused: list[RefusedRow] = []
    misshapen = 0
    day_first = {
        heading: writes_day_first(values) for heading, values in columns.dates(below).items()
    }
    # Our own tables write names as they are, commas included.
    last_first = "id" not in columns.fields and are_written_last_first(columns.names(below))
    for done, row in enumerate(below):
        if done % 500 == 0:
            report(done, len(below))
        try:
            reason = _misshapen(row, columns.width)
            misshapen += bool(reason)
            if reason:
                raise UserError(reason)
            cells = columns.by_field([_unguarded(cell) for cell in row.cells])
            people.append(person_of(row.number, cells, day_first, last_first=last_first))
        except UserError as error:
            sentence = _("Row {row}: {sentence}").format(row=row.number, sentence=error.sentence)
            refused.append(RefusedRow(row=row.number, sentence=sentence, cells=row.cells))
    if below and misshapen == len(below):
        raise UserError(
            _("No row of “{name}” has as many cells as its row of headings, row {row}.").format(
                name=called, row=columns.row
            ),
            _("Save it again with one separator, such as a comma, between all cells."),
        )
    return people, refused


def _misshapen(row: TableRow, width: int) -> str:
    if row.is_open:
        return _("A quotation mark is opened and never closed.")
    used = len(row.cells)
    while used > width and not row.cells[used - 1].strip():
        used -= 1
    if used != width:
        return _("It has {found} cells, where the headings have {wanted}.").format(
            found=used, wanted=width
        )
    return ""


def _remarks(below: Sequence[TableRow], columns: Columns) -> list[str]:
    return [
        _("Dates under “{heading}” were read with the day first.").format(heading=heading)
        for heading, values in columns.dates(below).items()
        if is_ambiguous(values)
    ]
