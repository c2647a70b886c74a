"""What every repository can do: read values, store them, hide and show them again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any, ClassVar, Generic, TypeVar, cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from copdesk.errors import NotFound
from copdesk.language import _
from copdesk.store.keys import key_of, new_key
from copdesk.store.mapping import (
    AggregateKind,
    ChildKind,
    columns_of,
    is_known,
    of_owners,
    read_columns,
    value_of,
    with_ids,
)
from copdesk.store.tables import MERGED, Child, Record

Value = TypeVar("Value")


class Repository(Generic[Value]):
    """The aggregates of one kind inside a transaction that somebody else opened."""

    kind: ClassVar[AggregateKind[Any]]

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session = session
        self._now = now

    def get(self, key: str) -> Value:
        """Return one value, also from the trash, or raise NotFound."""
        found = self._select(select(self.kind.row).where(self.kind.row.id == key))
        if not found:
            raise self._missing()
        return found[0]

    def many(self, keys: Sequence[str]) -> list[Value]:
        """Return the values that exist, in the order of the keys."""
        rows = self._listed(with_ids(self.kind.value, self.kind.row), keys)
        found = {row.id: row for row in rows}
        return self._values([found[key] for key in keys if key in found])

    def all(self) -> list[Value]:
        """Return every value that was not removed, in the order of the lists."""
        query = select(self.kind.row).where(self.kind.row.removed_at.is_(None))
        return self._select(query.order_by(*self._order()))

    def in_trash(self) -> list[Value]:
        """Return what was removed, the latest first."""
        removed_at = self.kind.row.removed_at
        query = select(self.kind.row).where(removed_at.is_not(None))
        return self._select(query.order_by(removed_at.desc().nulls_last(), self.kind.row.id))

    def put(self, value: Value, base: Value | None = None) -> Value:
        """Store a value and return it as stored.

        With what a window had loaded as `base` only what differs from it is stored, and a text
        that somebody else changed meanwhile keeps what both wrote.

        An empty id makes a new aggregate with all its children. Of an aggregate that is there
        only its own fields are stored; its children have their own methods, so that a window
        that loaded it earlier cannot undo what was written since.
        """
        key = cast("str", value.id)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        columns = columns_of(value, frozenset(self.kind.children)) | self._derived(value)
        if key:
            row = self._row(key)
            if base is None:
                self._change(row, columns)
                return value
            old = columns_of(base, frozenset(self.kind.children)) | self._derived(base)
            self._change(row, _changed(row, old, columns))
            return self.get(key)
        row = self._added(self.kind.row, columns)
        self._session.flush()  # the root before its children, whose keys point to it
        stored: dict[str, Any] = {"id": row.id}
        for name, kind in self.kind.children.items():
            owned = cast("tuple[Any, ...]", getattr(value, name))
            made: dict[str, Child] = {}
            values: dict[str, Any] = {}
            for number, child in enumerate(owned, start=1):
                one = self._put_new_child(kind, row.id, child, float(number), made)
                values[one.id] = one
            stored[name] = tuple(values.values())
        self._session.flush()
        return replace(value, **stored)  # pyright: ignore[reportArgumentType, reportUnknownVariableType]

    def remove(self, key: str) -> Value:
        """Put a value into the trash; its id and all that points to it stay."""
        return self._hide(self._row(key), hidden=True)

    def restore(self, key: str) -> Value:
        """Take a value out of the trash."""
        return self._hide(self._row(key), hidden=False)

    def put_child(self, owner: str, name: str, child: Any, base: Any = None) -> Any:
        """Store one child of an aggregate, a new one at the end; return it as stored.

        What can be there only once and was removed comes back, to the place where it was. See
        `put` for `base`.
        """
        kind = self.kind.children[name]
        columns = columns_of(child)
        if child.id:
            row = self._child_row(name, child.id)
            if base is None:
                self._change(row, columns)
                return child
            self._change(row, _changed(row, columns_of(base), columns))
            return _child_of(kind, row)
        last = self._session.scalar(
            select(func.max(kind.row.position)).where(getattr(kind.row, kind.row.parent) == owner)
        )
        stored = self._put_new_child(kind, owner, child, (last or 0.0) + 1.0)
        self._session.flush()
        return stored

    def as_it_was(self, owner: str, name: str, child: Any) -> Any:
        """Return what was removed, to be added again; the child itself when there is none."""
        kind = self.kind.children[name]
        _key, row = self._place_of(kind, owner, child)
        if row is None:
            return child
        return replace(_child_of(kind, row), id="")

    def remove_child(self, name: str, key: str) -> None:
        """Put one child into the trash."""
        self._change(self._child_row(name, key), {"removed_at": self._now()})

    def restore_child(self, name: str, key: str) -> None:
        """Take one child out of the trash, to the place where it was."""
        self._change(self._child_row(name, key), {"removed_at": None})

    def move_child(self, name: str, key: str, before: str = "") -> None:
        """Move one child in front of another, or to the end; only its own row changes."""
        moved = self._child_row(name, key)
        if before == key:
            return
        others = [
            row for row in self._siblings(name, getattr(moved, moved.parent)) if row.id != key
        ]
        place = next((i for i, row in enumerate(others) if row.id == before), len(others))
        low = others[place - 1].position if place else None
        high = others[place].position if place < len(others) else None
        if low is not None and high is not None and high - low < 1e-6:
            for number, row in enumerate(others, start=1):
                self._change(row, {"position": float(number)})
            low, high = float(place), float(place + 1)
        self._change(moved, {"position": _between(low, high)})

    def is_removed(self, key: str) -> bool:
        """Whether a value is in the trash."""
        return self._row(key).removed_at is not None

    def _order(self) -> tuple[Any, ...]:
        return (self.kind.row.created_at, self.kind.row.id)

    def _derived(self, value: Value) -> dict[str, Any]:
        """Return columns that are computed from the value."""
        return {}

    def _select(self, query: Select[Any]) -> list[Value]:
        return self._values(self._read(query, self.kind.value, self.kind.row))

    def _read(self, query: Select[Any], value: type[Any], row: type[Record]) -> Sequence[Any]:
        """Return plain rows, which are read much faster than objects that could be changed."""
        columns = read_columns(value, row)
        return self._session.connection().execute(query.with_only_columns(*columns)).all()

    def _listed(self, query: Select[Any], keys: Sequence[str]) -> Sequence[Any]:
        return self._session.connection().execute(query, {"keys": json.dumps(keys)}).all()

    def _values(self, rows: Sequence[Any]) -> list[Value]:
        owned: dict[str, dict[str, list[Any]]] = {
            name: self._children(name, [row.id for row in rows]) for name in self.kind.children
        }
        return [
            value_of(
                self.kind.value,
                row,
                **{name: tuple(by_owner.get(row.id, ())) for name, by_owner in owned.items()},
            )
            for row in rows
        ]

    def _children(self, name: str, owners: Sequence[str]) -> dict[str, list[Any]]:
        kind, found = self.kind.children[name], defaultdict[str, list[Any]](list)
        for row in self._listed(of_owners(kind.value, kind.row), owners):
            if is_known(kind.value, row):
                found[getattr(row, kind.row.parent)].append(value_of(kind.value, row))
        return found

    def _siblings(self, name: str, owner: str) -> list[Child]:
        row = self.kind.children[name].row
        query = (
            select(row)
            .where(getattr(row, row.parent) == owner, row.removed_at.is_(None))
            .order_by(row.position, row.id)
        )
        return list(self._session.scalars(query))

    def _row(self, key: str) -> Record:
        row = self._session.get(self.kind.row, key) if key else None
        if row is None:
            raise self._missing()
        return row

    def _child_row(self, name: str, key: str) -> Child:
        row = self._session.get(self.kind.children[name].row, key)
        if row is None:
            raise self._missing()
        return row

    def _missing(self) -> NotFound:
        return NotFound(_(self.kind.missing), _("Go back to the list and choose again."))

    def _added(self, table: type[Record], columns: dict[str, Any], key: str = "") -> Record:
        now = self._now()
        row = table(
            id=key or new_key(now), created_at=now, updated_at=now, removed_at=None, **columns
        )
        self._session.add(row)
        return row

    def _put_new_child(
        self,
        kind: ChildKind,
        owner: str,
        child: Any,
        position: float,
        made: dict[str, Child] | None = None,
    ) -> Any:
        key, row = self._place_of(kind, owner, child, made)
        columns = columns_of(child)
        if row is not None:
            self._change(row, columns | {"removed_at": None})
            return replace(child, id=key)
        place = {kind.row.parent: owner, "position": position}
        added = self._added(kind.row, columns | place, key)
        if made is not None and isinstance(added, Child):
            made[added.id] = added
        return replace(child, id=added.id)

    def _place_of(
        self, kind: ChildKind, owner: str, child: Any, made: dict[str, Child] | None = None
    ) -> tuple[str, Child | None]:
        """Return the key of what can be there only once, and its row where there is one.

        `made` are the rows of an owner that is new. A row that is over, or has come to say
        something else, leaves its place to the next number.
        """
        what = kind.what(child)
        if not any(what[:1]):
            return "", None
        for number in count(1):
            again = (str(number),) if number > 1 else ()
            key = key_of(owner, kind.row.__tablename__, *what, *again)
            row = self._session.get(kind.row, key) if made is None else made.get(key)
            if row is None:
                return key, None
            if kind.what(row) == what and (row.removed_at is not None or not kind.is_over(row)):
                return key, row
        raise AssertionError("numbers do not end")

    def _change(self, row: Record, columns: dict[str, Any]) -> None:
        for name, value in columns.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        if self._session.is_modified(row):
            row.updated_at = max(row.updated_at, self._now())  # also where a clock was set back
            self._session.flush()

    def _hide(self, row: Record, *, hidden: bool) -> Value:
        self._change(row, {"removed_at": self._now() if hidden else None})
        return self.get(row.id)


def _changed(row: Record, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return what differs from what a window had loaded, put together with what is there now."""
    found = {name: value for name, value in new.items() if value != old[name]}
    for name, value in found.items():
        now: Any = getattr(row, name)
        if row.__table__.c[name].info == MERGED and _is_news(now, old[name], value):
            from copdesk.store.three_way import three_way  # seldom needed, and slow to load

            found[name] = three_way(old[name], value, now)
    return found


def _is_news(now: str, old: str, new: str) -> bool:
    """Whether somebody else wrote; that a service has tidied the ends of a text is none."""
    return now.strip() not in (old.strip(), new.strip())


def _child_of(kind: ChildKind, row: Child) -> Any:
    return value_of(
        kind.value, [getattr(row, one.key) for one in read_columns(kind.value, kind.row)]
    )


def _between(low: float | None, high: float | None) -> float:
    if low is None:
        return 1.0 if high is None else high - 1.0
    return low + 1.0 if high is None else (low + high) / 2
