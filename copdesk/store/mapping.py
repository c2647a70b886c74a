"""Rows to values and back: fields and columns share their names, so nothing is said twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import EnumType, StrEnum
from functools import cache
from typing import Any, Generic, TypeVar, get_type_hints

from copdesk.store.tables import Child, Record

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ChildKind:
    """A tuple field of an aggregate, its value type and its table."""

    value: type[Any]
    row: type[Child]


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


def value_of(kind: type[Value], row: Record, **children: tuple[Any, ...]) -> Value:
    """Return the value of a row; what this version does not know becomes the field's default."""
    known: dict[str, Any] = {}
    for name, choices in _scalars(kind).items():
        if name in children:
            continue
        raw = getattr(row, name)
        if choices is None:
            known[name] = raw
        elif raw in choices:
            known[name] = choices[raw]
    return kind(**known, **children)


def is_known(kind: type[Any], row: Record) -> bool:
    """Whether this version has a word for everything that the value cannot do without.

    A newer CopDesk may have written a choice for which this one has neither name nor default.
    """
    return all(getattr(row, name) in choices for name, choices in _needed(kind).items())


def read_columns(kind: AggregateKind[Any], row: type[Record]) -> tuple[Any, ...]:
    """Return the columns of a table that make up its value, and the owner of a child."""
    return _read_columns(_value_type(kind, row), row)


@cache
def _read_columns(value: type[Any], row: type[Record]) -> tuple[Any, ...]:
    names = ["id", *(name for name in _scalars(value) if name != "id")]
    if issubclass(row, Child):
        names.append(row.parent)
    return tuple(getattr(row, name) for name in names)


def _value_type(kind: AggregateKind[Any], row: type[Record]) -> type[Any]:
    owned = (child.value for child in kind.children.values() if child.row is row)
    return kind.value if row is kind.row else next(owned)


@cache
def _needed(kind: type[Any]) -> dict[str, dict[str, StrEnum]]:
    """Return the choices of the fields that have no default."""
    known = {field.name for field in fields(kind) if field.default is not MISSING}
    return {
        name: choices
        for name, choices in _scalars(kind).items()
        if choices is not None and name not in known
    }


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
