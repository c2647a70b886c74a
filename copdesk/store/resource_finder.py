"""Filter the library in a worker: the ids of everything that fits, in order, interruptible."""

from __future__ import annotations

from contextlib import closing
from typing import Final

from copdesk.domain.library import ResourceFilter
from copdesk.domain.text import folded, words
from copdesk.store.reader import InterruptibleReader
from copdesk.store.search import match_expression

_TAGGED: Final = "id IN (SELECT resource_id FROM tag WHERE text = ? AND removed_at IS NULL)"
_SAID: Final = (
    "id IN (SELECT root FROM local_search JOIN local_search_text AS said"
    " ON said.number = local_search.rowid WHERE local_search MATCH ? AND said.kind = 'resource')"
)
_IN_TITLE: Final = "instr(sort_title, ?) > 0"  # the search index forgets what was removed


class ResourceFinder(InterruptibleReader):
    """Filters the library."""

    def ids(self, wanted: ResourceFilter) -> list[str]:
        """Return the ids of the resources that fit."""
        query, values = _query(wanted)

        def read() -> list[str]:
            with closing(self.connection.execute(query, values)) as rows:
                return [key for (key,) in rows]

        return self.until_interrupted(read)


def _query(wanted: ResourceFilter) -> tuple[str, list[str]]:
    conditions = ["removed_at IS NOT NULL" if wanted.removed else "removed_at IS NULL"]
    values: list[str] = []
    if wanted.kind:
        conditions.append("kind = ?")
        values.append(wanted.kind)
    if wanted.tag:
        conditions.append(_TAGGED)
        values.append(wanted.tag)
    for word in words(wanted.words):  # one by one: a tag may hold one word and the title another
        conditions.append(_IN_TITLE if wanted.removed else _SAID)
        values.append(folded(word) if wanted.removed else match_expression([word]))
    order = "added_on DESC NULLS LAST, id DESC" if wanted.newest_first else "sort_title, id"
    if wanted.removed:
        order = "removed_at DESC NULLS LAST, id"
    # Nothing of the user's is in the text of the statement.
    return f"SELECT id FROM resource WHERE {' AND '.join(conditions)} ORDER BY {order}", values  # noqa: S608
