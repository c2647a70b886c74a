"""A table of people told from a reading list, when both know some of the headings."""

from __future__ import annotations

from itertools import islice
from typing import Final

from copdesk.exchange.people.headings import NAME_FIELDS
from copdesk.exchange.people.headings import field_of as field_of_person
from copdesk.exchange.reading_lists.table import field_of as field_of_resource
from copdesk.exchange.table_text import DELIMITERS, rows, table_lines

_ROWS_TO_LOOK_AT: Final = 5
_LINES_TO_LOOK_AT: Final = 40


def is_table_of_people(text: str) -> bool:
    """Whether more headings speak of people alone than of resources alone, and none of authors."""
    lines = table_lines(text).lines[:_LINES_TO_LOOK_AT]
    heads = [
        {(field_of_person(cell), field_of_resource(cell)) for cell in row.cells}
        for delimiter in DELIMITERS
        for row in islice(rows(lines, delimiter), _ROWS_TO_LOOK_AT)
    ]
    fields = max(
        heads, key=lambda pairs: sum(any(pair) for pair in pairs), default=set[tuple[str, str]]()
    )
    people = {person for person, _resource in fields} - {""}
    resources = {resource for _person, resource in fields} - {""}
    only_people = {person for person, resource in fields if person and not resource}
    only_resources = {resource for person, resource in fields if resource and not person}
    return (
        len(people) > 1
        and bool(people & NAME_FIELDS)
        and "authors" not in resources
        and len(only_people - {"notes"}) > len(only_resources)  # books have notes of that kind, too
    )
