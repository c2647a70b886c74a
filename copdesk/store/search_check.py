"""Whether the search index says what the rows say, and rebuilding it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Final

from sqlalchemy import select

from copdesk.domain.text import indexed
from copdesk.store.search import CREATE, SEARCHED

Entry = tuple[str, str, str, str, str]
_INSERT_TEXT: Final = (
    "INSERT INTO local_search_text (kind, root, row, title, body) VALUES (?, ?, ?, ?, ?)"
)
_INSERT: Final = "INSERT INTO local_search (rowid, title, body) VALUES (?, ?, ?)"
_VOCABULARY: Final = (
    "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab(main, local_search, col)"
)
_WORDS: Final = "SELECT term, col, doc, cnt FROM temp.search_words"


def index_is_true(connection: sqlite3.Connection) -> bool:
    """Whether the index equals one made from the rows; one that cannot be read does not."""
    try:
        return _is_true(connection)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT):
            raise
        return False


def _is_true(connection: sqlite3.Connection) -> bool:
    number = 0
    for entry in _entries(connection):
        number += 1
        query = "SELECT kind, root, row, title, body FROM local_search_text WHERE row=?"
        if connection.execute(query, (entry[2],)).fetchall() != [entry]:
            return False
    kept: int = connection.execute("SELECT count(*) FROM local_search_text").fetchone()[0]
    if kept != number:
        return False
    with closing(sqlite3.connect(":memory:")) as anew:
        for statement in CREATE:
            anew.execute(statement)
        _fill(anew, _entries(connection))
        return _same_words(connection, anew)


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Rebuild the index, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    fill_index(connection)
    connection.execute("COMMIT")


def fill_index(connection: sqlite3.Connection) -> None:
    """Rebuild the index in the transaction of whoever called."""
    for table in ("local_search", "local_search_text"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in CREATE:
        connection.execute(statement)
    _fill(connection, _entries(connection))


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    for row_type, searched in SEARCHED.items():
        table = row_type.__table__
        columns = [table.c[name] for name in ("id", searched.root, *searched.body)]
        titled = [table.c[searched.title].label("title_")] if searched.title else []
        query = str(select(*columns, *titled).where(table.c.removed_at.is_(None)))
        for key, root, *texts in connection.execute(query):
            title = texts.pop() if titled else ""
            body = "\n".join(text for text in texts if text)
            if title or body:
                yield searched.kind, root, key, title, body


def _fill(connection: sqlite3.Connection, entries: Iterator[Entry]) -> None:
    for entry in entries:
        number = connection.execute(_INSERT_TEXT, entry).lastrowid
        connection.execute(_INSERT, (number, indexed(entry[3]), indexed(entry[4])))


def _same_words(one: sqlite3.Connection, other: sqlite3.Connection) -> bool:
    found: list[list[tuple[str, str, int, int]]] = []
    for connection in (one, other):
        connection.execute(_VOCABULARY)
        try:
            found.append(connection.execute(_WORDS).fetchall())
        finally:
            connection.execute("DROP TABLE temp.search_words")
    return found[0] == found[1]
