"""What PostgreSQL would read otherwise is written out."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from copdesk.domain.library import ResourceFilter
from copdesk.store.tables import Base
from copdesk.store.transaction import Database
from tests.store.test_round_trip import REPOSITORIES, repository

TABLES = list(Base.metadata.tables.values())
FALLING = re.compile(r"(\w+) DESC( NULLS LAST)?")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whole_numbers_have_64_bits_everywhere(table: Table) -> None:
    there = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    here = str(CreateTable(table).compile(dialect=sqlite.dialect()))
    assert "INTEGER" not in there
    assert there.count("BIGINT") == here.count("INTEGER")


def test_an_order_that_falls_says_where_nothing_stands(database: Database) -> None:
    asked: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(database._engine, "before_cursor_execute", hear)
    with database.reading() as tx:
        for name in REPOSITORIES:
            repository(tx, name).all()
            repository(tx, name).in_trash()
        tx.meetings.heads()
        tx.meetings.before(date(2026, 3, 4))
        tx.meetings.using("x")
        tx.resources.ids(newest_first=True)
        tx.resources.newest(3, stories=True)
        tx.protocols.named("x")
        tx.imports.all()
    finder = database.resource_finder()
    finder.connection.set_trace_callback(asked.append)
    for wanted in (ResourceFilter(newest_first=True), ResourceFilter(removed=True)):
        finder.ids(wanted)
    finder.close()
    may_be_nothing = {
        column.name for table in TABLES for column in table.columns if column.nullable
    }
    found = [one for statement in asked for one in FALLING.findall(statement)]
    assert len(found) > len(REPOSITORIES)
    assert [one for one in found if one[0] in may_be_nothing and not one[1]] == []


def test_the_newest_resources_still_come_from_an_index(database: Database) -> None:
    with database.reading() as tx:
        plan = tx.resources._session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM resource WHERE removed_at IS NULL"
            " ORDER BY added_on DESC NULLS LAST, id DESC"
        )
        told = " ".join(row[-1] for row in plan)
    assert "ix_resource_by_date" in told
    assert "TEMP B-TREE" not in told
