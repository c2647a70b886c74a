"""Full-text search: fold, index as rows change, query.

The index keeps the folded text in FTS5 and the text as typed beside it, so that what is found is
shown as it was written. Every changed row is indexed by one hook, in the transaction of the
change.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import Session

from copdesk.domain.search import Hit
from copdesk.domain.text import begins, folded, indexed, words
from copdesk.language import _, date_text
from copdesk.store import tables
from copdesk.store.reader import InterruptibleReader

CREATE: Final = (
    """CREATE TABLE local_search_text (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, root TEXT NOT NULL, "row" TEXT NOT NULL,
        title TEXT NOT NULL, body TEXT NOT NULL)""",
    'CREATE INDEX ix_local_search_text_row ON local_search_text ("row")',
    """CREATE VIRTUAL TABLE local_search USING fts5(
        title, body, content='',
        tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'")""",
)


@dataclass(frozen=True, slots=True)
class Searched:
    """How a table is found: as what kind, by which columns, and only once for each root.

    What `is_part` is shown by itself, such as a line in the minutes of a meeting.
    """

    kind: str
    root: str
    title: str
    body: tuple[str, ...]
    is_part: bool = False


SEARCHED: Final[dict[type[tables.Record], Searched]] = {
    tables.MemberRow: Searched(
        "member",
        "id",
        "name",
        ("preferred_name", "school", "teaches", "role", "email", "phone", "address", "notes"),
    ),
    tables.GroupRow: Searched("group", "id", "name", ("purpose",)),
    tables.SeriesRow: Searched("series", "id", "title", ("place",)),
    tables.MeetingRow: Searched("meeting", "id", "title", ("place", "purpose")),
    tables.AttendanceRow: Searched("meeting", "meeting_id", "", ("visitor",)),
    tables.AgendaItemRow: Searched(
        "agenda_item", "meeting_id", "title", ("lead_name", "notes"), is_part=True
    ),
    tables.NoteRow: Searched("note", "meeting_id", "", ("text",), is_part=True),
    tables.DecisionRow: Searched(
        "decision", "meeting_id", "", ("text", "reason", "differing_views"), is_part=True
    ),
    tables.CommitmentRow: Searched("commitment", "id", "text", ("who",)),
    tables.ReportBackRow: Searched("commitment", "commitment_id", "", ("text",)),
    tables.TopicRow: Searched("topic", "id", "text", ()),
    tables.ResourceRow: Searched(
        "resource",
        "id",
        "title",
        ("authors", "year", "subject", "grade", "source", "shelf", "consent", "notes"),
    ),
    tables.AttachedFileRow: Searched("resource", "resource_id", "", ("name",)),
    tables.TagRow: Searched("resource", "resource_id", "", ("text",)),
    tables.UseRow: Searched("resource", "resource_id", "", ("text",)),
    tables.RunRow: Searched("run", "id", "title", ()),
    tables.RunNoteRow: Searched("run", "run_id", "", ("text", "person")),
    tables.ProtocolRow: Searched("protocol", "name", "title", ()),
    tables.NormsRow: Searched("norms", "community_id", "", ("text",), is_part=True),
    tables.GoalRow: Searched("goal", "id", "text", ()),
}

_PARTS: Final = frozenset(one.kind for one in SEARCHED.values() if one.is_part)

_MEETING: Final = "SELECT title, held_on FROM meeting WHERE id=? AND removed_at IS NULL"
_TITLE_OF: Final = {
    "member": "SELECT name FROM member WHERE id=? AND removed_at IS NULL",
    "group": "SELECT name FROM member_group WHERE id=? AND removed_at IS NULL",
    "series": "SELECT title FROM series WHERE id=? AND removed_at IS NULL",
    "meeting": _MEETING,
    "agenda_item": _MEETING,
    "note": _MEETING,
    "decision": _MEETING,
    "commitment": "SELECT text FROM commitment WHERE id=? AND removed_at IS NULL",
    "topic": "SELECT text FROM topic WHERE id=? AND removed_at IS NULL",
    "resource": "SELECT title FROM resource WHERE id=? AND removed_at IS NULL",
    "run": "SELECT title FROM run WHERE id=? AND removed_at IS NULL",
    "protocol": "SELECT title FROM protocol WHERE name=? AND removed_at IS NULL",
    "norms": "SELECT name FROM community WHERE id=?",
    "goal": "SELECT text FROM goal WHERE id=? AND removed_at IS NULL",
}


_UNRANKED: Final = (
    "SELECT kind, root, t.row, t.title, t.body FROM local_search"
    " JOIN local_search_text AS t ON t.number = local_search.rowid"
    " WHERE local_search MATCH ?"
)
# The index sorts by itself when asked in this way, and a row is read only when it is its turn.
_RANKED: Final = f"{_UNRANKED} AND rank MATCH 'bm25(4.0, 1.0)' ORDER BY rank"
_LONGEST_PIECE: Final = 60


