"""Where the headings of a people table are, and which column holds which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copdesk.domain.text import one_line
from copdesk.errors import InvalidInput, UserError
from copdesk.exchange.people.headings import (
    FIELDS,
    NAME_FIELDS,
    field_of,
    is_technical,
    known_headings,
)
from copdesk.exchange.people.people_file import MappedColumn
from copdesk.exchange.table_text import TableRow, heading_key
from copdesk.language import _

_ROWS_TO_LOOK_AT: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The headings, the row they stand in, and for each column its field or an empty text."""

    row: int
    headings: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many cells each row must have."""
        return len(self.headings)

    def mapped(self) -> tuple[MappedColumn, ...]:
        """Return the columns for a preview."""
        pairs = zip(self.headings, self.fields, strict=True)
        return tuple(MappedColumn(heading=heading, field=field) for heading, field in pairs)

    def corrected(self, fields: Sequence[str]) -> Columns:
        """Return them with the fields that a person chose, one for each column."""
        known = [field and _field_named(field) for field in fields]
        return replace(self, fields=tuple([*known, *[""] * self.width][: self.width]))

    def by_field(self, cells: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """Return, for each field, the headings and values that a row has for it."""
        found: dict[str, list[tuple[str, str]]] = {}
        by_heading = dict(zip(self.headings, cells, strict=False))
        for heading, field, cell in zip(self.headings, self.fields, cells, strict=False):
            if field and cell.strip():
                found.setdefault(field, []).append((_labelled(heading, by_heading), cell))
        return found

    def names(self, rows: Sequence[TableRow]) -> list[str]:
        """Return what stands in the first column of whole names."""
        at = self.fields.index("name") if "name" in self.fields else self.width
        return [row.cells[at] for row in rows if at < len(row.cells)]

    def unused(self, rows: Sequence[TableRow]) -> list[str]:
        """Return the headings of columns in which people wrote something that is not taken."""
        return [
            heading
            for at, (heading, field) in enumerate(zip(self.headings, self.fields, strict=True))
            if heading
            and not field
            and not is_technical(heading)
            and any(at < len(row.cells) and row.cells[at].strip() for row in rows)
        ]

    def dates(self, rows: Sequence[TableRow]) -> dict[str, list[str]]:
        """Return all values of each column of dates, by heading."""
        return {
            self.headings[at]: [row.cells[at] for row in rows if at < len(row.cells)]
            for at, field in enumerate(self.fields)
            if field in {"joined_on", "left_on"}
        }


def find_headings(
    rows: Sequence[TableRow],
    delimiter: str,
    overrides: Mapping[str, str],
    called: str,
    *,
    may_lack_names: bool = False,
) -> Columns:
    """Return the columns, or raise UserError that says what is missing, where, and what to do.

    `may_lack_names` is for a preview in which a person can still say where the names are.
    """
    if not rows:
        raise UserError(
            _("“{name}” has no rows.").format(name=called),
            _("Save it again where it came from, then try once more."),
        )
    wanted = {_field_named(field): heading for field, heading in overrides.items()}
    row = _heading_row(rows, wanted)
    if row is None:
        raise _no_headings(rows[0], delimiter, called)
    columns = _mapped(row, wanted, called)
    if not may_lack_names and not NAME_FIELDS & set(columns.fields):
        raise UserError(
            _("No column of “{name}” is headed as names; row {row} has: {headings}.").format(
                name=called, row=row.number, headings=_listed(columns.headings)
            ),
            _("Say which column holds the names, on the command line with --map name=HEADING."),
        )
    return columns


def _labelled(heading: str, cells: Mapping[str, str]) -> str:
    """Return a heading with what the column beside it says of this row, as Google keeps them."""
    plain, dash, part = heading.rpartition(" - ")
    if not dash or part not in {"Value", "Formatted"}:
        return heading
    kind = one_line(cells.get(f"{plain} - Label", cells.get(f"{plain} - Type", ""))).strip("* ")
    if kind and plain.startswith(("Event", "Relation", "Custom Field")):
        return kind
    return f"{plain} ({kind})" if kind else plain


def _field_named(field: str) -> str:
    found = field if field in FIELDS else field_of(field)
    if not found:
        raise InvalidInput(
            "field",
            _("There is no field “{field}”.").format(field=field),
            _("These can be named: {fields}.").format(fields=", ".join(FIELDS)),
        )
    return found


def _heading_row(rows: Sequence[TableRow], wanted: Mapping[str, str]) -> TableRow | None:
    """Choose the row with most known headings; a title or two may stand above it."""
    asked = {heading_key(heading) for heading in wanted.values()}
    best, most = None, 0
    for row in rows[:_ROWS_TO_LOOK_AT]:
        if row.is_open:
            continue
        present = len(asked & {heading_key(cell) for cell in row.cells})
        known = known_headings(row.cells)
        is_sure = known >= 2 or row is rows[0] or present
        if is_sure and present * 2 + known > most:
            best, most = row, present * 2 + known
    return best


def _mapped(row: TableRow, wanted: Mapping[str, str], called: str) -> Columns:
    headings = [one_line(cell) for cell in row.cells]
    while headings and not headings[-1]:
        headings.pop()
    fields = _fields_of(headings)
    keys = [heading_key(heading) for heading in headings]
    for field, heading in wanted.items():
        if heading_key(heading) not in keys:
            raise UserError(
                _("“{heading}” is not a heading in row {row} of “{name}”.").format(
                    heading=heading, row=row.number, name=called
                ),
                _("The headings are: {headings}.").format(headings=_listed(headings)),
            )
        fields = ["" if known == field else known for known in fields]
    for field, heading in wanted.items():
        fields[keys.index(heading_key(heading))] = field
    return Columns(row=row.number, headings=tuple(headings), fields=tuple(fields))


def _fields_of(headings: Sequence[str]) -> list[str]:
    fields = [field_of(heading) for heading in headings]
    keys = [heading_key(heading) for heading in headings]
    if "title" in keys and "jobtitle" in keys:  # one of them is Ms. or Dr.
        fields[keys.index("title")] = "notes"
    for at, heading in enumerate(headings):
        place, dash, part = heading.rpartition(" - ")
        if dash and part != "Formatted" and f"{place} - Formatted" in headings:
            fields[at] = ""  # the whole address has it
    return fields


def _no_headings(row: TableRow, delimiter: str, called: str) -> UserError:
    if not delimiter and len(row.cells[0]) > 60:
        return UserError(
            _("“{name}” is not a table: row {row} has no cells.").format(
                name=called, row=row.number
            ),
            _("Save it as CSV, with a comma or a semicolon between the cells."),
        )
    return UserError(
        _("Row {row} of “{name}” has no headings that CopDesk knows: {cells}.").format(
            row=row.number, name=called, cells=_listed(row.cells)
        ),
        _("Put a row above it that names the columns, such as Name, E-mail, Phone, School."),
    )


def _listed(cells: Sequence[str]) -> str:
    tidy = [one_line(cell) for cell in cells if cell.strip()]
    shown = ", ".join(f"“{cell[:40]}”" for cell in tidy[:6])
    return f"{shown}, …" if len(tidy) > 6 else shown
