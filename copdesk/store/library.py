"""Resources: the ids of a long list at once, the values a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from copdesk.domain.library import AttachedFile, Resource, ResourceKind, Tag, Use
from copdesk.domain.text import folded
from copdesk.language import N_
from copdesk.store.mapping import AggregateKind, ChildKind, read_columns, value_of
from copdesk.store.repository import Repository
from copdesk.store.tables import AttachedFileRow, ResourceRow, TagRow, UseRow


class Resources(Repository[Resource]):
    """The resources, in the order of their titles."""

    kind = AggregateKind(
        Resource,
        ResourceRow,
        {
            "files": ChildKind(AttachedFile, AttachedFileRow, lambda one: (one.sha256, one.name)),
            "tags": ChildKind(Tag, TagRow, lambda one: (folded(one.text),)),
            "uses": ChildKind(Use, UseRow),
        },
        N_("That resource is no longer there."),
    )

    def _order(self) -> tuple[Any, ...]:
        return (ResourceRow.sort_title, ResourceRow.id)

    def _derived(self, value: Resource) -> dict[str, Any]:
        return {"sort_title": folded(value.title)}

    def ids(self, *, kind: str = "", tag: str = "", newest_first: bool = False) -> list[str]:
        """Return the ids of the list, which are quick to get even for 100,000 resources."""
        query: Select[str] = select(ResourceRow.id).where(ResourceRow.removed_at.is_(None))
        if kind:
            query = query.where(ResourceRow.kind == kind)
        if tag:
            tagged = select(TagRow.resource_id).where(
                TagRow.text == tag, TagRow.removed_at.is_(None)
            )
            query = query.where(ResourceRow.id.in_(tagged))
        query = query.order_by(*(_newest_first() if newest_first else self._order()))
        cursor = self._session.connection().execute(query).cursor  # a tuple less for each of them
        return [] if cursor is None else [row[0] for row in cursor.fetchall()]

    def heads(self, *, since: date | None = None) -> list[Resource]:
        """Return resources without their files, tags and uses: all, or those added from a day on.

        It is far quicker than `all`, and enough for a list or to count.
        """
        query: Any = select(*read_columns(Resource, ResourceRow))
        if since is not None:
            query = query.where(ResourceRow.added_on >= since)
        return self._heads(query.order_by(*self._order()))

    def newest(self, count: int, *, stories: bool) -> list[Resource]:
        """Return the heads of the stories that were added last, or of everything else."""
        query: Any = select(*read_columns(Resource, ResourceRow))
        is_story = ResourceRow.kind == ResourceKind.STORY.value
        chosen = query.where(is_story if stories else ~is_story)
        return self._heads(chosen.order_by(*_newest_first()).limit(count))

    def _heads(self, query: Any) -> list[Resource]:
        rows: Any = self._session.connection().execute(
            query.where(ResourceRow.removed_at.is_(None))
        )
        return [value_of(Resource, row) for row in rows]

    def with_file(self, sha256: str) -> list[Resource]:
        """Return the resources that hold exactly this file."""
        query = (
            select(ResourceRow)
            .join(AttachedFileRow, AttachedFileRow.resource_id == ResourceRow.id)
            .where(
                AttachedFileRow.sha256 == sha256,
                AttachedFileRow.removed_at.is_(None),
                ResourceRow.removed_at.is_(None),
            )
            .distinct()
        )
        return self._select(query)

    def named(self, name: str) -> list[Resource]:
        """Return the resource with this id, or else those with this title."""
        here = select(ResourceRow).where(ResourceRow.removed_at.is_(None))
        return self._select(here.where(ResourceRow.id == name)) or self._select(
            here.where(ResourceRow.sort_title == folded(name)).order_by(ResourceRow.id)
        )

    def tag_words(self) -> list[str]:
        """Return every tag in use, in alphabetical order."""
        query = select(TagRow.text).where(TagRow.removed_at.is_(None)).distinct()
        found: Sequence[str] = self._session.scalars(query).all()
        return sorted(found, key=folded)

    def files(self) -> list[AttachedFile]:
        """Return every attached file of every resource, also of those in the trash."""
        rows = self._session.scalars(select(AttachedFileRow))
        return [
            AttachedFile(
                id=row.id,
                name=row.name,
                media_type=row.media_type,
                size=row.size,
                sha256=row.sha256,
            )
            for row in rows
        ]


def _newest_first() -> tuple[Any, ...]:
    return (ResourceRow.added_on.desc().nulls_last(), ResourceRow.id.desc())
