"""Rows to values and back: fields and columns share their names, so nothing is said twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import EnumType, StrEnum
from functools import cache
from typing import Any, Generic, TypeVar, get_type_hints

from sqlalchemy import Select, Text, bindparam, func, select

from copdesk.store.tables import Child, Record

Value = TypeVar("Value")


def _nothing(_child: Any) -> tuple[str, ...]:
    return ()


def _never(_child: Any) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ChildKind:
    """A tuple field of an aggregate, its value type and its table.

    `what` says, of a value or a row, what an aggregate holds only once; its key is made from that,
    so that two laptops that add it make the same row. Where there is nothing, or an empty text
    first, any number may be there. One that `is_over` can begin again, as another row.
    """

    value: type[Any]
    row: type[Child]
    what: Callable[[Any], tuple[str, ...]] = _nothing
    is_over: Callable[[Any], bool] = _never


@dataclass(frozen=True)
class AggregateKind(Generic[Value]):
    """An aggregate: its value type, its table, and its tuple fields by name."""

    value: type[Value]
    row: type[Record]
    children: Mapping[str, ChildKind]
    missing: str


def columns_of(value: Any, skip: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what a value says about the columns of its row, without the id."""
    return {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if field.name != "id" and field.name not in skip
    }


def value_of(kind: type[Value], row: Sequence[Any], **children: tuple[Any, ...]) -> Value:
    """Return the value of a row of its `read_columns`.

    A choice that this version does not know becomes the field's default.
    """
    known = dict(zip(_scalars(kind), row, strict=False))  # the owner of a child stands behind
    for name, choices in _choices(kind).items():
        choice = choices.get(known.pop(name))
        if choice is not None:
            known[name] = choice
    return kind(**known, **children)


def is_known(kind: type[Any], row: Sequence[Any]) -> bool:
    """Whether this version has a word for everything that the value cannot do without.

    A newer CopDesk may have written a choice for which this one has neither name nor default.
    """
    needed = _needed(kind)
    return not needed or all(getattr(row, name) in needed[name] for name in needed)


@cache
def read_columns(kind: type[Any], row: type[Record]) -> tuple[Any, ...]:
    """Return the columns of a table that make up a value, and of a child its owner."""
    owner = [row.parent] if issubclass(row, Child) else []
    return tuple(getattr(row, name) for name in (*_scalars(kind), *owner))


@cache
def with_ids(kind: type[Any], row: type[Record]) -> Select[Any]:
    """Return the statement for the rows whose ids are in the JSON list `keys`."""
    rows: Any = select(*read_columns(kind, row))
    return rows.where(row.id.in_(_listed()))


@cache
def of_owners(kind: type[Any], row: type[Child]) -> Select[Any]:
    """Return the statement for the rows whose owners are in the JSON list `keys`, in order."""
    columns = read_columns(kind, row)
    rows: Any = select(*columns)
    owned = rows.where(columns[-1].in_(_listed()), row.removed_at.is_(None))
    return owned.order_by(row.position, row.id)


def _listed() -> Select[Any]:
    listed = func.json_each(bindparam("keys", type_=Text)).table_valued("value")
    return select(listed.c.value)


@cache
def _choices(kind: type[Any]) -> dict[str, dict[str, StrEnum]]:
    """Return the choices of the fields that have some."""
    return {name: choices for name, choices in _scalars(kind).items() if choices is not None}


@cache
def _needed(kind: type[Any]) -> dict[str, dict[str, StrEnum]]:
    """Return the choices of the fields that have no default."""
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    return {name: choices for name, choices in _choices(kind).items() if name in needed}


@cache
def _scalars(kind: type[Any]) -> dict[str, dict[str, StrEnum] | None]:
    """Return each field that is a column, with its choices when it is an enumeration."""
    found: dict[str, dict[str, StrEnum] | None] = {}
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint: object = hints[field.name]
        if isinstance(hint, EnumType) and issubclass(hint, StrEnum):
            found[field.name] = {choice.value: choice for choice in hint}
        elif not str(hint).startswith("tuple["):
            found[field.name] = None
    return found
