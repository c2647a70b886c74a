"""Version 2: keys that every laptop makes the same, and which laptop leads a discussion.

What can be there only once has a key made from what it is. Rows from before get that key, too: two
laptops with copies from before would otherwise agree on the old key and differ in every new row.
Nothing points to such a row but the log of imports. Where the same thing is there twice, the row
that is in force gets the key and the others keep theirs, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from copdesk.domain.text import folded
from copdesk.store.keys import key_of

revision = "2"
down_revision = "1"

_ONLY_ONCE = {
    "attendance": ("meeting_id", "member_id"),
    "role_taken": ("meeting_id", "role"),
    "agenda_resource": ("meeting_id", "resource_id", "item_id"),
    "attached_file": ("resource_id", "sha256", "name"),
    "tag": ("resource_id", "text"),
    "norms": ("community_id", "agreed_on"),
}


def upgrade() -> None:
    """Add the column, and give rows their keys."""
    op.add_column("run", sa.Column("led_on", sa.Text(), nullable=False, server_default=""))
    for table, (owner, *what) in _ONLY_ONCE.items():
        found = _alike(table, owner, what).items()
        named = ((rows[0].id, key_of(key, table, *said)) for (key, *said), rows in found if said[0])
        _rename(table, dict(named))
    renamed: dict[str, str] = {}
    for said, rows in _alike("membership", "member_id", ["group_id"]).items():
        for number, row in enumerate(sorted(rows, key=_place_in_time), start=1):
            again = (str(number),) if number > 1 else ()
            renamed[row.id] = key_of(said[0], "membership", said[1], *again)
    _rename("membership", renamed)
    _follow(renamed)


def _alike(table: str, owner: str, what: Iterable[str]) -> dict[tuple[str, ...], list[Any]]:
    """Return the rows that are the same thing, those in force first and then the latest."""
    found = defaultdict[tuple[str, ...], list[Any]](list)
    query = sa.text(
        f"SELECT * FROM {table} ORDER BY removed_at IS NOT NULL, updated_at DESC, id DESC"  # noqa: S608
    )
    for row in op.get_bind().execute(query):
        said = tuple(str(getattr(row, name) or "") for name in what)
        if table == "tag":
            said = (folded(said[0]),)
        found[(getattr(row, owner), *said)].append(row)
    return found


def _place_in_time(row: Any) -> tuple[Any, ...]:
    return row.removed_at is not None, row.joined_on or "", row.position, row.id


def _rename(table: str, keys: dict[str, str]) -> None:
    if keys:
        op.get_bind().execute(
            sa.text(f"UPDATE {table} SET id = :key WHERE id = :id"),  # noqa: S608
            [{"id": before, "key": key} for before, key in keys.items()],
        )


def _follow(renamed: dict[str, str]) -> None:
    """Let imports be undone as before."""
    connection = op.get_bind()
    for key, text in connection.execute(sa.text("SELECT id, undo FROM local_import")).fetchall():
        undo = json.loads(text)
        undo["memberships"] = [renamed.get(one, one) for one in undo["memberships"]]
        connection.execute(
            sa.text("UPDATE local_import SET undo = :undo WHERE id = :id"),
            {"undo": json.dumps(undo), "id": key},
        )
