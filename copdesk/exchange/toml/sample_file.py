"""The sample community as it is shipped: TOML files that name things by short keys.

Days are told as weeks before (`weeks_ago`) or after (`weeks_ahead`) one Thursday, so that the
sample is never old. In the values the keys stand where ids will be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from copdesk.domain.community import Community, Goal, Norms
from copdesk.domain.library import AttachedFile, Resource, ResourceKind, Tag, Use
from copdesk.domain.meetings import Series
from copdesk.domain.members import Group, Member, Membership
from copdesk.exchange.toml.sample_meeting import Days, Evening, SampleMeeting
from copdesk.exchange.toml.toml_table import Table, TomlText


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Everything in the sample; an attached file has its name and no contents yet."""

    community: Community
    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    resources: tuple[Resource, ...]
    series: Series
    meetings: tuple[SampleMeeting, ...]


def read_sample(folder: Path, thursday: date) -> Sample:
    """Return the sample of a folder with its days counted from a Thursday."""
    days = Days(thursday)
    about = _table(folder / "community.toml")
    people = _table(folder / "people.toml")
    library = _table(folder / "library.toml")
    sample = Sample(
        community=_community(about, days),
        series=_series(about.table("series")),
        groups=tuple(_group(one) for one in people.tables("groups")),
        members=tuple(_member(one, days) for one in people.tables("members")),
        resources=tuple(_resource(one, days) for one in library.tables("resources")),
        meetings=tuple(
            Evening(_table(path), path.stem, days).read()
            for path in sorted((folder / "meetings").glob("*.toml"))
        ),
    )
    for table in (about, people, library):
        table.done()
    return sample


def _table(path: Path) -> Table:
    source = TomlText(path.read_text(encoding="utf-8"), path.name)
    return Table(source.parse(), path.stem, source)


def _community(table: Table, days: Days) -> Community:
    return Community(
        name=table.text("name"),
        about=table.text("about"),
        place=table.text("place"),
        founded_on=days.day(table, "founded"),
        norms=tuple(
            Norms(agreed_on=days.day(one, "agreed"), text=one.text("text"))
            for one in table.tables("norms")
        ),
        goals=tuple(
            Goal(
                text=one.text("text"),
                review_on=days.day(one, "review"),
                reached_on=days.day(one, "reached"),
            )
            for one in table.tables("goals")
        ),
    )


def _series(table: Table) -> Series:
    return Series(
        id=table.text("key"),
        title=table.text("title"),
        place=table.text("place"),
        starts_at=time.fromisoformat(table.text("starts_at")),
    )


def _group(table: Table) -> Group:
    group = Group(id=table.text("key"), name=table.text("name"), purpose=table.text("purpose"))
    table.done()
    return group


def _member(table: Table, days: Days) -> Member:
    joined, left = days.day(table, "joined"), days.day(table, "left")
    member = Member(
        id=table.text("key"),
        name=table.text("name"),
        preferred_name=table.text("preferred_name", ""),
        email=table.text("email", ""),
        phone=table.text("phone", ""),
        school=table.text("school"),
        teaches=table.text("teaches"),
        role=table.text("role", ""),
        address=table.text("address", ""),
        joined_on=joined,
        left_on=left,
        in_directory=table.flag("in_directory", default=False),
        notes=table.text("notes", ""),
        memberships=tuple(
            Membership(group_id=key, joined_on=joined, left_on=left)
            for key in table.texts("groups")
        ),
    )
    table.done()
    return member


def _resource(table: Table, days: Days) -> Resource:
    resource = Resource(
        id=table.text("key"),
        title=table.text("title"),
        kind=table.one_of("kind", ResourceKind),
        authors=table.text("authors", ""),
        year=table.text("year", ""),
        subject=table.text("subject", ""),
        grade=table.text("grade", ""),
        source=table.text("source", ""),
        shelf=table.text("shelf", ""),
        consent=table.text("consent", ""),
        shared_by=table.text("shared_by"),
        added_on=days.day(table, "added"),
        notes=table.text("notes", ""),
        files=tuple(AttachedFile(name=name, sha256="") for name in table.texts("files")),
        tags=tuple(Tag(text=word) for word in table.texts("tags")),
        uses=tuple(
            Use(member_id=one.text("by"), used_on=days.day(one, "used"), text=one.text("text"))
            for one in table.tables("uses")
        ),
    )
    table.done()
    return resource
