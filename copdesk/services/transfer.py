"""What a user can bring in from other programs, and take out for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from copdesk.clock import today
from copdesk.domain.brings import Brings
from copdesk.domain.library import Resource
from copdesk.domain.people.import_plan import ImportPlan
from copdesk.domain.people.matching import plan_import
from copdesk.domain.text import folded
from copdesk.errors import UserError
from copdesk.exchange.formats import check_ending
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.services.formats import ending_written
from copdesk.services.people_import import Undone, store_people, undo_people, with_decisions
from copdesk.store.transaction import Database

Report = Callable[[int, int], None]
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_NO_DECISIONS: Final[Mapping[int, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleImported:
    """Every row with its verdict, what to tell the user, and the id that undoes it all.

    `columns` are the headings of a table, each with its field, and `samples` its first rows.
    """

    plan: ImportPlan
    notices: tuple[str, ...] = ()
    undo_id: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesImported:
    """What became of each entry of a list, and sentences for the user about them."""

    added: int
    known: int
    refused: int
    problems: tuple[str, ...] = ()


class TransferService:
    """Imports are planned first and stored in one transaction, or not at all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def import_people(
        self,
        path: Path,
        mapping: Mapping[str, str] = _NONE,
        *,
        dry_run: bool = False,
        decisions: Mapping[int, str] = _NO_DECISIONS,
        fields: Sequence[str] | None = None,
        report: Report | None = None,
    ) -> Outcome[PeopleImported]:
        """Import people from a file; with `dry_run` only say what would happen.

        `decisions` says for held rows who they are: a member id, or empty for somebody new.
        `fields` is the field of each column as a person corrected it, empty for "as it seems";
        with it a table without names is not refused as a whole.
        """
        from copdesk.exchange.chosen_file import nothing_to_report
        from copdesk.exchange.people.reader import read_people

        people = read_people(
            path, overrides=mapping, fields=fields, report=report or nothing_to_report
        )
        with self._database.reading() as tx:
            plan = plan_import(tx.members.all(), tx.groups.all(), people.people, people.refused)
        imported = PeopleImported(
            plan=with_decisions(plan, decisions),
            notices=people.remarks,
            columns=tuple((one.heading, one.field) for one in people.columns),
            samples=people.samples,
        )
        if dry_run or not imported.plan.people:
            return Outcome(imported, Area.NONE)
        with self._database.transaction() as tx:
            day = today(self._database.clock)
            undo_id = store_people(tx, imported.plan, path.name, day)
        return Outcome(replace(imported, undo_id=undo_id), Area.MEMBERS | Area.GROUPS)

    def save_refused(
        self,
        path: Path,
        target: Path,
        mapping: Mapping[str, str] = _NONE,
        *,
        fields: Sequence[str] | None = None,
    ) -> int:
        """Write the rows of a file that cannot be imported as a table, each with the reason.

        Corrected there, they can be imported. Returns how many; without any, nothing is written.
        """
        from copdesk.exchange.people.reader import read_people
        from copdesk.exchange.people.table import write_refused
        from copdesk.store.atomic import write_file

        if target.exists() and path.exists() and target.samefile(path):
            raise UserError(
                _("“{name}” is the file that is being imported.").format(name=target.name),
                _("Choose another name for the rows that were refused."),
            )
        check_ending(target.name, [ending_written(Brings.PEOPLE)])
        people = read_people(path, overrides=mapping, fields=fields)
        if people.refused:
            write_file(target, write_refused(people))
        return len(people.refused)

    def undo_import(self, import_id: str) -> Outcome[Undone]:
        """Undo an import of people; what was changed since is kept."""
        with self._database.transaction() as tx:
            return Outcome(undo_people(tx, import_id), Area.MEMBERS | Area.GROUPS)

    def export_people(self, path: Path) -> int:
        """Write the members in the format that the ending names; return how many."""
        from copdesk.exchange.people.reader import write_people
        from copdesk.store.atomic import write_file

        with self._database.reading() as tx:
            members, groups = tx.members.all(), tx.groups.all()
        write_file(path, write_people(path.name, members, groups))
        return len(members)

    def import_resources(self, path: Path) -> Outcome[ResourcesImported]:
        """Import a reading list.

        An entry with the title, authors and year of a resource that is there is not added again.
        """
        from copdesk.exchange.reading_lists.reader import read_resources

        read = read_resources(path)
        listed = [one.resource for one in read.resources]
        with self._database.transaction() as tx:
            known = {_likeness(one) for one in tx.resources.all()}
            new = {_likeness(one): one for one in listed if _likeness(one) not in known}
            for resource in new.values():
                tx.resources.put(replace(resource, added_on=today(self._database.clock)))
        imported = ResourcesImported(
            added=len(new),
            known=len(listed) - len(new),
            refused=len(read.refused),
            problems=(*read.remarks, *(one.sentence for one in read.refused)),
        )
        return Outcome(imported, Area.LIBRARY if new else Area.NONE)

    def calendar(self, path: Path | None = None) -> tuple[int, str]:
        """Return the number of meetings and the text of their calendar file; write it if asked."""
        from copdesk.exchange.meetings import CalendarEntry, write_meetings
        from copdesk.store.atomic import write_file

        with self._database.reading() as tx:
            meetings = tx.meetings.all()
            changes = tx.meetings.change_numbers()
            names = {one.id: one.called for one in tx.members.all()}
            community = tx.community.the_one().name
        data = write_meetings(
            path.name if path else f"meetings{ending_written(Brings.MEETINGS)}",
            [CalendarEntry(meeting=one, sequence=changes.get(one.id, 0)) for one in meetings],
            self._database.clock.now(),
            community,
            lambda item: names.get(item.lead_id, item.lead_name),
        )
        if path is not None:
            write_file(path, data)
        return len(meetings), data.decode()

    def save_text(self, path: Path, text: str) -> None:
        """Write a list for people to a file; an older file stays as it is when that fails."""
        from copdesk.store.atomic import write_file

        write_file(path, f"{text}\n".encode("utf-8", "replace"))


def _likeness(resource: Resource) -> tuple[str, str, str]:
    return folded(resource.title), folded(resource.authors), resource.year
