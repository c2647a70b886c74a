"""What a file of people holds, whatever its format, ready to be looked at before it is imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from copdesk.domain.people.import_plan import IncomingPerson, RefusedRow
from copdesk.exchange.chosen_file import MEGABYTE

CSV_LIMIT: Final = 20 * MEGABYTE
VCARD_LIMIT: Final = 50 * MEGABYTE  # most of it are photos
ROW_LIMIT: Final = 50_000
CARD_LIMIT: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """A column of the table; `field` is empty where it is not imported."""

    heading: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFile:
    """People and refused rows of a file, and how it was understood.

    `samples` are the first rows below the headings, for a preview; `remarks` are sentences that
    the user should see before agreeing. A vCard file has no columns and no delimiter.
    """

    name: str
    encoding: str
    delimiter: str = ""
    heading_row: int = 0
    columns: tuple[MappedColumn, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    people: tuple[IncomingPerson, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    remarks: tuple[str, ...] = ()
