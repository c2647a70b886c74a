"""A file of people in any format of the table that brings people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from copdesk.domain.brings import Brings
from copdesk.domain.members import Group, Member
from copdesk.exchange.chosen_file import Report, Source, nothing_to_report
from copdesk.exchange.formats import imported
from copdesk.exchange.people.people_file import VCARD_LIMIT, PeopleFile
from copdesk.exchange.recognition import format_to_read, format_to_write

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
    found = format_to_read(source, Brings.PEOPLE, name, VCARD_LIMIT)
    file: PeopleFile = imported(found.reader)(
        source, name=name, overrides=overrides, fields=fields, report=report
    )
    return file


def write_people(name: str, members: Iterable[Member], groups: Sequence[Group]) -> bytes:
    """Return a file of the format that the ending of a name speaks of."""
    wanted = format_to_write(name, Brings.PEOPLE)
    content: bytes = imported(wanted.writer)(members, groups)
    return content