def install(session: type[Session]) -> None:
    """Index every row that a session of this class writes."""
    event.listen(session, "after_flush", _index_changes)


def _index_changes(session: Session, _context: object) -> None:
    rows: tuple[Any, ...] = (*session.new, *session.dirty)
    for row in rows:
        searched = SEARCHED.get(row.__class__)
        if searched is not None:
            _index(session, row, searched)


def _index(session: Session, row: Any, searched: Searched) -> None:
    run = session.connection().exec_driver_sql
    _forget(run, row.id)
    if row.removed_at is not None:
        return
    title = getattr(row, searched.title) if searched.title else ""
    body = "\n".join(text for name in searched.body if (text := getattr(row, name)))
    if not (title or body):
        return
    number = run(
        "INSERT INTO local_search_text (kind, root, row, title, body) VALUES (?, ?, ?, ?, ?)",
        (searched.kind, getattr(row, searched.root), row.id, title, body),
    ).lastrowid
    run(
        "INSERT INTO local_search (rowid, title, body) VALUES (?, ?, ?)",
        (number, indexed(title), indexed(body)),
    )


def _forget(run: Any, row_id: str) -> None:
    known = run(
        "SELECT number, title, body FROM local_search_text WHERE row=?", (row_id,)
    ).fetchone()
    if known is None:
        return
    number, title, body = known
    run(
        "INSERT INTO local_search (local_search, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        (number, indexed(title), indexed(body)),
    )
    run("DELETE FROM local_search_text WHERE number=?", (number,))


class Searcher(InterruptibleReader):
    """Searches everything, in a worker."""

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Return the best hits for the words of a user, each thing once.

        Every word must be found; the last may be the beginning of a word.
        """
        asked = words(text)
        if not asked:
            return []
        return self.until_interrupted(lambda: self._hits(asked, limit))

    def _hits(self, asked: list[str], limit: int) -> list[Hit]:
        ranked = len(asked) > 1 or len(asked[0]) > 2  # one letter matches nearly everything
        query = _RANKED if ranked else _UNRANKED
        found: dict[tuple[str, str], Hit | None] = {}
        number = 0
        with closing(self.connection.execute(query, (match_expression(asked),))) as rows:
            for kind, root, row, title, body in rows:
                if number == limit or self.is_interrupted:
                    break
                if (kind, root) in found:
                    continue
                name = self._title(kind, root)
                shown = row if kind in _PARTS else root
                hit = None
                if name is not None:
                    called = title if kind == "agenda_item" else name
                    hit = Hit(kind, shown, called, snippet(body or title, asked))
                found[kind, root] = hit
                number += hit is not None
        hits = [hit for hit in found.values() if hit is not None]
        return sorted(hits, key=lambda hit: not _is_called(hit.title, asked))

    def _title(self, kind: str, root: str) -> str | None:
        row = self.connection.execute(_TITLE_OF[kind], (root,)).fetchone()
        if row is None:
            return None
        title, *held_on = row
        if title or not held_on:
            return title
        return _("Meeting on {date}").format(date=date_text(date.fromisoformat(held_on[0])))


def match_expression(asked: Iterable[str]) -> str:
    """Return the words as FTS5 terms; quoted, so that nothing a user types is syntax."""
    quoted = ['"' + indexed(word).replace('"', '""') + '"' for word in asked]
    return " ".join(quoted) + "*"


def snippet(text: str, asked: list[str], around: int = 8) -> str:
    """Return the words around the first match, with matches between ‹ and ›."""
    pieces = text.split()
    first = next((i for i, piece in enumerate(pieces) if _matches(piece, asked)), 0)
    start, end = max(0, first - around), first + around + 1
    shown = [
        f"‹{_short(piece, asked)}›" if _matches(piece, asked) else _short(piece)
        for piece in pieces[start:end]
    ]
    return ("… " if start else "") + " ".join(shown) + (" …" if end < len(pieces) else "")


def _is_called(title: str, asked: list[str]) -> bool:
    """Whether a title begins with what was asked, as the name of a person does."""
    named = words(title)
    return len(named) >= len(asked) and all(
        one.startswith(word) for one, word in zip(named, asked, strict=False)
    )


def _matches(piece: str, asked: list[str]) -> bool:
    return any(begins(word, one) for word in words(piece) for one in asked)


def _short(piece: str, asked: Iterable[str] = ()) -> str:
    """Return a word; of a long run without spaces only what stands around a match."""
    if len(piece) <= _LONGEST_PIECE:
        return piece
    met = (folded(piece).find(one) for one in asked)  # folding hardly moves such letters
    start = max(0, min((place for place in met if place >= 0), default=0) - _LONGEST_PIECE // 3)
    end = start + _LONGEST_PIECE - 2
    return ("…" if start else "") + piece[start:end] + ("…" if end < len(piece) else "")
