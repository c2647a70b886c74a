"""What a transaction changes in the rows that people share, kept so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any, Final

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from copdesk.errors import ChangedSince
from copdesk.language import _
from copdesk.store import tables

# A discussion that is being led has a log and an undo of its own.
_OF_DISCUSSIONS: Final = (tables.RunRow, tables.RunEventRow)
_STAMPS: Final = frozenset({"created_at", "updated_at"})
_NOTED: Final = "row changes"
_commits: Final = count(1)


@dataclass(frozen=True, slots=True)
class RowChange:
    """The columns of one row that differ, before and after.

    A row that was made was hidden before: nothing is ever deleted.
    """

    table: type[tables.Record]
    key: str
    owner: str
    """The id of the aggregate: of a child its parent, otherwise the row's own."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    is_new: bool = False
    """Whether the row was made now; its other columns matter only while it is shown."""

    def followed_by(self, later: RowChange) -> RowChange:
        """Return both as one; a column that is again what it was is left out."""
        if self.is_new:
            hidden = later.after.get("removed_at")
            return replace(self, after={"removed_at": hidden})
        before = {**later.before, **self.before}
        after = {**self.after, **later.after}
        differing = [name for name in before if before[name] != after[name]]
        return replace(
            self,
            before={name: before[name] for name in differing},
            after={name: after[name] for name in differing},
        )

    @property
    def owner_table(self) -> str:
        """The name of the aggregate's table."""
        columns: Any = self.table.__table__.c
        if not issubclass(self.table, tables.Child):
            return self.table.__tablename__
        (link,) = columns[self.table.parent].foreign_keys
        return str(link.column.table.name)

    @property
    def is_nothing(self) -> bool:
        """Whether the row is as it was."""
        return not self.before or (self.is_new and self.after.get("removed_at") is not None)


Write = Callable[[Sequence[RowChange]], None]


class Recording:
    """What the transactions of one act changed; filled while they are committed."""

    def __init__(self) -> None:
        self.number = next(_commits)
        """Grows with each commit of the program: the order in which acts reached the disk."""
        self._write: Write | None = None
        self._changes: dict[tuple[type[tables.Record], str], RowChange] = {}

    def add(self, write: Write, changes: Iterable[RowChange]) -> None:
        """Take in what was committed; `write` changes the same rows again, all or none."""
        self._write, self.number = write, next(_commits)
        self._merge(changes)

    def join(self, later: Recording) -> None:
        """Make one of two acts that followed each other."""
        self.number = max(self.number, later.number)
        self._write = self._write or later._write
        self._merge(later._changes.values())

    def changes(self) -> list[RowChange]:
        """Return the rows that are not as they were, in the order in which they changed."""
        return [change for change in self._changes.values() if not change.is_nothing]

    def take_back(self) -> None:
        """Make every row what it was before, or none; ChangedSince when one is another by now."""
        self._change([replace(one, before=one.after, after=one.before) for one in self.changes()])

    def do_again(self) -> None:
        """Make every row what it was afterwards, or none."""
        self._change(self.changes())

    def _change(self, wanted: list[RowChange]) -> None:
        if self._write is not None and wanted:
            self._write(wanted)

    def _merge(self, changes: Iterable[RowChange]) -> None:
        for change in changes:
            place = (change.table, change.key)
            known = self._changes.get(place)
            self._changes[place] = known.followed_by(change) if known else change


class Rows:
    """Rows of any table, to make them again what they were."""

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session, self._now = session, now

    def change(self, wanted: RowChange) -> None:
        """Write the columns of a row that are still as they were before."""
        row = self._session.get(wanted.table, wanted.key)
        before = wanted.before.items()
        if row is None or any(not _is(row, name, value) for name, value in before):
            raise ChangedSince(
                _("This was changed again since then."),
                _("What is there now was kept; change it by hand."),
            )
        for name, value in wanted.after.items():
            setattr(row, name, value)
        row.updated_at = max(row.updated_at, self._now())
        self._session.flush()


def _is(row: tables.Record, name: str, value: object) -> bool:
    """Whether a column is as expected; of something hidden it does not matter since when."""
    now = getattr(row, name)
    return (now is None) == (value is None) if name == "removed_at" else now == value


def install(session: type[Session]) -> None:
    """Note what every session of this class writes."""
    event.listen(session, "before_flush", _note)


def noted_by(session: Session) -> list[RowChange]:
    """Return what a session has written so far."""
    return session.info.get(_NOTED, [])


def _note(session: Session, _context: object, _instances: object) -> None:
    noted: list[RowChange] = session.info.setdefault(_NOTED, [])
    rows: tuple[Any, ...] = (*session.new, *session.dirty)
    for row in rows:
        if not isinstance(row, tables.Record) or isinstance(row, _OF_DISCUSSIONS):
            continue
        owner = getattr(row, row.parent) if isinstance(row, tables.Child) else row.id
        if row in session.new:
            changed = {"removed_at": (row.created_at, row.removed_at)}
        else:
            changed = _changed_columns(row)
        if changed:
            before = {name: old for name, (old, _new) in changed.items()}
            after = {name: new for name, (_old, new) in changed.items()}
            is_new = row in session.new
            noted.append(RowChange(type(row), row.id, owner, before, after, is_new))


def _changed_columns(row: tables.Record) -> dict[str, tuple[Any, Any]]:
    changed: dict[str, tuple[Any, Any]] = {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if attribute.key not in _STAMPS and history.has_changes():
            before, after = [*history.deleted], [*history.added]
            changed[attribute.key] = (before[0], after[0])
    return changed
