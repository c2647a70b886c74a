"""Reading what the library page shows, in a worker, while the window waits for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from copdesk.domain.library import Resource, ResourceFilter
from copdesk.errors import NotFound
from copdesk.gui.fields.resource_words import count_text
from copdesk.gui.models.list_model import PAGE_ROWS
from copdesk.gui.pages.library.detail import Shown
from copdesk.gui.widgets.person_picker import Person
from copdesk.language import date_text
from copdesk.services.library import LibraryService

if TYPE_CHECKING:
    from copdesk.services.opening import Services


@dataclass(frozen=True, slots=True)
class Found:
    """What a worker read: ids in order, how many in words, and the tags if they were asked for.

    With the first rows and the resource that will probably be shown, the window has nothing to
    wait for.
    """

    ids: list[str]
    count: str
    tags: list[str] | None
    people: People | None
    first: Sequence[Resource]
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class People:
    """The members to choose from, and the names of those too who were removed."""

    members: list[Person]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker is to find; `keep` stays in the list, the cursor will be on `cursor`."""

    wanted: ResourceFilter
    keep: str
    cursor: str
    with_tags: bool
    with_people: bool


def shown_of(service: LibraryService, resource_id: str) -> Shown | None:
    """Return a resource with all that is shown of it; None once it has gone."""
    with suppress(NotFound):  # it has gone since the list was read
        return Shown(
            resource=service.get(resource_id),
            meetings=service.meetings_using(resource_id),
            is_removed=service.is_removed(resource_id),
        )
    return None


def _people(services: Services) -> People:
    members = services.members.all()
    everybody = (*services.members.removed(), *members)
    return People(
        [Person(one.id, one.name) for one in members], {one.id: one.name for one in everybody}
    )


def find_resources(services: Services, asked: Asked) -> Found:  # in a worker thread
    """Read what the page shows.

    What is shown stays in the list although a change in it means that it no longer fits.
    """
    service, wanted, keep = services.library, asked.wanted, asked.keep
    ids = service.find(wanted)
    if keep and not wanted.removed and keep not in ids and not service.is_removed(keep):
        ids.append(keep)
    date_text(date.min)  # loads how dates are written while no window waits for it
    likely = asked.cursor if asked.cursor in ids else next(iter(ids), "")
    return Found(
        ids,
        count_text(len(ids)),
        service.tags() if asked.with_tags else None,
        _people(services) if asked.with_people else None,
        service.many(ids[:PAGE_ROWS]),
        shown_of(service, likely) if likely else None,
    )
