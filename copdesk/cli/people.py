"""Commands for members."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copdesk.cli.opened import changing, looking
from copdesk.cli.options import actions_of, command, takes_community, takes_json
from copdesk.cli.output import from_terminal, say, say_json, warn
from copdesk.clock import Clock
from copdesk.domain.brings import Brings
from copdesk.domain.people.import_plan import PlannedRow, Verdict
from copdesk.errors import UserError
from copdesk.language import _, ngettext
from copdesk.services.formats import endings_read, endings_written

if TYPE_CHECKING:
    from copdesk.services.opening import Services


def add_to(commands: Any) -> None:
    """Add `members` and `undo-import`."""
    actions = actions_of(commands, "members", _("Import or export members."))
    read = _("Import people from a file: {endings}.").format(endings=endings_read(Brings.PEOPLE))
    taken = command(actions, "import", read, import_people)
    taken.add_argument("file", type=Path, metavar="FILE")
    takes_community(taken, "--into")
    taken.add_argument(
        "--map",
        type=from_terminal,
        action="append",
        default=[],
        metavar="FIELD=HEADER",
        help=_("which column is what"),
    )
    taken.add_argument(
        "--refused",
        type=Path,
        metavar="FILE",
        help=_("where to write the rows that cannot be imported, as a table with the reasons"),
    )
    taken.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    takes_json(taken)
    written = _("Export members to a file: {endings}.").format(
        endings=endings_written(Brings.PEOPLE)
    )
    out = command(actions, "export", written, export_people)
    out.add_argument("file", type=Path, metavar="FILE")
    takes_community(out, "--from")
    takes_json(out)
    undo = command(commands, "undo-import", _("Undo a whole import."), undo_import)
    undo.add_argument("id", metavar="ID")
    takes_community(undo, "--in")
    takes_json(undo)


def import_people(options: argparse.Namespace, clock: Clock) -> int:
    """Import people; every row of the file is accounted for."""
    mapping = _mapping(options.map)
    opened = looking if options.dry_run else changing
    with opened(options.community, clock) as services:
        refused = _save_refused(options, services, mapping)
        imported = services.transfer.import_people(
            options.file, mapping, dry_run=options.dry_run
        ).value
    counts = imported.plan.counts()
    if options.json:
        problems = [
            {"row": row.row, "verdict": str(row.verdict), "reason": row.reason}
            for row in imported.plan.rows
            if row.verdict in (Verdict.HELD, Verdict.REFUSED)
        ]
        told = {"problems": problems, "notices": list(imported.notices)}
        say_json({**counts, "undo_id": imported.undo_id, **told})
        return 0
    for notice in imported.notices:
        warn(notice)
    for row in imported.plan.rows:
        if row.verdict in (Verdict.HELD, Verdict.REFUSED):
            warn(_told_with_row(row))
    say(
        _(
            "{rows} rows: {added} added, {updated} updated, {unchanged} unchanged,"
            " {held} held for a person to decide, {refused} refused."
        ).format(**counts)
    )
    if refused:
        say(_("The refused rows are in {file}.").format(file=options.refused))
    if imported.undo_id:
        say(_("To undo it: copdesk undo-import {id} --in COMMUNITY").format(id=imported.undo_id))
    return 0


def _save_refused(
    options: argparse.Namespace, services: Services, mapping: Mapping[str, str]
) -> int:
    if options.refused is None:
        return 0
    return services.transfer.save_refused(options.file, options.refused, mapping)


def _told_with_row(row: PlannedRow) -> str:
    if row.verdict is Verdict.REFUSED:
        return row.reason  # it names the row or the card itself
    return _("Row {row}: {reason}").format(row=row.row, reason=row.reason)


def export_people(options: argparse.Namespace, clock: Clock) -> int:
    """Export the members."""
    with looking(options.community, clock) as services:
        count = services.transfer.export_people(options.file)
    if options.json:
        say_json({"file": str(options.file), "members": count})
    else:
        text = ngettext(
            "{number} member written to {file}.", "{number} members written to {file}.", count
        )
        say(text.format(number=count, file=options.file))
    return 0


def undo_import(options: argparse.Namespace, clock: Clock) -> int:
    """Undo a whole import."""
    with changing(options.community, clock) as services:
        undone = services.transfer.undo_import(options.id).value
    if options.json:
        say_json({"removed": undone.removed, "put_back": undone.put_back, "kept": undone.kept})
    else:
        say(
            _("{removed} removed, {put_back} put back, {kept} kept as changed since.").format(
                removed=undone.removed, put_back=undone.put_back, kept=undone.kept
            )
        )
    return 0


def _mapping(pairs: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        field, sign, header = pair.partition("=")
        if not sign:
            raise UserError(
                _("“--map {pair}” is not understood.").format(pair=pair),
                _("Write it as FIELD=HEADER, for instance email=Mail."),
            )
        found[field.strip()] = header.strip()
    return found
