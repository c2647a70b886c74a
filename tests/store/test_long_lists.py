"""A long list is opened by its ids and a page, whatever its length."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sqlalchemy import event

from copdesk.domain.library import AttachedFile, Resource, ResourceKind, Tag
from copdesk.domain.text import folded
from copdesk.store.engine import connect
from copdesk.store.keys import new_key
from copdesk.store.transaction import Database, Transaction

PAGE = 128


def grow(database: Database, count: int) -> None:
    """Write resources with a tag and a file each by raw statements."""
    now = database.clock.now()
    with database.transaction() as tx:
        file = AttachedFile(name="a.pdf", sha256="0")
        pattern = tx.resources.put(Resource(title="t", files=(file,), tags=(Tag(text="x"),)))
        tx.resources.remove(pattern.id)
    with closing(connect(database.path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(count):
            key, title = new_key(now), f"Lesson {number * 7919 % count}"
            for table, names, values in (
                ("resource", ("id", "title", "sort_title"), (key, title, folded(title))),
                ("tag", ("id", "resource_id"), (new_key(now), key)),
                ("attached_file", ("id", "resource_id"), (new_key(now), key)),
            ):
                known = connection.execute(f'SELECT * FROM "{table}" LIMIT 1')  # noqa: S608
                columns = [column[0] for column in known.description]
                row = dict(zip(columns, known.fetchone(), strict=True)) | {"removed_at": None}
                row |= dict(zip(names, values, strict=True))
                marks = ",".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', [*row.values()])  # noqa: S608
        connection.execute("COMMIT")


def steps_of_a_page(tx: Transaction, keys: list[str]) -> int:
    """Return how many instructions SQLite needs for a page, in hundreds."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    driver = tx.resources._session.connection().connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(count, 100)
    page = tx.resources.many(keys)
    driver.set_progress_handler(None, 0)
    assert [one.id for one in page] == keys
    assert all(len(one.tags) == len(one.files) == 1 for one in page)
    return steps


def test_a_page_costs_the_same_in_a_list_ten_times_as_long(database: Database) -> None:
    found: list[int] = []
    for count in (500, 4500):
        grow(database, count)
        with database.reading() as tx:
            found.append(steps_of_a_page(tx, tx.resources.ids()[:PAGE]))
    assert found[1] <= found[0] * 1.1 + 1


def test_the_ids_come_in_order_from_an_index_alone(database: Database) -> None:
    grow(database, 300)
    statements: list[tuple[str, tuple[object, ...]]] = []

    def remember(_c: object, _cur: object, statement: str, values: tuple[object, ...], *_m: object):
        statements.append((statement, values))

    event.listen(database._engine, "before_cursor_execute", remember)
    with database.reading() as tx:
        by_title = tx.resources.ids()
        newest = tx.resources.ids(newest_first=True)
        titles = [folded(one.title) for one in tx.resources.many(by_title)]
    assert len(by_title) == len(newest) == 300
    assert all(one <= other for one, other in pairwise(titles))
    with closing(connect(database.path, read_only=True)) as connection:
        for statement, values in [one for one in statements if "FROM resource" in one[0]][:2]:
            plan = str([*connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)])
            assert "COVERING INDEX" in plan
            assert "TEMP B-TREE" not in plan


def test_heads_are_resources_without_what_belongs_to_them(database: Database) -> None:
    with database.transaction() as tx:
        for number in range(6):
            kind = ResourceKind.STORY if number % 2 else ResourceKind.BOOK
            day = date(2026, 1, number + 1) if number else None
            resource = Resource(title=f"R{number}", kind=kind, added_on=day, tags=(Tag(text="x"),))
            stored = tx.resources.put(resource)
            if number == 5:
                tx.resources.remove(stored.id)
    with database.reading() as tx:
        assert tx.resources.heads() == [replace(one, tags=()) for one in tx.resources.all()]
        assert [one.title for one in tx.resources.heads(since=date(2026, 1, 4))] == ["R3", "R4"]
        assert [one.title for one in tx.resources.newest(2, stories=False)] == ["R4", "R2"]
        assert [one.title for one in tx.resources.newest(9, stories=False)] == ["R4", "R2", "R0"]
        assert [one.title for one in tx.resources.newest(9, stories=True)] == ["R3", "R1"]
