"""A resource as the form shows it: people by name, tags as words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from copdesk.domain.library import Resource, ResourceKind
from copdesk.gui.widgets.person_picker import Person
from copdesk.language import _

_KEY: Final = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The fields of a resource under the names of their widgets; `stored` has all the others."""

    id: str
    stored: Resource
    title: str
    kind: str
    authors: str
    year: str
    subject: str
    grade: str
    source: str
    shelf: str
    consent: str
    shared_by: Person
    tags: tuple[str, ...]
    notes: str


def entry_of(resource: Resource, names: Mapping[str, str]) -> Entry:
    """Return what the form shows; `names` are those of the members by id."""
    return Entry(
        id=resource.id,
        stored=resource,
        title=resource.title,
        kind=resource.kind.value,
        authors=resource.authors,
        year=resource.year,
        subject=resource.subject,
        grade=resource.grade,
        source=resource.source,
        shelf=resource.shelf,
        consent=resource.consent,
        shared_by=person_of(resource.shared_by, names),
        tags=resource.tag_words,
        notes=resource.notes,
    )


def resource_of(entry: Entry) -> Resource:
    """Return the resource's own fields to be stored; its tags are stored beside them."""
    return replace(
        entry.stored,
        title=entry.title,
        kind=ResourceKind(entry.kind),
        authors=entry.authors,
        year=entry.year,
        subject=entry.subject,
        grade=entry.grade,
        source=entry.source,
        shelf=entry.shelf,
        consent=entry.consent,
        shared_by=entry.shared_by.member_id or entry.shared_by.name,
        notes=entry.notes,
    )


def person_of(stored: str, names: Mapping[str, str]) -> Person:
    """Return who is meant by an id or a name."""
    if stored in names:
        return Person(stored, names[stored])
    if _KEY.fullmatch(stored):
        return Person(stored, _("Somebody who is no longer listed"))
    return Person("", stored)
