"""A file of people in any format that is understood, told by its content or its ending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from copdesk.domain.members import Group, Member
from copdesk.errors import UserError
from copdesk.exchange.chosen_file import Report, Source, nothing_to_report
from copdesk.exchange.file_kinds import FileKind, recognize
from copdesk.exchange.people import table as csv_people
from copdesk.exchange.people import vcard
from copdesk.exchange.people.people_file import VCARD_LIMIT, PeopleFile
from copdesk.language import _

_NO_OVERRIDES: Final[Mapping[str, str]] = MappingProxyType({})


def read_people(
    source: Source,
    *,
    name: str = "",
    overrides: Mapping[str, str] = _NO_OVERRIDES,
    fields: Sequence[str] | None = None,
    report: Report = nothing_to_report,
) -> PeopleFile:
    """Read vCards or a table; `overrides` (field to heading) and `fields` speak about tables."""
    recognized = recognize(source, name, VCARD_LIMIT)
    is_named_so = recognized.name.lower().endswith((".vcf", ".vcard"))
    if recognized.kind is FileKind.VCARD or (is_named_so and recognized.kind is not FileKind.TABLE):
        return vcard.read_people(source, name=name, report=report)
    return csv_people.read_people(
        source, name=name, overrides=overrides, fields=fields, report=report
    )


def write_people(ending: str, members: Iterable[Member], groups: Sequence[Group]) -> bytes:
    """Return a file for an ending, `.csv` or `.vcf`."""
    if ending.lower() == ".csv":
        return csv_people.write_people(members, groups)
    if ending.lower() == ".vcf":
        return vcard.write_people(members, groups)
    raise UserError(
        _("Members cannot be written to a file that ends in “{ending}”.").format(ending=ending),
        _("Name it with .csv for a table or .vcf for vCards."),
    )
