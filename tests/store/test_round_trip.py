"""Every field of every value comes back from the file as it went in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from copdesk.domain.run.runs import Heartbeat, LoggedEvent, Run
from copdesk.store.repository import Repository
from copdesk.store.transaction import Database, Transaction

REPOSITORIES = (
    "community",
    "members",
    "groups",
    "meetings",
    "series",
    "topics",
    "commitments",
    "resources",
    "protocols",
    "runs",
)


def repository(tx: Transaction, name: str) -> Repository[Any]:
    found = getattr(tx, name)
    assert isinstance(found, Repository)
    return found


def samples(hint: Any) -> Iterator[Any]:
    """Yield values of a type that no default has."""
    inner = [one for one in get_args(hint) if one is not type(None)]
    kind = inner[0] if inner else hint
    if kind is datetime:
        yield datetime(2026, 7, 1, 9, 8, 7, 654000, tzinfo=UTC)
    elif kind is date:
        yield date(2026, 7, 2)
    elif kind is time:
        yield time(19, 45)
    elif kind is bool:
        yield from (False, True)
    elif kind is int:
        yield from (0, 77, 2**40)
    elif kind is float:
        yield 12.25
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        yield from kind
    elif kind is str:
        yield from ("Ünï “text”\nwith a second line, עברית, 漢字 and 😀", "", "' \" ; -- %_\\")
    else:
        raise AssertionError(f"no sample for {hint}")
    if type(None) in get_args(hint):
        yield None


def is_children(hint: Any) -> bool:
    return str(hint).startswith("tuple[")


def filled(kind: type[Any], number: int) -> Any:
    """Return a value with the given sample in every field, children included."""
    hints, given = get_type_hints(kind), {}
    for field in fields(kind):
        hint = hints[field.name]
        if field.name == "id":
            continue
        if is_children(hint):
            child = get_args(hint)[0]
            assert is_dataclass(child)
            given[field.name] = tuple(filled(child, one) for one in (number, number + 1))
        else:
            choices = list(samples(hint))
            given[field.name] = choices[number % len(choices)]
    return kind(**given)


def without_ids(value: Any) -> Any:
    """Return a value as nested tuples, leaving out what the store gives it."""
    if is_dataclass(value):
        return tuple(
            (field.name, without_ids(getattr(value, field.name)))
            for field in fields(value)
            if field.name != "id"
        )
    return tuple(without_ids(one) for one in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("name", REPOSITORIES)
def test_every_field_comes_back(database: Database, name: str, number: int) -> None:
    with database.transaction() as tx:
        kind = repository(tx, name).kind.value
        value = filled(kind, number)
        stored = repository(tx, name).put(value)
    with database.reading() as tx:
        read = repository(tx, name).get(stored.id)
    assert read == stored
    assert without_ids(read) == without_ids(value)


@pytest.mark.parametrize("name", REPOSITORIES)
def test_every_field_of_a_known_value_is_stored_again(database: Database, name: str) -> None:
    with database.transaction() as tx:
        kind = repository(tx, name).kind.value
        first = repository(tx, name).put(filled(kind, 0))
    own = {f.name for f in fields(kind)} - {"id", *_children(kind)}
    changed = filled(kind, 1)
    with database.transaction() as tx:
        new = {name: getattr(changed, name) for name in own}
        repository(tx, name).put(_replaced(first, new))
    with database.reading() as tx:
        read = repository(tx, name).get(first.id)
    assert {name: getattr(read, name) for name in own} == new
    assert {name: getattr(read, name) for name in _children(kind)} == {
        name: getattr(first, name) for name in _children(kind)
    }


@pytest.mark.parametrize("name", REPOSITORIES)
def test_every_tuple_of_a_value_has_a_table(database: Database, name: str) -> None:
    with database.reading() as tx:
        kind = repository(tx, name).kind
    assert set(kind.children) == _children(kind.value)
    for name_of_child, child in kind.children.items():
        hint = get_type_hints(kind.value)[name_of_child]
        assert get_args(hint)[0] is child.value


def test_log_and_heartbeat_of_a_run_come_back(database: Database) -> None:
    moment = datetime(2026, 3, 5, 17, 0, 1, 250000, tzinfo=UTC)
    events = [
        LoggedEvent(
            seq=seq,
            segment_id=f"s{seq}",
            kind="begin",
            tau_ms=seq * 100,
            wall=moment,
            actor="Ana",
            payload='{"a": 1}',
        )
        for seq in range(3)
    ]
    beat = Heartbeat(tau_ms=5, wall=moment, monotonic=1.5, boottime=None)
    with database.transaction() as tx:
        run = tx.runs.put(Run(title="Tuning", plan="{}"))
        tx.runs.append(run.id, events[:2])
        tx.runs.append(run.id, events[2:])
        assert tx.runs.heartbeat(run.id) is None
        tx.runs.beat(run.id, beat)
        assert tx.runs.heartbeat(run.id) == beat
        later = Heartbeat(tau_ms=9, wall=moment, monotonic=2.5, boottime=7.5)
        tx.runs.beat(run.id, later)
    with database.reading() as tx:
        assert tx.runs.events(run.id) == events
        assert tx.runs.heartbeat(run.id) == later


def test_settings_and_imports_are_seen_in_their_own_transaction(database: Database) -> None:
    with database.transaction() as tx:
        assert tx.settings.get("page", "none") == "none"
        tx.settings.set("page", "members")
        assert tx.settings.get("page") == "members"
        key = tx.imports.add(source="people.csv", summary="3 rows", undo="[]")
        assert tx.imports.get(key).source == "people.csv"
        tx.imports.mark_undone(key)
    with database.reading() as tx:
        assert [one.undone_at for one in tx.imports.all()] == [database.clock.now()]


def _children(kind: type[Any]) -> set[str]:
    hints = get_type_hints(kind)
    return {field.name for field in fields(kind) if is_children(hints[field.name])}


def _replaced(value: Any, new: dict[str, Any]) -> Any:
    given: dict[str, Any] = {
        field.name: new.get(field.name, getattr(value, field.name)) for field in fields(value)
    }
    return type(value)(**given)
