"""Somebody in the community, and what a search finds."""

from __future__ import annotations

from contextlib import closing

from copdesk.domain.members import Member
from copdesk.store.transaction import Database


def found(database: Database, words: str) -> list[tuple[str, str]]:
    with closing(database.searcher()) as searcher:
        return [(hit.kind, hit.title) for hit in searcher.search(words)]


def member(database: Database, name: str, notes: str = "") -> Member:
    with database.transaction() as tx:
        return tx.members.put(Member(name=name, notes=notes))
