"""How long a library of 100,000 resources takes, as ratios to raw sqlite3 in the same rounds.

Run it with `python tests/benchmarks/large_library.py [COUNT]`.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # it is run from a checkout

from copdesk.clock import SystemClock
from copdesk.domain.text import folded, indexed
from copdesk.store.engine import connect
from copdesk.store.keys import new_key
from copdesk.store.search import Searcher, match_expression
from copdesk.store.transaction import Database

PAGE = 128
ROUNDS = 7
SUBJECTS = ("fractions", "reading", "rivers", "poems", "electricity", "plants", "maps", "music")
KINDS = ("lesson plan", "rubric", "story", "article", "worksheet", "picture")


def fill(database: Database, count: int) -> None:
    """Write resources with a tag each, and their index entries, by raw statements."""
    now = database.clock.now()
    moment = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    with closing(connect(database.path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(count):
            subject = SUBJECTS[number % len(SUBJECTS)]
            title = f"{KINDS[number % len(KINDS)]} {number * 7919 % count} on {subject}"
            key, tag = new_key(now), new_key(now)
            connection.execute(
                "INSERT INTO resource (id, created_at, updated_at, title, sort_title, kind,"
                " authors, year, subject, grade, source, shelf, consent, shared_by, added_on,"
                " notes) VALUES (?, ?, ?, ?, ?, 'other', 'A. Author', '2026', ?, '4', '', '', '',"
                " '', '2026-03-05', 'Worked well with the younger ones.')",
                (key, moment, moment, title, folded(title), subject),
            )
            connection.execute(
                "INSERT INTO tag (id, created_at, updated_at, position, resource_id, text)"
                " VALUES (?, ?, ?, 1.0, ?, ?)",
                (tag, moment, moment, key, subject),
            )
            body = f"A. Author\n2026\n{subject}\n4\nWorked well with the younger ones."
            _index(connection, key, key, title, body)
            _index(connection, key, tag, "", subject)
        connection.execute("COMMIT")


def _index(connection: sqlite3.Connection, root: str, row: str, title: str, body: str) -> None:
    number = connection.execute(
        "INSERT INTO local_search_text (kind, root, row, title, body)"
        " VALUES ('resource', ?, ?, ?, ?)",
        (root, row, title, body),
    ).lastrowid
    connection.execute(
        "INSERT INTO local_search (rowid, title, body) VALUES (?, ?, ?)",
        (number, indexed(title), indexed(body)),
    )


class Raw:
    """The same work by nothing but sqlite3."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path, read_only=True)

    def close(self) -> None:
        self._connection.close()

    def ids(self) -> list[str]:
        query = "SELECT id FROM resource WHERE removed_at IS NULL ORDER BY sort_title, id"
        return [row[0] for row in self._connection.execute(query)]

    def page(self, keys: list[str]) -> list[object]:
        marks = ",".join("?" * len(keys))
        found: list[object] = []
        for table, column in (
            ("resource", "id"),
            ("attached_file", "resource_id"),
            ("tag", "resource_id"),
            ("use", "resource_id"),
        ):
            query = f'SELECT * FROM "{table}" WHERE {column} IN ({marks})'  # noqa: S608
            found += self._connection.execute(query, keys).fetchall()
        return found

    def search(self, asked: list[str]) -> list[object]:
        query = (
            "SELECT root, t.title, t.body FROM local_search"
            " JOIN local_search_text AS t ON t.number = local_search.rowid"
            " WHERE local_search MATCH ? AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank LIMIT 50"
        )
        return self._connection.execute(query, (match_expression(asked),)).fetchall()


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def ids(database: Database) -> list[str]:
    with database.reading() as tx:
        return tx.resources.ids()


def page(database: Database, keys: list[str]) -> list[object]:
    with database.reading() as tx:
        return [*tx.resources.many(keys)]


def compare(ours: Callable[[], object], raw: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of alternating rounds, the first of which does not count."""
    pairs = [(milliseconds(ours), milliseconds(raw)) for _ in range(ROUNDS + 1)][1:]
    return statistics.median(one for one, _ in pairs), statistics.median(two for _, two in pairs)


def main(count: int) -> None:
    with TemporaryDirectory() as place:
        database = Database.create(Path(place) / "community", SystemClock())
        print(f"{count} resources written in {milliseconds(lambda: fill(database, count)):.0f} ms")
        with closing(Raw(database.path)) as raw, closing(Searcher(database.path)) as searcher:
            keys = ids(database)[:PAGE]
            work = {
                "ids of the whole list": (lambda: ids(database), raw.ids),
                f"a page of {PAGE}": (lambda: page(database, keys), lambda: raw.page(keys)),
                **{
                    f"search “{text}”": (
                        lambda text=text: searcher.search(text),
                        lambda text=text: raw.search(text.split()),
                    )
                    for text in ("fra", "fractions", "rubric riv", "poems younger", "story 777")
                },
            }
            print(f"{'':28}{'ours':>9}{'raw':>9}{'ratio':>8}")
            for name, (ours, plain) in work.items():
                mine, theirs = compare(ours, plain)
                print(f"{name:28}{mine:7.1f}ms{theirs:7.1f}ms{mine / theirs:8.2f}")
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
